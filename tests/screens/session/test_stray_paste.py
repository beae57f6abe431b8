"""A paste is never lost in silence, wherever the focus is."""

from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from casetool.app.board_app import BoardApp
from casetool.screens.commands.command_palette import Palette
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.session.paste_review import PasteScreen
from casetool.screens.session.stray_paste import NO_SESSION_FOR_WORDS, NOWHERE_TO_GO, WORDS_KEPT
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import encrypt_folder
from casetool.storage.history.trash import delete_session
from tests.support.driving import Drive, driving, examples
from tests.support.few import few
from tests.support.sealed import ring
from tests.support.walk import go_to_stop, settled

IN_DISCUSSION = "example-in-discussion.toml"
WORDS = "seen\u00a0by Kit"

HERE = {
    "people": ("f4", "p", "escape"),
    "facts": ("f4", "1", "escape"),
    "the tree": ("f4", "4", "escape"),
    "the board": ("f6",),
    "the round": ("f4", "r"),
    "what is missing": ("f4", "n", "escape"),
}
"""On the session's own screen, the focus not in the line: the keys that lead there."""

ABOVE = ("help", "the opening", "the recap", "the voices", "the hour")
"""Over the session, without a box to type into."""


LISTS = ("where to go", "the tools", "who said it", "what is read back", "everything")
"""Over the session, with a box that narrows a list."""


def paste(drive: Drive, text: str = WORDS) -> None:
    drive.app.post_message(Paste(text))


