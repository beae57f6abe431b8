"""The emergency copy of what is typed for a session that has not opened yet."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from threading import main_thread
from typing import TYPE_CHECKING

from casetool.storage.autosave.draft_copy import DraftCopy
from casetool.storage.autosave.draft_versions import LINE_SLOT
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import is_encrypted

if TYPE_CHECKING:
    from casetool.services.sessions.document import Document

PATIENCE_TO_SAVE_SECONDS = 5.0
"""Seconds between two looks whether the program has ended."""

LINE_SLOT_FORM = LINE_SLOT + "{:03}"
"""The slot of a line with its number: slots are sorted as texts."""


class OpeningCopy:
    """Holds the typed lines while their session opens. Its disk is not written to.

    Args:
        path: the session file after following links: they are not followed again.
        storage: the session's storage context.
    """

    def __init__(self, path: Path, storage: StorageContext) -> None:
        self._path, self._copy = path, DraftCopy(storage)
        self._can_keep = is_encrypted(path) == bool(storage.cipher.suffix)

    def keep(self, lines: Sequence[str]) -> bool:
        """Hold exactly these lines, and say whether they are saved.

        Args:
            lines: the lines. Without any, the copy is deleted.
        """
        texts = dict(zip(map(LINE_SLOT_FORM.format, count(1)), lines, strict=False))
        if self._can_keep:
            self._copy.hold(self._path, texts, ("", ""), in_use=True)
        return self._copy.texts == texts

    def drop_once_kept(self, document: "Document") -> None:
        """Wait until a session has saved the lines, perhaps in copies of its own, and delete it.

        Args:
            document: the session, which has got the lines. It may be closed meanwhile.
        """
        while not (document.flush(PATIENCE_TO_SAVE_SECONDS) or document.rescue is not None):
            if not main_thread().is_alive():
                return  # the program ends, and this is the copy that is left
        self.keep(())

    def release(self) -> None:
        """Leave it to the run that opens the session next."""
        self._copy.release()
