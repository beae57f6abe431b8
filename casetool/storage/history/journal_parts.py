"""An undo journal in which the changes of two sessions stand, one after the other.

A file was renamed by hand, and another session came to its name and went on with its journal.
"""

from dataclasses import dataclass
from pathlib import Path

from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.atomic import fingerprint_of, write_atomically
from casetool.storage.history.earlier_changes import JournalLine
from casetool.storage.history.file_digest import digest_in
from casetool.storage.history.undo_journal import (
    decode_journal_line,
    journal_path,
    read_journal,
)


@dataclass(frozen=True, slots=True)
class SharedJournal:
    """A journal with the lines of a session that had its name before."""

    path: Path
    """The journal."""
    data: bytes
    """What it holds."""
    others: bytes
    """The lines of the session that has its name now."""

    def cut(self) -> None:
        """Leave only the lines of the session that has its name now.

        Raises:
            SaveError: it was changed meanwhile, or cannot be written.
        """
        write_atomically(self.path, self.others, fingerprint_of(self.data))


def shared_journal(
    own_digests: frozenset[str], former: Path, cipher: Cipher
) -> SharedJournal | None:
    """The journal of the former name of a session, if lines of it are in there.

    Args:
        own_digests: the digests of all texts that the session is known to have had.
        former: the file that has its former name, of another session.
        cipher: decrypts both, and the lines.

    Raises:
        OSError: it could not be read.
    """
    data = read_journal(former)
    lines = [line for line in data.split(b"\n") if line]
    changes = [decode_journal_line(line, cipher) for line in lines]
    part = _own_part(changes, own_digests, digest_in(former, cipher))
    others = b"".join(line + b"\n" for index, line in enumerate(lines) if index not in part)
    return SharedJournal(journal_path(former), data, others) if part else None


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
