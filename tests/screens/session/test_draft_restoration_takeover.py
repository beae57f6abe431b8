"""What another window left unfinished is named and offered once this one writes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import TextArea

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.session import actions_of
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.services.meeting.question_drafts import keep_in_question
from casetool.services.sessions.document import Document
from casetool.storage.autosave.drafts import read_drafts
from tests.journeys.test_corrections import SESSION, WIDE, shown
from tests.screens.dialogs.test_form_dialog import stands, which
from tests.support.driving import Drive, driving
from tests.support.robin_room import in_file, tool
from tests.support.two_windows import other_window, resting, session_in

QUESTION = "disagreement/worry/"
THEIRS = "Odette never said so"
OURS = "the nurse was there"
KNOWN = "form/actions/act1/known"


@asynccontextmanager
async def two_windows(folder: Path) -> AsyncIterator[tuple[Document, Drive]]:
    """A first window that writes, and the app, which only shows the same session."""
    (folder / "sessions").mkdir()
    session = add_action(SESSION, "actions", Action(id="act1", what="See Ash at home"))
    path, storage = in_file(folder / "sessions", session), resting(folder)
    first = other_window(path, storage)
    async with driving(path.parent, path, size=WIDE, storage=storage) as second:
        await second.sees("only shown")
        yield first, second


async def dies_with(first: Document, text: str) -> None:
    """The first window ends with half a disagreement."""
    keep_in_question(first, QUESTION, "becomes", text)
    assert first.flush()
    first.close()


async def test_half_a_question_is_named_and_stands_in_it_though_it_was_opened_before(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await tool(second, "n")
        await which(second, "d", "seen ash")
        assert stands(second)["becomes"] == ""
        await second.press("escape", "escape")
        await second.until(lambda: second.session_is_seen)
        await dies_with(first, THEIRS)
        await second.sees("it is yours now")
        await second.reads(f"Not finished last time: “{THEIRS}”.")
        await tool(second, "n")
        await which(second, "d", "seen ash")
        assert stands(second)["becomes"] == THEIRS
        await second.sees("What you had typed is here again.")
        await second.type(", ever")
        await second.until(lambda: f"{THEIRS}, ever" in read_drafts(first.path).values())


async def test_half_a_question_is_kept_beside_what_is_typed_into_the_same_one_meanwhile(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        document = second.document
        await tool(second, "n")
        await which(second, "d", "seen ash")
        await dies_with(first, THEIRS)
        await second.until(lambda: not document.read_only)
        await second.type(OURS)
        assert document.flush()
        assert set(read_drafts(document.path).values()) == {OURS, THEIRS}
        await second.press("escape")
        await which(second, "d", "seen ash")
        assert stands(second)["becomes"] == OURS
        await second.press("escape", "escape")
        await second.until(lambda: second.session_is_seen)
        second.screen.set_focus(second.screen.line.input)
        await second.press("enter")
        await second.until(lambda: second.screen.line.text == THEIRS)


async def test_what_a_form_here_could_not_store_stands_in_it_again(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("8")
        await second.press("escape", "enter", "enter", "enter", "enter")
        await second.type(OURS)
        await second.press("escape")
        await second.until(lambda: not second.app.screen.query(TextArea))
        assert actions_of(second.session)[0].known == ""
        await second.press("escape", "enter")
        await second.until(lambda: stands(second).get("known") == OURS)
        await second.sees("What you had typed is here again.")
        await second.press("enter", "enter", "enter")
        await second.type(" twice")
        assert second.document.flush()
    kept = first.drafts()
    first.close()
    assert kept == {KNOWN: f"{OURS} twice"}


async def test_what_a_form_here_could_not_store_is_offered_once_it_can(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("8")
        await second.press("escape", "enter", "enter", "enter", "enter")
        await second.type(OURS)
        await second.press("escape")
        await second.until(lambda: second.app.focused is second.screen.line.input)
        first.close()
        await second.sees("it is yours now")
        await second.until(lambda: stands(second).get("known") == OURS)
        await second.press("enter")
        await second.until(lambda: actions_of(second.session)[0].known == OURS)
        await second.until(lambda: read_drafts(second.document.path) == {})


async def test_a_watcher_that_left_words_loses_none_to_a_question_of_the_writer(
    tmp_path: Path,
) -> None:
    (tmp_path / "sessions").mkdir()
    path, storage = in_file(tmp_path / "sessions", SESSION), resting(tmp_path)
    async with driving(path.parent, path, size=WIDE, storage=storage) as first:
        await first.go("5")
        await first.type("of the first")
        assert first.document.flush()
        second = other_window(path, storage)
        second.keep_draft("capture worries", "of the second")
        assert second.flush()
        second.close()
        await tool(first, "n")
        await which(first, "d", "seen ash")
        await first.press("escape", "escape")
        await first.until(lambda: first.session_is_seen)
        first.screen.set_focus(first.screen.line.input)
        await first.press("end", *" window")
        assert first.document.flush()
        first.screen.line.keep_draft(first.screen.line.text)
    last = other_window(path, storage)
    assert sorted(last.drafts().values()) == ["of the first window", "of the second"]
    last.close()


async def test_a_session_that_was_of_a_newer_format_offers_what_was_unfinished(
    tmp_path: Path,
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    text = path.read_text(encoding="utf-8")
    first = other_window(path, storage)
    first.keep_draft("capture worries", "of the first")
    assert first.flush()
    first.close()
    path.write_text(text.replace("format = 1\n", "format = 99\n"), encoding="utf-8")
    async with driving(path.parent, path, storage=storage) as second:
        await second.sees("only shown")
        path.write_text(text, encoding="utf-8")
        await second.until(lambda: second.screen.line.text == "of the first")
        await second.press("enter")
        await second.until(lambda: second.texts("worries")[-1] == "of the first")


async def test_a_question_open_behind_the_take_over_stays(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        document = second.document
        await tool(second, "n")
        await which(second, "d", "seen ash")
        await second.type(OURS)
        await dies_with(first, THEIRS)
        await second.until(lambda: not document.read_only)
        await shown(second, FormScreen)
        assert stands(second)["becomes"] == OURS
        assert document.flush()
        assert set(read_drafts(document.path).values()) == {OURS, THEIRS}
