"""A session that cannot be opened takes none of the words typed for it along."""

import os
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads
from typing import Any

import pytest
from textual.events import Key, Paste

from casetool.models.session import Session
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.lock.idle_lock import IDLE_LIMIT
from casetool.screens.lock.lock import LockedScreen
from casetool.screens.session.last_words import lines_from_events
from casetool.screens.session.opening_input import OpeningInput
from casetool.screens.session.opening_screen import OpeningScreen
from casetool.services.sessions import open as opening
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import KEPT, keep_typed_lines
from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import read_drafts, update_drafts, write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.board_state import read_board_state, write_board_state
from casetool.storage.context import StorageContext, file_key
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.locks import is_locked
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.passphrase_input import PassphraseInput
from casetool.widgets.common.paste_as_keys import TypedAtOnce
from tests.support.driving import Drive, driving, examples, type_ahead
from tests.support.sealed import PASSPHRASE, ring

BROKEN = "example-in-discussion.toml"


def held_back(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let no session open before this is set."""
    go_on, real = Event(), opening.open_document

    def slow(*given: object, **more: object) -> Document:
        assert go_on.wait(10)
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "open_document", slow)
    return go_on


async def begin_to_open(drive: Drive, path: Path) -> None:
    """Begin to open it, until its line is there to type into."""
    drive.app.show_session(path)
    await drive.until(lambda: bool(drive.app.screen.query(OpeningInput)))


async def type_over_the_opening(drive: Drive, path: Path, before: str, over: str) -> None:
    """Begin to open it, type into its line, and then into the palette over it."""
    await begin_to_open(drive, path)
    await drive.press(*before, "ctrl+p")
    await drive.until(lambda: not isinstance(drive.app.screen, OpeningScreen))
    await drive.press(*over)


async def typed_while_it_fails(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, path: Path, *keys: str
) -> None:
    """Open it, type, and only then let it be seen that it is broken."""
    go_on = held_back(monkeypatch)
    await begin_to_open(drive, path)
    type_ahead(drive, *keys)
    await drive.pilot.pause()
    go_on.set()
    await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))


async def test_what_was_typed_for_a_broken_session_is_there_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    whole = path.read_bytes()
    path.write_bytes(whole + b"\nbroken")
    write_drafts(path, "opening-001", "from the day before")
    async with driving(tmp_path) as drive:
        await typed_while_it_fails(drive, monkeypatch, path, *"! one", "enter", *"half")
        await drive.sees("What you typed is kept")
        assert list(read_drafts(path).values()) == ["from the day before", "! one", "half"]
        path.write_bytes(whole)
        drive.app.show_session(path)
        await drive.opened()
        for words in ("from the day before", "! one", "half"):
            await drive.until(lambda words=words: drive.screen.line.text == words)  # type: ignore[misc]
            await drive.press("enter", "enter")  # keep it, bring the next
        assert drive.document.flush()
    assert read_drafts(path) == {}


@pytest.mark.parametrize("keys", [["space"], ["enter", "enter"]])
async def test_blanks_typed_while_it_opens_hide_no_unfinished_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    path = examples(tmp_path) / BROKEN
    write_drafts(path, "capture", "half DELTA")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        await drive.press(*keys)
        go_on.set()
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "half DELTA")


async def test_nothing_is_said_where_nothing_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    path.write_bytes(b"broken")
    async with driving(tmp_path) as drive:
        await typed_while_it_fails(drive, monkeypatch, path)
        await drive.sees("Line 1 is not TOML")
        assert "typed" not in drive.seen()
    assert read_drafts(path) == {}


def test_where_nothing_can_be_kept_the_words_are_said(tmp_path: Path) -> None:
    gone = keep_typed_lines(tmp_path / "a.toml", ["! one", "half"], storage=StorageContext())
    assert gone == "You had typed: ! one / half"
    sealed = tmp_path / "a.toml.age"
    sealed.write_bytes(b"age-encryption.org/v1\n")
    assert keep_typed_lines(sealed, ["half"], storage=StorageContext()) == "You had typed: half"
    assert not (tmp_path / ".casetool").exists()
    (tmp_path / "b.toml").write_bytes(b"x")
    (tmp_path / ".casetool").write_bytes(b"in the way")
    assert (
        keep_typed_lines(tmp_path / "b.toml", ["half"], storage=StorageContext())
        == "You had typed: half"
    )


async def test_letters_that_wait_for_the_line_keep_what_was_left_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They came too late to be typed while it opened, and too early to see what was left."""
    path = examples(tmp_path) / BROKEN
    write_drafts(path, "capture", "the old half")
    begin = CaptureLine.begin
    async with driving(tmp_path) as drive:

        def type_and_begin(line: CaptureLine, *given: Any) -> None:
            type_ahead(drive, *"new")
            begin(line, *given)

        monkeypatch.setattr(CaptureLine, "begin", type_and_begin)
        drive.app.show_session(path)
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "new")
        await drive.until(lambda: "the old half" in read_drafts(path).values())


