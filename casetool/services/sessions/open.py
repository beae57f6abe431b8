"""Open a session file, and explain why it cannot be opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.clock import Now, local_now
from casetool.errors import RescuedError, SessionOpenError, UserError, fault_location
from casetool.methods import NoMethodError, find_method
from casetool.services.sessions.opening_copy import LINE_SLOT_FORM
from casetool.storage.autosave import drafts
from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.former_names import put_others_apart
from casetool.storage.autosave.waiting_copies import way_back
from casetool.storage.board_state import begin_board_state
from casetool.storage.context import StorageContext
from casetool.storage.continuation import forget_move_if_over
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.regular_file import why_unreadable
from casetool.storage.library.other_case import case_in_data
from casetool.storage.library.summary import read_summary
from casetool.storage.toml.codec import Loaded, SessionFileError
from casetool.storage.toml.session_file import read_session

if TYPE_CHECKING:
    from casetool.services.sessions.document import Document

KEPT = "What you typed is kept: it stands in the line once the session opens."


def open_document(
    path: Path, now: Now = local_now, storage: StorageContext | None = None
) -> "Document":
    """Open a session to work on, read-only while another window has it open.

    Args:
        path: the session file.
        now: the clock.
        storage: the storage context.

    Raises:
        SessionOpenError: it cannot be opened. The file is unchanged.
    """
    # imported here: a command that only reads does not need it
    from casetool.services.sessions.document import Document

    find_named_method = partial(find_method, folder=path.parent)
    try:
        with plain_words(path):
            document = Document.open(path, find_named_method, now=now, storage=storage)
    except UserError as error:
        keep_lines = partial(keep_typed_lines, path, storage=storage or StorageContext())
        raise SessionOpenError(str(error), keep_lines) from None
    if not document.written_elsewhere:
        begin_board_state(document.path, document.storage)
        forget_move_if_over(document.path, document.storage)
    return document


def load_session(path: Path, storage: StorageContext | None = None) -> Loaded:
    """Read a session without opening it.

    Args:
        path: the session file.
        storage: the storage context.

    Raises:
        UserError: it cannot be read.
    """
    with plain_words(path):
        return read_session(
            path, partial(find_method, folder=path.parent), storage or StorageContext()
        )[0]


def what_was_saved(document: "Document") -> str:
    """The notices about a session that a command changed and closed, once it is on disk.

    Args:
        document: the closed session.

    Raises:
        RescuedError: it is not on disk, but an emergency copy holds everything.
        UserError: it is not on disk, nor anywhere else.
    """
    from casetool.storage.autosave.save_state import SaveState

    state, message = document.save_state()
    if state is not SaveState.SAVED:
        default = f"{document.path.name} may not be saved: the disk has not answered yet."
        raise (UserError if document.rescue is None else RescuedError)(message or default)
    copies = [copy for copy in copies_of(document.path, document.storage) if not copy.is_outdated]
    copy_notes = [f"Not in it yet: {way_back(copy, document.path.parent)}." for copy in copies]
    return " ".join(filter(None, (message, *copy_notes)))


def keep_typed_lines(path: Path, lines: Sequence[str], *, storage: StorageContext) -> str:
    """Save as drafts what was typed for a session that cannot be opened now.

    Args:
        path: the session file.
        lines: the lines typed while it was being opened.
        storage: the storage context.

    Returns:
        A sentence that says where the lines are, or repeats them.
    """
    if keep_as_drafts(path, lines, storage):
        return KEPT
    if _does_not_answer(path):
        return kept_or_repeated(lines, copy_typed_lines(path, lines, storage))
    return kept_or_repeated(lines, False)


def kept_or_repeated(lines: Sequence[str], is_kept: bool) -> str:
    """Say where lines are that were typed for a session that did not open, or repeat them.

    Args:
        lines: the lines.
        is_kept: whether they are saved.
    """
    return KEPT if is_kept else f"You had typed: {' / '.join(lines)}"


def _does_not_answer(path: Path) -> bool:
    """Whether a file may be there, but its folder answers with an error."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def keep_as_drafts(
    path: Path, lines: Sequence[str], storage: StorageContext, slot_form: str = LINE_SLOT_FORM
) -> bool:
    """Save what was typed for a session as drafts of its line, and say whether it is saved.

    Args:
        path: the session file.
        lines: the lines that were typed.
        storage: its storage context.
        slot_form: the slot of a line, with its number to be put in.
    """
    with suppress(SaveError, OSError):
        # never write plain drafts for an encrypted session
        if path.exists() and is_encrypted(path) == bool(storage.cipher.suffix):
            summary = read_summary(path, storage.cipher)
            put_others_apart(path, summary.id, storage)
            slots = drafts.read_drafts(path, storage.cipher)
            line_slots = map(slot_form.format, count(1))
            free_slots = (slot for slot in line_slots if slot not in slots)
            texts = dict(zip(free_slots, lines, strict=False))
            keys = owner_key(summary.id), child_key(summary.child)
            drafts.update_drafts(path, texts, storage.cipher, *keys)
            return True
    return False


def copy_typed_lines(
    path: Path,
    lines: Sequence[str],
    storage: StorageContext,
    slot_form: str = LINE_SLOT_FORM,
    content: bytes | None = None,
) -> bool:
    """Save what was typed for a session that does not open in time, and say whether it is saved.

    Args:
        path: the session file.
        lines: the lines typed while it was being opened.
        storage: its storage context.
        slot_form: the slot of a line, with its number to be put in.
        content: what the file was, if it is known. Another file there does not get the lines.
    """
    if is_encrypted(path) != bool(storage.cipher.suffix):
        return False
    case = None if content is None else case_in_data(path, content, storage.cipher)
    keys = ("", "") if case is None else (owner_key(case.id), child_key(case.child))
    slots = map(slot_form.format, count(1))
    return drafts.copy_drafts(path, dict(zip(slots, lines, strict=False)), storage, *keys)


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn any error with a file into a sentence that names the file.

    Raises:
        UserError: the sentence.
    """
    try:
        yield
    except (SessionFileError, NoMethodError, CipherError) as error:
        raise UserError(f"{path.name}: {error} The file was left as it is.") from None
    except OSError as error:
        raise UserError(f"{path.name}: {why_unreadable(path, error)}.") from None
    except UserError:
        raise
    except Exception as error:  # a fault with one session must not affect the others
        raise UserError(
            f"{path.name}: it cannot be opened, by a fault of casetool's own"
            f" ({fault_location(error)}). The file was left as it is."
        ) from None
