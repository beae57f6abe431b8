"""Leaving while something is not on disk: it is asked, and told where the words are."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.library.screen import LibraryScreen
from casetool.storage.autosave import rescue, saver
from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    copies_of,
    place_of_copy,
    write_copy,
)
from casetool.storage.autosave.waiting_copies import notice_of_copies
from casetool.storage.context import StorageContext
from casetool.storage.history.versions import versions_of
from tests.faults.working import worries
from tests.support.driving import Drive, driving
from tests.support.two_windows import (
    on_disk,
    other_window,
    resting,
    session_in,
    with_worry,
)


@contextmanager
def gone(path: Path) -> Iterator[None]:
    """The folder of a session goes away, and comes back."""
    away = path.parent.with_name("away")
    path.parent.rename(away)
    yield
    away.rename(path.parent)


async def not_saved(drive: Drive) -> None:
    await drive.go("5")
    await drive.say("this is not on disk")
    await drive.sees("NOT SAVED")


def copy_of_session(path: Path, storage: StorageContext) -> EmergencyCopy:
    """The only copy that is a session; on a busy machine the draft of a line has one too."""
    (copy,) = (copy for copy in copies_of(path, storage) if not copy.is_draft)
    return copy


async def asked(drive: Drive) -> str:
    """Wait for the question; what stands there."""
    await drive.until(lambda: isinstance(drive.app.screen, PickScreen))
    await drive.sees("Leave all the same")
    return re.sub(r"[\s│]+", " ", drive.seen())


async def test_leaving_while_it_is_not_saved_asks_and_says_where_the_words_are(
    tmp_path: Path,
) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        with gone(path):
            await not_saved(drive)
            copy = copy_of_session(path, rest)
            await drive.press("ctrl+q")
            seen = await asked(drive)
            assert "its folder is not there any more" in seen
            assert copy.path.name in seen.replace(" ", "")
            await drive.press("ctrl+q")  # asked once, not twice
            await drive.press("enter")
            await drive.sees("· this is not on disk")
            assert drive.app.is_running
            await drive.press("ctrl+q")
            await asked(drive)
            await drive.press("l")
            await drive.until(lambda: not drive.app.is_running)
            assert str(copy.path) in drive.app.leaving.unsaved_report()
            assert "The next start offers them" in drive.app.leaving.unsaved_report()


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+o"])
async def test_leaving_asks_while_what_is_being_typed_is_in_no_file(
    tmp_path: Path, key: str
) -> None:
    path = session_in(tmp_path)
    (tmp_path / "no-folder").write_text("a file in its place", encoding="utf-8")
    storage = StorageContext(state=tmp_path / "no-folder")
    async with driving(path.parent, path, storage=storage) as drive:
        with gone(path):
            await drive.type("half a sentence")
            await drive.press(key)
            seen = await asked(drive)
            assert "What you are typing is in no file yet" in seen
            await drive.press("l")
            # while a last try to save is under way, the report says only that
            await drive.until(lambda: "in no file" in drive.app.leaving.unsaved_report())


async def test_and_so_does_going_back_to_the_list(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        with gone(path):
            await not_saved(drive)
            await drive.press("ctrl+o")
            await asked(drive)
            await drive.press("escape")
            await drive.sees("· this is not on disk")
            await drive.press("ctrl+o")
            await asked(drive)
            await drive.press("l")
            await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
            await drive.reads("Every word is also in")
            copy = copy_of_session(path, rest)
            assert str(copy.path) in drive.app.leaving.unsaved_report()
        drive.app.show_session(path)
        await drive.opened()
        await drive.sees("An emergency copy differs from the file")
        await drive.press("ctrl+r")
        await drive.sees("there: this is not on disk")
        await drive.press("enter")
        await drive.sees("Brought together.")
        assert drive.app.leaving.unsaved_report() == ""  # taken in since
    assert worries(on_disk(path))[-1] == "this is not on disk"


async def test_where_no_emergency_copy_can_be_made_that_is_said(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    (tmp_path / "state").mkdir(exist_ok=True)
    async with driving(path.parent, path, storage=rest) as drive:
        (tmp_path / "state" / "emergency").write_text("in the way")
        with gone(path):
            await not_saved(drive)
            await drive.press("ctrl+q")
            assert "No emergency copy could be made either" in await asked(drive)
            await drive.press("escape")


async def test_what_is_just_being_saved_is_waited_for_and_nothing_is_asked(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        await drive.say("on its way")
        await drive.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running)
        assert drive.app.return_code == 0
        assert drive.app.leaving.unsaved_report() == ""
    assert worries(on_disk(path))[-1] == "on its way"


async def test_no_letter_of_a_sentence_answers_a_question_that_comes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder goes, Ctrl+O waits for the save, and the hand goes on with a sentence."""
    path, rest = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.go("5")
        fails, real = Event(), saver.Saver.save

        def slow(*given: Any) -> str:
            assert fails.wait(20)
            return real(*given)

        monkeypatch.setattr(saver.Saver, "save", slow)
        with gone(path):
            await drive.say("this is not on disk")
            await drive.press("ctrl+o")
            await drive.press(*"all left ")
            fails.set()
            await drive.press(*"and she said so")
            await asked(drive)
            assert drive.app.screen_stack[-2].line.text == "all left and she said so"  # type: ignore[attr-defined]
            await drive.press("escape")


