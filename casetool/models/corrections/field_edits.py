"""Setting one field of any line to a typed text."""

import re
from datetime import date
from enum import StrEnum
from itertools import chain, count

from casetool.models.actions.model import Action, Scope
from casetool.models.base import evolve
from casetool.models.corrections.targets import EFFECT_OF, NEW_LINE, fields_of, hangs_on, is_new
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.field_spec import field_specs
from casetool.models.ids import DETAILS_ID
from casetool.models.item_edits import add_item, delete_item, edit_item
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.people.edits import edit_person
from casetool.models.people.model import Attends, named, person_named, slug
from casetool.models.round.edits import set_answer
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session, ids_of, listed_items, tree_of
from casetool.models.session_edits import edit_details
from casetool.models.tree.edits import add_cause, add_effect, delete_branch, edit_node, set_focal
from casetool.models.tree.model import (
    FOCAL,
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    OnWhom,
    Test,
    find_node,
)
from casetool.models.vanished_items import GoneError

CHOICE_FIELDS: dict[str, type[StrEnum]] = {
    "kind": EntryKind, "scope": Scope, "content": AnswerContent, "attends": Attends,
    "happened": Happened, "horizon": Horizon, "level": Level, "ends": Ends, "test": Test,
}  # fmt: skip
"""The fields that take one of a few values."""

DATE_FIELDS = frozenset({"due", "done", "referral", "discussion"})
"""The fields that hold a day."""

PROSE_FIELDS = frozenset(
    name
    for model in (Action, Entry, Answer)
    for name, spec in field_specs(model).items()
    if spec.prose
)
"""The fields that hold sentences, beside the text of a line."""

_MAY_BE_EMPTY = frozenset({"kind", "happened", "horizon", "level", "ends"})

MULTIPLE_FIELDS = frozenset({"on", "speaks_for", "speaks_against"})
"""The fields with several values, separated by semicolons."""


def set_line(
    session: Session, item_id: str, field: str, text: str, today: date, new_id: str = "new"
) -> Session:
    """Set the text of a line, or one of its fields.

    An empty text removes the line.

    Args:
        session: the session.
        item_id: the entry, node, action or person, or ``focal`` or ``details``.
        field: the field. Empty for the text of the line.
        text: the new value, as typed.
        today: the day on which a date such as “friday” was typed.
        new_id: the id of a line to add. If it is in use, a number is appended.

    Raises:
        GoneError: there is no such line, or it has no such field.
        ValueError: the field cannot take that value. The message says why.
    """
    if field and field not in fields_of(session, item_id):
        raise GoneError(field)
    if is_new(session, item_id):
        return _with_new_line(session, item_id, text, new_id)
    if field == "covered_by":
        return _with_cover(session, item_id, text)
    if field in MULTIPLE_FIELDS:
        return _with_field(session, item_id, {field: _split_values(session, item_id, field, text)})
    if not field:
        return _with_text(session, item_id, text)
    return _with_field(session, item_id, _parsed_value(session, field, text, today))


def _with_new_line(session: Session, target: str, text: str, new_id: str) -> Session:
    """Add a line under a heading, or a box to the tree."""
    if not text.strip():
        raise ValueError("What is to stand there?")
    used_ids = set(ids_of(session))
    numbered = (f"{new_id}-{number}" for number in count(2))
    item_id = next(free for free in chain([new_id], numbered) if free not in used_ids)
    parent = hangs_on(target)
    if parent is not None and target.startswith(EFFECT_OF):
        return add_effect(session, Effect(id=item_id, text=text), parent)
    if parent is not None:
        return add_cause(session, Cause(id=item_id, text=text), parent)
    step = target.removeprefix(NEW_LINE)
    return add_item(session, step, item_id, text)


def _with_cover(session: Session, person_id: str, text: str) -> Session:
    """Name who covers an absent person. An empty text makes them absent."""
    if not text.strip():
        return edit_person(session, person_id, covered_by=None, attends=Attends.ABSENT)
    cover = named(slug(text), session.people)
    if person_named(cover or "", session.people) is None:
        raise ValueError("Nobody in the list of people has that name.")
    return edit_person(session, person_id, covered_by=cover, attends=Attends.COVERED)


def _split_values(session: Session, item_id: str, field: str, text: str) -> tuple[str, ...]:
    """Split a typed text into the values of a field, at the semicolons."""
    if field == "on":
        parts = [part for part in re.split("[;,]", text) if part.strip()]
        return tuple(dict.fromkeys(_choice(OnWhom, part.strip()) for part in parts))
    tree = tree_of(session)
    node = find_node(tree, item_id) if tree is not None else None
    if any(";" in part for part in getattr(node, field)):
        raise ValueError("One of these texts contains a semicolon: change it in the tree.")
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _with_text(session: Session, item_id: str, text: str) -> Session:
    is_empty = not text.strip()
    if item_id == FOCAL:
        return set_focal(session, text)
    item = next((item for _, item in listed_items(session) if item.id == item_id), None)
    if item is not None:
        if is_empty:
            return delete_item(session, item_id)
        return edit_item(session, item_id, **{item.TEXT: text})
    tree = tree_of(session)
    node = find_node(tree, item_id) if tree is not None else None
    if node is None:
        raise GoneError(item_id)
    if is_empty and node.children:
        raise ValueError("Other boxes hang on this one: move or delete them in the tree first.")
    return delete_branch(session, item_id) if is_empty else edit_node(session, item_id, text=text)


def _with_field(session: Session, item_id: str, values: dict[str, object]) -> Session:
    if item_id == DETAILS_ID:
        return edit_details(session, **values)
    if any(item.id == item_id for _, item in listed_items(session)):
        return edit_item(session, item_id, **values)
    if person_named(item_id, session.people) is None:
        return edit_node(session, item_id, **values)
    if values.keys() & {"content", "record"}:
        return _with_answer(session, item_id, values)
    return edit_person(session, item_id, **values)


def _with_answer(session: Session, person_id: str, values: dict[str, object]) -> Session:
    for heading in session.headings:
        if isinstance(heading, Round):
            for answer in heading.said:
                if answer.person == person_id:
                    return set_answer(session, heading.step, evolve(answer, **values))
    raise GoneError(person_id)


def _parsed_value(session: Session, field: str, text: str, today: date) -> dict[str, object]:
    value = text.strip()
    if field in CHOICE_FIELDS:
        if not value and field in _MAY_BE_EMPTY:
            return {field: None}
        return {field: _choice(CHOICE_FIELDS[field], value)}
    if field in DATE_FIELDS:
        return _parsed_day(session, field, value, today)
    if field == "child" and not value:
        raise ValueError("The child needs a name, or what stands for it.")
    return {field: text}


def _choice(kinds: type[StrEnum], text: str) -> StrEnum:
    for choice in kinds:
        if choice.value.casefold() == text.casefold():
            return choice
    raise ValueError(f"It can be {', '.join(choice.value for choice in kinds)}.")


def _parsed_day(session: Session, field: str, text: str, today: date) -> dict[str, object]:
    try:
        day = parse_typed_day(field, text, today, session.nation)
    except DayError:
        if field != "due":
            raise
        day = None  # an action's deadline may be free text
    if field == "due":
        return {"due": day, "due_words": "" if day is not None else text}
    return {field: day}
