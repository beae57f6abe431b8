"""Words still being typed: kept beside the session, so that a crash loses a second at most."""

import contextlib
import os
import tomllib
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import tomli_w

from casetool.models.base import clean
from casetool.storage.autosave.emergency_copy import (
    DRAFT,
    copies_of,
    drop_copy,
    keep_copy,
    place_of_copy,
)
from casetool.storage.context import Rest, beside
from casetool.storage.encryption.cipher import PLAIN, Seal, SealError
from casetool.storage.files.atomic import SaveError, make_private, mark_of, write


def keep(session_path: Path, slot: str, text: str, seal: Seal = PLAIN) -> None:
    """Keep the words of one place where somebody types; empty words are forgotten.

    Args:
        session_path: the session file.
        slot: the place, such as ``capture``.
        text: what stands there now.
        seal: closes them.

    Raises:
        SaveError: they could not be written.
    """
    text = str(clean(text))
    slots = kept(session_path, seal)
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
    known = mark_of(path.read_bytes()) if path.exists() else None
    write(path, seal.close(tomli_w.dumps(left).encode()), known)


def kept(session_path: Path, seal: Seal = PLAIN) -> dict[str, str]:
    """The words that are kept for a session, by slot; none where the draft cannot be read."""
    try:
        return _slots_in(seal.open(_path(session_path).read_bytes()))
    except (OSError, ValueError, RecursionError, SealError):
        return {}


def move(old: Path, new: Path, seal: Seal = PLAIN) -> None:
    """Let the words follow a session that goes on in another file.

    Raises:
        SaveError: they could not be written; then they are still with the old file.
    """
    slots = kept(old, seal)
    for slot, text in slots.items():
        keep(new, slot, text, seal)
    for slot in slots:
        keep(old, slot, "", seal)


def brought_in(path: Path, rest: Rest) -> dict[str, str]:
    """The words that are kept for a session, also those of sittings that could not keep them here.

    Args:
        path: the session file.
        rest: how it is kept.
    """
    slots = kept(path, rest.seal)
    for copy in copies_of(path, rest):
        if not copy.is_draft:
            continue
        try:
            for slot, text in _slots_in(copy.read(rest.seal)).items():
                slots[slot if slots.get(slot, text) == text else _free_slot(slots, text)] = text
            for slot, text in slots.items():
                keep(path, slot, text, rest.seal)
        except (OSError, ValueError, RecursionError, SealError, SaveError):
            continue  # the copy stays until all of it is kept here
        drop_copy(copy.path)
    return slots


class KeptWords:
    """Keeps the words of one sitting: beside the session or, where that fails, in a second place.

    Args:
        rest: how the session is kept.
    """

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
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
                    keep(path, slot, text, self._rest.seal)
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
        self._place = self._place or place_of_copy(path, self._rest, DRAFT)
        if self._place is None:
            return
        if not words:
            drop_copy(self._place)
            self._place = None
        else:
            try:
                keep_copy(self._place, path, self._rest.seal.close(tomli_w.dumps(words).encode()))
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
    return beside(session_path, "drafts") / real.name
