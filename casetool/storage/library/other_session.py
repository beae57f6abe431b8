"""What to show and say where another child's session is in the file of the open session."""

from pathlib import Path

from casetool.storage.board_state import board_file
from casetool.storage.context import StorageContext
from casetool.storage.library.other_case import CaseInFile, are_two_cases, case_in


def own_board_file(path: Path, storage: StorageContext, case: CaseInFile | None = None) -> Path:
    """The file that the board of a file's session shows, never that of another session.

    Args:
        path: the file. Another session may be in it by now than the one that went on elsewhere.
        storage: its storage context.
        case: the case that is to be shown, or None for that in the file.
    """
    successor = board_file(path, storage)
    if successor == path:
        return path
    cipher = storage.cipher
    is_other = are_two_cases(case or case_in(path, cipher), case_in(successor, cipher), cipher)
    return path if is_other else successor


def news_of_split(conflict: Exception, old: Path, new: Path, is_other: bool) -> str:
    """A notice about a session that goes on beside the file that another program changed.

    Args:
        conflict: what was noticed at the save.
        old: the file of the other program.
        new: the file in which the session goes on.
        is_other: whether the old file holds another session.
    """
    if is_other:
        return f"{old.name} now holds another session. Yours goes on in {new.name}."
    return f"{conflict} Both are kept: yours is now {new.name}."