def test_lines_for_a_broken_file_never_join_the_words_of_another_session(tmp_path: Path) -> None:
    path, other = tmp_path / "a.toml", tmp_path / "b.toml"
    path.write_bytes(b"broken")
    other.write_text('format = 1\nid = "m1l0m1l0"\nchild = "M"\n', encoding="utf-8")
    former = owner_key("m1l0m1l0"), child_key("M")
    update_drafts(path, {"capture": "of the former"}, NO_CIPHER, *former)
    keep_typed_lines(path, ["typed ahead"], storage=StorageContext())
    assert read_drafts(path) == {"opening-001": "typed ahead"}
    path.write_text('format = 1\nid = "jun0jun0"\nchild = "J"\n', encoding="utf-8")
    update_drafts(path, {"opening-001": ""}, NO_CIPHER, owner_key("jun0jun0"))
    keep_typed_lines(path, ["for Juno"], storage=StorageContext())
    store = DraftStore(StorageContext())
    store.belong_to(Session(id="m1l0m1l0", child="M", headings=()), other)
    assert store.take_over(other) == {"capture": "of the former"}
    assert read_drafts(path) == {"opening-001": "for Juno"}


@pytest.mark.parametrize("words", ["", "half"])
async def test_a_key_of_the_session_waits_until_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *words, "ctrl+r")
        go_on.set()
        await drive.sees("There is only one version of this session.")
        assert drive.screen.line.text == words


async def test_what_is_typed_after_such_a_key_goes_where_the_key_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *"said", "enter", "f4", "5", *"a worry", "enter", *"half")
        go_on.set()
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "half")
        assert drive.session.at == "worries"
        assert drive.texts("worries")[-1] == "a worry"


async def test_words_after_such_a_key_are_kept_if_the_session_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    path.write_bytes(path.read_bytes() + b"\nbroken")
    async with driving(tmp_path) as drive:
        await typed_while_it_fails(drive, monkeypatch, path, "f8", *"! one", "enter", *"half")
        await drive.sees("What you typed is kept")
        assert list(read_drafts(path).values()) == ["! one", "half"]
        assert path.exists()


async def test_what_waits_behind_such_a_key_is_kept_when_the_program_must_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *"half", "f8", *"and more", "enter", *"thr")
        await drive.pilot.pause()
        drive.app.leaving.leave_at_once(drive.app._keys, drive.app.departure)
        await drive.until(lambda: drive.app.screen.query_one(OpeningInput).value != "half")
        go_on.set()
        await drive.until(lambda: not drive.app.is_running)
    assert "half and more thr" in read_drafts(path).values()


async def test_a_signal_parts_no_word_whose_last_letters_still_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        await drive.press(*"hal")
        screen = drive.app.screen
        assert isinstance(screen, OpeningScreen)
        screen.keep_typed(lines_from_events(Key(letter, letter) for letter in "f a"))
        assert DraftStore(storage).take_over(path) == {"opening-001": "half a"}
        go_on.set()


