"""The room's screen while the facilitator's window is locked."""

import os
from pathlib import Path

from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.session_edits import edit_details
from casetool.services.sessions.board_cover import BoardCover
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.board_state import (
    BoardState,
    board_state_path,
    darken_board,
    delete_board_state,
    move_board_state,
    read_board_state,
    write_board_state,
)
from casetool.storage.context import StorageContext
from tests.support.driving import examples

OTHER_WINDOW = 1
"""A process that is not this one."""

NAMES = ("example-in-discussion.toml", "example-prepared.toml")


def opened(folder: Path, name: str = NAMES[0]) -> Document:
    storage = StorageContext(state=folder / "state")
    return open_document(examples(folder) / name, storage=storage)


def test_a_session_that_was_left_for_the_list_or_another_one_is_covered_too(
    tmp_path: Path,
) -> None:
    first, second = opened(tmp_path), opened(tmp_path, NAMES[1])
    cover = BoardCover()
    for document in (first, second):
        cover.add(document)
    first.close()
    second.close()
    assert cover.cover(None)
    for document in (first, second):
        assert read_board_state(document.path, document.storage).is_dark
    cover.lift()
    for document in (first, second):
        assert read_board_state(document.path, document.storage) == BoardState()


def test_one_that_another_window_writes_by_now_stays_on_the_wall(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    document.close()
    elsewhere = open_document(document.path, storage=document.storage)
    assert cover.cover(None)
    assert not read_board_state(document.path, document.storage).is_dark
    elsewhere.close()


def test_a_window_that_only_watches_covers_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path)
    watching = open_document(document.path, storage=document.storage)
    assert watching.read_only
    cover = BoardCover()
    cover.add(watching)
    assert cover.cover(watching)
    assert not read_board_state(document.path, document.storage).is_dark
    for window in (watching, document):
        window.close()


