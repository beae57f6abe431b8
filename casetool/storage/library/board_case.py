"""Tell the server of a board which case a page shows, and a further page which it may show."""

import json
from collections.abc import Callable
from pathlib import Path

from casetool.storage.library.other_case import CaseInFile

_TYPE = "board-case"


def tell_case(write: Callable[[dict[str, object]], object], case: CaseInFile) -> None:
    """Tell the server which case is on the board.

    Args:
        write: writes a control message.
        case: the case, in the file that is followed.
    """
    write({"type": _TYPE, "path": str(case.path), "id": case.id, "child": case.child})


def case_told(payload: bytes) -> CaseInFile | None:
    """The case in a control message or in the environment, None in any other.

    Args:
        payload: the content of the message.
    """
    try:
        match json.loads(payload):
            case {"type": str(kind), "path": str(path), "id": str(id_), "child": str(child)}:
                return CaseInFile(Path(path), id_, child) if kind == _TYPE else None
    except (ValueError, RecursionError):
        pass
    return None
