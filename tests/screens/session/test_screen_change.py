"""A screen that takes the place of another takes that of the lists over it, too."""

from pathlib import Path

from textual.widgets import Input

from casetool.screens.library.screen import LibraryScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.autosave.drafts import read_drafts
from tests.support.driving import driving, examples
from tests.support.walk import settled

IN_DISCUSSION = "example-in-discussion.toml"


async def test_a_list_opened_while_one_leaves_keeps_no_session_open(tmp_path: Path) -> None:
    """Ctrl+O waits for the last save, and F4 comes before it: the session stayed beneath."""
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await drive.press("f4")
        await settled(drive)
        await drive.type("zo cried on the red bus")
        drive.app.show_library()
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        assert not any(isinstance(each, SessionScreen) for each in drive.app.screen_stack)
        assert "zo cried on the red bus" in read_drafts(path).values()
        assert drive.app.screen.query_one("#filter", Input).value == "", "of another child's file"
        drive.app.show_session(path)
        await drive.until(lambda: drive.session_is_seen)
        assert drive.document.read_only == ""
        assert drive.screen.line.text == "zo cried on the red bus"


async def test_questions_over_the_library_go_with_it(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.press("f1")
        await drive.until(lambda: not isinstance(drive.app.screen, LibraryScreen))
        drive.app.show_session(tmp_path / IN_DISCUSSION)
        await drive.until(lambda: drive.session_is_seen)
        assert not any(isinstance(each, LibraryScreen) for each in drive.app.screen_stack)
