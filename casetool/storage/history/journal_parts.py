"""Part an undo journal in which the changes of two sessions stand, one after the other.

A file was renamed by hand, and another session came to its name and went on with its journal.
"""

import contextlib
from pathlib import Path

from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import fingerprint_of, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.earlier_changes import JournalLine, text_digest
from casetool.storage.history.undo_journal import (
    decode_journal_line,
    journal_path,
    known_digests,
    read_journal,
)


def take_own_lines(path: Path, former: Path, cipher: Cipher) -> None:
    """Take the lines of a session out of the journal of its former name, into its own.

    Args:
        path: the session file.
        former: the file that has its former name, of another session.
        cipher: decrypts both, and the lines.

    Raises:
        SaveError: a journal could not be written. The lines are in the former one, then.
        OSError: a journal could not be read.
    """
    journal = read_journal(former)
    lines = [line for line in journal.split(b"\n") if line]
    changes = [decode_journal_line(line, cipher) for line in lines]
    part = _own_part(changes, known_digests(path, cipher), _digest_of(former, cipher))
    if not part:
        return
    own = b"".join(lines[index] + b"\n" for index in part)
    others = b"".join(line + b"\n" for index, line in enumerate(lines) if index not in part)
    own_path, own_journal, own_fingerprint = journal_path(path), b"", None
    with contextlib.suppress(FileNotFoundError):
        own_journal = read_journal(path)
        own_fingerprint = fingerprint_of(own_journal)
    write_atomically(own_path, own + own_journal, own_fingerprint)
    write_atomically(journal_path(former), others, fingerprint_of(journal))


def _own_part(
    changes: list[JournalLine | None], own_digests: frozenset[str], others_digest: str
) -> range:
    """The lines that end with a text of ours, and go back to where they begin.

    None are where the other session went on from that text: it was copied then.
    """
    for end, change in enumerate(changes, 1):
        after = changes[end] if end < len(changes) else None
        if change is None or change.after not in own_digests:
            continue
        if after is not None and after.before == change.after:
            continue
        start = _start_of_chain(changes, end - 1)
        # a template, copied once more, is the text with which each part begins
        if all(each is None or each.after != others_digest for each in changes[start:end]):
            return range(start, end)
    return range(0)


def _start_of_chain(changes: list[JournalLine | None], last: int) -> int:
    """The first of the lines each of which goes on from the text of the one before."""
    start = last
    while start > 0:
        earlier, change = changes[start - 1], changes[start]
        if earlier is None or change is None or earlier.after != change.before:
            break
        start -= 1
    return start


def _digest_of(path: Path, cipher: Cipher) -> str:
    """The digest of what is in a file, or empty where it cannot be read."""
    with contextlib.suppress(OSError, ValueError, CipherError):
        return text_digest(decrypted_bytes(read_regular(path), cipher).decode())
    return ""
