"""Find the folder of sessions, and the user's state folder."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from casetool.clock import steady_seconds
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError, make_private

SESSIONS_VARIABLE = "CASETOOL_SESSIONS"
"""The environment variable that names the folder."""

STATE_VARIABLE = "CASETOOL_STATE"
"""The environment variable that names the folder for locks and emergency copies."""


def data_folder() -> Path:
    """The folder for a user's own data: local, neither roaming nor synced."""
    # imported here: most starts do not need it
    from platformdirs import user_data_path

    return user_data_path("casetool", appauthor=False, roaming=False) / "sessions"


def storage_context(environment: Mapping[str, str]) -> StorageContext:
    """How this user's sessions are stored: with locks, and a folder for emergency copies.

    Args:
        environment: the user's environment.
    """
    state_folder = environment.get(STATE_VARIABLE)
    if state_folder:
        return StorageContext(state=Path(state_folder), steady=steady_seconds)
    # imported here: most starts do not need it
    from platformdirs import user_state_path

    return StorageContext(
        state=user_state_path("casetool", appauthor=False, roaming=False), steady=steady_seconds
    )


def sessions_folder(
    option: Path | None,
    environment: Mapping[str, str],
    working_folder: Path,
    fallback: Callable[[], Path] = data_folder,
) -> tuple[Path, str]:
    """Choose the folder of sessions, and say why. The folder is not created here.

    Args:
        option: the value of ``--sessions``.
        environment: the user's environment.
        working_folder: the folder in which the program was started.
        fallback: gives the platform's folder for data.
    """
    if option is not None:
        return option, "named by --sessions"
    if environment.get(SESSIONS_VARIABLE):
        return Path(environment[SESSIONS_VARIABLE]), f"named by {SESSIONS_VARIABLE}"
    local_folder = working_folder / "sessions"
    if local_folder.is_dir():
        return local_folder, "the folder “sessions” here"
    return fallback(), "your own data folder"


def refuse_dead_drive(folder: Path) -> None:
    """Refuse a folder whose drive does not answer: nothing could be read or written there.

    Args:
        folder: the sessions.

    Raises:
        SaveError: it does not answer.
    """
    # imported here: --version and help look into no folder
    from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER

    with suppress(OSError):  # whoever uses it says what is wrong with it
        if DEFAULT_TIME_LIMIT.once(Path.is_dir, folder) is None:
            raise SaveError(f"{folder}: {NO_ANSWER}. Try again once it is there.")


def ensure(folder: Path) -> bool:
    """Create the folder, private to this user, if it does not exist.

    Returns:
        Whether it was created now.

    Raises:
        SaveError: it cannot be created.
    """
    if folder.is_dir():
        return False
    make_private(folder)
    return True