async def test_a_signal_keeps_the_words_though_the_disk_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *"one", "enter", *"half", "f8", *"and more", "enter", *"thr")
        await drive.until(lambda: drive.app.screen.query_one(OpeningInput).value == "half")
        drive.app.leaving.leave_at_once(drive.app._keys, drive.app.departure)
        await drive.until(lambda: drive.app._exit)
        assert not go_on.is_set()
        # as the next start reads them
        typed = {"opening-001": "one", "opening-002": "half and more thr"}
        assert DraftStore(storage).take_over(path) == typed
        go_on.set()


async def test_a_signal_keeps_what_was_typed_before_the_lock_and_no_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        await drive.press(*"half")
        await drive.app.push_screen(LockedScreen(lambda passphrase: "wrong"))
        type_ahead(drive, *"secret")
        drive.app.leaving.leave_at_once(drive.app._keys, drive.app.departure)
        await drive.until(lambda: drive.app._exit)
        assert DraftStore(storage).take_over(path) == {"opening-001": "half"}
        go_on.set()


@pytest.mark.parametrize("over", ["a list", "the lock"])
@pytest.mark.parametrize("way", ["ctrl+q", "a signal"])
async def test_who_leaves_over_a_session_that_does_not_open_loses_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: str, way: str
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        await drive.press(*"half a line")
        if over == "a list":
            await drive.press("ctrl+p")
            await drive.until(lambda: not isinstance(drive.app.screen, OpeningScreen))
            await drive.press(*"/ mum")
        else:
            await drive.app.push_screen(LockedScreen(lambda passphrase: "wrong"))
        if way == "ctrl+q":
            await drive.press("ctrl+q")
        else:
            drive.app.leaving.leave_at_once(drive.app._keys, drive.app.departure)
        await drive.until(lambda: drive.app._exit)
        assert drive.app.return_code == 1
        go_on.set()
    typed = "half a line ⏎ / mum" if over == "a list" else "half a line"
    assert DraftStore(storage).take_over(path) == {"opening-001": typed}


async def test_who_types_on_as_the_drive_is_said_to_be_slow_goes_on_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        opening = drive.app.screen
        assert isinstance(opening, OpeningScreen)
        type_ahead(drive, *"mum", "f8", *"/ kit lies")
        await drive.pilot.pause()
        opening._say_slow()
        await drive.press(*" to us")
        assert opening.query_one(OpeningInput).value == "mum ⏎ / kit lies to us"
        go_on.set()


async def test_where_the_folder_goes_while_it_opens_a_copy_has_all_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    path, storage = examples(folder) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(folder, storage=storage) as drive:
        await begin_to_open(drive, path)
        await drive.press(*"half a line")
        await drive.until(lambda: bool(copies_of(path, storage)))
        await drive.press("ctrl+p")
        await drive.until(lambda: not isinstance(drive.app.screen, OpeningScreen))
        await drive.press(*"/ mum")
        folder.rename(tmp_path / "away")
        go_on.set()
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.reads("What you typed is kept")
        (copy,) = copies_of(path, storage)
        await drive.reads(copy.path.name)
        (tmp_path / "away").rename(folder)
        await begin_to_open(drive, path)
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "half a line ⏎ / mum")


