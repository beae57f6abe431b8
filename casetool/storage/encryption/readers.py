"""Files that other keys can open than those in the list of their folder."""

from pathlib import Path

from casetool.storage.encryption.age import count_recipients
from casetool.storage.encryption.folder_status import folder_status
from casetool.storage.encryption.recipients import count_of_keys, is_unfinished, recipients_problem
from casetool.storage.files.regular_file import read_regular

_FINISH = "casetool encrypt finishes it"


def readers_problem(folder: Path) -> str:
    """A sentence where the list of keys is broken, or files are for other keys, or empty.

    Args:
        folder: the folder of sessions.
    """
    if folder_status(folder).encrypted and (problem := recipients_problem(folder)):
        return problem
    paths = files_for_others(folder)
    if paths:
        names = ", ".join(path.name for path in paths[:5])
        names += f" and {len(paths) - 5} more" if len(paths) > 5 else ""
        return (
            "not all files are encrypted for the keys in recipients.txt. An office key that was"
            f" removed may open them, or the present one may not: {names}. {_FINISH}"
        )
    if is_unfinished(folder):
        return (
            f"the change of the office key was stopped, so the former one may open files. {_FINISH}"
        )
    return ""


def files_for_others(folder: Path) -> list[Path]:
    """The encrypted files of a folder that have more or fewer keys than the list."""
    wanted_count = count_of_keys(folder)
    if wanted_count is None:
        return []
    return [
        path for path in folder_status(folder).encrypted if _count(path) not in (None, wanted_count)
    ]


def _count(path: Path) -> int | None:
    try:
        return count_recipients(read_regular(path))
    except OSError:
        return None
