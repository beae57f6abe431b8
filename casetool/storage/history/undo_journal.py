"""The journal of a session's changes, by which undo works across restarts.

Each line holds one change: how to get from the text after it to the text before. A line is used
only where the digests of both texts match. If another program changed the file, undo simply
reaches less far back.
"""

import base64
import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import FileIO
from pathlib import Path

from casetool.storage.context import hidden_path, real_path
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import check_no_link, open_to_append, read_regular

JOURNAL_SUFFIX = ".jsonl"

LARGEST_JOURNAL_BYTES = 2_000_000
"""The size above which the older half of a journal is dropped."""

NOT_AS_SAVED = (
    "it is not as casetool saved it last: another program changed it since, or the disk did."
    " Ctrl+L in the session compares it with what was saved"
)
"""The warning for a session that differs from the last save in its journal."""

JOURNAL_UNREADABLE = "a part of its undo cannot be read any more; the session itself is whole"
"""The warning where undo reaches less far back than it should."""


class ChangeKind(StrEnum):
    """The kind of a change."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    NOTE = "note"
    """A change that undo does not revert."""


@dataclass(frozen=True, slots=True)
class JournalChange:
    """One change, with the session's text before and after it."""

    way: ChangeKind
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Line:
    way: str
    label: str
    before: str
    after: str
    start: int
    tail: int
    words: str

    def undo(self, text: str) -> str | None:
        """The text before this change, or None if this is not the text after it."""
        if _digest(text) != self.after:
            return None
        before = text[: self.start] + self.words + text[len(text) - self.tail :]
        return before if _digest(before) == self.before else None


class EarlierChanges:
    """The changes of earlier runs and those undone, newest first, each computed when needed.

    Args:
        lines: the journal.
        text: the present text of the session.
    """

    def __init__(self, lines: Sequence[_Line], text: str) -> None:
        digest = _digest(text)
        length = max(
            (index + 1 for index, line in enumerate(lines) if line.after == digest), default=0
        )
        self._lines = list(lines[:length])
        self._text = text
        self._points: list[int] = []
        undone_points: list[int] = []
        undo_lines: list[int] = []
        for index, line in enumerate(self._lines):
            if line.way == ChangeKind.EDIT:
                self._points.append(index)
                undone_points.clear()
                undo_lines.clear()
            elif line.way == ChangeKind.UNDO and self._points:
                undone_points.append(self._points.pop())
                undo_lines.append(index)
            elif line.way == ChangeKind.REDO and undone_points:
                self._points.append(undone_points.pop())
                undo_lines.pop()
        self._undone_count = len(undo_lines)
        self._undone = self._before_each(undo_lines, self._lines.copy(), text)

    def __len__(self) -> int:
        return len(self._points)

    def pop(self) -> tuple[str, str] | None:
        """The text before the newest change that is not undone, and the label of that change.

        Returns:
            None when there is none, or when it cannot be computed for certain.
        """
        if not self._points:
            return None
        point = self._points.pop()
        label = self._lines[point].label
        while len(self._lines) > point:
            before = self._lines.pop().undo(self._text)
            if before is None:
                self._points.clear()
                return None
            self._text = before
        return self._text, label

    @property
    def can_redo(self) -> bool:
        """Whether a change of an earlier run is undone and nothing was changed after that."""
        return self._undone_count > 0

    def pop_undone(self) -> tuple[str, str] | None:
        """The text before the last undo that is not redone, and the label of the undone change.

        Returns:
            None when there is none, or when it cannot be computed for certain.
        """
        undone = next(self._undone, None) if self._undone_count else None
        self._undone_count = self._undone_count - 1 if undone else 0
        return undone

    def forget_undone(self) -> None:
        """Leave nothing to redo, as after a new change."""
        self._undone_count = 0

    @staticmethod
    def _before_each(
        undo_lines: Sequence[int], lines: Sequence[_Line], text: str
    ) -> Iterator[tuple[str, str]]:
        """The text before each of these lines, the last first, and its label."""
        for index in range(len(lines) - 1, min(undo_lines, default=len(lines)) - 1, -1):
            before = lines[index].undo(text)
            if before is None:
                return
            text = before
            if index in undo_lines:
                yield text, lines[index].label

    def texts(self) -> Iterator[str]:
        """Every earlier text that can be computed, newest first, also those that were undone."""
        text = self._text
        for line in reversed(self._lines):
            before = line.undo(text)
            if before is None:
                return
            text = before
            yield text


def _read_journal(path: Path) -> bytes:
    check_no_link(journal_path(path))
    return read_regular(journal_path(path))


def append_to_journal(path: Path, changes: Sequence[JournalChange], cipher: Cipher) -> None:
    """Append changes to the journal of a session.

    Args:
        path: the session file.
        changes: the changes in order.
        cipher: encrypts each line.

    Raises:
        SaveError: they could not be written.
    """
    path_of_journal = journal_path(path)
    lines = b"".join(_encode_line(change, cipher) for change in changes)
    make_private(path_of_journal.parent, inside=path_of_journal.parents[2])
    try:
        with os.fdopen(open_to_append(path_of_journal, 0o600), "ab", buffering=0) as stream:
            _append_whole(stream, lines)
    except OSError as error:
        raise SaveError(f"The undo history cannot be saved: {error.strerror}.") from error


