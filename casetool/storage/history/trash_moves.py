"""Moves to the trash or out of it that were stopped between two files.

A session and what belongs to it are moved one by one. A kill, Ctrl+C or a power cut in between
would tear them apart. So the folder in the trash notes all moves first, and what is left undone
follows the session at the next look at the trash.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError, make_private, sync_folder, write_atomically
from casetool.storage.files.leftovers import final_name
from casetool.storage.files.locks import is_marked, mark_copy, remove_mark
from casetool.storage.files.regular_file import read_regular

MOVES_FILE = "moves.json"
"""The note of moves in a folder of the trash."""

_CLOCK_STEP_SECONDS = 2
"""How exactly a memory stick keeps the time of a file."""


class TrashMove(NamedTuple):
    """A file of a deleted session: where it belongs outside the trash, and where inside."""

    outside: Path
    inside: Path


class _NotedMove(NamedTuple):
    move: TrashMove
    size: int
    modified: int
    """When the file was last written, in seconds."""

    def is_at(self, path: Path) -> bool:
        """Whether a path holds the file that was to be moved, and not a later one of its name."""
        try:
            status = path.lstat()
        except OSError:
            return False
        step = abs(int(status.st_mtime) - self.modified)
        return status.st_size == self.size and step <= _CLOCK_STEP_SECONDS


@contextlib.contextmanager
def noted_moves(
    trashed: Path, moves: Iterable[TrashMove], storage: StorageContext
) -> Iterator[None]:
    """Note moves while the session itself is moved. All else follows it then.

    The note stays if that is stopped, or a file cannot follow yet. A disk without room for the
    note still lets files be moved.

    Args:
        trashed: the folder of the session in the trash.
        moves: each file, the session itself first.
        storage: its storage context.
    """
    noted, mark = list(_with_status(moves)), mark_copy(trashed, storage)
    try:
        with contextlib.suppress(OSError, SaveError):
            write_atomically(trashed / MOVES_FILE, _as_bytes(noted, trashed), None)
        try:
            yield
        except Exception:
            _follow_session(trashed, noted)
            raise
        _follow_session(trashed, noted)
    finally:
        mark.release()
        remove_mark(trashed, storage)


def finish_moves(trashed: Path, storage: StorageContext) -> None:
    """Finish what was stopped between two files, and remove the folder if nothing is in it.

    Args:
        trashed: the folder of a session in the trash.
        storage: its storage context.
    """
    if is_marked(trashed, storage):
        return  # another window is at it
    _follow_session(trashed, _unfinished_moves(trashed))
    names = {final_name(name) for _, _, names in os.walk(trashed) for name in names}
    if names <= {MOVES_FILE}:  # also a note that was stopped while it was written
        shutil.rmtree(trashed, ignore_errors=True)


def _unfinished_moves(trashed: Path) -> list[_NotedMove]:
    folder = _outside_folder(trashed)
    try:
        rows = json.loads(read_regular(trashed / MOVES_FILE))
        return [
            _NotedMove(TrashMove(folder / outside, trashed / inside), int(size), int(modified))
            for outside, inside, size, modified in rows
            if ".." not in (*Path(outside).parts, *Path(inside).parts)
        ]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _follow_session(trashed: Path, noted: list[_NotedMove]) -> None:
    """Move the files of a session to where the session is: into the trash, or out of it."""
    if not noted:
        return
    is_inside = os.path.lexists(noted[0].move.inside)
    is_done = [_follow(each, trashed, is_inside) for each in noted[1:]]
    with contextlib.suppress(OSError):
        # or a power cut could keep the end of the note, and not the moves
        for folder in {path.parent for each in noted for path in each.move if path.parent.is_dir()}:
            sync_folder(folder, os.fsync)
        if all(is_done):
            (trashed / MOVES_FILE).unlink(missing_ok=True)


def _follow(noted: _NotedMove, trashed: Path, is_inside: bool) -> bool:
    """Move a file after its session, and tell whether nothing is left to do."""
    outside, inside = noted.move
    source, target = (outside, inside) if is_inside else (inside, outside)
    if not noted.is_at(source) or os.path.lexists(target):
        return True
    try:
        make_private(target.parent, trashed if is_inside else _outside_folder(trashed))
        source.rename(target)
    except (OSError, SaveError):
        return False
    return True


def _outside_folder(trashed: Path) -> Path:
    """The folder of sessions from which a folder of its trash came."""
    return trashed.parents[2]


def _with_status(moves: Iterable[TrashMove]) -> Iterator[_NotedMove]:
    for move in moves:
        for path in move:
            with contextlib.suppress(OSError):
                status = path.lstat()
                yield _NotedMove(move, status.st_size, int(status.st_mtime))
                break


def _as_bytes(noted: list[_NotedMove], trashed: Path) -> bytes:
    """The note of moves, with paths that stay right if the folder of sessions is moved."""
    folder = _outside_folder(trashed)
    rows = [
        [
            (each.move.outside.relative_to(folder)).as_posix(),
            (each.move.inside.relative_to(trashed)).as_posix(),
            each.size,
            each.modified,
        ]
        for each in noted
    ]
    return json.dumps(rows).encode("ascii")
