"""How a session file is opened, and what is said when it cannot be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.clock import Now, local_now
from casetool.errors import RescuedError, SessionOpenError, UserError, fault_location
from casetool.methods import NoMethodError, find_method
from casetool.storage.autosave import drafts
from casetool.storage.autosave.emergency_copy import copies_of, way_back
from casetool.storage.board_state import begin_board_state
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.regular_file import why_unreadable
from casetool.storage.toml.codec import Loaded, SessionFileError
from casetool.storage.toml.session_file import read_session

if TYPE_CHECKING:
    from casetool.services.sessions.document import Document


def open_document(
    path: Path, now: Now = local_now, storage: StorageContext | None = None
) -> "Document":
    """Open a session to work on it, or to look on while another window does.

    Args:
        path: its file.
        now: the clock.
        storage: how it is kept.

    Raises:
        NotOpenedError: it cannot be opened; the file is as it was.
    """
    from casetool.services.sessions.document import (
        Document,  # here: a verb that only reads needs none of it
    )

    find = partial(find_method, folder=path.parent)
    try:
        with plain_words(path):
            document = Document.open(path, find, now=now, storage=storage)
    except UserError as failure:
        keep = partial(keep_typed_lines, path, storage=storage or StorageContext())
        raise SessionOpenError(str(failure), keep) from None
    if not document.read_only:
        begin_board_state(document.path, document.storage)
    return document


def load_session(path: Path, storage: StorageContext | None = None) -> Loaded:
    """Read a session, and leave it alone.

    Args:
        path: its file.
        storage: how it is kept.

    Raises:
        Failure: it cannot be read.
    """
    with plain_words(path):
        return read_session(
            path, partial(find_method, folder=path.parent), storage or StorageContext()
        )[0]


def what_was_saved(document: "Document") -> str:
    """What there is to say of a session that a verb changed and closed, once that is on disk.

    Args:
        document: the session, closed.

    Raises:
        RescuedError: it is not on disk, and an emergency copy has every word.
        Failure: it is not on disk, nor anywhere else.
    """
    from casetool.storage.autosave.save_state import SaveState

    state, words = document.save_state()
    if state is not SaveState.SAVED:
        slow = f"{document.path.name} may not be saved: the disk has not answered yet."
        raise (UserError if document.rescue is None else RescuedError)(words or slow)
    copies = copies_of(document.path, document.storage)
    more = [f"Not in it yet: {way_back(copy, document.path.parent)}." for copy in copies]
    return " ".join(filter(None, (words, *more)))


def keep_typed_lines(path: Path, lines: Sequence[str], *, storage: StorageContext) -> str:
    """Keep what was typed for a session that cannot be opened now.

    Args:
        path: its file.
        lines: what was typed while it was tried.
        storage: how it is kept.

    Returns:
        What to say of it: where the words are, or else the words themselves.
    """
    if path.exists() and is_encrypted(path) == bool(
        storage.cipher.suffix
    ):  # plain words of none sealed
        with suppress(SaveError, OSError):
            there = drafts.read_drafts(path, storage.cipher)
            free = (name for name in map("opening-{}".format, count(1)) if name not in there)
            for name, line in zip(free, lines, strict=False):
                drafts.write_drafts(path, name, line, storage.cipher)
            return "What you typed is kept: it stands in the line once the session opens."
    return f"You had typed: {' / '.join(lines)}"


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """What can go wrong with a file, told in words that name it.

    Raises:
        Failure: something did.
    """
    try:
        yield
    except (SessionFileError, NoMethodError, CipherError) as error:
        raise UserError(f"{path.name}: {error} The file was left as it is.") from None
    except OSError as error:
        raise UserError(f"{path.name}: {why_unreadable(path, error)}.") from None
    except UserError:
        raise
    except Exception as error:  # one session's fault is told of, and is never that of the others
        raise UserError(
            f"{path.name}: it cannot be opened, by a fault of casetool's own"
            f" ({fault_location(error)}). The file was left as it is."
        ) from None
