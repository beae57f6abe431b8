"""The end of the process while a thread still reads a file.

Python ends such a thread in the middle of foreign code, which may abort the whole process.
"""

import contextlib
import os
import sys
import threading

_IDLE_THREADS = {"casetool-departure", "casetool-screen"}
"""Those that only wait, whatever happens."""

_LAST_WORK_SECONDS = 5.0
"""The longest time for a thread that Python itself would wait for."""


def end_process(code: int) -> None:
    """End the process at once if a thread of ours is at work, for example on a slow drive.

    Args:
        code: the exit code.
    """
    threads = threading.enumerate()
    if not any(_is_at_work(thread) for thread in threads):
        return
    for thread in threads:
        if not thread.daemon and thread is not threading.current_thread():
            thread.join(_LAST_WORK_SECONDS)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    os._exit(code)


def _is_at_work(thread: threading.Thread) -> bool:
    is_ours = thread.daemon and thread.name.startswith("casetool-")
    return is_ours and thread.name not in _IDLE_THREADS
