"""What the facilitator's window tells the room's: ids and sums, never a word of the case."""

import os
import stat
from pathlib import Path

import pytest

from casetool.storage.board_state import (
    RoomState,
    Showing,
    begin_room,
    forget_room,
    is_what_was_saved,
    room_of,
    room_place,
    tell_room,
    tell_saved,
)
from casetool.storage.context import Rest


def place(tmp_path: Path) -> tuple[Path, Rest]:
    return tmp_path / "robin.toml", Rest(state=tmp_path / "state")


def test_nothing_told_is_the_board(tmp_path: Path) -> None:
    assert room_of(*place(tmp_path)) == RoomState()


def test_what_is_told_comes_back_and_only_what_is_named_changes(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    tell_room(path, rest, front="tree", showing=Showing.READ_BACK, chosen=("a", "b"))
    tell_room(path, rest, blank=True)
    wanted = RoomState(blank=True, front="tree", showing=Showing.READ_BACK, chosen=("a", "b"))
    assert room_of(path, rest) == wanted


def test_without_a_state_folder_nothing_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "robin.toml"
    assert tell_room(path, Rest(), blank=True) is None
    tell_saved(path, Rest(), b"x")
    assert not is_what_was_saved(path, Rest(), b"x")
    assert room_place(path, Rest()) is None


def test_a_state_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder")
    path, rest = place(tmp_path)
    assert tell_room(path, rest, blank=True) is None


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"blank": "perhaps"}', b"\xff"])
def test_a_broken_word_may_have_been_blank(tmp_path: Path, broken: bytes) -> None:
    path, rest = place(tmp_path)
    tell_room(path, rest, front="tree")
    where = room_place(path, rest)
    assert where is not None
    where.write_bytes(broken)
    assert room_of(path, rest) == RoomState(blank=True)
    assert tell_room(path, rest, blank=False) == RoomState() == room_of(path, rest)


def test_the_sum_knows_the_bytes_that_were_saved(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    tell_saved(path, rest, b"whole")
    assert is_what_was_saved(path, rest, b"whole")
    assert not is_what_was_saved(path, rest, b"whol")
    assert not is_what_was_saved(tmp_path / "other.toml", rest, b"whole")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_both_are_ours_alone_and_no_other_file_is_left(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    tell_room(path, rest, blank=True)
    tell_saved(path, rest, b"whole")
    tell_saved(path, rest, b"later")
    folder = tmp_path / "state" / "room"
    found = list(folder.iterdir())
    assert len(found) == 2
    assert {stat.S_IMODE(one.stat().st_mode) for one in found} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_both_go_with_the_session(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    tell_room(path, rest, blank=True)
    tell_saved(path, rest, b"whole")
    forget_room(path, rest)
    assert list((tmp_path / "state" / "room").iterdir()) == []
    forget_room(path, rest)


def test_a_window_that_opens_begins_with_the_board_and_a_blank_room_stays_blank(
    tmp_path: Path,
) -> None:
    path, rest = place(tmp_path)
    begin_room(path, rest)
    assert not (tmp_path / "state").exists()
    tell_room(path, rest, frozen=True, front="tree", showing=Showing.RECAP, chosen=("a",))
    begin_room(path, rest)
    assert room_of(path, rest) == RoomState()
    tell_room(path, rest, blank=True, front="tree")
    begin_room(path, rest)
    assert room_of(path, rest) == RoomState(blank=True)
