"""Where all that belongs to a session rests, and how."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casetool.clock import Now, local_now
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher

HIDDEN = ".casetool"
"""The folder beside the sessions that holds drafts, earlier versions, undo and trash."""

NOTES_STYLE_FILE = "look.toml"
"""The file beside the sessions that says how a team's notes look: it is no session."""


@dataclass(frozen=True, slots=True)
class StorageContext:
    """What a session file is kept with.

    Attributes:
        cipher: closes every byte of it before the disk, and opens it again.
        state: a folder of this user, not one that is synced: for locks, and for an emergency copy
            when the sessions' own folder fails. None where neither is wanted.
        now: the clock.
        steady: seconds by a clock that nobody can set; None where nobody watches for that.
    """

    cipher: Cipher = NO_CIPHER
    state: Path | None = None
    now: Now = field(default=local_now)
    steady: Callable[[], float] | None = None


def hidden_path(path: Path, room: str) -> Path:
    """A folder of ours beside a session file; a link is followed first.

    Args:
        path: the session file.
        room: ``drafts``, ``versions``, ``undo`` or ``trash``.
    """
    return Path(os.path.realpath(path)).parent / HIDDEN / room


def file_key(path: Path) -> str:
    """A short name for a place on this machine that says nothing of it."""
    from hashlib import sha256  # only where something is opened: a list needs none

    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
