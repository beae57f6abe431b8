"""The emergency copy of the drafts of one run that are in no file."""

from collections.abc import Collection, Mapping
from pathlib import Path

from casetool.storage.autosave.draft_file import encode_drafts
from casetool.storage.autosave.emergency_copy import (
    DRAFT_COPY,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.locks import Lock, mark_copy, remove_mark


class DraftCopy:
    """Holds the texts that are in no file, and replaces the copies that were taken over.

    Args:
        storage: the session's storage context.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self.texts: dict[str, str] = {}
        """The texts in it, or in a copy that was taken over, by slot."""
        self.path: Path | None = None
        self._earlier_copies: frozenset[Path] = frozenset()
        """The copies that were taken over, until this run has written their texts itself."""
        self._mark = Lock(None)
        """Tells other runs that it is in use."""

    def adopt(self, copy_paths: Collection[Path], texts: Mapping[str, str]) -> None:
        """Replace the copies of earlier runs, once their texts are written elsewhere.

        Args:
            copy_paths: the copies.
            texts: the texts that are in them or in this one, by slot.
        """
        self._earlier_copies |= frozenset(copy_paths) - {self.path}
        self.texts = dict(texts)

    def hold(
        self, path: Path, texts: Mapping[str, str], keys: tuple[str, str], in_use: bool
    ) -> None:
        """Make the copy hold exactly these texts. If that fails, it is tried with the next ones.

        Args:
            path: the session file.
            texts: the texts that are in no file, by slot.
            keys: the keys of the session and of its child.
            in_use: whether other runs must leave it alone while this one goes on.
        """
        if texts == self.texts and not self._earlier_copies:
            return
        if not texts:
            if self.path is not None:
                drop_copy(self.path)
                self.release()
                self.path = None
        elif not self._is_written(path, texts, keys, in_use):
            return
        for copy_path in self._earlier_copies:
            drop_copy(copy_path)
        self.texts, self._earlier_copies = dict(texts), frozenset()

    def release(self) -> None:
        """Leave the copy to the run that opens the session next."""
        self._mark.release()
        if self.path is not None:
            remove_mark(self.path, self._storage)

    def _is_written(
        self, path: Path, texts: Mapping[str, str], keys: tuple[str, str], in_use: bool
    ) -> bool:
        if self.path is None:
            self.path = place_of_copy(path, self._storage, DRAFT_COPY)
            if self.path is None:
                return False
            if in_use:
                self._mark = mark_copy(self.path, self._storage)
        try:
            write_copy(self.path, path, encode_drafts(texts, self._storage.cipher, *keys))
        except SaveError:
            return False
        return True
