"""Open a folder in the computer's file manager."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

StartProgram = Callable[[Sequence[str]], object]
"""Starts a program without waiting for it."""


def command_for(folder: Path, platform: str = sys.platform) -> list[str]:
    """The command that opens a folder.

    Args:
        folder: the folder.
        platform: the operating system, as in ``sys.platform``.
    """
    program = {"win32": "explorer", "darwin": "open"}.get(platform, "xdg-open")
    return [program, str(folder)]


def show_folder(folder: Path, start: StartProgram | None = None) -> str:
    """Open a folder.

    Args:
        folder: the folder.
        start: starts the program.

    Returns:
        A sentence for the user, which names the folder if it could not be opened.
    """
    try:
        (start or _start)(command_for(folder))
    except OSError:
        return f"No program for folders was found here. The folder is {folder}"
    return f"Opened {folder}"


def _start(command: Sequence[str]) -> object:
    """Start a program without our terminal, so that its output does not disturb the screen."""
    null_device = subprocess.DEVNULL
    return subprocess.Popen(
        command, stdin=null_device, stdout=null_device, stderr=null_device, start_new_session=True
    )