def test_f12_elsewhere_brings_nothing_back_and_counts_afterwards(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    assert cover.cover(document)
    for blank, dark in ((False, True), (True, True)):
        write_board_state(document.path, document.storage, blank=blank)
        assert read_board_state(document.path, document.storage).is_dark is dark
    cover.lift()
    assert read_board_state(document.path, document.storage) == BoardState(blank=True)
    document.close()


def test_what_another_window_decided_meanwhile_stays(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    document.close()
    assert cover.cover(None)
    elsewhere = open_document(document.path, storage=document.storage)
    assert read_board_state(document.path, document.storage) == BoardState(blank=True)
    cover.lift()
    assert read_board_state(document.path, document.storage) == BoardState(blank=True)
    elsewhere.close()


def test_it_stays_covered_until_the_last_of_two_windows_is_unlocked(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    assert cover.cover(document)
    state = read_board_state(document.path, document.storage)
    other_process = os.getpid() + 1
    both = (*state.locked_by, other_process)
    write_board_state(document.path, document.storage, locked_by=both)
    cover.lift()
    state = read_board_state(document.path, document.storage)
    assert (state.is_dark, state.locked_by) == (True, (other_process,))
    document.close()


def test_where_the_state_cannot_be_written_it_is_emptied_and_comes_back(tmp_path: Path) -> None:
    document = opened(tmp_path)
    write_board_state(document.path, document.storage, front="worries")
    state_path = board_state_path(document.path, document.storage)
    assert state_path is not None
    in_the_way = state_path.with_name(f"{state_path.name}.{os.getpid()}.tmp")
    in_the_way.mkdir()
    cover = BoardCover()
    assert cover.cover(document)
    assert read_board_state(document.path, document.storage).is_dark
    in_the_way.rmdir()
    cover.lift()
    assert read_board_state(document.path, document.storage) == BoardState(front="worries")
    document.close()


def test_a_session_that_is_left_stays_dark_until_its_window_shows_it_again(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    assert cover.leave(document)
    document.close()
    by_a_command = open_document(document.path, storage=document.storage)
    by_a_command.close()
    assert read_board_state(document.path, document.storage) == BoardState(is_left=True)
    cover.add(again := open_document(document.path, storage=document.storage))
    assert read_board_state(document.path, document.storage) == BoardState()
    again.close()


def test_a_reader_that_leaves_covers_nothing_of_the_window_that_writes(tmp_path: Path) -> None:
    document = opened(tmp_path)
    reading = open_document(document.path, storage=document.storage)
    assert BoardCover().leave(reading)
    assert read_board_state(document.path, document.storage) == BoardState()
    for window in (reading, document):
        window.close()


def test_a_board_that_cannot_be_blanked_is_never_called_blank(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path, NAMES[1])
    cover = BoardCover()
    cover.add(first)
    cover.add(second)
    state_path = board_state_path(first.path, first.storage)
    assert state_path is not None
    state_path.unlink()
    state_path.mkdir()
    assert cover.blank(second) is False
    assert read_board_state(second.path, second.storage).blank
    for document in (first, second):
        document.close()


def test_what_was_blank_before_f12_stays_blank_after_it(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path, NAMES[1])
    cover = BoardCover()
    cover.add(first)
    cover.add(second)
    write_board_state(first.path, first.storage, blank=True)
    assert cover.blank(second)
    assert cover.bring_back(second)
    assert read_board_state(first.path, first.storage).blank
    assert not read_board_state(second.path, second.storage).blank
    for document in (first, second):
        document.close()


def test_where_that_fails_too_it_is_said(tmp_path: Path) -> None:
    document = opened(tmp_path)
    state_path = board_state_path(document.path, document.storage)
    assert state_path is not None
    state_path.unlink()
    state_path.mkdir()
    assert not BoardCover().cover(document)
    document.close()


def test_a_session_that_moved_into_another_file_meanwhile_comes_back_there(tmp_path: Path) -> None:
    document = opened(tmp_path)
    moved = document.path.with_name("moved.toml")
    moved.write_bytes(document.path.read_bytes())
    cover = BoardCover()
    assert cover.cover(document)
    move_board_state(document.path, moved, document.storage)
    assert read_board_state(moved, document.storage).is_dark
    cover.lift()
    assert read_board_state(moved, document.storage) == BoardState()
    document.close()


def test_at_the_next_start_a_covered_board_is_blank_until_f12(tmp_path: Path) -> None:
    document = opened(tmp_path)
    assert BoardCover().cover(document)
    document.close()
    again = open_document(document.path, storage=document.storage)
    assert read_board_state(document.path, document.storage) == BoardState(blank=True)
    again.close()


def test_f12_twice_brings_back_no_session_that_was_left_or_is_gone(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path, NAMES[1])
    cover = BoardCover()
    for document in (first, second):
        cover.add(document)
    assert cover.leave(first)
    first.close()
    delete_board_state(first.path, first.storage)
    first.path.unlink()
    assert cover.blank(second)
    assert read_board_state(second.path, second.storage) == BoardState(
        blank=True, blanked_by=os.getpid()
    )
    assert cover.bring_back(second)
    assert read_board_state(second.path, second.storage) == BoardState()
    assert read_board_state(first.path, first.storage).is_dark
    second.close()


def test_f12_does_not_show_a_session_whose_leaving_only_emptied_the_state(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    document.close()
    assert darken_board(document.path, document.storage)
    assert cover.is_blank(None)
    cover.bring_back(None)
    assert read_board_state(document.path, document.storage).is_dark


def test_a_session_taken_over_behind_the_lock_stays_covered(tmp_path: Path) -> None:
    writing = opened(tmp_path)
    watching = open_document(writing.path, storage=writing.storage)
    writer, watcher = BoardCover(), BoardCover()
    writer.add(writing)
    watcher.add(watching)
    assert watcher.cover(watching)
    assert not read_board_state(writing.path, writing.storage).is_dark
    assert writer.leave(writing)
    writing.close()
    assert watching.try_acquire_lock()
    assert not watching.read_only
    watcher.add(watching)
    assert read_board_state(writing.path, writing.storage) == BoardState(locked_by=(os.getpid(),))
    watcher.lift()
    assert read_board_state(writing.path, writing.storage) == BoardState()
    watching.close()


def test_hidden_names_stay_hidden_until_the_file_says_so_itself(tmp_path: Path) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    write_board_state(document.path, document.storage, names=NameDisplay.INITIALS)
    cover.leave(document)  # its file shows names, as after a crash or another program's change
    document.close()
    again = open_document(document.path, storage=document.storage)
    cover.add(again)
    assert read_board_state(again.path, again.storage).names is NameDisplay.INITIALS
    again.note(lambda session: edit_details(session, wall=NameDisplay.INITIALS))
    assert again.flush()
    cover.leave(again)
    again.close()
    assert read_board_state(again.path, again.storage) == BoardState(is_left=True)


def newer_session(folder: Path) -> Document:
    """An open session that a newer casetool wrote, so that it is only shown."""
    path = examples(folder) / NAMES[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("format = 1", "format = 99", 1), encoding="utf-8")
    document = open_document(path, storage=StorageContext(state=folder / "state"))
    assert document.read_only
    return document


def test_a_session_of_a_newer_format_is_covered_and_left_like_any_other(tmp_path: Path) -> None:
    document = newer_session(tmp_path)
    state_path = board_state_path(document.path, document.storage)
    assert state_path is not None
    assert state_path.exists(), "a full disk could otherwise prevent that it is blanked"
    cover = BoardCover()
    cover.add(document)
    assert cover.cover(document)
    assert read_board_state(document.path, document.storage).is_dark
    cover.lift()
    assert not read_board_state(document.path, document.storage).is_dark
    assert cover.blank(document)
    assert read_board_state(document.path, document.storage).blank
    assert cover.bring_back(document)
    assert not read_board_state(document.path, document.storage).is_dark
    assert cover.leave(document)
    document.close()
    assert read_board_state(document.path, document.storage) == BoardState(is_left=True)


def test_where_locks_are_impossible_the_room_sees_nothing_either(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "locks").write_text("in the way", encoding="utf-8")
    document = opened(tmp_path)
    cover = BoardCover()
    cover.add(document)
    assert cover.cover(document)
    assert read_board_state(document.path, document.storage).is_dark
    cover.lift()
    assert cover.blank(document)
    assert read_board_state(document.path, document.storage).blank
    assert cover.bring_back(document)
    assert not read_board_state(document.path, document.storage).is_dark
    assert cover.leave(document)
    document.close()
    assert cover.cover(None)
    cover.lift()
    assert read_board_state(document.path, document.storage).is_dark


def test_an_opening_that_ends_behind_the_lock_shows_no_session_that_was_left(
    tmp_path: Path,
) -> None:
    document = opened(tmp_path)
    cover = BoardCover()
    cover.expect(document.path, document.storage)
    cover.add(document)
    assert cover.leave(document)
    document.close()
    cover.expect(document.path, document.storage)
    assert cover.cover(None)
    again = open_document(document.path, storage=document.storage)
    cover.add(again)
    assert os.getpid() in read_board_state(again.path, again.storage).locked_by
    elsewhere = BoardCover()
    elsewhere.bring_back(again)
    assert read_board_state(again.path, again.storage).is_dark, "F12 brings nothing back"
    cover.lift()
    assert not read_board_state(again.path, again.storage).is_dark
    again.close()


def test_f12_in_the_list_leaves_what_another_window_blanked(tmp_path: Path) -> None:
    first = opened(tmp_path)
    at_the_list, elsewhere = BoardCover(), BoardCover()
    at_the_list.add(first)
    at_the_list.leave(first)
    first.close()
    second = open_document(first.path, storage=first.storage)
    elsewhere.add(second)
    write_board_state(second.path, second.storage, blank=True, blanked_by=OTHER_WINDOW)
    assert at_the_list.is_blank(None)
    assert at_the_list.bring_back(None)
    assert at_the_list.states(None) == read_states(second)
    assert read_board_state(second.path, second.storage).blank
    write_board_state(second.path, second.storage, blank=False)
    assert at_the_list.blank(None)
    assert at_the_list.bring_back(None)
    assert not read_board_state(second.path, second.storage).is_dark, "it blanked that itself"
    assert at_the_list.blank(None)
    # F12 twice in the other window: what is blank now was blanked there
    write_board_state(second.path, second.storage, blank=True, blanked_by=OTHER_WINDOW)
    assert at_the_list.bring_back(None)
    assert read_board_state(second.path, second.storage).blank
    second.close()


def read_states(document: Document) -> list[BoardState]:
    return [read_board_state(document.path, document.storage)]


def test_what_a_locked_window_covered_as_it_ended_is_brought_back_with_f12(tmp_path: Path) -> None:
    writing = opened(tmp_path)
    watching = open_document(writing.path, storage=writing.storage)
    write_board_state(writing.path, writing.storage, locked_by=(OTHER_WINDOW,))
    cover = BoardCover()
    cover.add(watching)
    assert read_board_state(writing.path, writing.storage).locked_by == (OTHER_WINDOW,)
    writing.close()  # the system does so for a window that is killed
    assert watching.try_acquire_lock()
    cover.add(watching)
    assert read_board_state(writing.path, writing.storage) == BoardState(blank=True)
    assert cover.bring_back(watching)
    assert read_board_state(writing.path, writing.storage) == BoardState()
    watching.close()
