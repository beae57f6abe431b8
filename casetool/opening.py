"""How a session file is opened, and what is said when it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from casetool.document import Document
from casetool.failure import Failure
from casetool.instants import Clock, local_now
from casetool.methods import NoMethodError, find_method
from casetool.storage.codec import Loaded, SessionFileError
from casetool.storage.reading import read_session
from casetool.storage.rest import Rest
from casetool.storage.room import begin_room
from casetool.storage.sealing import SealError


def open_document(path: Path, now: Clock = local_now, rest: Rest | None = None) -> Document:
    """Open a session to work on it, or to look on while another window does.

    Args:
        path: its file.
        now: the clock.
        rest: how it is kept.

    Raises:
        Failure: it cannot be opened; the file is as it was.
    """
    with plain_words(path):
        document = Document.open(path, partial(find_method, folder=path.parent), now=now, rest=rest)
    if not document.read_only:
        begin_room(document.path, document.rest)
    return document


def load_session(path: Path, rest: Rest | None = None) -> Loaded:
    """Read a session, and leave it alone.

    Args:
        path: its file.
        rest: how it is kept.

    Raises:
        Failure: it cannot be read.
    """
    with plain_words(path):
        return read_session(path, partial(find_method, folder=path.parent), rest or Rest())[0]


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """What can go wrong with a file, told in words that name it.

    Raises:
        Failure: something did.
    """
    try:
        yield
    except (SessionFileError, NoMethodError, SealError) as error:
        raise Failure(f"{path.name}: {error} The file was left as it is.") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise Failure(f"{path.name}: {reason}.") from None
