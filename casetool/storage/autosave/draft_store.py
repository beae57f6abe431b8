"""The drafts of one run: beside the session or, while that fails, in an emergency copy.

A run takes over what earlier runs left in copies. From then on their texts are its own: they go
to the file once it can be written, and leave the copies once they are entered. A run that only
shows the session keeps its texts in a copy alone, which no other run takes over while it goes on.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from casetool.models.base import sanitise
from casetool.models.session import Session
from casetool.storage.autosave.copies_of_case import draft_copies
from casetool.storage.autosave.draft_copy import DraftCopy
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.draft_reader import (
    copied_versions,
    former_versions,
    gone_from,
    has_no_drafts,
    version_of,
)
from casetool.storage.autosave.draft_versions import (
    DraftVersion,
    beside,
    foreign_texts,
    merge_versions,
)
from casetool.storage.autosave.drafts import hand_over_drafts, update_drafts
from casetool.storage.autosave.emergency_copy import EmergencyCopy
from casetool.storage.autosave.former_names import put_others_apart
from casetool.storage.autosave.other_form import OtherForm
from casetool.storage.autosave.outdated_copy import OutdatedCopy
from casetool.storage.autosave.typed_texts import TypedTexts
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.file_watch import FileWatch
from casetool.storage.files.locks import is_marked
from casetool.storage.files.write_probe import refuse_silent_drive

NO_COPY = "this window only shows the session, and no emergency copy could be written."
"""Why text typed in such a window is in no file."""


class DraftStore:
    """Saves the drafts of one run. Two threads may use it.

    Args:
        storage: the session's storage context.
        other_form: watches for the other form of the session.
    """

    def __init__(self, storage: StorageContext, other_form: OtherForm | None = None) -> None:
        self._storage, self._other_form = storage, other_form or OtherForm()
        self._lock = threading.Lock()
        self.unfinished: dict[str, str] = {}
        """The present text of each slot, as far as this run knows: typed here or taken over."""
        self._texts_in_file: dict[str, str] = {}
        """The texts of the file that this run wrote or took over, by slot."""
        self._typed, self._watch, self._has_taken_over = TypedTexts(), FileWatch(), False
        self._outdated, self._copy = OutdatedCopy(storage), DraftCopy(storage)
        self._unfiled: dict[str, str] = {}
        """The texts that are not in the file beside the session, by slot."""
        self._undeleted: frozenset[str] = frozenset()
        """The slots that could not be deleted there, and are with the next texts."""
        self._session_id = self._child = ""
        """The id of the session and the name of its child, or empty while they are not known."""
        self._reason = ""
        """Why the file could not be written."""
        self._is_apart = self._is_taking_over = False
        """Whether nothing is written beside the session, because it is only shown here."""

    @property
    def unfiled(self) -> dict[str, str]:
        """What the file beside the session has not got yet, also empty texts, to try again."""
        return dict.fromkeys(self._undeleted, "") | self._unfiled

    @property
    def lost_text(self) -> str:
        """Why some text is not on disk at all. Empty if all of it is."""
        return f"What you are typing is in no file yet: {self._reason}" if self._uncopied else ""

    @property
    def _uncopied(self) -> dict[str, str]:
        """The texts that are in no file, not even in an emergency copy, by slot."""
        in_copy = self._copy.texts
        return {slot: text for slot, text in self._unfiled.items() if in_copy.get(slot) != text}

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of the session and of its child in drafts, empty while they are not known."""
        return owner_key(self._session_id), child_key(self._child)

    def outdated_by(self, drafts: Mapping[str, str]) -> dict[str, set[str]]:
        """The texts of the file that are out of date with these drafts, by field."""
        return self._typed.outdated_by(drafts, self._texts_in_file)

    def belong_to(self, session: Session, path: Path) -> None:
        """Take the id and the child of a session. If it has just got an id, its drafts go along.

        Args:
            session: the session, as its file has it.
            path: the session file.
        """
        if (session.id, session.child) == (self._session_id, self._child):
            return
        with self._lock:
            former = self._session_id
            self._session_id, self._child = session.id, session.child
            if former not in ("", session.id):
                hand_over_drafts(path, former, session.id, self._storage)

    def note(self, slot: str, text: str, apart: bool = False) -> None:
        """Know the present text of a slot before it is written, perhaps only in a copy."""
        self.keep_apart(apart)
        self.unfinished[slot] = text
        if not text:
            del self.unfinished[slot]

    def keep_apart(self, apart: bool = True) -> None:
        """Write drafts to an emergency copy alone, until this run takes those of others over."""
        self._is_apart |= apart

    def take_over(self, path: Path, unwritten: Mapping[str, str] | None = None) -> dict[str, str]:
        """The drafts of a session, including those that runs could save only as emergency copies.

        Args:
            path: the session file.
            unwritten: the texts that this run has not written yet.

        Returns:
            The drafts, but not those of this run if it took drafts over before, or only showed the
            session until now.
        """
        with self._lock:
            self._is_taking_over = True
            put_others_apart(path, self._session_id, self._storage)
            present, own = self._split_file(path)
            drafts, copy_paths = self._merged(path, present)
            outdated = self._outdated.slots_in(present)
            if self._is_apart or self._has_taken_over:
                own |= self._unfiled | dict(unwritten or {})
                drafts = self._join(path, drafts, copy_paths, own, outdated)
            elif copy_paths or outdated:
                lost = self._uncopied
                self._copy.adopt(copy_paths, drafts)
                # a text that waits behind a newer one of its field has another slot from now on
                self._write(path, dict.fromkeys(self._texts_in_file, "") | drafts | lost)
            elif any(self._texts_in_file.get(slot) != text for slot, text in drafts.items()):
                # two texts of one field were in the file: each has a slot of its own from now on
                self._write(path, dict.fromkeys(self._texts_in_file, "") | drafts)
            if not (self._unfiled or self._undeleted) and (present or has_no_drafts(path)):
                self._outdated.forget_all()
            self._write_copies(path)
            self._is_apart, self._is_taking_over, self._has_taken_over = False, False, True
            self.unfinished.update({**drafts, **self.unfinished})
            return drafts

    def gone_texts(self, path: Path) -> dict[str, str]:
        """The texts of this run that another program took out of the file, to write them again.

        Args:
            path: the session file.
        """
        with self._lock:
            present = {slot: str(sanitise(text)) for slot, text in self.unfinished.items()}
            filed_texts = dict(self._texts_in_file.items() & present.items())  # and not entered
            if self._is_apart or not filed_texts or not self._watch.is_changed(draft_path(path)):
                return {}
            return gone_from(draft_path(path), filed_texts, self._storage.cipher, self.keys[0])

    def release(self) -> None:
        """Leave the emergency copy to the run that opens the session next."""
        self._copy.release()

    def _split_file(self, path: Path) -> tuple[list[DraftVersion], dict[str, str]]:
        """The texts that others wrote into the file, if it can be read, and those of this run."""
        try:
            version = version_of(draft_path(path), self._storage.cipher, self.keys[0])
        except OSError:  # none of them can be read if the disk fails
            return [], {}
        slots, own_texts = version.slots, self._texts_in_file if self._has_taken_over else {}
        others = foreign_texts(slots, own_texts)
        own = {
            slot: own_texts[slot] if slot in others else text
            for slot, text in slots.items()
            if own_texts.get(slot)
        }
        self._texts_in_file = dict(slots)
        return [DraftVersion(version.when, others)], own

    def _merged(
        self, path: Path, present: Sequence[DraftVersion]
    ) -> tuple[dict[str, str], set[Path]]:
        """All drafts that are up to date, and the other files and copies that have some."""
        copies = self._copies_to_take_over(path)
        self._outdated.adopt(copy for copy in copies if copy.is_outdated)
        former, former_paths = former_versions(path, self._session_id, self._storage)
        copied, copy_paths = copied_versions(
            path, self._storage, [copy for copy in copies if not copy.is_outdated]
        )
        in_files = self._outdated.without((*present, *former))
        return merge_versions([*in_files, *copied]), former_paths | copy_paths

    def _copies_to_take_over(self, path: Path) -> list[EmergencyCopy]:
        """The copies with drafts that this run can read, and that no other run goes on with."""
        storage, own_path, has_key = self._storage, self._copy.path, self._storage.cipher.suffix
        has_joined = self._is_apart or self._has_taken_over
        return [
            copy
            for copy in draft_copies(path, self._session_id, storage)
            if (has_key or not is_encrypted(copy.path))
            and not (has_joined if copy.path == own_path else is_marked(copy.path, storage))
        ]

    def _join(
        self,
        path: Path,
        drafts: Mapping[str, str],
        copy_paths: set[Path],
        own: Mapping[str, str],
        outdated: Mapping[str, str],
    ) -> dict[str, str]:
        """Write the texts of this run beside those of others, and give the others."""
        others = beside(own, drafts)
        self._copy.adopt(copy_paths, {**others, **self._copy.texts})
        self._is_apart = False
        unfinished = {slot: text for slot, text in own.items() if text}
        self._write(path, {**outdated, **others, **unfinished})
        return {slot: text for slot, text in others.items() if slot not in own}

    def keep(self, path: Path, drafts: Mapping[str, str], session_unsaved: bool) -> dict[str, str]:
        """Save drafts, and return those that could not be saved, to try again.

        Args:
            path: the session file.
            drafts: the present text of each slot.
            session_unsaved: whether the session is not on disk. Then no draft is deleted.
        """
        if not drafts:
            return {}
        with self._lock:
            undeleted = {slot for slot, text in drafts.items() if not text and session_unsaved}
            # what was entered is in no file yet either: its last text goes on waiting
            waiting = dict.fromkeys(self._undeleted - undeleted, "") | self._unfiled
            changed = {slot: text for slot, text in drafts.items() if slot not in undeleted}
            # all in one write: with a half of them the file would look newer than the copies
            is_filed = self._write(path, waiting | changed)
            is_kept = is_filed or (self._is_apart and not self.lost_text)
            return {slot: drafts[slot] for slot in (undeleted if is_kept else drafts)}

    def _write(self, path: Path, drafts: Mapping[str, str]) -> bool:
        """Write drafts beside the session, or to the emergency copy, and say if it was the file."""
        try:
            self._write_file(path, drafts)
        except Exception as error:  # no fault of casetool may end the thread that saves
            is_known = isinstance(error, (SaveError, OSError))
            self._reason = (
                str(error) if is_known else f"a fault of casetool ({type(error).__name__})"
            )
            is_filed = False
            self._unfiled = {slot: text for slot, text in drafts.items() if text}
            self._undeleted = frozenset(drafts) - self._unfiled.keys()
            if not self._is_apart:
                self._outdated.add(self.outdated_by(drafts))
        else:
            self._unfiled, self._undeleted, is_filed = {}, frozenset(), True
            filed_texts = {slot: str(sanitise(text)) for slot, text in drafts.items()}
            self._texts_in_file |= filed_texts
            self._typed.add(filed_texts)
            self._outdated.forget(drafts)
        self._write_copies(path)
        return is_filed

    def _write_file(self, path: Path, drafts: Mapping[str, str]) -> None:
        if self._is_apart:
            raise SaveError(NO_COPY)
        if self._is_taking_over:  # the screen waits for this
            refuse_silent_drive(path)
        self._storage.drives.refuse_other(real_path(path))
        self._other_form.refuse(path)  # in plain, they would lie in an encrypted folder
        entered = self._typed.entered_by(drafts, self._texts_in_file)
        own_texts, entered_texts = self._texts_in_file, set[str]().union(*entered.values())
        cipher = self._storage.cipher
        update_drafts(path, drafts, cipher, *self.keys, own_texts, entered_texts)
        self._watch.is_changed(draft_path(path))

    def _write_copies(self, path: Path) -> None:
        self._copy.hold(path, self._unfiled, self.keys, in_use=self._is_apart)
        if not self._uncopied:  # else the text in the file may be all that is left
            self._outdated.write(path, self.keys)
