"""A change paints what shows it, and not the whole screen."""

from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from casetool.models.base import evolve
from casetool.models.pseudonyms.names import NameDisplay
from tests.support.driving import driving, examples

FRAMES = {"SessionScreen", "StepContainer", "SideColumn", "RecentCaptures"}
"""What shows nothing of its own, or nothing of what is changed here."""


def watched_paints(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The kinds of widgets that are painted from now on."""
    painted: set[str] = set()
    refresh = Widget.refresh

    def watched(widget: Widget, *regions: Any, **what: Any) -> Widget:
        if what.get("repaint", True):
            painted.add(type(widget).__name__)
        return refresh(widget, *regions, **what)

    monkeypatch.setattr(Widget, "refresh", watched)
    return painted


@pytest.mark.parametrize(
    ("step", "pane"), [("6", "ListPane"), ("4", "TreePane"), ("n", "NotesPane")]
)
async def test_what_a_change_does_not_show_is_not_painted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, pane: str
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go(step)
        painted = watched_paints(monkeypatch)
        drive.document.note(lambda session: evolve(session, wall=NameDisplay.INITIALS))
        await drive.pilot.pause()
        assert "TopLine" in painted
        assert painted & {*FRAMES, pane} == set()