async def test_letters_that_wait_as_the_lock_comes_stay_out_of_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    ring(tmp_path)
    async with driving(tmp_path) as drive:
        assert drive.app._keyring.opens(tmp_path)(PASSPHRASE) == ""
        await begin_to_open(drive, path)
        type_ahead(drive, *"! one", "enter", *"half", "f8", *"and more", "enter", *"thr")
        await drive.until(lambda: drive.app.screen.query_one(OpeningInput).value == "half")
        drive.clock.now += IDLE_LIMIT
        drive.app._lock.lock_if_idle()
        await drive.until(lambda: isinstance(drive.app.screen, LockedScreen))
        await drive.press(*PASSPHRASE[:4])
        await drive.until(lambda: drive.app.screen.query_one(PassphraseInput).value != "")
        assert drive.app.screen.query_one(PassphraseInput).value == PASSPHRASE[:4]
        go_on.set()
        await drive.type(PASSPHRASE[4:])
        await drive.press("enter")
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "half and more thr")
        assert drive.texts("worries")[-1] == "one"


async def test_the_room_sees_nothing_of_a_session_that_opens_behind_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    write_board_state(path, storage, is_left=True)
    go_on = held_back(monkeypatch)
    ring(tmp_path)
    async with driving(tmp_path, storage=storage) as drive:
        assert drive.app._keyring.opens(tmp_path)(PASSPHRASE) == ""
        await begin_to_open(drive, path)
        drive.clock.now += IDLE_LIMIT
        drive.app._lock.lock_if_idle()
        await drive.until(lambda: isinstance(drive.app.screen, LockedScreen))
        go_on.set()
        await drive.until(lambda: not read_board_state(path, storage).is_left)
        assert read_board_state(path, storage).is_dark
        await drive.type(PASSPHRASE)
        await drive.press("enter")
        await drive.opened()
        if read_board_state(path, storage).is_dark:  # the lock came before it began to open
            await drive.press("f12")
        await drive.until(lambda: not read_board_state(path, storage).is_dark)


async def test_a_key_for_a_session_that_cannot_be_opened_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    path.write_bytes(b"broken")
    async with driving(tmp_path) as drive:
        await typed_while_it_fails(drive, monkeypatch, path, "f8")
        await drive.sees("Line 1 is not TOML")
        assert isinstance(drive.app.screen, LibraryScreen)
    assert path.exists()


async def test_what_is_typed_into_the_palette_while_it_opens_is_in_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    async with driving(tmp_path) as drive:
        go_on = held_back(monkeypatch)
        await type_over_the_opening(drive, path, "he came ", "home late")
        go_on.set()
        await drive.until(lambda: drive.session_is_seen)
        await drive.press(*" and hit her")
        assert drive.screen.line.text == "he came home late and hit her"
        assert not any(isinstance(each, OpeningScreen) for each in drive.app.screen_stack)


async def test_a_jotting_typed_into_the_palette_while_it_opens_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    async with driving(tmp_path) as drive:
        go_on = held_back(monkeypatch)
        await type_over_the_opening(drive, path, "mum is ill", "/ SECRET kit lies")
        go_on.set()
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "mum is ill ⏎ / SECRET kit lies"


async def test_a_jotting_after_a_key_that_waits_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    go_on = held_back(monkeypatch)
    async with driving(tmp_path) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *"mum ill", "f8", *"/ SECRET")
        await drive.pilot.pause()
        drive.app.leaving.leave_at_once(drive.app._keys, drive.app.departure)
        await drive.until(lambda: drive.app.screen.query_one(OpeningInput).value != "mum ill")
        go_on.set()
        await drive.until(lambda: not drive.app.is_running)
    assert "mum ill ⏎ / SECRET" in read_drafts(path).values()


@pytest.mark.parametrize("pasted", ["- / SECRET", "10:15\t/ SECRET", "  / SECRET"])
async def test_a_line_pasted_while_it_opens_keeps_its_jotting_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pasted: str
) -> None:
    path = examples(tmp_path) / BROKEN
    async with driving(tmp_path) as drive:
        go_on = held_back(monkeypatch)
        await begin_to_open(drive, path)
        drive.app.post_message(Paste(pasted))
        await drive.pilot.pause()
        go_on.set()
        await drive.until(lambda: drive.session_is_seen)
        await drive.until(lambda: "SECRET" in drive.screen.line.text)
        assert drive.screen.line.text.startswith("/ ")


