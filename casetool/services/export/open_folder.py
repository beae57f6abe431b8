"""Opening a folder in the computer's own program for folders."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

StartProgram = Callable[[Sequence[str]], object]
"""Starts a program, and does not wait for it."""


def command_for(folder: Path, platform: str = sys.platform) -> list[str]:
    """What opens a folder on a system.

    Args:
        folder: the folder.
        platform: the system, as Python calls it.
    """
    program = {"win32": "explorer", "darwin": "open"}.get(platform, "xdg-open")
    return [program, str(folder)]


def show_folder(folder: Path, start: StartProgram | None = None) -> str:
    """Open a folder.

    Args:
        folder: the folder.
        start: starts the program.

    Returns:
        What came of it, in words; it says where the folder is when it could not be opened.
    """
    try:
        (start or _start)(command_for(folder))
    except OSError:
        return f"No program for folders was found here. The folder is {folder}"
    return f"Opened {folder}"


def _start(command: Sequence[str]) -> object:
    """Without our terminal: what the program says must not come between what we show."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
