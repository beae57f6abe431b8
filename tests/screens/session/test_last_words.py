"""What was typed and heard by nobody when the program must end: kept, in its order, as drafts."""

from pathlib import Path
from threading import Thread

from textual.events import Event, Key, Paste
from textual.widgets import Input

from casetool.screens.session.last_words import (
    keep_unprocessed,
    lines_from_events,
    process_last_keys,
)
from casetool.services.departure import Departure
from casetool.storage.autosave.drafts import read_drafts
from casetool.widgets.common.key_queue import KeyQueue
from tests.screens.session.test_draft_restoration import BARE
from tests.support.driving import driving
from tests.support.robin_room import in_file
from tests.support.walk import settled


def keys(text: str) -> list[Event]:
    names = {"\r": "enter", "\x7f": "backspace", "\t": "tab", "\x1a": "ctrl+z"}
    return [Key(names.get(letter, letter), letter) for letter in text]


def test_keys_become_lines() -> None:
    assert lines_from_events(keys("! one\r~ two")) == ["! one", "~ two"]
    assert lines_from_events(keys("! ome\x7f\x7fne\x1a\t\r")) == ["! one", ""]
    assert lines_from_events([*keys("! "), Paste("three\r\nfour"), Key("f5", None)]) == [
        "! three", "four",
    ]  # fmt: skip
    assert lines_from_events(keys("a\u00a0b\u200dc")) == ["a\u00a0b\u200dc"]
    assert lines_from_events([]) == [""]


async def test_what_nobody_heard_goes_on_what_stands_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE)) as drive:
        await drive.type("! half a sen")
        keep_unprocessed(drive.screen, keys("tence\r\r~ more\r? last"))
        assert drive.document.flush()
        assert read_drafts(drive.document.path) == {
            "capture thoughts": "! half a sentence",
            "capture-002": "~ more",
            "capture-003": "? last",
        }
        keep_unprocessed(drive.screen, keys("\rand again"))
        assert drive.document.flush()
        assert read_drafts(drive.document.path)["capture-004"] == "and again"


async def test_it_comes_back_line_by_line(tmp_path: Path) -> None:
    path = in_file(tmp_path, BARE)
    async with driving(tmp_path, path) as drive:
        keep_unprocessed(drive.screen, keys("! one\r! two"))
    async with driving(tmp_path, path) as drive:
        assert drive.screen.line.text == "! one"
        await drive.press("enter", "enter")
        assert drive.screen.line.text == "! two"


async def test_a_passphrase_is_never_kept(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE)) as drive:
        await drive.screen.mount(Input(password=True))
        keep_unprocessed(drive.screen, keys("correct horse\rbattery"))
        assert drive.document.flush()
        assert read_drafts(drive.document.path) == {}


async def test_keys_that_wait_are_heard_before_the_end(tmp_path: Path) -> None:
    path = in_file(tmp_path, BARE)
    async with driving(tmp_path, path) as drive:
        for event in keys("! one\r! half a sen"):
            drive.app.post_message(event)
        await process_last_keys(drive.app, drive.app._keys, Departure(), lambda: True)
        assert drive.document.flush()
        lines = [*drive.screen.line.text.split("\n"), *read_drafts(drive.document.path).values()]
        assert "! half a sen" in lines
        drive.app.post_message(Key("x", "x"))
        await drive.pilot.pause()
        assert "! half a senx" not in drive.screen.line.text


async def test_a_sentence_in_a_list_is_kept_when_the_terminal_dies(tmp_path: Path) -> None:
    path = in_file(tmp_path, BARE)
    async with driving(tmp_path, path) as drive:
        document = drive.document
        await drive.type("! half ")
        await drive.press("ctrl+p")
        await settled(drive)
        await drive.type("zo cried on the red bus")
        await process_last_keys(drive.app, drive.app._keys, Departure(), lambda: True)
        assert document.flush()
        assert "! half zo cried on the red bus" in read_drafts(path).values()


async def test_a_sentence_of_which_half_waits_is_kept_as_one(tmp_path: Path) -> None:
    path = in_file(tmp_path, BARE)
    async with driving(tmp_path, path) as drive:
        document = drive.document
        await drive.press("ctrl+p")
        await settled(drive)
        await drive.type("the nurs")

        class Late(KeyQueue):
            async def settle(self, seconds: float) -> list[Event]:
                return [*keys("e rang him\r! and more")]

        await process_last_keys(drive.app, Late(drive.app), Departure(), lambda: True)
        assert document.flush()
        assert {"the nurse rang him", "! and more"} <= set(read_drafts(path).values())


async def test_keeping_what_nobody_heard_waits_for_no_disk(tmp_path: Path) -> None:
    """The writer may hold the drafts, on a disk that does not answer."""
    async with driving(tmp_path, in_file(tmp_path, BARE)) as drive:
        await drive.type("! half a sen")
        store = drive.document._writer.draft_store
        with store._lock:
            kept = Thread(target=keep_unprocessed, args=(drive.screen, keys("tence\r~ more")))
            kept.start()
            kept.join(10)
            assert not kept.is_alive()
        assert drive.document.flush()
        assert read_drafts(drive.document.path) == {
            "capture thoughts": "! half a sentence",
            "capture-002": "~ more",
        }
