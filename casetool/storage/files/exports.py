"""Write notes and action lists to files of their own, never over an existing file.

Where the drive of the session has gone, nothing is written into the folder in its place.
"""

from datetime import date
from pathlib import Path

from casetool.models.people.model import slug
from casetool.storage.context import real_path
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import write_atomically
from casetool.storage.files.own_drives import OwnDrives
from casetool.storage.library.free_names import file_stem, free_path


def write_beside(session_path: Path, data: bytes, suffix: str, drives: OwnDrives) -> Path:
    """Write a file beside a session, under a free name.

    Args:
        session_path: the session file.
        data: the content.
        suffix: the end of its name, such as ``notes.docx``.
        drives: the drives of this run.

    Returns:
        The new path.

    Raises:
        SaveError: it could not be written.
    """
    drives.refuse_other(real_path(session_path))
    stem = session_path.name.partition(".toml")[0]
    path = free_path(session_path.with_name(f"{stem}.{suffix}"))
    write_atomically(path, data, None)
    return path


def write_named(
    session_path: Path, label: str, day: date, data: bytes, suffix: str, drives: OwnDrives
) -> Path:
    """Write a file whose name reveals only the day and the label of the case.

    Args:
        session_path: the session file, beside which it is written.
        label: the label of the case.
        day: the day of the discussion.
        data: the content.
        suffix: the end of its name, such as ``notes.docx``.
        drives: the drives of this run.

    Returns:
        The new path.

    Raises:
        SaveError: it could not be written.
    """
    drives.refuse_other(real_path(session_path))
    path = free_path(session_path.with_name(f"{file_stem(label, day)}.{suffix}"))
    write_atomically(path, data, None)
    return path


def write_actions(session_path: Path, agency: str, data: bytes, drives: OwnDrives) -> Path:
    """Write an agency's actions to a file beside a session, under a free name.

    Args:
        session_path: the session file.
        agency: the agency, or empty for actions without an owner.
        data: the content.
        drives: the drives of this run.

    Returns:
        The new path.

    Raises:
        SaveError: it could not be written.
    """
    drives.refuse_other(real_path(session_path))
    stem = session_path.name.partition(".toml")[0]
    path = free_path(session_path.with_name(f"{stem}.{slug(agency) or 'nobody'}.actions.txt"))
    write_atomically(path, data, None)
    return path


def export_place(notes: Path, session_path: Path) -> str:
    """Where an export was written, with a warning if the session is encrypted and this is not.

    Args:
        notes: the exported file.
        session_path: the session file.
    """
    plain = " They are not encrypted." if is_encrypted(session_path) else ""
    return f"{notes}.{plain}" if plain else f"{notes}"
