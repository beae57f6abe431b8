"""Encrypted sessions in the app: the passphrase before anything, nothing plain on the disk."""

from pathlib import Path

import pytest
from pyrage.x25519 import Identity
from textual.events import Key
from textual.widgets import Static

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.library.new_session import NewSessionScreen
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.lock.idle_lock import IDLE_LIMIT
from casetool.screens.lock.lock import LockedScreen
from casetool.screens.lock.unlock import UnlockScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.board_state import BoardState, read_board_state
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.convert import decrypt_folder, encrypt_folder
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.key_store import key_path
from casetool.storage.encryption.recipients import recipients_path, write_recipients
from casetool.widgets.common.field_area import FieldArea
from tests.support.driving import Drive, driving, examples
from tests.support.sealed import OWN, PASSPHRASE, ring, seal


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder in which everything is encrypted."""
    (tmp_path / "s").mkdir()
    folder = examples(tmp_path / "s")
    encrypt_folder(folder, ring(folder), StorageContext())
    return folder


async def give(drive: Drive, passphrase: str = PASSPHRASE) -> None:
    await drive.until(lambda: isinstance(drive.app.screen, UnlockScreen | LockedScreen))
    await drive.until(lambda: getattr(drive.app.focused, "id", "") == "passphrase")
    await drive.type(passphrase)
    await drive.press("enter")


def plain_words(folder: Path, words: str) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if words.encode() in path.read_bytes()]


async def test_the_passphrase_comes_first_and_then_all_is_as_ever(closed: Path) -> None:
    async with driving(closed) as drive:
        await drive.sees("sessions are encrypted")
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("Milo")
        await drive.type("milo")
        await drive.press("enter")
        await drive.opened()
        await drive.go("5")
        await drive.say("! the canary of the cellar")
        drive.screen.line.input.insert_text_at_cursor("still being typed in the cellar")
        await drive.until(drive.document.flush)
        assert "the canary of the cellar" in drive.texts("worries")
    assert plain_words(closed, "canary") == []
    assert plain_words(closed, "cellar") == []
    assert decrypt_folder(closed, seal(), StorageContext()).failures == ()
    path = closed / "example-in-discussion.toml"
    assert "the canary of the cellar" in path.read_text(encoding="utf-8")
    assert plain_words(closed / ".casetool" / "drafts", "still being typed in the cellar")


@pytest.mark.parametrize("start", [0, 5])
async def test_the_passphrase_typed_into_the_line_is_not_written_down(
    closed: Path, start: int
) -> None:
    async with driving(closed) as drive:
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.type("milo")
        await drive.press("enter")
        await drive.opened()
        before = drive.session
        await drive.say(PASSPHRASE[start:])
        await drive.sees("It was not written down.")
        assert drive.screen.line.text == ""
        assert drive.session.headings == before.headings
        await drive.say("! the canary")
        await drive.until(lambda: "the canary" in drive.texts("worries"))


async def test_one_session_asks_before_a_key_can_be_typed(closed: Path) -> None:
    path = closed / "example-in-discussion.toml.age"
    async with driving(closed) as drive:
        await drive.press("escape")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("opens with passphrase")
        await drive.type(path.name)
        await drive.press("enter")
        await give(drive, "another one")
        await drive.sees("The passphrase is wrong.")
        await give(drive)
        await drive.opened()
        assert drive.document.path == path


async def test_the_session_named_at_the_start_asks_too_and_esc_leads_to_the_list(
    closed: Path,
) -> None:
    path = closed / "example-closed.toml.age"
    async with driving(closed) as drive:
        await drive.press("escape")
        drive.app.show_session(path)
        await drive.until(lambda: isinstance(drive.app.screen, UnlockScreen))
        await drive.press("escape")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        assert path.exists()


async def test_a_new_session_in_an_encrypted_folder_is_encrypted(closed: Path) -> None:
    async with driving(closed) as drive:
        await drive.press("escape")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.press("f2")
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, NewSessionScreen))
        await drive.until(lambda: drive.app.focused is not None)
        await drive.type("Wren of the cellar")
        await drive.press("enter", "enter", "enter", "enter", "enter")
        await drive.opened()
        assert drive.document.path.name.endswith("-wren-of-the-cellar.toml.age")
    assert plain_words(closed, "Wren of the cellar") == []


async def test_without_a_key_press_it_locks_and_the_words_are_still_there(closed: Path) -> None:
    path = closed / "example-in-discussion.toml.age"
    async with driving(closed) as drive:
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        drive.app.show_session(path)
        await drive.opened()
        drive.screen.line.input.insert_text_at_cursor("half a sentence")
        await drive.press("space")
        drive.clock.now += IDLE_LIMIT / 2
        await drive.press("x")
        drive.clock.now += IDLE_LIMIT / 2
        drive.app._lock.lock_if_idle()
        assert isinstance(drive.app.screen, SessionScreen), "a key was pressed meanwhile"
        drive.clock.now += IDLE_LIMIT / 2
        await drive.until(lambda: isinstance(drive.app.screen, LockedScreen))
        assert "Milo" not in drive.seen()
        assert "half a sentence" not in drive.seen()
        await give(drive, "another one")
        await drive.sees("The passphrase is wrong.")
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert drive.screen.line.text == "half a sentence x"


async def in_session(drive: Drive, path: Path) -> None:
    """The session, its passphrase given."""
    await give(drive)
    await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
    drive.app.show_session(path)
    await drive.opened()


async def lock(drive: Drive) -> None:
    """Let the time without a key go by."""
    drive.clock.now += IDLE_LIMIT
    drive.app._lock.lock_if_idle()
    await drive.until(lambda: isinstance(drive.app.screen, LockedScreen))


async def test_a_form_is_still_open_behind_the_lock(closed: Path) -> None:
    async with driving(closed) as drive:
        await in_session(drive, closed / "example-in-discussion.toml.age")
        await drive.go("5")
        await drive.press("escape", "up", "enter", *" and more")
        area = drive.app.focused
        assert isinstance(area, FieldArea)
        words = area.text
        await lock(drive)
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert drive.app.focused is area
        assert area.text == words
        await drive.press("enter")
        assert words in drive.texts("worries")


async def test_a_list_over_the_session_is_covered_too(closed: Path) -> None:
    async with driving(closed) as drive:
        await in_session(drive, closed / "example-in-discussion.toml.age")
        await drive.press("ctrl+d")
        await drive.until(lambda: isinstance(drive.app.screen, PickScreen))
        await lock(drive)
        assert "Milo" not in drive.seen()
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, PickScreen))


@pytest.mark.parametrize("was_blank", [False, True])
async def test_the_room_sees_nothing_while_the_app_is_locked(closed: Path, was_blank: bool) -> None:
    path, storage = (
        closed / "example-in-discussion.toml.age",
        StorageContext(state=closed.parent / "state"),
    )
    async with driving(closed, storage=storage) as drive:
        await in_session(drive, path)
        if was_blank:
            await drive.press("f12")
        await lock(drive)
        assert read_board_state(path, storage).is_dark
        await drive.press("f12")
        assert read_board_state(path, storage).is_dark
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert read_board_state(path, storage).is_dark is was_blank


async def test_the_room_sees_nothing_either_once_one_is_back_at_the_list(closed: Path) -> None:
    path, storage = (
        closed / "example-in-discussion.toml.age",
        StorageContext(state=closed.parent / "state"),
    )
    async with driving(closed, storage=storage) as drive:
        await in_session(drive, path)
        await drive.press("ctrl+o")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await lock(drive)
        assert read_board_state(path, storage).is_dark
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        assert read_board_state(path, storage) == BoardState(is_left=True)


async def test_the_first_key_after_a_sleep_locks_and_does_nothing_else(closed: Path) -> None:
    async with driving(closed) as drive:
        await in_session(drive, closed / "example-in-discussion.toml.age")
        drive.screen.line.input.insert_text_at_cursor("half")
        drive.clock.now += IDLE_LIMIT
        drive.app.post_message(Key("x", "x"))  # before the clock is looked at
        await drive.until(lambda: isinstance(drive.app.screen, LockedScreen))
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert drive.screen.line.text == "half"


async def test_a_session_that_is_just_opening_does_not_come_over_the_lock(closed: Path) -> None:
    async with driving(closed) as drive:
        await in_session(drive, closed / "example-in-discussion.toml.age")
        await lock(drive)
        drive.app.show_library("came late")
        await drive.pilot.pause()
        assert isinstance(drive.app.screen, LockedScreen)
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))


async def test_plain_sessions_never_lock(tmp_path: Path) -> None:
    folder = examples(tmp_path)
    async with driving(folder, folder / "example-closed.toml") as drive:
        drive.clock.now += IDLE_LIMIT * 3
        drive.app._lock.lock_if_idle()
        await drive.pilot.pause()
        assert isinstance(drive.app.screen, SessionScreen)


async def test_notes_of_an_encrypted_session_have_a_plain_name_and_that_is_told(
    closed: Path,
) -> None:
    async with driving(closed) as drive:
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        drive.app.show_session(closed / "example-closed.toml.age")
        await drive.opened()
        await drive.go("n")
        await drive.press("f5", "x", "m")
        await drive.until(lambda: "They are not encrypted." in " ".join(drive.seen().split()))
    assert (closed / "example-closed.notes.md").exists()


async def at_worries(drive: Drive) -> None:
    await give(drive)
    await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
    await drive.sees("Milo")
    await drive.type("milo")
    await drive.press("enter")
    await drive.opened()
    await drive.go("5")
    assert drive.document.flush()


async def ask_to_save_in(drive: Drive, closed: Path, stick: Path) -> None:
    """While the folder is gone, ask to save in another."""
    await at_worries(drive)
    closed.rename(closed.with_name("gone"))
    await drive.say("while nothing could be written")
    await drive.sees("NOT SAVED")
    await drive.press("ctrl+s")
    await drive.sees("Save this session in another folder")
    await drive.type(str(stick))
    await drive.press("enter")


def opens_with_what_was_said(folder: Path) -> bool:
    data = (folder / "example-in-discussion.toml.age").read_bytes()
    return b"while nothing could be written" in unlock(folder, PASSPHRASE).decrypt(data)


async def test_what_is_saved_elsewhere_opens_there(closed: Path) -> None:
    (stick := closed.with_name("stick")).mkdir()
    async with driving(closed, storage=StorageContext(state=closed.with_name("state"))) as drive:
        await ask_to_save_in(drive, closed, stick)
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert drive.document.flush()
        assert opens_with_what_was_said(stick)


async def test_nothing_is_saved_elsewhere_where_another_key_is(closed: Path) -> None:
    ring(stick := closed.with_name("stick"))
    write_recipients(stick, AgeCipher(str(Identity.generate()), [OWN]))
    before = sorted(stick.rglob("*"))
    async with driving(closed, storage=StorageContext(state=closed.with_name("state"))) as drive:
        await ask_to_save_in(drive, closed, stick)
        refusal = drive.app.screen.query_one("#elsewhere-refusal", Static)
        await drive.until(lambda: "Choose another" in str(refusal.visual))
        told = str(refusal.visual)
        assert "has a key of its own, which does not open this session." in told
        await drive.press("escape")
        assert sorted(stick.rglob("*")) == before
        closed.with_name("gone").rename(closed)
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert drive.document.flush()
    assert opens_with_what_was_said(closed)


async def test_a_key_that_vanishes_meanwhile_is_put_back_and_that_is_said(closed: Path) -> None:
    key = key_path(closed)
    data = key.read_bytes()
    async with driving(closed, storage=StorageContext(state=closed.with_name("state"))) as drive:
        await at_worries(drive)
        key.unlink()
        await drive.say("after the key had gone")
        assert drive.document.flush()
        await drive.reads("The key of this folder (key.age, recipients.txt) was gone or damaged.")
        assert drive.document.save_state()[0] is SaveState.SAVED
    assert key.read_bytes() == data


async def test_without_its_key_it_is_not_called_saved_and_leaving_asks(closed: Path) -> None:
    key, public_keys = key_path(closed), recipients_path(closed)
    async with driving(closed, storage=StorageContext(state=closed.with_name("state"))) as drive:
        await at_worries(drive)
        key.unlink()
        ours = public_keys.read_bytes()
        public_keys.write_bytes(ours.replace(b"checked by casetool: ", b"& 0"))
        await drive.say("after the key had gone")
        await drive.sees("NOT SAVED")
        await drive.reads("Nobody can open this session without its key")
        await drive.press("ctrl+q")
        await drive.until(lambda: isinstance(drive.app.screen, PickScreen))
        await drive.reads("NOT SAVED. Nobody can open this session without its key")
        await drive.press("s")
        public_keys.write_bytes(ours)
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert key.exists()
