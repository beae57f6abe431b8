"""The top line is never behind what stands below it."""

from pathlib import Path

import pyte
import pytest
from textual import messages
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from casetool.app.facilitator_app import CasetoolApp
from casetool.storage.autosave import writer
from casetool.widgets.status.top_line import TopLine
from tests.support.driving import driving, examples


async def test_no_entry_is_drawn_beside_the_saved_of_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However late it is heard that the top line changed; each picture is looked at as drawn."""
    screen = pyte.Screen(120, 40)
    terminal, pictures = pyte.Stream(screen), list[str]()

    def display(app: CasetoolApp, of: Screen[object], update: object) -> None:
        if isinstance(update, CompositorUpdate):
            terminal.feed(update.render_segments(app.console))
            pictures.append("\n".join(screen.display))

    async def unheard(of: Screen[object], message: messages.Update) -> None:
        if not isinstance(message.widget, TopLine):
            await hear(of, message)

    hear = Screen._on_update
    path = examples(tmp_path) / "example-in-discussion.toml"
    monkeypatch.setattr(writer, "DRAWING_SECONDS", 600)  # nothing is saved meanwhile
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        assert drive.document.flush()
        await drive.sees("saved")
        monkeypatch.setattr(CasetoolApp, "_display", display)
        drive.screen.refresh(layout=True)
        await drive.until(lambda: "saved" in screen.display[0])
        monkeypatch.setattr(Screen, "_on_update", unheard)
        await drive.say("! nobody has asked the school")
        await drive.until(lambda: any("nobody has asked" in row for row in screen.display[2:-4]))
        above = ["\n".join(one.splitlines()[:-4]) for one in pictures]
        shown = [one for one in above if "nobody has asked" in one]
        assert shown
        assert ["saving" in one.partition("\n")[0] for one in shown] == [True] * len(shown)