def _append_whole(stream: FileIO, data: bytes) -> None:
    """Append all of the data or none: a full disk must not leave half a line for the next one."""
    size = os.fstat(stream.fileno()).st_size
    try:
        while data:
            data = data[stream.write(data) :]
    except OSError:
        with contextlib.suppress(OSError):
            stream.truncate(size)
        raise


def read_earlier_changes(path: Path, text: str, cipher: Cipher) -> EarlierChanges:
    """Read the changes that undo can still revert.

    Args:
        path: the session file.
        text: its present text.
        cipher: decrypts the lines.
    """
    try:
        data = _read_journal(path)
    except OSError:
        return EarlierChanges((), text)
    if len(data) > LARGEST_JOURNAL_BYTES:
        newest = data[-LARGEST_JOURNAL_BYTES // 2 :].partition(b"\n")[2]
        with contextlib.suppress(SaveError):
            write_atomically(journal_path(path), newest, fingerprint_of(data))
        data = newest
    lines = [_decode_line(line, cipher) for line in data.split(b"\n")]
    return EarlierChanges([line for line in lines if line is not None], text)


def journal_faults(path: Path, text: str, cipher: Cipher) -> tuple[str, ...]:
    """Warn about a session that differs from its last save, or about a damaged journal.

    A letter that decays on disk is still valid TOML, so only the last save can reveal it.

    Args:
        path: the session file.
        text: its present text.
        cipher: decrypts the lines.
    """
    try:
        data = _read_journal(path)
    except OSError:
        return ()
    lines = [_decode_line(line, cipher) for line in data.split(b"\n") if line]
    readable = [line for line in lines if line is not None]
    digest = _digest(text)
    faults = []
    if readable and all(digest not in (line.before, line.after) for line in readable):
        faults.append(NOT_AS_SAVED)
    unreadable = len(lines) - len(readable) + any(_is_torn(line, text) for line in readable)
    if unreadable:
        faults.append(JOURNAL_UNREADABLE)
    return tuple(faults)


def known_digests(path: Path, cipher: Cipher) -> frozenset[str]:
    """The digests of all texts of a session that are known: in its journal, and at present.

    Args:
        path: the session file, which may have gone.
        cipher: decrypts it, and the lines.
    """
    digests = set[str]()
    with contextlib.suppress(OSError):
        lines = (_decode_line(line, cipher) for line in _read_journal(path).split(b"\n"))
        digests.update(digest for line in lines if line for digest in (line.before, line.after))
    with contextlib.suppress(OSError, ValueError, CipherError):
        digests.add(_digest(cipher.decrypt(read_regular(path)).decode()))
    return frozenset(digests)


def _is_torn(line: _Line, text: str) -> bool:
    """Whether a line ends at this text, but cannot be undone."""
    return line.after == _digest(text) and line.undo(text) is None


def journal_path(path: Path) -> Path:
    """The path of a session's journal."""
    return hidden_path(path, "undo") / f"{real_path(path).name}{JOURNAL_SUFFIX}"


def move_journal(old: Path, new: Path) -> None:
    """Move the journal with a session that continues in another file."""
    with contextlib.suppress(OSError):
        journal_path(old).replace(journal_path(new))


def _encode_line(change: JournalChange, cipher: Cipher) -> bytes:
    start, tail = _common_ends(change.before, change.after)
    record = {
        "way": change.way.value,
        "label": change.label,
        "before": _digest(change.before),
        "after": _digest(change.after),
        "start": start,
        "tail": tail,
        "words": change.before[start : len(change.before) - tail],
    }
    data = json.dumps(record, ensure_ascii=False).encode()
    return (base64.b64encode(cipher.encrypt(data)) if cipher.suffix else data) + b"\n"


def _decode_line(line: bytes, cipher: Cipher) -> _Line | None:
    try:
        data = cipher.decrypt(base64.b64decode(line)) if cipher.suffix else line
        return _Line(**json.loads(data))
    except (ValueError, TypeError, RecursionError, CipherError):
        return None


def _common_ends(before: str, after: str) -> tuple[int, int]:
    """The number of characters that two texts share at their beginning and at their end."""
    shorter = min(len(before), len(after))
    start = _common_size(shorter, lambda size: before[:size] == after[:size])
    remaining = shorter - start
    tail = _common_size(
        remaining, lambda size: before[len(before) - size :] == after[len(after) - size :]
    )
    return start, tail


def _common_size(limit: int, is_same: Callable[[int], bool]) -> int:
    """The largest size up to which two texts are the same, found by bisection."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(middle) else (low, middle - 1)
    return low


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
