"""One field of one line as somebody says that it is to be, whatever the line is."""

import re
from datetime import date
from enum import StrEnum
from itertools import chain, count

from casetool.models.actions.edits import add_action, delete_action, edit_action
from casetool.models.actions.model import Action, Actions, Scope
from casetool.models.base import evolve
from casetool.models.corrections.targets import EFFECT_OF, NEW_LINE, fields_of, hangs_on, is_new
from casetool.models.entries.edits import add_entry, delete_entry, edit_entry
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.gone import GoneError
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.people.edits import edit_person
from casetool.models.people.model import Attends, named, person_named, slug
from casetool.models.round.edits import set_answer
from casetool.models.round.model import AnswerContent, Round
from casetool.models.session import Session, actions_of, entries_of, ids_of, tree_of
from casetool.models.session_edits import edit_details
from casetool.models.text_walk import DETAILS_ID
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

CHOICE_FIELDS: dict[str, type[StrEnum]] = {
    "kind": EntryKind, "scope": Scope, "content": AnswerContent, "attends": Attends,
    "happened": Happened, "horizon": Horizon, "level": Level, "ends": Ends, "test": Test,
}  # fmt: skip
"""The fields that have one of a few values."""

DATE_FIELDS = frozenset({"due", "done", "referral", "discussion"})
"""The fields that hold a day."""

_MAY_BE_EMPTY = frozenset({"kind", "happened", "horizon", "level", "ends"})

MULTIPLE_FIELDS = frozenset({"on", "speaks_for", "speaks_against"})
"""The fields that hold several things, with a semicolon between them."""


def set_line(
    session: Session, thing: str, field: str, words: str, today: date, new: str = "new"
) -> Session:
    """A line with other words, or with other words in one of its fields.

    A line whose words are to be nothing is taken out.

    Args:
        session: the session.
        thing: the entry, node, action or person; ``focal``, or ``details``.
        field: which field; empty for the words of the line.
        words: what is to stand there.
        today: the day on which a date such as “friday” was typed.
        new: the id of a line that is to be added; one that is taken gets a number.

    Raises:
        GoneError: there is no such line, or it has no such field.
        ValueError: the field cannot hold that; the text says why.
    """
    if field and field not in fields_of(session, thing):
        raise GoneError(field)
    if is_new(session, thing):
        return _added(session, thing, words, new)
    if field == "covered_by":
        return _covered(session, thing, words)
    if field in MULTIPLE_FIELDS:
        return _with_field(session, thing, {field: _several(session, thing, field, words)})
    if not field:
        return _words(session, thing, words)
    return _with_field(session, thing, _values(session, field, words, today))


def _added(session: Session, place: str, words: str, new: str) -> Session:
    """One more line under a heading that holds a list, or one more box in the tree."""
    if not words.strip():
        raise ValueError("What is to stand there?")
    taken = set(ids_of(session))
    numbered = (f"{new}-{number}" for number in count(2))
    free = next(one for one in chain([new], numbered) if one not in taken)
    parent = hangs_on(place)
    if parent is not None and place.startswith(EFFECT_OF):
        return add_effect(session, Effect(id=free, text=words), parent)
    if parent is not None:
        return add_cause(session, Cause(id=free, text=words), parent)
    step = place.removeprefix(NEW_LINE)
    if isinstance(session.heading(step), Actions):
        return add_action(session, step, Action(id=free, what=words))
    return add_entry(session, step, Entry(id=free, text=words))


def _covered(session: Session, person: str, words: str) -> Session:
    """Somebody for whom another wears two hats; for nobody any more, they are absent."""
    if not words.strip():
        return edit_person(session, person, covered_by=None, attends=Attends.ABSENT)
    cover = named(slug(words), session.people)
    if person_named(cover or "", session.people) is None:
        raise ValueError("Nobody who takes part is called so.")
    return edit_person(session, person, covered_by=cover, attends=Attends.COVERED)


def _several(session: Session, thing: str, field: str, words: str) -> tuple[str, ...]:
    """The parts of a field that holds several things; as it is read, so it is typed."""
    if field == "on":
        parts = [part for part in re.split("[;,]", words) if part.strip()]
        return tuple(dict.fromkeys(_one_of(OnWhom, part.strip()) for part in parts))
    tree = tree_of(session)
    node = find_node(tree, thing) if tree is not None else None
    if any(";" in part for part in getattr(node, field)):
        raise ValueError("One of them has a semicolon in it: see to it in the tree.")
    return tuple(part.strip() for part in words.split(";") if part.strip())


def _words(session: Session, thing: str, words: str) -> Session:
    gone = not words.strip()
    if thing == FOCAL:
        return set_focal(session, words)
    if any(entry.id == thing for _, entry in entries_of(session)):
        return delete_entry(session, thing) if gone else edit_entry(session, thing, text=words)
    if any(action.id == thing for action in actions_of(session)):
        return delete_action(session, thing) if gone else edit_action(session, thing, what=words)
    tree = tree_of(session)
    node = find_node(tree, thing) if tree is not None else None
    if node is None:
        raise GoneError(thing)
    if gone and node.children:
        raise ValueError("Other boxes hang on this one: see to them in the tree first.")
    return delete_branch(session, thing) if gone else edit_node(session, thing, text=words)


def _with_field(session: Session, thing: str, values: dict[str, object]) -> Session:
    if thing == DETAILS_ID:
        return edit_details(session, **values)
    if any(entry.id == thing for _, entry in entries_of(session)):
        return edit_entry(session, thing, **values)
    if any(action.id == thing for action in actions_of(session)):
        return edit_action(session, thing, **values)
    if person_named(thing, session.people) is None:
        return edit_node(session, thing, **values)
    if values.keys() & {"content", "record"}:
        return _answer(session, thing, values)
    return edit_person(session, thing, **values)


def _answer(session: Session, person: str, values: dict[str, object]) -> Session:
    for heading in session.headings:
        if isinstance(heading, Round):
            for said in heading.said:
                if said.person == person:
                    return set_answer(session, heading.step, evolve(said, **values))
    raise GoneError(person)


def _values(session: Session, field: str, words: str, today: date) -> dict[str, object]:
    text = words.strip()
    if field in CHOICE_FIELDS:
        if not text and field in _MAY_BE_EMPTY:
            return {field: None}
        return {field: _one_of(CHOICE_FIELDS[field], text)}
    if field in DATE_FIELDS:
        return _day(session, field, text, today)
    if field == "child" and not text:
        raise ValueError("The child needs a name, or what stands for it.")
    return {field: words}


def _one_of(kinds: type[StrEnum], text: str) -> StrEnum:
    for one in kinds:
        if one.value.casefold() == text.casefold():
            return one
    raise ValueError(f"It can be {', '.join(one.value for one in kinds)}.")


def _day(session: Session, field: str, text: str, today: date) -> dict[str, object]:
    try:
        day = parse_typed_day(field, text, today, session.nation)
    except DayError:
        if field != "due":
            raise
        day = None  # what is to be done by then may be said in words
    if field == "due":
        return {"due": day, "due_words": "" if day is not None else text}
    return {field: day}