async def test_it_can_be_saved_elsewhere_instead(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        with gone(path):
            await not_saved(drive)
            await drive.press("ctrl+q")
            await asked(drive)
            await drive.press("e")
            await drive.sees("Save this session in another folder")
            await drive.type(str(stick))
            await drive.press("enter")
            await drive.until(lambda: "NOT SAVED" not in drive.seen())
            assert drive.document.flush()
        assert on_disk(stick / path.name) == drive.session


async def test_a_list_names_the_copies_that_wait(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    with ExitStack() as later:
        async with driving(path.parent, path, storage=rest) as drive:
            later.enter_context(gone(path))
            await not_saved(drive)
    async with driving(path.parent, storage=rest) as drive:
        await drive.reads(f"Emergency copies wait for {path.name}: open it, and Ctrl+R compares")


async def test_three_sittings_that_fail_leave_three_copies_and_all_come_back(
    tmp_path: Path,
) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    marks = [f"said in sitting {number}" for number in range(3)]
    for mark in marks:
        with ExitStack() as later:
            async with driving(path.parent, path, storage=rest) as drive:
                later.enter_context(gone(path))
                await drive.go("5")
                await drive.say(mark)
                await drive.sees("NOT SAVED")
    assert len(copies_of(path, rest)) == 3
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.sees("3 emergency copies differ from")
        await drive.go("5")
        await drive.say("a later sitting saves")
        assert drive.document.flush()
        assert len(copies_of(path, rest)) == 3
        for number, mark in enumerate(marks, 1):
            await drive.press("ctrl+r")
            await drive.sees(f"there: {mark}")
            await drive.press("enter")
            remaining = len(marks) - number
            await drive.sees(
                f"Brought together. {remaining} more" if remaining else "Both versions"
            )
            assert drive.session_is_seen  # the next does not open under the hands
        assert {*marks, "a later sitting saves"} <= set(drive.texts("worries"))
        assert drive.document.flush()
        assert copies_of(path, rest) == []
        await drive.press("ctrl+r")
        await drive.sees("There is only one version of this session.")
    assert set(marks) <= set(worries(on_disk(path)))


async def test_a_window_that_looks_on_leaves_the_copies_of_the_other_alone(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    first = other_window(path, rest)
    place = place_of_copy(path, rest)
    assert place is not None
    write_copy(place, path, with_worry(path, "only in the copy"))
    async with driving(path.parent, path, storage=rest) as second:
        await second.sees("only shown")
        await second.press("ctrl+r")
        await second.sees("There is only one version of this session.")
        assert place.exists()
        first.close()
        await second.sees("it is yours now. An emergency copy differs from the file")
        await second.press("ctrl+r")
        await second.sees("there: only in the copy")


async def test_a_copy_that_does_not_differ_goes_and_one_of_another_session_stays(
    tmp_path: Path,
) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    same, other = (place_of_copy(path, rest) for _ in range(2))
    assert same is not None
    assert other is not None
    strange = re.sub(rb'(?m)^id = ".*"$', b'id = "other"', with_worry(path, "of another"), count=1)
    write_copy(other, path, strange)
    path.write_bytes(with_worry(path, "in both"))
    write_copy(same, path, path.read_bytes())
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.until(lambda: not same.exists())
        await drive.press("ctrl+r")
        await drive.sees("There is only one version of this session.")
    assert other.exists()


async def test_what_is_declined_becomes_an_earlier_version(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    place = place_of_copy(path, rest)
    assert place is not None
    write_copy(place, path, with_worry(path, "only in the copy"))
    data = place.read_bytes()
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.press("ctrl+r")
        await drive.sees("there: only in the copy")
        await drive.press("h", "enter")
        await drive.sees("Brought together.")
        assert "only in the copy" not in drive.texts("worries")
        assert data in [one.read() for one in versions_of(path.parent, drive.session.id)]
    assert not place.exists()


async def test_while_it_cannot_be_saved_a_copy_that_was_taken_in_stays(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    place = place_of_copy(path, rest)
    assert place is not None
    write_copy(place, path, with_worry(path, "only in the copy"))
    async with driving(path.parent, path, storage=rest) as drive:
        with gone(path):
            await not_saved(drive)
            await drive.press("ctrl+r")
            await drive.sees("there: only in the copy")
            await drive.press("enter")
            await drive.sees("· only in the copy")
            assert place.exists()
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
    assert {"this is not on disk", "only in the copy"} <= set(worries(on_disk(path)))


async def test_half_a_line_comes_back_though_the_folder_was_gone(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    with ExitStack() as later:
        async with driving(path.parent, path, storage=rest) as drive:
            await drive.go("5")
            assert drive.document.flush()
            later.enter_context(gone(path))
            await drive.type("half a sen")
            await drive.until(lambda: len(copies_of(path, rest)) == 1)  # without waiting for an end
            assert notice_of_copies(path.parent, rest).endswith("the session opens.")
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.until(lambda: drive.screen.line.text == "half a sen")
        assert copies_of(path, rest) == []
        await drive.press("enter")
        await drive.until(lambda: "half a sen" in drive.texts("worries"))


async def test_what_a_drive_cannot_promise_is_said_behind_the_first_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    monkeypatch.setattr("casetool.storage.files.limits.locks_here", lambda rest: False)
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.go("5")  # the step that is open is saved, too
        await drive.reads("Two windows cannot see each other here")
        await drive.say("a worry")
        assert drive.document.flush()
        await drive.until(lambda: "Two windows" not in drive.seen())


def _fails(*_: object, **__: object) -> Any:
    raise ZeroDivisionError


async def test_a_session_that_cannot_be_written_is_left_with_its_words_in_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    with monkeypatch.context() as fault:
        async with driving(path.parent, path, storage=rest) as drive:
            for module in (saver, rescue):
                fault.setattr(module, "verify_text", _fails)
            await not_saved(drive)
            await drive.press("ctrl+q")
            assert "Every word is listed in" in await asked(drive)
            await drive.press("e")
            await drive.sees("Save this session in another folder")
            await drive.type(str(stick))
            await drive.press("enter")
            await drive.until(lambda: drive.document.path.parent == stick)
            await drive.until(lambda: len(copies_of(stick / path.name, rest)) == 1)
            assert "NOT SAVED" in drive.seen()
            await drive.press("ctrl+q")
            await asked(drive)
            await drive.press("l")
            await drive.until(lambda: not drive.app.is_running)
            (copy,) = copies_of(stick / path.name, rest)
            report = drive.app.leaving.unsaved_report()
            assert str(copy.path) in report
            assert "The next start offers them" not in report
    assert b"this is not on disk" in copy.path.read_bytes()
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.sees("Every word that could not be saved on")
