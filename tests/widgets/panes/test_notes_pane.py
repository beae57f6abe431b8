"""The notes as they stand, shown beside what is still missing."""

import threading
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import TextArea

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.render.formats.markdown import notes_markdown
from casetool.services.sessions.open import open_document
from casetool.widgets.panes.notes_pane import NotesPane
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


def preview(drive: Drive) -> str:
    return drive.screen.query_one("#preview", TextArea).text


async def test_the_preview_follows_what_is_said(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("n")
        await drive.until(lambda: preview(drive).startswith("# Case Discussion Notes"))
        assert "the bus was late" not in preview(drive)
        await drive.say("the bus was late")
        await drive.until(lambda: "the bus was late" in preview(drive))
        await drive.press("ctrl+z")
        await drive.until(lambda: "the bus was late" not in preview(drive))


async def test_a_slow_preview_delays_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def slow(session: Session, method: Method) -> str:
        assert may_go_on.wait(60)
        return notes_markdown(session, method)

    monkeypatch.setattr("casetool.widgets.panes.notes_pane.notes_markdown", slow)
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        try:
            await drive.go("n")
            await drive.say("the bus was late", "and the day before")
            await drive.sees("and the day before")
            await drive.pilot.press(*"half")
            await drive.until(lambda: drive.screen.line.text == "half")
            assert {"the bus was late", "and the day before"} <= set(drive.texts("else"))
            assert preview(drive) == ""
        finally:
            may_go_on.set()
        await drive.until(lambda: "and the day before" in preview(drive))


async def test_an_older_preview_never_takes_the_place_of_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_may_go_on, older_is_done = threading.Event(), threading.Event()

    def first_is_slow(session: Session, method: Method) -> str:
        made = notes_markdown(session, method)
        if "the bus was late" not in made:
            assert older_may_go_on.wait(60)
            older_is_done.set()
        return made

    monkeypatch.setattr("casetool.widgets.panes.notes_pane.notes_markdown", first_is_slow)
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        try:
            await drive.go("n")
            await drive.say("the bus was late")
            await drive.until(lambda: "the bus was late" in preview(drive))
        finally:
            older_may_go_on.set()
        await drive.until(older_is_done.is_set)
        await drive.until(lambda: not list(drive.app.workers))
        assert "the bus was late" in preview(drive)


async def test_where_nothing_is_missing_one_reads_and_a_closed_session_can_be_reopened(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-closed.toml") as drive:
        await drive.go("n")
        await drive.press("escape")
        assert drive.app.focused is drive.screen.query_one("#preview", TextArea)
        await drive.press("f5", "k")
        await drive.sees("The session is open again.")
        assert drive.session.closed is None
        await drive.press("escape", "ctrl+z")
        assert drive.session.closed is not None


async def test_a_pane_that_comes_before_its_session_draws_it_later(tmp_path: Path) -> None:
    document = open_document(examples(tmp_path) / IN_DISCUSSION)
    pane = NotesPane(document, document.method.step("notes"))
    app = App[None]()
    async with app.run_test() as pilot:
        await app.mount(pane)
        assert len(pane.items.options) == 0
        pane.session = document.session
        await pilot.pause()
        assert len(pane.items.options) > 0
