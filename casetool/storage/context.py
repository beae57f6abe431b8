"""Where a session's files are stored, and how."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casetool.clock import Now, local_now
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.own_drives import OwnDrives
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT

if sys.platform == "win32":
    from pathlib import WindowsPath as SystemPath
else:
    from pathlib import PosixPath as SystemPath

HIDDEN = ".casetool"
"""The folder beside the sessions for drafts, earlier versions, undo and trash."""

NOTES_STYLE_FILE = "look.toml"
"""The file beside the sessions that holds a team's notes style. It is not a session."""


@dataclass(frozen=True, slots=True)
class StorageContext:
    """How a session file is stored.

    Attributes:
        cipher: encrypts every byte before it is written, and decrypts it again.
        state: a folder of this user that is not synced, for locks and for an emergency copy
            when the sessions' folder fails. None where neither is needed.
        now: the clock.
        steady: seconds of a clock that nobody can set, or None where it is not watched.
        drives: the drives of this run's folders.
    """

    cipher: Cipher = NO_CIPHER
    state: Path | None = None
    now: Now = field(default=local_now)
    steady: Callable[[], float] | None = None
    drives: OwnDrives = field(default_factory=OwnDrives, compare=False)


class RealPath(SystemPath):
    """A path whose links were followed once: what is put in its place later is not followed."""


def real_path(path: Path) -> RealPath:
    """A path after following its links, unless that was done before.

    Args:
        path: the session file.
    """
    return path if isinstance(path, RealPath) else RealPath(os.path.realpath(path))


def place_in_time(path: Path) -> RealPath:
    """A path after following its links. Where its drive does not answer, none is followed.

    Args:
        path: the session file.
    """
    return DEFAULT_TIME_LIMIT.once(real_path, path) or RealPath(path.absolute())


def hidden_path(path: Path, subfolder: str) -> Path:
    """A hidden folder of casetool beside a session file, after following links.

    Args:
        path: the session file.
        subfolder: ``drafts``, ``versions``, ``undo`` or ``trash``.
    """
    return Path(real_path(path).parent) / HIDDEN / subfolder


def file_key(path: Path) -> str:
    """A short key for a path on this machine, which reveals nothing about it."""
    from hashlib import sha256  # imported here: a list of sessions does not need it

    return sha256(os.fsencode(real_path(path))).hexdigest()[:32]
