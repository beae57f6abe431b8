"""What the facilitator's window tells the room's: ids and sums, never a word of the case."""

import json
import os
import stat
from pathlib import Path

import pytest

from casetool.storage.board_state import (
    BoardState,
    Showing,
    begin_board_state,
    board_state_path,
    darken_board,
    delete_board_state,
    is_darkened,
    is_what_was_saved,
    move_board_state,
    read_board_state,
    show_left_board,
    write_board_state,
    write_last_save,
)
from casetool.storage.context import StorageContext
from casetool.storage.library.other_session import own_board_file


def place(tmp_path: Path) -> tuple[Path, StorageContext]:
    return tmp_path / "robin.toml", StorageContext(state=tmp_path / "state")


def test_nothing_told_is_the_board(tmp_path: Path) -> None:
    assert read_board_state(*place(tmp_path)) == BoardState()


def test_what_is_told_comes_back_and_only_what_is_named_changes(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, front="tree", showing=Showing.READ_BACK, chosen=("a", "b"))
    write_board_state(path, rest, blank=True)
    wanted = BoardState(blank=True, front="tree", showing=Showing.READ_BACK, chosen=("a", "b"))
    assert read_board_state(path, rest) == wanted


def test_without_a_state_folder_nothing_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "robin.toml"
    assert write_board_state(path, StorageContext(), blank=True) is None
    write_last_save(path, StorageContext(), b"x")
    assert not is_what_was_saved(path, StorageContext(), b"x")
    assert board_state_path(path, StorageContext()) is None
    assert not darken_board(path, StorageContext())
    assert not is_darkened(path, StorageContext())


def test_a_board_can_be_darkened_where_no_byte_can_be_written(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    assert not darken_board(path, rest)
    assert not is_darkened(path, rest)
    write_board_state(path, rest, front="tree")
    assert not is_darkened(path, rest)
    assert darken_board(path, rest)
    assert is_darkened(path, rest)
    assert read_board_state(path, rest).blank


def test_a_state_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder")
    path, rest = place(tmp_path)
    assert write_board_state(path, rest, blank=True) is None


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"blank": "perhaps"}', b"\xff"])
def test_a_broken_word_may_have_been_blank(tmp_path: Path, broken: bytes) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, front="tree")
    where = board_state_path(path, rest)
    assert where is not None
    where.write_bytes(broken)
    assert read_board_state(path, rest) == BoardState(blank=True)
    assert (
        write_board_state(path, rest, blank=False) == BoardState() == read_board_state(path, rest)
    )


def test_the_sum_knows_the_bytes_that_were_saved(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_last_save(path, rest, b"whole")
    assert is_what_was_saved(path, rest, b"whole")
    assert not is_what_was_saved(path, rest, b"whol")
    assert not is_what_was_saved(tmp_path / "other.toml", rest, b"whole")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_both_are_ours_alone_and_no_other_file_is_left(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, blank=True)
    write_last_save(path, rest, b"whole")
    write_last_save(path, rest, b"later")
    folder = tmp_path / "state" / "room"
    found = list(folder.iterdir())
    assert len(found) == 2
    assert {stat.S_IMODE(one.stat().st_mode) for one in found} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_both_go_with_the_session(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, blank=True)
    write_last_save(path, rest, b"whole")
    delete_board_state(path, rest)
    assert list((tmp_path / "state" / "room").iterdir()) == []
    delete_board_state(path, rest)


def test_a_window_that_opens_begins_with_the_board_and_a_blank_room_stays_blank(
    tmp_path: Path,
) -> None:
    path, rest = place(tmp_path)
    begin_board_state(path, rest)
    assert read_board_state(path, rest) == BoardState()
    write_board_state(path, rest, frozen=True, front="tree", showing=Showing.RECAP, chosen=("a",))
    begin_board_state(path, rest)
    assert read_board_state(path, rest) == BoardState()
    write_board_state(path, rest, blank=True, front="tree")
    begin_board_state(path, rest)
    assert read_board_state(path, rest) == BoardState(blank=True)


def test_a_state_that_is_nested_too_deeply_leaves_the_board_blank(tmp_path: Path) -> None:
    path, storage = place(tmp_path)
    write_board_state(path, storage, front="worries")
    state = board_state_path(path, storage)
    assert state is not None
    state.write_text("[" * 100_000)
    assert read_board_state(path, storage).blank


def test_a_board_that_is_started_shows_a_session_that_was_left_but_no_blank_one(
    tmp_path: Path,
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path, moved = tmp_path / "a.toml", tmp_path / "a-2.toml"
    moved.touch()
    write_board_state(path, storage, is_left=True, blank=True)
    move_board_state(path, moved, storage)
    show_left_board(own_board_file(path, storage), storage)
    assert read_board_state(moved, storage) == BoardState(blank=True)


def test_a_board_that_was_left_has_the_same_key_in_each_version(tmp_path: Path) -> None:
    path, storage = place(tmp_path)
    write_board_state(path, storage, is_left=True)
    state = board_state_path(path, storage)
    assert state is not None
    assert json.loads(state.read_bytes())["left"] is True
    state.write_text('{"left": true}')
    assert read_board_state(path, storage) == BoardState(is_left=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_board_stays_where_the_next_name_is_no_text(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, front="tree")
    move_board_state(path, tmp_path / os.fsdecode(b"caf\xe9.toml"), rest)
    assert read_board_state(path, rest).goes_on_in == ""
    odd = tmp_path / os.fsdecode(b"caf\xe9.toml")
    write_board_state(odd, rest, front="tree")
    move_board_state(odd, path, rest)
    assert read_board_state(odd, rest).goes_on_in == str(path)
