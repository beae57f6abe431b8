"""Find out whether a drive takes a write, or holds it for as long as it hangs."""

import contextlib
import os
from pathlib import Path

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER, TimeLimit


def refuse_silent_drive(path: Path, limit: TimeLimit = DEFAULT_TIME_LIMIT) -> None:
    """Refuse to write to a drive that does not answer to a write. Any answer will do.

    Args:
        path: the session file.
        limit: how long to wait.

    Raises:
        SaveError: it does not answer.
    """
    if limit.once(_write, path) is None:
        raise SaveError(f"{path.name} was not saved: {NO_ANSWER}.")


def _write(path: Path) -> bool:
    # called like the temporary file of a save, so that one that is left is removed with those
    probe = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    with contextlib.suppress(OSError):
        handle = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(handle, b"casetool")
            os.fsync(handle)
        finally:
            os.close(handle)
            probe.unlink()
    return True
