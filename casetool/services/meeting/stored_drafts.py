"""Drafts whose text is stored already, or whose item only an emergency copy has."""

import re

from casetool.models.people.person_key import handle_in
from casetool.models.session import ids_of
from casetool.services.meeting.drafts import drafts_of_forms, has_form
from casetool.services.meeting.name_drafts import NAMES_DRAFT, is_listed
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import is_in_tree


def drafts_to_restore(document: Document) -> dict[str, str]:
    """The drafts on disk without those whose text is stored already, which are deleted.

    One about an item that only an emergency copy has waits on disk until the item has come.

    Args:
        document: the open session.
    """
    if not (drafts := document.drafts()):
        return {}
    session = document.session
    names = [draft for draft in drafts_of_forms(drafts) if draft.list_id == NAMES_DRAFT]
    stored_slots = {
        *(slot for slot, text in drafts.items() if is_in_tree(session, slot, text)),
        *(
            draft.slot
            for draft in names
            if is_listed(session.names, draft.item_id, draft.field, draft.text)
        ),
    }
    for slot in stored_slots:
        document.keep_draft(slot, "")
    ids_by_slot = {slot: _ids_in(slot) for slot in drafts if has_form(slot)}
    new_ids = _ids_in_copies(document) - {*ids_of(session)} if ids_by_slot else set[str]()
    waiting_slots = {slot for slot, ids in ids_by_slot.items() if ids & new_ids}
    left_out = stored_slots | waiting_slots
    return {slot: text for slot, text in drafts.items() if slot not in left_out}


def _ids_in(slot: str) -> set[str]:
    """The ids of items in the slot of a form or a box."""
    return {handle_in(part) for part in re.split("[/ ]", slot)}


def _ids_in_copies(document: Document) -> set[str]:
    """The ids of all items in emergency copies of a session."""
    copies = (each for each in other_versions(document) if each.path != document.conflicting_path)
    return set[str]().union(*(ids_of(copy.session) for copy in copies))
