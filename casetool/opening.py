"""How a session file is opened, and what is said when it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from casetool.document import Document
from casetool.failure import Failure
from casetool.instants import Clock, local_now
from casetool.methods import NoMethodError, find_method
from casetool.storage.codec import Loaded, SessionFileError, decode, loads
from casetool.storage.files import read


def open_document(path: Path, now: Clock = local_now) -> Document:
    """Open a session to work on it.

    Raises:
        Failure: it cannot be opened; the file is as it was.
    """
    with plain_words(path):
        return Document.open(path, partial(find_method, folder=path.parent), now=now)


def load_session(path: Path) -> Loaded:
    """Read a session, and leave it alone.

    Raises:
        Failure: it cannot be read.
    """
    with plain_words(path):
        data, _ = read(path)
        return loads(decode(data), partial(find_method, folder=path.parent))


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """What can go wrong with a file, told in words that name it.

    Raises:
        Failure: something did.
    """
    try:
        yield
    except (SessionFileError, NoMethodError) as error:
        raise Failure(f"{path.name}: {error} The file was left as it is.") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise Failure(f"{path.name}: {reason}.") from None
