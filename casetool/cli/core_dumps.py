"""Prevent core dumps, which would write the case to disk."""

import contextlib
import sys

_PR_SET_DUMPABLE = 4
"""Linux: whether the memory of a process may be dumped, and read by others of the account."""


def forbid_core_dumps() -> None:
    """Ask the system never to write our memory into a file, nor to hand it to a program.

    Where the system has no such question, nothing happens.
    """
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # a limit of 0 does not hold where the system hands dumps to a program
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
