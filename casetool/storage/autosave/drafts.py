"""Words still being typed: kept beside the session, so that a crash loses a second at most."""

import contextlib
import os
import tomllib
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import tomli_w

from casetool.models.base import sanitise
from casetool.storage.autosave.emergency_copy import (
    DRAFT_COPY,
    copies_of,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext, hidden_path
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular


def write_drafts(session_path: Path, slot: str, text: str, cipher: Cipher = NO_CIPHER) -> None:
    """Keep the words of one place where somebody types; empty words are forgotten.

    Args:
        session_path: the session file.
        slot: the place, such as ``capture``.
        text: what stands there now.
        cipher: closes them.

    Raises:
        SaveError: they could not be written.
    """
    text = str(sanitise(text))
    slots = read_drafts(session_path, cipher)
    if slots.get(slot, "") == text:
        return
    slots[slot] = text
    left = {name: words for name, words in slots.items() if words}
    path = _path(session_path)
    if not left:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return
    make_private(path.parent, inside=path.parents[2])
    known = fingerprint_of(read_regular(path)) if path.exists() else None
    write_atomically(path, cipher.encrypt(tomli_w.dumps(left).encode()), known)


def read_drafts(session_path: Path, cipher: Cipher = NO_CIPHER) -> dict[str, str]:
    """The words that are kept for a session, by slot; none where the draft cannot be read."""
    try:
        return _slots_in(cipher.decrypt(read_regular(_path(session_path))))
    except (OSError, ValueError, RecursionError, CipherError):
        return {}


def move_drafts(old: Path, new: Path, cipher: Cipher = NO_CIPHER) -> None:
    """Let the words follow a session that goes on in another file.

    Raises:
        SaveError: they could not be written; then they are still with the old file.
    """
    slots = read_drafts(old, cipher)
    for slot, text in slots.items():
        write_drafts(new, slot, text, cipher)
    for slot in slots:
        write_drafts(old, slot, "", cipher)


def drafts_with_copies(path: Path, storage: StorageContext) -> dict[str, str]:
    """The words that are kept for a session, also those of sittings that could not keep them here.

    Args:
        path: the session file.
        storage: how it is kept.
    """
    slots = read_drafts(path, storage.cipher)
    for copy in copies_of(path, storage):
        if not copy.is_draft:
            continue
        try:
            for slot, text in _slots_in(copy.read(storage.cipher)).items():
                slots[slot if slots.get(slot, text) == text else _free_slot(slots, text)] = text
            for slot, text in slots.items():
                write_drafts(path, slot, text, storage.cipher)
        except (OSError, ValueError, RecursionError, CipherError, SaveError):
            continue  # the copy stays until all of it is kept here
        drop_copy(copy.path)
    return slots


class DraftStore:
    """Keeps the words of one sitting: beside the session or, where that fails, in a second place.

    Args:
        storage: how the session is kept.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self._place: Path | None = None
        self._aside: dict[str, str] = {}

    def keep(self, path: Path, words: Mapping[str, str], unsaved: bool) -> dict[str, str]:
        """Keep words by slot; gives those that are to be tried again.

        Args:
            path: the session file.
            words: what stands in each slot now.
            unsaved: whether the session that took words in is not on disk: then none are forgotten.
        """
        left: dict[str, str] = {}
        for slot, text in words.items():
            try:
                if text or not unsaved:
                    write_drafts(path, slot, text, self._storage.cipher)
                else:
                    left[slot] = text
            except (SaveError, OSError):
                left[slot] = text
        # what was kept aside before stays so until its own slot is heard of again
        before = {slot: text for slot, text in self._aside.items() if slot not in words}
        self._put_aside(path, before | {slot: text for slot, text in left.items() if text})
        return left

    def _put_aside(self, path: Path, words: dict[str, str]) -> None:
        """Let the second place hold these words, and no others of this sitting."""
        if words == self._aside:
            return
        self._place = self._place or place_of_copy(path, self._storage, DRAFT_COPY)
        if self._place is None:
            return
        if not words:
            drop_copy(self._place)
            self._place = None
        else:
            try:
                write_copy(
                    self._place, path, self._storage.cipher.encrypt(tomli_w.dumps(words).encode())
                )
            except SaveError:
                return  # tried again with the next words
        self._aside = words


def _slots_in(data: bytes) -> dict[str, str]:
    """The words in a draft, by slot.

    Raises:
        ValueError: it is none.
    """
    slots = tomllib.loads(data.decode())
    return {slot: text for slot, text in slots.items() if isinstance(text, str)}


def _free_slot(slots: Mapping[str, str], text: str) -> str:
    """A slot whose words stand in the line again; the one that has them already, if there is."""
    names = map("opening-{}".format, count(1))
    return next(name for name in names if slots.get(name, text) == text)


def _path(session_path: Path) -> Path:
    real = Path(os.path.realpath(session_path))
    return hidden_path(session_path, "drafts") / real.name
