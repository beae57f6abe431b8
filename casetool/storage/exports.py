"""Where notes go when they leave the session file: beside it, and never over another file."""

from itertools import count
from pathlib import Path

from casetool.storage.files import write


def write_notes(session_path: Path, text: str) -> Path:
    """Write the notes of a session beside it, under a name that is free.

    Args:
        session_path: the session file.
        text: the notes.

    Returns:
        Where they are.

    Raises:
        SaveError: they could not be written.
    """
    stem = session_path.with_suffix("").name
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        path = session_path.with_name(f"{stem}.notes{ending}.md")
        if not path.exists():
            write(path, text.encode(), None)
            break
    return path
