"""Where notes go when they leave the session file: beside it, and never over another file."""

from datetime import date
from pathlib import Path

from casetool.models.people.model import slug
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import write_atomically
from casetool.storage.library.free_names import file_stem, free_path


def write_beside(session_path: Path, data: bytes, end: str) -> Path:
    """Write a paper beside a session, under a name that is free.

    Args:
        session_path: the session file.
        data: the file.
        end: what its name ends with, such as ``notes.docx``.

    Returns:
        Where it is.

    Raises:
        SaveError: it could not be written.
    """
    stem = session_path.name.partition(".toml")[0]
    path = free_path(session_path.with_name(f"{stem}.{end}"))
    write_atomically(path, data, None)
    return path


def write_named(folder: Path, label: str, day: date, data: bytes, end: str) -> Path:
    """Write a paper under a name that tells nothing but the day and the label of the case.

    Args:
        folder: where.
        label: what the case is called in it.
        day: the day of the discussion.
        data: the file.
        end: what its name ends with, such as ``notes.docx``.

    Returns:
        Where it is.

    Raises:
        SaveError: it could not be written.
    """
    path = free_path(folder / f"{file_stem(label, day)}.{end}")
    write_atomically(path, data, None)
    return path


def write_actions(session_path: Path, agency: str, data: bytes) -> Path:
    """Write an agency's own actions beside a session, under a name that is free.

    Args:
        session_path: the session file.
        agency: whose; nothing for those that are nobody's.
        data: the file.

    Returns:
        Where they are.

    Raises:
        SaveError: they could not be written.
    """
    stem = session_path.name.partition(".toml")[0]
    path = free_path(session_path.with_name(f"{stem}.{slug(agency) or 'nobody'}.actions.txt"))
    write_atomically(path, data, None)
    return path


def export_place(notes: Path, session_path: Path) -> str:
    """Where notes are, for the user; of an encrypted session also that these are not.

    Args:
        notes: where they were written.
        session_path: the session file.
    """
    plain = " They are not encrypted." if is_encrypted(session_path) else ""
    return f"{notes}.{plain}" if plain else f"{notes}"
