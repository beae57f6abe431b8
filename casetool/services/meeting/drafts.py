"""Words that are still being typed into a form or a question: kept meanwhile, as those in the line.

Each has a slot among the drafts of its session; the capture line has its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casetool.services.sessions.document import Document

FORM, QUESTION = "form/", "question/"
"""How a slot begins: of a field in the form of a thing, and of one in a question."""

NAMES_DRAFT = "Names"
"""The place of the list of names: no step has an id like it."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was being typed into the form of a thing when the session was last open."""

    slot: str
    place: str
    """The step whose list it is, or ``NAMES``."""
    thing: str
    field: str
    words: str


class FormDrafts:
    """What is being typed into the forms of one list.

    Args:
        document: keeps it.
        place: the step of the list, or ``NAMES``.
    """

    def __init__(self, document: Document, place: str) -> None:
        self._document = document
        self._place = place

    def keep(self, thing: str, field: str, words: str) -> None:
        """Keep what stands in a field; nothing, once it is stored.

        Args:
            thing: the id of the thing.
            field: the name of the field.
            words: what is typed there.
        """
        self._document.keep_draft(self.slot(thing, field), words)

    def slot(self, thing: str, field: str) -> str:
        """The draft slot of a field of a thing."""
        return f"{FORM}{self._place}/{thing}/{field}"


def drafts_of_forms(drafts: Mapping[str, str]) -> tuple[FormDraft, ...]:
    """What was being typed into forms, from the drafts of a session."""
    slots = (slot for slot in sorted(drafts) if slot.startswith(FORM) and drafts[slot].strip())
    return tuple(
        FormDraft(slot, place, thing, field, drafts[slot])
        for slot in slots
        for place, thing, field in [_parts(slot)]
    )


def drafts_of_questions(drafts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What was typed into questions that were not answered: by question, then by field."""
    found: dict[str, dict[str, str]] = {}
    for slot, words in drafts.items():
        if slot.startswith(QUESTION) and words.strip():
            question, _, field = slot.removeprefix(QUESTION).rpartition("/")
            found.setdefault(question, {})[field] = words
    return found


def keep_in_question(document: Document, question: str, field: str, words: str) -> None:
    """Keep what stands in a field of a question; nothing, once it is done.

    Args:
        document: keeps it.
        question: which question: by this it is found again.
        field: the name of the field.
        words: what is typed there.
    """
    document.keep_draft(f"{QUESTION}{question}/{field}", words)


def _parts(slot: str) -> tuple[str, str, str]:
    place, _, rest = slot.removeprefix(FORM).partition("/")
    thing, _, field = rest.rpartition("/")
    return place, thing, field
