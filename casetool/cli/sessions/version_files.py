"""The session whose versions are meant, and whether a version can be kept and read."""

from pathlib import Path

from casetool.cli.terminal.output import tell
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import target_of
from casetool.storage.history.versions import StoredVersion, versions_of
from casetool.storage.library.hidden_folders import unusable_folders
from casetool.storage.library.index import NoFileNameError, NoSessionError, find_session


def find_file_or_versions(name: str, folder: Path) -> Path:
    """Find the file of a session, even a missing one that has versions.

    Args:
        name: a path, or part of a name.
        folder: the sessions.

    Raises:
        NoSessionError: there is none, and no version of one.
    """
    try:
        return find_session(folder, name)
    except NoFileNameError:
        raise
    except NoSessionError:
        for file_name in (name, f"{name}.toml", f"{name}.toml.age"):
            if versions_of(folder, name=file_name):
                return folder / file_name
        raise


def tell_of_unusable_folders(path: Path) -> None:
    """Tell which folders beside a session casetool cannot use, so that it keeps no versions there.

    Args:
        path: the session file.
    """
    for folder, message in unusable_folders(target_of(path).parent):
        tell(f"{folder}: {message}.")


def is_sound(version: StoredVersion) -> bool:
    """Whether a version can be read whole."""
    try:
        version.read()
    except SaveError:
        return False
    return True
