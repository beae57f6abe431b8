"""Drafts whose text is stored already: in the session, or in an emergency copy of it."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from casetool.models.capture.grammar import read_line
from casetool.models.people.person_key import handle_in
from casetool.models.session import Session, ids_of
from casetool.models.text_walk import TextLocation, map_user_text
from casetool.services.meeting.drafts import CAPTURE_SLOT, aim_of, drafts_of_forms, has_form
from casetool.services.meeting.name_drafts import NAMES_DRAFT, is_listed
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import is_in_tree
from casetool.storage.autosave.copies_of_case import draft_copies
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_reading import versions_elsewhere
from casetool.storage.autosave.draft_versions import LINE_SLOT
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
    typed = _last_written(document)
    later_texts = _texts_in_draft_copies(document) if typed is not None else set()
    if not (drafts := document.drafts()):
        return {}
    copies, session = _copies(document), document.session
    begun_after = [copy for copy, begun in copies if typed and begun and begun >= typed]
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
    new_ids = set[str]().union(*(ids_of(copy) for copy, _ in copies)) - {*ids_of(session)}
    waiting_slots = {slot for slot in drafts if _ids_in(slot) & new_ids}
    left_out = stored_slots | waiting_slots
    return {slot: text for slot, text in drafts.items() if slot not in left_out}


def _ids_in(slot: str) -> set[str]:
    """The ids of items in the slot of a form or a box."""
    return {handle_in(part) for part in re.split("[/ ]", slot)} if has_form(slot) else set()


def _last_written(document: Document) -> datetime | None:
    """When the file with the drafts was last written, to the second. None without one."""
    try:
        return datetime.fromtimestamp(int(draft_path(document.path).stat().st_mtime), UTC)
    except OSError:
        return None


def _copies(document: Document) -> list[tuple[Session, datetime | None]]:
    """The emergency copies of a session, and when each was begun, if its name says so.

    One begun after the drafts were last written has what could not be deleted from them.
    """
    others = other_versions(document)
    copies = (other for other in others if other.path != document.conflicting_path)
    return [(other.session, first_written(other.path)) for other in copies]


def _texts_in_draft_copies(document: Document) -> set[str]:
    """What was typed while the file with the drafts could not be written."""
    path, session_id, storage = document.path, document.session.id, document.storage
    copies = draft_copies(path, session_id, storage)
    versions, _ = versions_elsewhere(path, session_id, storage, copies)
    return {text for version in versions for text in version.slots.values()}


def _entered_in(
    copies: Iterable[Session], document: Document, drafts: Mapping[str, str]
) -> set[str]:
    """The slots of drafts that begin a text which only emergency copies of the session have."""
    if not (texts := set[_PlacedText]().union(*map(_texts_of, copies))):
        return set()
    new_texts = texts - _texts_of(document.session)
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
