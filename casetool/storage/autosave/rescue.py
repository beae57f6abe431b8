"""Make emergency copies of a session that cannot be saved, whatever the reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

import tomli_w

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage.autosave.emergency_copy import (
    WORDS_COPY,
    drop_copy,
    has_only_words,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.toml.codec import dumps, verify_text
from casetool.storage.toml.row_cache import KnownRows
from casetool.toml.error_location import ValuePath, place_name

_COMMENT = "# All that a session held that casetool could not save: a fault of casetool's own.\n"
_NOT_TYPED = {"format", "method", "at", "begun", "clocks", "hour"}


class CopiesOfRun:
    """The emergency copies of one run.

    Args:
        method: the session's method.
        storage: its storage context.
    """

    def __init__(self, method: Method, storage: StorageContext) -> None:
        self._method, self._storage = method, storage
        self.path: Path | None = None
        """The copy that holds everything while the session cannot be saved."""
        self.session: Session | None = None
        """The session that the copy holds."""
        self._paths: dict[tuple[Path, str], Path] = {}
        """The copies, by their session file and the mark of their kind."""
        self._lock = Lock()  # also while the thread that saves waits for its disk

    def write(self, path: Path, session: Session, data: bytes | None = None) -> str:
        """Write the emergency copy, and give a sentence that says where it is.

        Args:
            path: the session file.
            session: the session.
            data: the verified content for the session file, or None if there is none.
        """
        if self._storage.state is None:
            return ""
        try:
            with self._lock:
                self.path = self._write(path, session, data)
                self.session = session
        except Exception:  # whatever fails, the user must know where the words are
            self.path = self.session = None
            return " No emergency copy could be made either: the latest changes are in no file."
        return self.where

    @property
    def where(self) -> str:
        """A sentence that says where the copy is, or empty."""
        if self.path is None:
            return ""
        if has_only_words(self.path):
            return f" Every word is listed in {self.path}, which an editor can read."
        return f" Every word is also in {self.path}."

    def drop(self, *sessions: Session | None) -> None:
        """Delete the copies, because everything is saved.

        Args:
            sessions: those that are saved. Copies of another one, written meanwhile, stay.
        """
        with self._lock:
            if (
                sessions
                and self.session is not None
                and not any(self.session is each for each in sessions)
            ):
                return
            for copy_path in self._paths.values():
                drop_copy(copy_path)
            self.path, self.session, self._paths = None, None, {}

    def _write(self, path: Path, session: Session, data: bytes | None) -> Path:
        kind = ""
        if data is None:
            content, kind = rescue_content(session, self._method)
            data = self._storage.cipher.encrypt(content)
        copy_key = (path, kind)
        copy_path = self._paths.get(copy_key) or place_of_copy(path, self._storage, kind)
        if copy_path is None:
            raise SaveError("There is no folder for emergency copies.")
        write_copy(copy_path, path, data)
        self._paths[copy_key] = copy_path
        return copy_path


def rescue_content(session: Session, method: Method) -> tuple[bytes, str]:
    """The content for an emergency copy of a session that cannot be saved as it is.

    It is a session file if that opens and has every word. Otherwise it is a list of all values.

    Args:
        session: the session.
        method: its method.

    Returns:
        The plain content, and the mark for the name of the copy.
    """
    with suppress(Exception):  # the session is refused because something here fails
        text = dumps(session, method)
        if not _counted(session) - _counted(verify_text(text, method, KnownRows())):
            return text.encode(), ""
    values = {place_name(path): str(value) for path, value in _values(session.model_dump(), ())}
    text = _COMMENT + tomli_w.dumps({"id": session.id, "values": values}, multiline_strings=True)
    return text.encode(errors="backslashreplace"), WORDS_COPY


def _counted(session: Session) -> Counter[str]:
    """How often each value is there, but for those that nobody typed."""
    table = session.model_dump(exclude=_NOT_TYPED)
    return Counter(str(value) for _, value in _values(table, ()))


def _values(value: object, path: ValuePath) -> Iterator[tuple[ValuePath, object]]:
    """Each value that is no table and no list, with its place. Empty ones are left out."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _values(part, (*path, key))
    elif isinstance(value, (list, tuple)):
        for position, part in enumerate(value):
            yield from _values(part, (*path, position))
    elif value is not None and value != "":
        yield path, value