async def test_lines_that_come_as_keys_while_it_opens_are_seen_before_they_are_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / BROKEN
    async with driving(tmp_path) as drive:
        go_on = held_back(monkeypatch)
        await begin_to_open(drive, path)
        await drive.press(*"mum ill")
        text = "/ SECRET kit lies and so on and on\nother"
        drive.app.post_message(TypedAtOnce(text, f"{text}\r"))
        await drive.pilot.pause()
        go_on.set()
        await drive.until(lambda: drive.session_is_seen)
        expected = "mum ill ⏎ / SECRET kit lies and so on and on ⏎ other"
        await drive.until(lambda: drive.screen.line.text == expected)


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("/ SECRET kit lies\nother", "mum ⏎ / SECRET kit lies ⏎ other ⏎ next"),
        ("/ SECRET kit lies", "mum ⏎ / SECRET kit lies ⏎ next"),
        ("- / SECRET kit lies", "mum ⏎ / SECRET kit lies ⏎ next"),
        ("was\r\nill\n\nand tired", "mum was ⏎ ill ⏎ and tired ⏎ next"),
    ],
)
async def test_lines_pasted_while_it_opens_are_seen_before_they_are_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pasted: str, expected: str
) -> None:
    path = examples(tmp_path) / BROKEN
    async with driving(tmp_path) as drive:
        go_on = held_back(monkeypatch)
        await begin_to_open(drive, path)
        await drive.press(*"mum")
        drive.app.post_message(Paste(pasted))
        await drive.press("enter", "enter", *"next")
        go_on.set()
        await drive.until(lambda: drive.session_is_seen)
        await drive.until(lambda: drive.screen.line.text == expected)
        assert "SECRET" not in path.read_text(encoding="utf-8")


def test_a_folder_that_answers_with_errors_costs_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was said, and the screen of a session that opens stayed for ever."""
    path, storage = tmp_path / BROKEN, StorageContext(state=tmp_path / "state")
    real_stat = os.stat

    def stat(target: Any, *given: Any, **more: Any) -> os.stat_result:
        if str(target) == str(path):
            raise OSError(5, "Input/output error")
        return real_stat(target, *given, **more)

    monkeypatch.setattr(os, "stat", stat)
    assert keep_typed_lines(path, ["! one", "half"], storage=storage) == KEPT
    (copy,) = copies_of(path, storage)
    assert copy.is_draft
    assert b"! one" in copy.read()
    assert b"half" in copy.read()


async def test_a_session_that_opens_after_somebody_went_back_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        screen = drive.app.screen
        assert isinstance(screen, OpeningScreen)
        await drive.until(lambda: "casetool-opens" in {each.name for each in enumerate_threads()})
        assert "escape" not in screen.active_bindings  # a key of the session, as yet
        screen._say_slow()
        await drive.press(*"half", "escape")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        go_on.set()
        await drive.until((tmp_path / "state" / "locks" / f"{file_key(path)}.lock").exists)
        await drive.until(lambda: not is_locked(path, storage))
        assert isinstance(drive.app.screen, LibraryScreen)
        assert DraftStore(storage).take_over(path) == {"opening-001": "half"}


async def test_what_is_typed_for_a_slow_session_is_in_it_once_and_in_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = examples(tmp_path) / BROKEN, StorageContext(state=tmp_path / "state")
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, storage=storage) as drive:
        await begin_to_open(drive, path)
        type_ahead(drive, *"! one", "enter", *"half")
        await drive.until(lambda: len(copies_of(path, storage)) == 1)
        go_on.set()
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "half")
        await drive.until(lambda: copies_of(path, storage) == [])
        assert drive.texts("worries").count("one") == 1
        await drive.saved()
    async with driving(tmp_path, path, storage=storage) as drive:
        await drive.until(lambda: drive.screen.line.text == "half")
        assert not drive.screen.line.unfinished
