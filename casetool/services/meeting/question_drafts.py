"""Save drafts of questions, which are asked in a form of their own."""

from collections.abc import Mapping

from casetool.models.corrections.targets import CAUSE_OF, EFFECT_OF, NEW_LINE
from casetool.models.ids import DETAILS_ID
from casetool.models.session import ids_of
from casetool.models.tree.model import FOCAL
from casetool.services.sessions.document import Document

QUESTION = "question/"
"""The prefix of the slot of a field in a question."""

_DATE_QUESTION = "date"
"""The question for a date, which is about no line."""


def drafts_of_questions(drafts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The drafts of unanswered questions, by question and then by field."""
    by_question: dict[str, dict[str, str]] = {}
    for slot, text in drafts.items():
        if slot.startswith(QUESTION) and text.strip():
            question, _, field = slot.removeprefix(QUESTION).rpartition("/")
            by_question.setdefault(question, {})[field] = text
    return by_question


def is_without_form(document: Document, slot: str) -> bool:
    """Whether a draft is of a question about a line or correction that is gone.

    Its form cannot be opened any more, so the text goes into the line.

    Args:
        document: the open session.
        slot: the slot of the draft.
    """
    _, _, path = slot.partition(QUESTION)
    kind, *item_ids = path.split("/")[:-1] if slot.startswith(QUESTION) else [""]
    if not item_ids or kind == _DATE_QUESTION:
        return False
    item_id = item_ids[0]
    for prefix in (NEW_LINE, EFFECT_OF, CAUSE_OF):
        item_id = item_id.removeprefix(prefix)
    steps = (step.id for step in document.method.steps)
    return item_id not in {DETAILS_ID, FOCAL, *steps, *ids_of(document.session)}


def question_slot(question: str, field: str) -> str:
    """The draft slot of a question's field.

    Args:
        question: the slot of the question.
        field: the name of the field.
    """
    return f"{QUESTION}{question}/{field}"


def keep_in_question(document: Document, question: str, field: str, text: str) -> None:
    """Save the draft of a question's field, or delete it with an empty text.

    Args:
        document: the open session.
        question: the slot of the question.
        field: the name of the field.
        text: the typed text.
    """
    slot = question_slot(question, field)
    if text != document.unfinished.get(slot, ""):
        document.keep_draft(slot, text)
