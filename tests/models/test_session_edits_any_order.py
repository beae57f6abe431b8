"""Any edits in any order: ids stay unique, what is untouched stays identical, no word is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from casetool.models import session_edits as details
from casetool.models.actions import edits as actions
from casetool.models.actions.model import Actions
from casetool.models.entries import edits as entries
from casetool.models.entries.model import Entries
from casetool.models.method import KindName
from casetool.models.people import edits as people
from casetool.models.people.model import Attends, Person
from casetool.models.round import edits as closing
from casetool.models.round.model import Answer, AnswerContent
from casetool.models.session import Session, ids_of, step_of, tree_of
from casetool.models.timing.timer_edits import add_minutes, toggle_timer
from casetool.models.tree import edits as tree
from casetool.models.tree.model import FOCAL, walk
from tests.support.strategies import METHOD, action, cause, effect, entry, sessions, texts

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
LISTS = tuple(step.id for step in METHOD.of_kind(KindName.ENTRIES))
STEPS = tuple(step.id for step in METHOD.steps)

Turn = tuple[Session, set[str | None]]
"""The session after an edit, and the steps that the edit may touch."""

Edit = Callable[[Session, st.DataObject, str], Turn]


def any_of(data: st.DataObject, session: Session, kind: type[Entries | Actions]) -> str | None:
    """The id of something that stands in a list of this kind."""
    held: list[str] = []
    for heading in session.headings:
        if isinstance(heading, kind):
            things = heading.entries if isinstance(heading, Entries) else heading.actions
            held += [one.id for one in things]
    return data.draw(st.sampled_from(held)) if held else None


def any_node(data: st.DataObject, session: Session) -> str | None:
    held = tree_of(session)
    nodes = [node.id for node, _, _ in walk(held)] if held is not None else []
    return data.draw(st.sampled_from(nodes)) if nodes else None


def add_something(session: Session, data: st.DataObject, new_id: str) -> Turn:
    place = data.draw(st.none() | st.integers(-1, 4))
    step = data.draw(st.sampled_from((*LISTS, "actions", "people")))
    if step == "people":
        return people.add_person(session, Person(id=new_id, name=data.draw(texts()))), set()
    if step == "actions":
        return actions.add_action(session, step, data.draw(action(new_id)), place), {step}
    return entries.add_entry(session, step, data.draw(entry(new_id)), place), {step}


def grow(session: Session, data: st.DataObject, new_id: str) -> Turn:
    node = any_node(data, session) or FOCAL
    try:
        return tree.add_effect(session, data.draw(effect(new_id)), node), {"tree"}
    except ValueError:
        return tree.add_cause(session, data.draw(cause(new_id)), node), {"tree"}


def move_entry(session: Session, data: st.DataObject, new_id: str) -> Turn:
    thing, to_step = any_of(data, session, Entries), data.draw(st.sampled_from((*LISTS, "actions")))
    if thing is None:
        return session, set()
    if data.draw(st.booleans()):
        return entries.shift_entry(session, thing, data.draw(st.integers(-3, 3))), {
            step_of(session, thing)
        }
    return entries.move_entry(session, thing, to_step), {step_of(session, thing), to_step}


def move_action(session: Session, data: st.DataObject, new_id: str) -> Turn:
    thing, to_step = any_of(data, session, Actions), data.draw(st.sampled_from(LISTS))
    if thing is None:
        return session, set()
    if data.draw(st.booleans()):
        return actions.shift_action(session, thing, data.draw(st.integers(-3, 3))), {"actions"}
    return actions.move_action(session, thing, to_step), {"actions", to_step}


def rearrange(session: Session, data: st.DataObject, new_id: str) -> Turn:
    node, other = any_node(data, session), any_node(data, session)
    if node is None or other is None:
        return session, set()
    edit: Callable[[Session], Session] = data.draw(
        st.sampled_from(
            [
                lambda session: tree.promote(session, node),
                lambda session: tree.demote(session, node),
                lambda session: tree.shift_node(session, node, 1),
                lambda session: tree.move_branch(session, node, FOCAL, "effects"),
                lambda session: tree.move_branch(session, node, FOCAL, "causes"),
                lambda session: tree.move_branch(session, node, other),
                lambda session: tree.evidence(session, node, "against", "new words"),
            ]
        )
    )
    try:
        return edit(session), {"tree"}
    except (ValueError, KeyError):  # under itself; evidence for an effect
        return session, set()


def cross(session: Session, data: st.DataObject, new_id: str) -> Turn:
    thing, node = any_of(data, session, Entries), any_node(data, session)
    if thing is not None and data.draw(st.booleans()):
        if data.draw(st.booleans()):
            return tree.send_to_tree(session, thing, "causes", new_id, NOW), {"tree"}
        return actions.action_answering(session, "actions", thing, new_id, NOW), {"actions"}
    if node is None:
        return session, set()
    if data.draw(st.booleans()):
        return tree.node_to_action(session, "actions", node, new_id, NOW), {"actions"}
    return tree.node_to_missing(session, "missing", node, new_id, NOW), {"missing", "tree"}


def run(session: Session, data: st.DataObject, new_id: str) -> Turn:
    step = METHOD.step(data.draw(st.sampled_from(STEPS)))
    edit: Callable[[Session], Session] = data.draw(
        st.sampled_from(
            [
                lambda session: details.open_step(session, step.id),
                lambda session: details.begin_discussion(session, METHOD, step.id, NOW),
                lambda session: details.close_session(session, NOW),
                details.reopen_session,
                lambda session: toggle_timer(session, step, NOW),
                lambda session: add_minutes(session, step, 1, NOW),
            ]
        )
    )
    return edit(session), set()


def go_round(session: Session, data: st.DataObject, new_id: str) -> Turn:
    asked = {one.id for one in session.people}
    person = data.draw(st.sampled_from(sorted(asked))) if asked else new_id
    said = Answer(person=person, content=data.draw(st.sampled_from(AnswerContent)))
    return closing.set_answer(closing.clear_answer(session, "round", person), "round", said), {
        "round"
    }


def change(session: Session, data: st.DataObject, new_id: str) -> Turn:
    words, thing = data.draw(texts()), any_of(data, session, Entries)
    act, node = any_of(data, session, Actions), any_node(data, session)
    if thing is not None:
        return entries.edit_entry(session, thing, text=words), {step_of(session, thing)}
    if act is not None:
        return actions.edit_action(session, act, what=words), {"actions"}
    return tree.edit_node(session, node or FOCAL, text=words), {"tree"}


def delete(session: Session, data: st.DataObject, new_id: str) -> Turn:
    thing, act = any_of(data, session, Entries), any_of(data, session, Actions)
    node = any_node(data, session)
    if node is not None and data.draw(st.booleans()):
        return tree.delete_branch(session, node), {"tree"}
    if act is not None and data.draw(st.booleans()):
        return actions.delete_action(session, act), {"actions"}
    if thing is not None:
        return entries.delete_entry(session, thing), {step_of(session, thing)}
    return session, set()


def attend(session: Session, data: st.DataObject, new_id: str) -> Turn:
    if not session.people:
        return session, set()
    handles = st.sampled_from([person.id for person in session.people])
    person, cover = data.draw(handles), data.draw(handles)
    if data.draw(st.integers(0, 3)) == 0:
        return people.remove_person(session, person), {"round"}
    attends = data.draw(st.sampled_from(Attends))
    try:
        return people.edit_person(session, person, attends=attends, covered_by=cover), set()
    except ValueError:  # the cover is not there
        return people.shift_person(session, person, 1), set()


KEEPING: tuple[Edit, ...] = (add_something, grow, move_entry, move_action, rearrange, cross, run)
"""Edits after which every word that was there is there still."""

ALL: tuple[Edit, ...] = (*KEEPING, change, delete, attend, go_round)


def turns(
    session: Session, data: st.DataObject, edits: tuple[Edit, ...]
) -> Iterator[tuple[Session, Session, set[str | None]]]:
    """Before and after each of a few edits, and the steps that it may touch."""
    for n in range(data.draw(st.integers(1, 8))):
        after, touched = data.draw(st.sampled_from(edits))(session, data, f"new{n}")
        yield session, after, touched
        session = after


def typed(value: object, key: str = "") -> Iterator[str]:
    """Every text in a dumped value that somebody typed."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from typed(held, name)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from typed(held, key)
    elif type(value) is str and key not in ("id", "by", "at", "answers", "about", "entry"):
        yield value


@given(sessions(), st.data())
def test_what_an_edit_does_not_touch_stays_the_very_same(
    session: Session, data: st.DataObject
) -> None:
    for before, after, touched in turns(session, data, ALL):
        for old, new in zip(before.headings, after.headings, strict=True):
            assert new is old or new.step in touched


@given(sessions(), st.data())
def test_no_id_is_ever_there_twice_and_every_session_validates_again(
    session: Session, data: st.DataObject
) -> None:
    for _, after, _ in turns(session, data, ALL):
        taken = list(ids_of(after))
        assert len(taken) == len(set(taken))
        assert Session.model_validate(after.model_dump()) == after
        here = {person.id for person in after.people if person.present}
        covers = {one.covered_by for one in after.people if one.attends is Attends.COVERED}
        assert covers <= here
        assert not any(one.covered_by for one in after.people if one.attends is not Attends.COVERED)


@given(sessions(), st.data())
def test_no_word_is_lost_by_moving_it(session: Session, data: st.DataObject) -> None:
    for before, after, _ in turns(session, data, KEEPING):
        there = "\n".join(typed(after.model_dump()))
        for words in typed(before.model_dump()):
            assert words in there
