"""Drafts whose text is stored already: in the session, or in an emergency copy of it."""

from collections.abc import Iterable, Mapping

from casetool.models.capture.grammar import read_line
from casetool.models.session import Session
from casetool.models.text_walk import TextLocation, map_user_text
from casetool.services.meeting.drafts import CAPTURE_SLOT, aim_of, drafts_of_forms
from casetool.services.meeting.name_drafts import NAMES_DRAFT, is_listed
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import is_in_tree
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_versions import LINE_SLOT


def drafts_to_restore(document: Document) -> dict[str, str]:
    """The drafts on disk without those whose text is stored already, which are deleted.

    Args:
        document: the open session.
    """
    copies = _copies_after_drafts(document)  # first of all: the drafts may be written anew
    drafts, session = document.drafts(), document.session
    names = [draft for draft in drafts_of_forms(drafts) if draft.list_id == NAMES_DRAFT]
    stored_slots = {
        *_entered_in(copies, document, drafts),
        *(slot for slot, text in drafts.items() if is_in_tree(session, slot, text)),
        *(
            draft.slot
            for draft in names
            if is_listed(session.names, draft.item_id, draft.field, draft.text)
        ),
    }
    for slot in stored_slots:
        document.keep_draft(slot, "")
    return {slot: text for slot, text in drafts.items() if slot not in stored_slots}


def _copies_after_drafts(document: Document) -> list[Session]:
    """The emergency copies of a session that are newer than the file with its drafts.

    While the disk failed, what was entered could not be deleted there.
    """
    try:
        typed_ns = draft_path(document.path).stat().st_mtime_ns
        return [
            other.session
            for other in other_versions(document)
            if other.path != document.conflicting_path and other.path.stat().st_mtime_ns >= typed_ns
        ]
    except OSError:  # without such a file, the emergency copies of drafts say what is left
        return []


def _entered_in(
    copies: Iterable[Session], document: Document, drafts: Mapping[str, str]
) -> set[str]:
    """The slots of drafts that begin a text which only emergency copies of the session have."""
    new_texts = set[str]().union(*map(_texts_of, copies)) - _texts_of(document.session)
    return {
        slot
        for slot, text in drafts.items()
        if (half_text := _words_of(document, slot, text))
        and any(new_text.lstrip().startswith(half_text) for new_text in new_texts)
    }


def _words_of(document: Document, slot: str, text: str) -> str:
    """The words of a draft, without the signs and the speaker in front of a line."""
    if not slot.startswith((CAPTURE_SLOT, LINE_SLOT)):
        return text.strip()
    method, session = document.method, document.session
    aim, steps = aim_of(slot, method), {step.id: step for step in method.steps}
    step = steps.get(aim[0] if aim is not None else session.at, method.steps[0])
    return read_line(text, step, method, session.people).text


def _texts_of(session: Session) -> set[str]:
    """Every text that people typed in a session."""
    texts = set[str]()

    def collect(_: TextLocation, text: str) -> str:
        texts.add(text)
        return text

    map_user_text(session, collect)
    return texts
