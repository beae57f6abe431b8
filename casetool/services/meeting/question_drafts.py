"""Save drafts of questions, which are asked in a form of their own."""

from collections.abc import Iterable, Mapping

from casetool.models.corrections.targets import CAUSE_OF, EFFECT_OF, NEW_LINE
from casetool.models.ids import DETAILS_ID
from casetool.models.people.model import Person
from casetool.models.people.person_key import handle_in, person_key, still_means
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
    if is_about_another(path, document.session.people):
        return True
    item_id = handle_in(item_ids[0])
    for prefix in (NEW_LINE, EFFECT_OF, CAUSE_OF):
        item_id = item_id.removeprefix(prefix)
    steps = (step.id for step in document.method.steps)
    return item_id not in {DETAILS_ID, FOCAL, *steps, *ids_of(document.session)}


def question_about(document: Document, kind: str, item_id: str, field: str) -> str:
    """The question about the field of an item. That of a person also says whom it is about.

    Args:
        document: the open session.
        kind: what is asked.
        item_id: the id of the item.
        field: the field of it.
    """
    people = document.session.people
    begun = (question.split("/") for question in drafts_of_questions(document.unfinished))
    keys = (
        key
        for question_kind, key, *fields in (parts for parts in begun if len(parts) > 1)
        if (question_kind, handle_in(key), fields) == (kind, item_id, [field])
        and still_means(key, people)
    )
    return f"{kind}/{next(keys, person_key(item_id, people))}/{field}"


def is_about_another(question: str, people: Iterable[Person]) -> bool:
    """Whether a question is about a person whose handle means somebody else by now.

    Args:
        question: the question, or its slot without the prefix.
        people: the people on the list.
    """
    return not still_means(question.partition("/")[2].partition("/")[0], people)


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
