"""The journal of a session's changes: what lets undo go back beyond the last start.

One line for each change says how to get from the text after it to the text before it. A line is
believed only where both texts add up to what it says: a file that was changed elsewhere simply
has less of a past, never a wrong one.
"""

import base64
import contextlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from casetool.storage.context import hidden_path
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import open_to_append, read_regular

LARGEST_JOURNAL_BYTES = 2_000_000
"""Bytes above which the older half of a journal is let go."""

NOT_AS_SAVED = (
    "it is not as casetool saved it last: another program changed it since, or the disk did."
    " Ctrl+L in the session compares it with what was saved"
)
"""Said of a session that differs from the newest value that its journal knows."""

JOURNAL_UNREADABLE = "a part of its undo cannot be read any more; the session itself is whole"
"""Said where undo goes back less far than it should."""


class ChangeKind(StrEnum):
    """What kind of change it was."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    NOTE = "note"
    """A change that undo leaves as it is."""


@dataclass(frozen=True, slots=True)
class JournalChange:
    """One change: the texts that a session had before and after it."""

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

    def undone(self, text: str) -> str | None:
        """The text before this change; None when this is not the text after it."""
        if _digest(text) != self.after:
            return None
        before = text[: self.start] + self.words + text[len(text) - self.tail :]
        return before if _digest(before) == self.before else None


class EarlierChanges:
    """The changes of earlier sittings, newest first, each worked out only when it is wanted.

    Args:
        lines: the journal.
        text: the session as it is now.
    """

    def __init__(self, lines: Sequence[_Line], text: str) -> None:
        now = _digest(text)
        end = max((n + 1 for n, line in enumerate(lines) if line.after == now), default=0)
        self._lines = list(lines[:end])
        self._text = text
        self._points: list[int] = []
        undone: list[int] = []
        for number, line in enumerate(self._lines):
            if line.way == ChangeKind.EDIT:
                self._points.append(number)
                undone.clear()
            elif line.way == ChangeKind.UNDO and self._points:
                undone.append(self._points.pop())
            elif line.way == ChangeKind.REDO and undone:
                self._points.append(undone.pop())

    def __len__(self) -> int:
        return len(self._points)

    def pop(self) -> tuple[str, str] | None:
        """The text before the newest change that is not undone, and what that change was.

        Returns:
            None when there is none, or when it cannot be worked out for certain.
        """
        if not self._points:
            return None
        point = self._points.pop()
        label = self._lines[point].label
        while len(self._lines) > point:
            before = self._lines.pop().undone(self._text)
            if before is None:
                self._points.clear()
                return None
            self._text = before
        return self._text, label


def append_to_journal(path: Path, changes: Sequence[JournalChange], cipher: Cipher) -> None:
    """Add changes to the journal of a session.

    Args:
        path: the session file.
        changes: what was changed, in order.
        cipher: closes each line.

    Raises:
        SaveError: they could not be written.
    """
    place = journal_path(path)
    lines = b"".join(_closed(change, cipher) for change in changes)
    make_private(place.parent, inside=place.parents[2])
    try:
        with os.fdopen(open_to_append(place, 0o600), "ab") as stream:
            stream.write(lines)
    except OSError as error:
        raise SaveError(f"The past cannot be kept: {error.strerror}.") from error


def read_earlier_changes(path: Path, text: str, cipher: Cipher) -> EarlierChanges:
    """The changes that undo can still take back.

    Args:
        path: the session file.
        text: what it holds now.
        cipher: opens the lines.
    """
    try:
        data = read_regular(journal_path(path))
    except OSError:
        return EarlierChanges((), text)
    if len(data) > LARGEST_JOURNAL_BYTES:
        newest = data[-LARGEST_JOURNAL_BYTES // 2 :].partition(b"\n")[2]
        with contextlib.suppress(SaveError):
            write_atomically(journal_path(path), newest, fingerprint_of(data))
        data = newest
    lines = [_opened(line, cipher) for line in data.split(b"\n")]
    return EarlierChanges([line for line in lines if line is not None], text)


def journal_faults(path: Path, text: str, cipher: Cipher) -> tuple[str, ...]:
    """What the journal tells of a session that is not as it was left, or of itself.

    A letter that rots in what somebody said is good TOML: only what was saved last betrays it.

    Args:
        path: the session file.
        text: what it holds now.
        cipher: opens the lines.
    """
    try:
        data = read_regular(journal_path(path))
    except OSError:
        return ()
    lines = [_opened(line, cipher) for line in data.split(b"\n") if line]
    readable = [line for line in lines if line is not None]
    now = _digest(text)
    faults = []
    if readable and all(now not in (line.before, line.after) for line in readable):
        faults.append(NOT_AS_SAVED)
    broken = len(lines) - len(readable) + any(_is_torn(line, text) for line in readable)
    if broken:
        faults.append(JOURNAL_UNREADABLE)
    return tuple(faults)


def _is_torn(line: _Line, text: str) -> bool:
    """Whether a line says that it leads to this text, and leads to no text before it."""
    return line.after == _digest(text) and line.undone(text) is None


def journal_path(path: Path) -> Path:
    """The journal of a session file."""
    real = Path(os.path.realpath(path))
    return hidden_path(path, "undo") / f"{real.name}.jsonl"


def move_journal(old: Path, new: Path) -> None:
    """Let the past follow a session that goes on in another file."""
    with contextlib.suppress(OSError):
        journal_path(old).replace(journal_path(new))


def _closed(change: JournalChange, cipher: Cipher) -> bytes:
    start, tail = _difference(change.before, change.after)
    line = {
        "way": change.way.value,
        "label": change.label,
        "before": _digest(change.before),
        "after": _digest(change.after),
        "start": start,
        "tail": tail,
        "words": change.before[start : len(change.before) - tail],
    }
    data = json.dumps(line, ensure_ascii=False).encode()
    return (base64.b64encode(cipher.encrypt(data)) if cipher.suffix else data) + b"\n"


def _opened(line: bytes, cipher: Cipher) -> _Line | None:
    try:
        data = cipher.decrypt(base64.b64decode(line)) if cipher.suffix else line
        return _Line(**json.loads(data))
    except (ValueError, TypeError, CipherError):
        return None


def _difference(before: str, after: str) -> tuple[int, int]:
    """How much two texts have in common at their beginning and at their end, in characters."""
    shorter = min(len(before), len(after))
    start = _common(shorter, lambda size: before[:size] == after[:size])
    rest = shorter - start
    tail = _common(rest, lambda size: before[len(before) - size :] == after[len(after) - size :])
    return start, tail


def _common(most: int, same: Callable[[int], bool]) -> int:
    """The largest size up to which two texts are the same."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
