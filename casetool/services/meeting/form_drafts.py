"""Save the drafts in the forms of one list."""

from collections.abc import Collection
from itertools import count

from casetool.services.meeting.drafts import CAPTURE_SLOT, FormDraft, drafts_of_forms
from casetool.services.meeting.jottings import keep_apart
from casetool.services.meeting.person_drafts import (
    is_list_of_people,
    item_key,
    item_of_key,
    missed_person,
)
from casetool.services.sessions.document import Document
from casetool.storage.autosave.draft_versions import FORM, WAITING_FORM


class FormDrafts:
    """The drafts in the forms of one list.

    Args:
        document: the open session.
        list_id: the id of the list's step, or ``NAMES_DRAFT``.
    """

    def __init__(self, document: Document, list_id: str) -> None:
        self._document = document
        self._list_id = list_id

    def keep(self, key: str, field: str, text: str) -> None:
        """Save the draft of a field, or delete it with an empty text.

        Args:
            key: the item as ``key_of`` gives it.
            field: the name of the field.
            text: the typed text.
        """
        self._document.keep_draft(self.slot(key, field), text)

    def keep_apart(
        self, old: str, new: str, is_prose: bool, is_needed: bool = False
    ) -> tuple[str, str]:
        """Do with an edit what ``jottings.keep_apart`` does."""
        return keep_apart(self._document, self._list_id, old, new, is_prose, is_needed)

    def forget(self, key: str, field: str) -> None:
        """Delete the draft of a field that was stored. Where nothing can be stored, it stays.

        Args:
            key: the item as ``key_of`` gives it.
            field: the name of the field.
        """
        if not self._document.read_only:
            self.keep(key, field, "")

    def bring_in(self, key: str, draft: FormDraft) -> None:
        """Have a draft in the slot of its field again, as its form opens.

        Args:
            key: the item as ``key_of`` gives it.
            draft: the draft, which may have waited.
        """
        slot = self.slot(key, draft.field)
        if slot != draft.slot:
            self._document.keep_draft(slot, draft.text)
            self._document.keep_draft(draft.slot, "")

    def send_to_line(self, key: str, field: str, text: str) -> str:
        """Have text that its field refused wait for the line. Give its slot.

        Args:
            key: the item as ``key_of`` gives it.
            field: the name of the field.
            text: the typed text.
        """
        used_names = {slot.partition(" ")[0] for slot in self._document.unfinished}
        names = (f"{CAPTURE_SLOT}-{number}" for number in count(2))
        slot = f"{next(name for name in names if name not in used_names)} {self._list_id}"
        self._document.keep_draft(slot, text)
        self.keep(key, field, "")
        return slot

    def take_up(self, item_id: str, fields: Collection[str]) -> dict[str, str]:
        """Take up the texts of an item's fields that are not stored yet, as its form opens.

        Those that waited are in the slots of their fields from now on, where these are free.

        Args:
            item_id: the id of the item.
            fields: the names of the fields of its form.

        Returns:
            The texts by field.
        """
        key = self.key_of(item_id)
        for draft in drafts_of_forms(self._document.unfinished):
            waits_here = draft.list_id == self._list_id and draft.slot.startswith(WAITING_FORM)
            is_ours = waits_here and self.item_of(draft.item_id) == item_id
            is_free = not self._document.unfinished.get(self.slot(key, draft.field))
            if is_ours and is_free and draft.field in fields:
                self.bring_in(key, draft)
        prefix = self.slot(key, "")
        return {
            slot.removeprefix(prefix): text
            for slot, text in self._document.unfinished.items()
            if slot.startswith(prefix)
        }

    def rename(self, item_id: str) -> str:
        """Have the drafts of a person under the present key. Give the key.

        Args:
            item_id: the id of the item.
        """
        present = self.key_of(item_id)
        if not is_list_of_people(self._document, self._list_id):
            return present
        for draft in drafts_of_forms(self._document.unfinished):
            is_ours = draft.list_id == self._list_id and draft.slot.startswith(FORM)
            if is_ours and draft.item_id != present and self.item_of(draft.item_id) == item_id:
                self._move(draft, present)
        return present

    def _move(self, draft: FormDraft, key: str) -> None:
        """Have a draft under another key, unless there is one already."""
        slot = self.slot(key, draft.field)
        if not self._document.unfinished.get(slot):
            self._document.keep_draft(slot, draft.text)
            self._document.keep_draft(draft.slot, "")

    def slot(self, key: str, field: str) -> str:
        """The draft slot of a field of an item, by the key of the item."""
        return f"{FORM}{self._list_id}/{key}/{field}"

    def key_of(self, item_id: str) -> str:
        """The item as slots name it now, by its id or a former key."""
        return item_key(self._document, self._list_id, item_id)

    def item_of(self, key: str) -> str | None:
        """The id of an item, None where its handle means another person by now."""
        return item_of_key(self._document, self._list_id, key)

    def missed_person(self, key: str) -> str:
        """What to call the person of a key who is not there, empty for any other item."""
        return missed_person(self._document, self.slot(key, ""))
