"""Words still being typed: kept beside the session, so that a crash loses a second at most."""

import contextlib
import os
import tomllib
from pathlib import Path

import tomli_w

from casetool.models.words import clean
from casetool.storage.files import make_private, mark_of, write
from casetool.storage.rest import beside
from casetool.storage.sealing import PLAIN, Seal, SealError


def keep(session_path: Path, slot: str, text: str, seal: Seal = PLAIN) -> None:
    """Keep the words of one place where somebody types; empty words are forgotten.

    Args:
        session_path: the session file.
        slot: the place, such as ``capture``.
        text: what stands there now.
        seal: closes them.

    Raises:
        SaveError: they could not be written.
    """
    text = str(clean(text))
    slots = kept(session_path, seal)
    if slots.get(slot, "") == text:
        return
    slots[slot] = text
    left = {name: words for name, words in slots.items() if words}
    path = _path(session_path)
    if not left:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return
    make_private(path.parent, inside=path.parents[2])
    known = mark_of(path.read_bytes()) if path.exists() else None
    write(path, seal.close(tomli_w.dumps(left).encode()), known)


def kept(session_path: Path, seal: Seal = PLAIN) -> dict[str, str]:
    """The words that are kept for a session, by slot; none where the draft cannot be read."""
    try:
        data = tomllib.loads(seal.open(_path(session_path).read_bytes()).decode())
    except (OSError, ValueError, RecursionError, SealError):
        return {}
    return {slot: text for slot, text in data.items() if isinstance(text, str)}


def move(old: Path, new: Path, seal: Seal = PLAIN) -> None:
    """Let the words follow a session that goes on in another file.

    Raises:
        SaveError: they could not be written; then they are still with the old file.
    """
    slots = kept(old, seal)
    for slot, text in slots.items():
        keep(new, slot, text, seal)
    for slot in slots:
        keep(old, slot, "", seal)


def _path(session_path: Path) -> Path:
    real = Path(os.path.realpath(session_path))
    return beside(session_path, "drafts") / real.name
