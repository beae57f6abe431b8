"""The list of sessions: filter, open, and what cannot be opened."""

from pathlib import Path
from unicodedata import normalize

import pytest
from textual.events import Paste

from casetool.screens.dialogs.help import KeysScreen
from casetool.screens.library.folder_watch import FolderWatch
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.library.session_filter import SessionFilter
from casetool.screens.session.paste_review import PasteScreen
from casetool.screens.session.screen import SessionScreen
from tests.support.driving import Drive, driving, examples


async def test_typing_filters_and_enter_opens(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.sees("Juno")
        await drive.type("tree mi")
        await drive.sees("Milo")
        assert "Juno" not in drive.seen()
        await drive.press("enter")
        await drive.opened()
        assert drive.session.child == "Milo"


async def test_the_filter_finds_a_name_with_decomposed_letters(tmp_path: Path) -> None:
    example = examples(tmp_path) / "example-in-discussion.toml"
    example.rename(tmp_path / f"{normalize('NFD', 'zoë-müller')}.toml")
    async with driving(tmp_path) as drive:
        await drive.sees("Juno")
        await drive.type("müll")
        await drive.until(lambda: "Juno" not in drive.seen())
        await drive.press("enter")
        await drive.opened()


async def test_the_preview_shows_the_focal_point_first(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.type("milo")
        await drive.sees("“I don't know who is coming to fetch me.”")
        await drive.sees("Open actions: 3")


async def test_a_broken_file_is_told_and_the_rest_works(tmp_path: Path) -> None:
    broken = examples(tmp_path) / "broken.toml"
    broken.write_text('format = 1\nchild = "Ash"\nmethod = "case-discussion"\nid = 7\n[/b]')
    before = broken.read_bytes()
    async with driving(tmp_path) as drive:
        await drive.type("ash")
        await drive.press("enter")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("The file was left as it is.")
        await drive.press("escape")
        await drive.type("milo")
        await drive.press("enter")
        await drive.opened()
    assert broken.read_bytes() == before


async def test_escape_in_a_new_session_keeps_the_words_for_the_next_time(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        await drive.press("escape", "f2")
        await drive.sees("Robin")


async def test_a_date_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        await drive.press("enter")
        await drive.type("31 feb")
        await drive.press("f2")
        await drive.sees("is not a date that can be read")
        assert list(tmp_path.glob("*.toml")) == []


async def test_a_child_is_needed_to_begin(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2", "f2")
        await drive.sees("Who is it about?")


async def test_the_examples_can_be_looked_at_from_an_empty_folder(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f9")
        await drive.sees("Milo")


async def test_an_example_that_was_worked_on_stays_when_they_are_asked_for_again(
    tmp_path: Path,
) -> None:
    mine = examples(tmp_path) / "example-closed.toml"
    mine.write_text(mine.read_text(encoding="utf-8").replace('"Juno"', '"Ash"'), encoding="utf-8")
    before = mine.read_bytes()
    async with driving(tmp_path) as drive:
        await drive.press("f9")
        await drive.sees("These are invented")
        await drive.sees("Ash")
    assert mine.read_bytes() == before


async def test_examples_that_cannot_be_written_are_told_of(tmp_path: Path) -> None:
    async with driving(tmp_path / "gone") as drive:
        await drive.press("f9")
        await drive.sees("was not saved")
        assert isinstance(drive.app.screen, LibraryScreen)


async def test_a_session_whose_review_is_due_says_so_and_is_found_by_it(tmp_path: Path) -> None:
    folder = examples(tmp_path)
    path = folder / "example-closed.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nreason =", "\nreview = 2026-11-12\nreason =", 1), "utf-8")
    async with driving(folder) as drive:
        await drive.sees("review due")
        await drive.type("review due")
        await drive.sees("Juno")
        assert "Milo" not in drive.seen()
        drive.clock.on(days=-1)
        drive.app.show_library()
        await drive.sees("Milo")
        assert "review due" not in drive.seen()


async def test_a_session_made_elsewhere_appears_and_the_highlight_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casetool.screens.library.folder_watch.LOOK_SECONDS", 0.05)
    async with driving(examples(tmp_path)) as drive:
        await drive.sees("Juno")
        await drive.press("down", "down")
        screen = drive.app.screen
        assert isinstance(screen, LibraryScreen)
        selected = screen._list.selected
        text = (tmp_path / "example-prepared.toml").read_text(encoding="utf-8")
        other = text.replace('child = "Fern"', 'child = "Wren"').replace('id = "', 'id = "x', 1)
        (tmp_path / "a-new-one.toml").write_text(other, encoding="utf-8")
        await drive.sees("Wren")
        assert screen._list.selected == selected
        (tmp_path / "a-new-one.toml").unlink()
        await drive.until(lambda: "Wren" not in drive.seen())
        assert screen._list.selected == selected


async def test_a_key_reads_the_folder_again(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.sees("No sessions here yet")
        examples(tmp_path)
        await drive.press("ctrl+r")
        await drive.sees("Juno")


async def test_the_folder_is_looked_at_outside_the_thread_of_the_screen(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.sees("Juno")
        drive.app.screen.query_one(FolderWatch).look()
        assert any(
            worker.description == "looking at the folder" and worker.is_running
            for worker in drive.app.workers
        )


async def test_an_empty_list_names_the_folders_that_hold_sessions(tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    examples(tmp_path / "2026")
    async with driving(tmp_path) as drive:
        await drive.reads("There are 3 sessions in the folder 2026: casetool --sessions")


@pytest.mark.parametrize("word", ["open", "new", "quit", "help", "delete"])
async def test_the_palette_finds_the_keys_of_the_list(tmp_path: Path, word: str) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.sees("Juno")
        await drive.press("ctrl+p")
        await drive.type(word)
        tips = {"open": "Open the selected", "new": "Prepare a new", "quit": "Leave. Everything",
                "help": "The keys that work", "delete": "to the trash"}  # fmt: skip
        await drive.reads(tips[word])


async def test_help_works_in_the_form_of_a_new_session(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        await drive.press("f1")
        await drive.until(lambda: isinstance(drive.app.screen, KeysScreen))
        await drive.sees("Make the session now")
        await drive.press("escape")
        await drive.sees("Robin")


@pytest.mark.parametrize("is_left", [False, True])
async def test_words_for_a_session_that_is_not_made_are_told_before_the_app_ends(
    tmp_path: Path, is_left: bool
) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        if is_left:
            await drive.press("escape")
        await drive.press("ctrl+q")
        await drive.reads("What you typed for a new session is in no file yet")
        assert drive.app._exit is False
        await drive.press("escape" if not is_left else "f1")
        await drive.press("ctrl+q")
        assert drive.app._exit is False, "the warning holds for the next key alone"
        await drive.press("escape")
        if is_left:
            await drive.press("f2")
            await drive.sees("Robin")
            await drive.type(" Lee")
        await drive.press("ctrl+q")
        assert drive.app._exit is False, "other words than those that were told"
        await drive.press("ctrl+q")
        await drive.until(lambda: drive.app._exit)
        assert drive.app.return_code == 1


async def test_a_private_jotting_in_the_form_of_a_new_session_goes_into_its_line(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        drive.app.post_message(Paste("Robin\n/ mum is a liar"))
        await drive.press("enter", "enter", "enter")
        drive.app.post_message(Paste("late each day\n/ I think Kit knows\nand tired"))
        await drive.press("f2")
        await drive.opened()
        session = drive.session
        assert (session.child, session.reason) == ("Robin", "late each day and tired")
        await drive.until(
            lambda: drive.screen.line.text == "/ mum is a liar ⏎ / I think Kit knows ⏎ "
        )


async def test_letters_typed_at_the_preview_go_into_the_box(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        box = drive.app.screen.query_one(SessionFilter)
        await drive.type("the granny rang")
        await drive.press("tab", "x", "tab", "y")
        assert box.value == "the granny rangxy"


async def _typed_behind_the_form(drive: Drive, keys: str) -> None:
    """Make a session with words in the box of the list and a jotting, and type on at once."""
    await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
    await drive.type("granny phoned, crying, about the weekend")
    await drive.press("f2")
    await drive.type("Dove")
    await drive.press("enter", "enter", "enter")
    drive.app.post_message(Paste("late\n/ mum drinks"))
    await drive.press("enter")
    await drive.key_in(f"Ann\r{keys}", at_once=99)


async def test_what_is_typed_at_once_after_the_form_goes_behind_its_jottings(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path) as drive:
        await _typed_behind_the_form(drive, "Kit")
        await drive.opened()
        begun = "granny phoned, crying, about the weekend ⏎ / mum drinks ⏎ Kit"
        await drive.until(lambda: drive.document.unfinished.get("capture people") == begun)


async def test_a_second_enter_behind_the_form_makes_no_jotting_public(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await _typed_behind_the_form(drive, "\r")
        # the lines stand in the line, or are shown for another Enter
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen | PasteScreen))
        (path,) = tmp_path.glob("*.toml")
        assert "granny" not in path.read_text(encoding="utf-8")


async def test_a_private_jotting_stays_in_the_form_until_a_session_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    async with driving(folder) as drive:
        await drive.press("f2")
        await drive.type("Dove")
        await drive.press("tab", "tab", "tab")
        await drive.type("/ father drinks")
        folder.rename(tmp_path / "away")
        await drive.press("f2")
        await drive.sees("F2: what you typed is still in the form")
        await drive.press("f2")
        await drive.sees("/ father drinks")
        (tmp_path / "away").rename(folder)
        await drive.press("tab", "tab", "tab", "ctrl+u", "f2")
        await drive.opened()
        assert drive.screen.line.text == ""


async def test_a_form_that_was_made_or_is_empty_holds_nobody(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2", "escape", "f2")
        await drive.type("Robin")
        await drive.press("f2")
        await drive.opened()
        await drive.press("ctrl+q")
        await drive.until(lambda: drive.app._exit)
        assert drive.app.return_code == 0


async def test_a_message_for_a_list_that_is_being_left_or_made_is_no_fault(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        screen = drive.app.screen
        assert isinstance(screen, LibraryScreen)
        await drive.sees("Open actions:")  # else the preview comes for what is taken away
        await screen.query("#library-notice").remove()
        screen.notice("it cannot be opened")
        await screen.recompose()
        await drive.sees("it cannot be opened")
