"""Turn what only undo could bring back into versions, once another program's change ends undo."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.earlier_changes import EarlierChanges, JournalLine
from casetool.storage.history.undo_journal import read_earlier_changes
from casetool.storage.history.versions import StoredVersion, keep_version, versions_of

MOST_TEXTS = 3
"""How many versions one change by another program may add, so that few others give way."""

MOST_STEPS = 500
"""How many steps back it looks."""

_NOT_TYPED = ("id = ", "at = ", "stage = ", "status = ", "step = ")
"""How lines begin that hold a text which nobody typed."""


def keep_texts_of_undo(
    path: Path,
    session: str,
    ours: str,
    theirs: str,
    storage: StorageContext,
    lines: Sequence[JournalLine] = (),
) -> bool:
    """Store what we had, and what undo still reached, where some of its words are nowhere else.

    Args:
        path: the session file, which another program has changed.
        session: the session's id.
        ours: the text of the session as we had it.
        theirs: its text as the other program wrote it.
        storage: its storage context.
        lines: the lines of this run, as another program may have replaced the journal, too.

    Returns:
        Whether a version was stored.

    Raises:
        SaveError: it could not be stored.
    """
    of_this_run = islice(EarlierChanges(lines, ours).texts(), MOST_STEPS)
    earlier = read_earlier_changes(path, ours, storage.cipher).texts()
    known_lines = set(_typed_lines(theirs))
    for version in versions_of(real_path(path).parent, session):
        known_lines |= _typed_lines(text_of_version(version, storage))
    chosen = _fewest_texts((ours, *of_this_run, *islice(earlier, MOST_STEPS)), known_lines)
    for text in reversed(chosen):  # the fullest is the newest version
        keep_version(path, session, storage.cipher.encrypt(text.encode()), storage.now())
    return bool(chosen)


def has_every_line(text: str, other: str) -> bool:
    """Whether a text has all that was typed in another."""
    return _typed_lines(other) <= _typed_lines(text)


def _fewest_texts(texts: Iterable[str], known_lines: set[str]) -> list[str]:
    """The few texts that have most of the typed lines that are nowhere else, the fullest first."""
    remaining = [(text, _typed_lines(text) - known_lines) for text in texts]
    chosen: list[str] = []
    while len(chosen) < MOST_TEXTS:
        remaining = [(text, lines) for text, lines in remaining if lines]
        if not remaining:
            break
        fullest, covered = max(remaining, key=lambda candidate: len(candidate[1]))
        chosen.append(fullest)
        remaining = [(text, lines - covered) for text, lines in remaining]
    return chosen


def _typed_lines(text: str) -> frozenset[str]:
    """The lines of a session's text that hold what people typed."""
    lines = text.splitlines()
    return frozenset(
        line for line in lines if '"' in line and not line.startswith(("[", *_NOT_TYPED))
    )


def text_of_version(version: StoredVersion, storage: StorageContext) -> str:
    """The text of a stored version. None is there where it cannot be read."""
    try:
        plain = decrypted_bytes(version.read(), storage.cipher)
    except (SaveError, CipherError):
        return ""
    return plain.decode(errors="replace")
