"""The journal of a session's changes, by which undo works across restarts.

Each line holds one change: how to get from the text after it to the text before. A line is used
only where the digests of both texts match. If another program changed the file, undo simply
reaches less far back.
"""

import base64
import contextlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from casetool.storage.context import hidden_path, real_path
from casetool.storage.encryption.age import cipher_for_file, decrypted_bytes
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import check_no_link, open_to_append, read_regular
from casetool.storage.history.earlier_changes import (
    ChangeKind,
    EarlierChanges,
    JournalLine,
    text_digest,
)

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


@dataclass(frozen=True, slots=True)
class JournalChange:
    """One change, with the session's text before and after it."""

    way: ChangeKind
    label: str
    before: str
    after: str


def read_journal(path: Path) -> bytes:
    """The journal of a session, perhaps encrypted line by line."""
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
    append_lines(path, [journal_line(change) for change in changes], cipher)


def append_lines(path: Path, lines: Sequence[JournalLine], cipher: Cipher) -> None:
    """Append lines to the journal of a session: all of them, or none.

    Args:
        path: the session file.
        lines: the lines in order.
        cipher: encrypts each of them.

    Raises:
        SaveError: they could not be written.
    """
    path_of_journal = journal_path(path)
    data = b"".join(_encode_line(line, cipher) for line in lines)
    make_private(path_of_journal.parent, inside=path_of_journal.parents[2])
    try:
        with os.fdopen(open_to_append(path_of_journal, 0o600), "ab", buffering=0) as stream:
            _append_whole(stream, data)
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
        data = read_journal(path)
    except OSError:
        return EarlierChanges((), text)
    if len(data) > LARGEST_JOURNAL_BYTES:
        newest = data[-LARGEST_JOURNAL_BYTES // 2 :].partition(b"\n")[2]
        with contextlib.suppress(SaveError):
            write_atomically(journal_path(path), newest, fingerprint_of(data))
        data = newest
    return EarlierChanges(_readable_lines(data, cipher), text)


def journal_faults(path: Path, text: str, cipher: Cipher) -> tuple[str, ...]:
    """Warn about a session that differs from its last save, or about a damaged journal.

    A letter that decays on disk is still valid TOML, so only the last save can reveal it.

    Args:
        path: the session file.
        text: its present text.
        cipher: decrypts the lines.
    """
    try:
        data = read_journal(path)
    except OSError:
        return ()
    lines = [decode_journal_line(line, cipher) for line in data.split(b"\n") if line]
    readable = [line for line in lines if line is not None]
    digest = text_digest(text)
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
        lines = _readable_lines(read_journal(path), cipher)
        digests.update(digest for line in lines for digest in (line.before, line.after))
    with contextlib.suppress(OSError, ValueError, CipherError):
        digests.add(text_digest(cipher.decrypt(read_regular(path)).decode()))
    return frozenset(digests)


def left_digests(path: Path, cipher: Cipher) -> frozenset[str]:
    """The digests of the texts from which a session went on, as its journal has them.

    Args:
        path: the session file.
        cipher: decrypts the lines.
    """
    try:
        lines = _readable_lines(read_journal(path), cipher_for_file(path, cipher))
    except OSError:
        return frozenset()
    return frozenset(line.before for line in lines)


def ends_of_files_gone(folder: Path, cipher: Cipher) -> frozenset[str]:
    """The digests of the texts that files of a folder had last, which are there no more.

    Args:
        folder: the folder of sessions.
        cipher: decrypts the lines.
    """
    try:
        journals = sorted(hidden_path(folder / "x.toml", "undo").glob(f"*{JOURNAL_SUFFIX}"))
    except OSError:
        return frozenset()
    ends = set[str]()
    for journal in journals:
        path = folder / journal.name.removesuffix(JOURNAL_SUFFIX)
        if os.path.lexists(path):
            continue
        with contextlib.suppress(OSError):
            lines = _readable_lines(read_journal(path), cipher_for_file(path, cipher))
            ends.update(line.after for line in lines[-1:])
    return frozenset(ends)


def breaks_off_at(path: Path, data: bytes, cipher: Cipher) -> bool:
    """Whether the journal of a file goes on to a text, and not on from it.

    Then another case came to the name of that file, or another program wrote it.

    Args:
        path: the file.
        data: what another file holds.
        cipher: decrypts both, and the lines.
    """
    try:
        if read_regular(path) == data:
            return False
        lines = _readable_lines(read_journal(path), cipher_for_file(path, cipher))
        digest = text_digest(decrypted_bytes(data, cipher).decode())
    except (OSError, ValueError, CipherError):
        return False
    ends = [index for index, line in enumerate(lines) if line.after == digest]
    return bool(ends) and all(line.before != digest for line in lines[ends[-1] + 1 :][:1])


def _is_torn(line: JournalLine, text: str) -> bool:
    """Whether a line ends at this text, but cannot be undone."""
    return line.after == text_digest(text) and line.undo(text) is None


def journal_path(path: Path) -> Path:
    """The path of a session's journal."""
    return hidden_path(path, "undo") / f"{real_path(path).name}{JOURNAL_SUFFIX}"


def move_journal(old: Path, new: Path) -> None:
    """Move the journal with a session that continues in another file."""
    with contextlib.suppress(OSError):
        journal_path(old).replace(journal_path(new))


def journal_line(change: JournalChange) -> JournalLine:
    """The line of the journal for a change."""
    start, tail = _common_ends(change.before, change.after)
    return JournalLine(
        way=change.way.value,
        label=change.label,
        before=text_digest(change.before),
        after=text_digest(change.after),
        start=start,
        tail=tail,
        replaced=change.before[start : len(change.before) - tail],
        new=change.after[start : len(change.after) - tail],
    )


def _encode_line(line: JournalLine, cipher: Cipher) -> bytes:
    record = asdict(line)
    record = {"words" if key == "replaced" else key: value for key, value in record.items()}
    data = json.dumps(record, ensure_ascii=False).encode()
    return (base64.b64encode(cipher.encrypt(data)) if cipher.suffix else data) + b"\n"


def _readable_lines(journal: bytes, cipher: Cipher) -> list[JournalLine]:
    """The lines of a journal that can be read, oldest first."""
    lines = (decode_journal_line(line, cipher) for line in journal.split(b"\n"))
    return [line for line in lines if line is not None]


def decode_journal_line(line: bytes, cipher: Cipher) -> JournalLine | None:
    """A line of a journal, or None where it cannot be read."""
    try:
        data = cipher.decrypt(base64.b64decode(line)) if cipher.suffix else line
        record = {**json.loads(data)}
        return JournalLine(replaced=record.pop("words"), **record)
    except (ValueError, TypeError, KeyError, RecursionError, CipherError):
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
