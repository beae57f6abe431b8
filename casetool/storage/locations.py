"""Which folder holds the sessions."""

from collections.abc import Callable, Mapping
from pathlib import Path

from casetool.clock import steady_seconds
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import make_private

SESSIONS_VARIABLE = "CASETOOL_SESSIONS"
"""The environment variable that names the folder."""

STATE_VARIABLE = "CASETOOL_STATE"
"""The environment variable that names the folder for locks and emergency copies."""


def data_folder() -> Path:
    """The folder for a user's own data: local, not one that roams or is synced."""
    # here, because most starts do not need it
    from platformdirs import user_data_path

    return user_data_path("casetool", appauthor=False, roaming=False) / "sessions"


def storage_context(environment: Mapping[str, str]) -> StorageContext:
    """How sessions are kept for this user: with locks, and a second place for emergencies.

    Args:
        environment: the user's environment.
    """
    named = environment.get(STATE_VARIABLE)
    if named:
        return StorageContext(state=Path(named), steady=steady_seconds)
    # here, because most starts do not need it
    from platformdirs import user_state_path

    return StorageContext(
        state=user_state_path("casetool", appauthor=False, roaming=False), steady=steady_seconds
    )


def sessions_folder(
    option: Path | None,
    environment: Mapping[str, str],
    here: Path,
    fallback: Callable[[], Path] = data_folder,
) -> tuple[Path, str]:
    """The folder of sessions, and why this one. It is not made here.

    Args:
        option: what ``--sessions`` names.
        environment: the user's environment.
        here: the folder in which the program was started.
        fallback: the platform's folder for data.
    """
    if option is not None:
        return option, "named by --sessions"
    if environment.get(SESSIONS_VARIABLE):
        return Path(environment[SESSIONS_VARIABLE]), f"named by {SESSIONS_VARIABLE}"
    beside = here / "sessions"
    if beside.is_dir():
        return beside, "the folder “sessions” here"
    return fallback(), "your own data folder"


def ensure(folder: Path) -> bool:
    """Make the folder, for this user only, if it is not there.

    Returns:
        Whether it was made now.

    Raises:
        SaveError: it cannot be made.
    """
    if folder.is_dir():
        return False
    make_private(folder)
    return True
