"""The emergency copy of texts that are out of date, while the file of drafts still has them.

They were entered, or typed anew. Without it, the next run would offer them again. No clock is
asked: a server has its own. No word is in it: digests are enough to know the texts by.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from casetool.storage.autosave.draft_file import DamagedDraftsError, decode_drafts, encode_drafts
from casetool.storage.autosave.draft_versions import DraftVersion, field_of
from casetool.storage.autosave.emergency_copy import (
    OUTDATED_COPY,
    EmergencyCopy,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of

_SLOT_FORM = "{:03} {}"
"""The slot of a digest in the copy: a number, and the field that had the text."""


class OutdatedCopy:
    """Keeps which texts in the file of drafts are out of date.

    Args:
        storage: the session's storage context.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self._digests: dict[str, set[str]] = {}
        """The digests of the texts by field, as the file of drafts may have them."""
        self._path: Path | None = None
        self._earlier_paths: frozenset[Path] = frozenset()
        self._is_changed = False

    def adopt(self, copies: Iterable[EmergencyCopy]) -> None:
        """Go on with what earlier runs kept.

        Args:
            copies: their emergency copies of texts that are out of date.
        """
        for copy in copies:
            if copy.path != self._path:
                with suppress(OSError, CipherError, DamagedDraftsError):
                    slots = decode_drafts(copy.read(self._storage.cipher), NO_CIPHER)
                    for slot, digest in slots.items():
                        self._digests.setdefault(slot.partition(" ")[2], set()).add(digest)
                self._earlier_paths |= {copy.path}
                self._is_changed = True

    def slots_in(self, versions: Iterable[DraftVersion]) -> dict[str, str]:
        """An empty text for each slot that is out of date, to be written there.

        Args:
            versions: the drafts in the file.
        """
        return {
            slot: ""
            for version in versions
            for slot, text in version.slots.items()
            if self._has(slot, text)
        }

    def without(self, versions: Iterable[DraftVersion]) -> list[DraftVersion]:
        """The drafts without those that are out of date.

        Args:
            versions: the drafts in files, perhaps under former names of the session's file.
        """
        return [
            DraftVersion(
                version.when,
                {slot: text for slot, text in version.slots.items() if not self._has(slot, text)},
            )
            for version in versions
        ]

    def add(self, texts: Mapping[str, Collection[str]]) -> None:
        """Note texts that are out of date, but stay in the file of drafts.

        Args:
            texts: the texts by field.
        """
        for field, outdated in texts.items():
            digests = set(map(_digest, outdated))
            if not digests <= self._digests.get(field, set()):
                self._digests.setdefault(field, set()).update(digests)
                self._is_changed = True

    def forget(self, slots: Iterable[str]) -> None:
        """Forget the fields that the file of drafts has anew.

        Args:
            slots: the slots that were written there.
        """
        for field in set(map(field_of, slots)) & self._digests.keys():
            del self._digests[field]
            self._is_changed = True

    def forget_all(self) -> None:
        """Forget everything, as the file of drafts has nothing any more that is out of date."""
        self._is_changed |= bool(self._digests)
        self._digests.clear()

    def write(self, path: Path, keys: tuple[str, str]) -> None:
        """Write the copy, or delete it with the last field. If that fails, it is tried again.

        Args:
            path: the session file.
            keys: the keys of the session and of its child.
        """
        if not self._is_changed:
            return
        if self._digests:
            self._path = self._path or place_of_copy(path, self._storage, OUTDATED_COPY)
            if self._path is None:
                return
            with suppress(SaveError):
                write_copy(self._path, path, self._encoded(keys))
                self._is_changed = False
        else:
            if self._path is not None:
                drop_copy(self._path)
            self._path, self._is_changed = None, False
        if not self._is_changed:
            for earlier_path in self._earlier_paths:
                drop_copy(earlier_path)
            self._earlier_paths = frozenset()

    def _has(self, slot: str, text: str) -> bool:
        return _digest(text) in self._digests.get(field_of(slot), ())

    def _encoded(self, keys: tuple[str, str]) -> bytes:
        digests = [(field, digest) for field, group in self._digests.items() for digest in group]
        slots = {
            _SLOT_FORM.format(number, field): digest
            for number, (field, digest) in enumerate(digests)
        }
        return encode_drafts(slots, self._storage.cipher, *keys)


def _digest(text: str) -> str:
    return fingerprint_of(text.encode("utf-8", "surrogatepass")).digest