@pytest.mark.parametrize("stop", few(2, HERE))
async def test_on_the_session_it_goes_into_the_line_with_the_next_keys(
    tmp_path: Path, stop: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press(*HERE[stop])
        await drive.until(lambda: not isinstance(drive.app.focused, Input))
        before = drive.session.headings
        paste(drive)
        drive.app.post_message(Key("x", "x"))
        await drive.until(lambda: drive.screen.line.text == f"{WORDS}x")
        assert drive.screen.line.input.has_focus
        assert drive.session.headings == before


@pytest.mark.parametrize("stop", few(2, ABOVE))
async def test_over_a_session_it_is_kept_in_its_line_and_that_is_said(
    tmp_path: Path, stop: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        session, before = drive.screen, drive.session
        session.line.text = "half"
        await go_to_stop(drive, stop)
        assert drive.app.screen is not session
        paste(drive, f"\r{WORDS}\rmore\r")
        await drive.until(lambda: session.line.text == f"half {WORDS} ⏎ more")
        assert drive.app.screen is not session
        assert session.document.session == before
        await drive.sees(WORDS_KEPT[:24])


@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_a_list_that_is_left_loses_no_paste(tmp_path: Path, stop: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        session, before = drive.screen, drive.session.headings
        session.line.text = "half"
        await go_to_stop(drive, stop)
        paste(drive, f"\r{WORDS}\rmore\r")
        await drive.press("escape")
        await drive.until(lambda: session.line.text == f"half {WORDS} ⏎ more")
        assert session.document.session.headings == before
        await drive.sees(WORDS_KEPT[:24])


@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_letters_that_narrow_a_list_are_no_words(tmp_path: Path, stop: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await go_to_stop(drive, stop)
        await drive.press("j", "escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == ""


@pytest.mark.parametrize("words", ["zo cried on the red bus", "zo xqz"])
@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_a_sentence_or_words_that_no_list_has_are_in_the_line_once_it_is_left(
    tmp_path: Path, stop: str, words: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await go_to_stop(drive, stop)
        await drive.type(words)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == words
        await drive.sees(WORDS_KEPT[:24])


async def test_a_sentence_typed_into_the_palette_is_in_the_line_after_a_click_beside_it(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("ctrl+p")
        await settled(drive)
        await drive.type("zo cried on the red bus")
        await drive.pilot.click(offset=(1, drive.app.size.height - 2))
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "zo cried on the red bus"
        await drive.sees(WORDS_KEPT[:24])


async def test_a_sentence_in_the_library_is_dropped_by_no_single_esc(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        box = drive.app.screen.query_one("#filter", Input)
        await drive.type("zo cried on the red bus")
        await drive.press("escape")
        assert box.value == "zo cried on the red bus"
        await drive.sees(NO_SESSION_FOR_WORDS[:24])
        await drive.type(" again")
        await drive.press("escape")
        assert box.value == "zo cried on the red bus again"
        await drive.press("down", "escape")
        assert box.value == "zo cried on the red bus again"
        await drive.press("ctrl+q")
        assert drive.app._exit is False, "the warning was about Esc"
        await drive.press("escape")
        assert box.value == ""
        for words in ("milo", "smith 2026"):
            await drive.type(words)
            await drive.press("escape")
            assert box.value == ""


@pytest.mark.parametrize("way", [("f7",), ("ctrl+p",)])
async def test_a_sentence_in_a_list_over_the_library_stays_at_the_first_way_out(
    tmp_path: Path, way: tuple[str, ...]
) -> None:
    delete_session(examples(tmp_path) / IN_DISCUSSION, StorageContext())
    async with driving(tmp_path) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        library = drive.app.screen
        await drive.press(*way)
        await drive.until(lambda: drive.app.screen is not library)
        await drive.type("zo cried on the red bus")
        if way == ("ctrl+p",):
            await drive.pilot.click(offset=(1, drive.app.size.height - 2))
        else:
            await drive.press("escape")
        await drive.sees(NO_SESSION_FOR_WORDS[:24])
        assert drive.app.screen.query_one(Input).value == "zo cried on the red bus"
        assert NOWHERE_TO_GO not in {note.message for note in drive.app._notifications}
        await drive.press("escape")
        await drive.until(lambda: drive.app.screen is library)


@pytest.mark.parametrize("stop", few(3, LISTS))
async def test_a_private_jotting_among_lines_pasted_into_a_list_stays_one(
    tmp_path: Path, stop: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await go_to_stop(drive, stop)
        paste(drive, "he was late again\n/ SECRET mum looks frightened\n! nobody rang\n")
        await settled(drive)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == (
            "he was late again ⏎ / SECRET mum looks frightened ⏎ ! nobody rang"
        )


@pytest.mark.parametrize("stop", few(3, LISTS))
async def test_a_sentence_in_a_list_is_on_disk_while_it_stands_there(
    tmp_path: Path, stop: str
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        document, line = drive.document, drive.screen.line
        await drive.type("! half ")
        await go_to_stop(drive, stop)
        await drive.type("zo cried on the red bus")
        assert document.flush()
        assert "! half zo cried on the red bus" in read_drafts(path).values()
        assert line.text == "! half "
        await drive.press(*["backspace"] * 20)
        assert document.flush()
        assert list(read_drafts(path).values()) == ["! half "]
        await drive.type(" cried on the red bus")
        drive.app.pop_screen()  # as whatever replaces the list does
        await drive.until(lambda: drive.session_is_seen)
        await drive.until(
            lambda: document.flush() and list(read_drafts(path).values()) == ["! half "]
        )


@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_a_jotting_typed_into_a_list_stays_one_behind_half_a_line(
    tmp_path: Path, stop: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.type("mum said he is late ")
        await go_to_stop(drive, stop)
        await drive.type("/ SECRET mum covers for him")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        expected = "mum said he is late ⏎ / SECRET mum covers for him"
        assert drive.screen.line.text == expected


@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_a_jotting_pasted_behind_words_in_the_box_of_a_list_stays_one(
    tmp_path: Path, stop: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await go_to_stop(drive, stop)
        await drive.type("the uncle")
        paste(drive, "/ SECRET kit lies\nmore")
        paste(drive, "and on\n! worried")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        expected = "the uncle ⏎ / SECRET kit lies ⏎ more ⏎ and on ⏎ ! worried"
        assert drive.screen.line.text == expected


@pytest.mark.parametrize(
    "pasted", ["Kit, nurse, health\nAnn, teacher, school", "Kit, nurse, health"]
)
@pytest.mark.parametrize("step", ["p", "5"])
async def test_what_is_pasted_behind_lines_that_wait_is_lines_of_its_own(
    tmp_path: Path, step: str, pasted: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go(step)
        drive.screen.line.text = "Bo, aunt, home ⏎ / SECRET mum drinks"
        paste(drive, pasted)
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await drive.sees("Private jottings")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        rows = ["Bo, aunt, home", "/ SECRET mum drinks", *pasted.split("\n")]
        assert drive.screen.line.text.strip() == " ⏎ ".join(rows)


async def test_words_in_the_boxes_of_two_lists_are_two_lines_if_one_is_private(
    tmp_path: Path,
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        document = drive.document
        await drive.type("half")
        await go_to_stop(drive, "where to go")
        await drive.type("grandmother rang and said he is hungry")
        await drive.press("ctrl+p")
        await drive.until(lambda: isinstance(drive.app.screen, Palette))
        await drive.type("/ SECRET he lies to everybody")
        await drive.until(lambda: document.flush() and "SECRET" in str(read_drafts(path)))
        (draft,) = read_drafts(path).values()
    expected = "half grandmother rang and said he is hungry ⏎ / SECRET he lies to everybody"
    assert draft == expected


@pytest.mark.parametrize("several", [False, True])
async def test_in_a_list_that_is_narrowed_it_goes_into_the_box(
    tmp_path: Path, several: bool
) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        box = drive.app.screen.query_one("#filter", Input)
        drive.app.screen.set_focus(None)
        paste(drive, "\nmil\no\n" if several else "milo")
        await drive.until(lambda: box.value == ("mil ⏎ o" if several else "milo"))
        assert box.has_focus


async def test_where_there_is_no_session_that_is_said(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.press("f1")
        await drive.sees("Prepare a new discussion")
        paste(drive)
        await drive.sees(NOWHERE_TO_GO[:24])
        paste(drive, "")


async def test_a_passphrase_goes_into_its_box_and_nowhere_else(tmp_path: Path) -> None:
    folder = examples(tmp_path)
    encrypt_folder(folder, ring(folder), StorageContext())
    async with driving(folder) as drive:
        await drive.until(lambda: isinstance(drive.app.focused, Input))
        box = drive.app.focused
        assert isinstance(box, Input)
        drive.app.screen.set_focus(None)
        paste(drive, "four words\n")
        await drive.until(lambda: box.value == "four words")


async def test_the_rooms_window_says_that_it_takes_none(tmp_path: Path) -> None:
    app = BoardApp(examples(tmp_path) / IN_DISCUSSION, StorageContext(state=tmp_path / "state"))
    async with app.run_test(notifications=True) as pilot:
        drive = Drive(app, pilot, None)  # type: ignore[arg-type]
        await drive.until(lambda: len(app.screen_stack) > 1)
        paste(drive)
        await drive.sees(NOWHERE_TO_GO[:24])


async def test_the_preview_of_the_notes_takes_none(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("n")
        drive.screen.set_focus(drive.screen.desk.query_one("TextArea"))
        paste(drive)
        await drive.until(lambda: drive.screen.line.text == WORDS)


async def test_a_space_that_is_pasted_alone_is_something(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("a")
        paste(drive, "\u00a0")
        paste(drive, " ")
        await drive.press("b")
        await drive.until(lambda: drive.screen.line.text == "a\u00a0 b")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Bea Lund\tschool nurse\thealth", "Bea Lund, school nurse, health"),
        ("Bea Lund\t\thealth\n", "Bea Lund, , health"),
        ("Bea Lund", "Bea Lund"),
        ("Lund, Bea\tschool nurse\thealth", "Bea Lund, school nurse, health"),
    ],
)
async def test_a_row_of_a_table_is_a_person_with_all_its_cells(
    tmp_path: Path, row: str, line: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("f4", "p")
        paste(drive, row)
        await drive.until(lambda: drive.screen.line.text == line)
        await drive.press("enter")
        await drive.until(lambda: drive.session.people[-1].name == "Bea Lund")
        assert drive.session.people[-1].agency == ("health" if "," in line else "")


@pytest.mark.parametrize(
    ("step", "line"), [("p", "Bea, nurse, , health"), ("1", "Bea nurse health")]
)
async def test_a_tab_that_is_pasted_alone_parts_the_cells(
    tmp_path: Path, step: str, line: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("f4", step)
        for part in ("Bea", "\t", "nurse", "\t\t", "health"):
            paste(drive, part)
        await drive.until(lambda: drive.screen.line.text == line)


async def test_elsewhere_a_tab_is_a_space(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("f4", "1")
        paste(drive, "late\t22 times")
        await drive.until(lambda: drive.screen.line.text == "late 22 times")


@pytest.mark.parametrize("key", ["f9", "f7"])
async def test_a_sentence_in_the_library_stays_when_its_list_is_made_anew(
    tmp_path: Path, key: str
) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.type("zo cried on the red bus")
        await drive.press(key)
        await drive.sees("invented" if key == "f9" else "trash is empty")
        assert drive.app.screen.query_one("#filter", Input).value == "zo cried on the red bus"
        await drive.press("ctrl+q")
        assert drive.app.is_running
        await drive.sees(NO_SESSION_FOR_WORDS[:24])
        await drive.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running)


async def test_a_sentence_in_the_library_goes_into_the_line_of_a_new_session(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.type("zo cried on the red bus")
        await drive.press("f2")
        await drive.until(lambda: not isinstance(drive.app.screen, LibraryScreen))
        await drive.type("Zo")
        await drive.press("ctrl+s")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "zo cried on the red bus "


@pytest.mark.parametrize("stop", few(2, LISTS))
async def test_a_sentence_in_a_list_over_a_session_is_on_disk_when_one_leaves(
    tmp_path: Path, stop: str
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await go_to_stop(drive, stop)
        await drive.type("zo cried on the red bus")
        await drive.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running)
    assert "zo cried on the red bus" in read_drafts(path).values()
