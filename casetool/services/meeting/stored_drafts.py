"""Drafts whose text is stored already: in the session, or in an emergency copy of it."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from casetool.models.capture.grammar import read_line
from casetool.models.people.person_key import handle_in
from casetool.models.session import Session, ids_of
from casetool.models.text_walk import TextLocation, map_user_text
from casetool.services.meeting.drafts import CAPTURE_SLOT, aim_of, drafts_of_forms
from casetool.services.meeting.name_drafts import NAMES_DRAFT, is_listed
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import BOX_SLOT, is_in_tree
from casetool.storage.autosave.copies_of_case import draft_copies
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_reading import versions_elsewhere
from casetool.storage.autosave.draft_versions import LINE_SLOT, is_of_form
from casetool.storage.autosave.emergency_copy import first_written

_PlacedText = tuple[str, str]
"""The step of a text, empty for people and details, and the text."""


def drafts_to_restore(document: Document) -> dict[str, str]:
    """The drafts on disk without those whose text is stored already, which are deleted.

    One about an item that only an emergency copy has waits on disk until the item has come.

    Args:
        document: the open session.
    """
    # first of all: the drafts may be written anew
    begun_after, copies = _copies(document)
    later_texts = _texts_in_draft_copies(document) if begun_after else set()
    drafts, session = document.drafts(), document.session
    old_drafts = {slot: text for slot, text in drafts.items() if text not in later_texts}
    names = [draft for draft in drafts_of_forms(drafts) if draft.list_id == NAMES_DRAFT]
    stored_slots = {
        *_entered_in(begun_after, document, old_drafts),
        *(slot for slot, text in drafts.items() if is_in_tree(session, slot, text)),
        *(
            draft.slot
            for draft in names
            if is_listed(session.names, draft.item_id, draft.field, draft.text)
        ),
    }
    for slot in stored_slots:
        document.keep_draft(slot, "")
    new_ids = set[str]().union(*map(ids_of, copies)) - {*ids_of(session)}
    waiting_slots = {slot for slot in drafts if new_ids and _ids_in(slot) & new_ids}
    left_out = stored_slots | waiting_slots
    return {slot: text for slot, text in drafts.items() if slot not in left_out}


def _ids_in(slot: str) -> set[str]:
    """The ids of items in the slot of a form or a box."""
    if not (is_of_form(slot) or slot.startswith(BOX_SLOT)):
        return set()
    return {handle_in(part) for part in re.split("[/ ]", slot)}


def _copies(document: Document) -> tuple[list[Session], list[Session]]:
    """The emergency copies begun after the drafts were last written, and all of them.

    While the disk failed, what was entered could not be deleted from the drafts.
    """
    others = [
        other for other in other_versions(document) if other.path != document.conflicting_path
    ]
    copies = [other.session for other in others]
    try:
        typed = datetime.fromtimestamp(int(draft_path(document.path).stat().st_mtime), UTC)
    except OSError:  # without such a file, the emergency copies of drafts say what is left
        return [], copies
    begun = ((other, first_written(other.path)) for other in others)
    return [other.session for other, when in begun if when is not None and when >= typed], copies


def _texts_in_draft_copies(document: Document) -> set[str]:
    """What was typed once the file with the drafts could not be written any more."""
    path, session_id, storage = document.path, document.session.id, document.storage
    copies = draft_copies(path, session_id, storage)
    versions, _ = versions_elsewhere(path, session_id, storage, copies)
    return {text for version in versions for text in version.slots.values()}


def _entered_in(
    copies: Iterable[Session], document: Document, drafts: Mapping[str, str]
) -> set[str]:
    """The slots of drafts that begin a text which only emergency copies of the session have."""
    new_texts = set[_PlacedText]().union(*map(_texts_of, copies)) - _texts_of(document.session)
    return {slot for slot, text in drafts.items() if _begins_any(document, slot, text, new_texts)}


def _begins_any(
    document: Document, slot: str, text: str, new_texts: Collection[_PlacedText]
) -> bool:
    """Whether a draft begins a text, for a line one of the step to which the line would go."""
    half_text, aim_step = text.strip(), ""
    if slot.startswith((CAPTURE_SLOT, LINE_SLOT)):
        method, session = document.method, document.session
        aim, steps = aim_of(slot, method), {step.id: step for step in method.steps}
        step = steps.get(aim[0] if aim is not None else session.at, method.steps[0])
        line = read_line(text, step, method, session.people)
        half_text, aim_step = line.text, line.step.id
    return bool(half_text) and any(
        new_text.lstrip().startswith(half_text)
        for step_id, new_text in new_texts
        if not aim_step or step_id in ("", aim_step)
    )


def _texts_of(session: Session) -> set[_PlacedText]:
    """Every text that people typed in a session, with its step."""
    texts = set[_PlacedText]()

    def collect(location: TextLocation, text: str) -> str:
        texts.add((location.step, text))
        return text

    map_user_text(session, collect)
    return texts
