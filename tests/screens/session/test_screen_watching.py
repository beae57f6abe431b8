"""What is typed in a window that only shows a session: it is kept, or leaving asks."""

from contextlib import closing
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import copies_of, place_of_copy, write_copy
from casetool.storage.autosave.waiting_copies import notice_of_copies
from tests.support.driving import driving, examples, type_ahead
from tests.support.two_windows import (
    other_window,
    resting,
    say_there,
    session_in,
    two_windows,
    with_worry,
)

WORDS = "! mum said it twice"


async def reads_back(path: Path, folder: Path, *texts: str) -> None:
    """A window that writes has each text once, in its line."""
    async with driving(path.parent, path, storage=resting(folder)) as drive:
        lines: list[str] = []
        for _ in texts:
            await drive.until(lambda: drive.screen.line.text not in ("", *lines[-1:]))
            lines.append(drive.screen.line.text)
            await drive.press("enter", "enter")  # keep it, bring the next
        assert sorted(lines) == sorted(texts)
        await drive.until(lambda: not drive.screen.line.text)
        assert drive.document.flush()
    assert read_drafts(path) == {}
    assert copies_of(path, resting(folder)) == []


@pytest.mark.parametrize("key", ["ctrl+o", "ctrl+q"])
async def test_what_is_typed_there_is_back_once_in_the_window_that_writes_next(
    tmp_path: Path, key: str
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    first = other_window(path, storage)
    for words in (WORDS, "! and once more"):
        async with driving(path.parent, path, storage=storage) as second:
            await second.sees("only shown")
            await second.type(words)
            await second.press("enter")
            await second.press(key)
            await second.until(lambda: not second.app.is_running or not second.session_is_seen)
        assert second.app.return_code in (0, None)
    assert not draft_path(path).exists(), "that file is the other window's"
    assert "stand there again once the session opens" in notice_of_copies(path.parent, storage)
    assert "Ctrl+R" not in notice_of_copies(path.parent, storage)
    assert first.drafts().keys(), "the window that writes can take them over at once"
    first.close()
    await reads_back(path, tmp_path, WORDS, "! and once more")


async def test_a_window_that_takes_the_session_over_goes_on_with_its_line(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, storage = first.path, first.storage
        await second.go("5")
        await second.type("second, half")
        assert second.document.flush()
        first.keep_draft("capture worries", "first, half")
        assert first.flush()
        assert first.drafts() == {"capture worries": "first, half"}, (
            "the other goes on with its own"
        )
        first.close()
        await second.sees("it is yours now")
        assert second.screen.line.text == "second, half"
        await second.press("enter", "enter")
        await second.until(lambda: second.screen.line.text == "first, half")
        await second.press("enter")
        await second.until(lambda: not second.screen.line.text)
        assert second.texts("worries")[-2:] == ["second, half", "first, half"]
        assert second.document.flush()
    assert read_drafts(path) == {}
    assert copies_of(path, storage) == []


async def test_what_is_emptied_there_is_kept_no_longer(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, storage = first.path, first.storage
        await second.type("ab")
        assert second.document.flush()
        assert len(copies_of(path, storage)) == 1
        await second.press("backspace", "backspace")
        assert second.document.flush()
        assert copies_of(path, storage) == []
    first.close()


async def test_what_is_typed_in_a_session_of_a_newer_format_is_kept(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("format = 1\n", "format = 99\n"), encoding="utf-8")
    async with driving(path.parent, path, storage=storage) as drive:
        await drive.sees("only shown")
        await drive.type(WORDS)
        await drive.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running)
        assert drive.app.return_code == 0
    path.write_text(text, encoding="utf-8")
    await reads_back(path, tmp_path, WORDS)


async def test_a_form_or_a_box_that_stores_nothing_there_keeps_its_words(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, storage = first.path, first.storage
        await second.go("5")
        await second.press("escape", "enter")
        await second.type(" for good")
        await second.press("escape")
        await second.go("4")
        await second.press("escape", "tab", *"rota", "enter")
        await second.sees("here it is only shown")
    first.close()
    document = other_window(path, storage)
    kept = document.drafts()
    document.close()
    (form_slot,) = (slot for slot in kept if slot.startswith("form/worries/"))
    assert kept[form_slot].endswith(" for good")
    assert [text for slot, text in kept.items() if slot.startswith("node-")] == ["rota"]


async def test_where_it_can_be_kept_nowhere_leaving_asks(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        (tmp_path / "state" / "emergency").write_text("in the way", encoding="utf-8")
        await second.type(WORDS)
        await second.press("ctrl+q")
        await second.until(lambda: isinstance(second.app.screen, PickScreen))
        await second.sees("Leave all the same")
        assert "in another folder" not in second.seen()
        await second.press("escape")
        await second.sees("NOT SAVED")
        assert second.screen.line.text == WORDS
        await second.press("ctrl+s")
        await second.reads("Only the window that writes it saves it elsewhere.")
        await second.press("ctrl+q")
        await second.sees("Leave all the same")
        await second.press("l")
        await second.until(lambda: not second.app.is_running)
        assert second.app.leaving.report_at_exit(), "the exit code is 1"
    first.close()


async def test_a_take_over_with_half_a_line_names_the_emergency_copy_too(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    first = other_window(path, storage)
    place = place_of_copy(path, storage)
    assert place is not None
    async with driving(path.parent, path, storage=storage) as second:
        await second.sees("only shown")
        write_copy(place, path, with_worry(path, "only in the copy"))
        first.keep_draft("capture", "first, half")
        first.close()
        await second.until(lambda: second.screen.line.text == "first, half")
        await second.reads("it is yours now. An emergency copy differs from the file.")
        await second.reads("This was not finished last time. Enter keeps it.")


async def test_a_new_action_is_refused_there_and_holds_up_no_letter(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        say_there(first, "WZQ worry")
        await second.sees("only shown")
        await second.go("5")
        await second.sees("WZQ worry")
        await second.press("up", "f5")
        type_ahead(second, "a", *"ring gran")
        await second.pilot.pause()
        assert second.screen.line.text == "ring gran"
        assert second.session.at == "worries"


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("5", ("up", "delete")), ("5", ("up", "f5", "x")), ("5", ("up", "f5", "e")),
        ("4", ("escape", "down", "f5", "question_mark")), ("4", ("escape", "down", "f5", "a")),
        ("4", ("escape", "down", "delete")), ("8", ("up", "delete")), ("p", ("up", "delete")),
        ("n", ("escape", "f5", "k")),
    ],
)  # fmt: skip
async def test_nothing_is_announced_there_that_did_not_happen(
    tmp_path: Path, step: str, keys: tuple[str, ...]
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    storage = resting(tmp_path)
    with closing(other_window(path, storage)) as first:
        async with driving(tmp_path, path, storage=storage) as second:
            await second.go(step)
            await second.press(*keys)
            await second.sees("here it is only shown")
            for words in (
                "Deleted.",
                "is deleted.",
                "in the tree too",
                "is closed.",
                "off the list",
            ):
                assert words not in second.seen()
            assert not any(f"New {kind} under" in second.seen() for kind in ("action", "missing"))
            assert second.session == evolve(first.session, at=second.session.at)
