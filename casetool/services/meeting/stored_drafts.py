"""Drafts whose text is stored already, or whose item only an emergency copy has."""

import re

from casetool.models.people.person_key import handle_in
from casetool.models.session import Session, ids_of
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
    new_ids = set[str]().union(*map(ids_of, _copies(document))) - {*ids_of(session)}
    waiting_slots = {slot for slot in drafts if _ids_in(slot) & new_ids}
    left_out = stored_slots | waiting_slots
    return {slot: text for slot, text in drafts.items() if slot not in left_out}


def _ids_in(slot: str) -> set[str]:
    """The ids of items in the slot of a form or a box."""
    return {handle_in(part) for part in re.split("[/ ]", slot)} if has_form(slot) else set()


def _copies(document: Document) -> list[Session]:
    """The emergency copies of a session."""
    others = other_versions(document)
    return [other.session for other in others if other.path != document.conflicting_path]
