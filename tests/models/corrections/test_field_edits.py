"""Corrections that fill what is empty, and of fields that hold more than one thing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.edits import accept, add_correction, circulate, refuse
from casetool.models.corrections.field_edits import set_line
from casetool.models.corrections.model import Correction
from casetool.models.corrections.targets import NEW_LINE, correctable, fillable, hangs_on, text_at
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.ids import DETAILS_ID
from casetool.models.people.model import Person
from casetool.models.round.edits import set_answer
from casetool.models.round.model import Answer, AnswerContent
from casetool.models.session import Session, actions_of, entries_of, ids_of, tree_of
from casetool.models.tree.edits import add_cause, add_effect, delete_branch, set_focal
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, walk
from casetool.models.vanished_items import GoneError
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD, sessions, texts

BARE = add_action(
    with_lines(with_lines(ROOM, "missing", Entry(id="gap", text="Who is the father?")), "facts"),
    "actions",
    Action(id="act1", what="See Ash"),
)
GROWN = add_effect(
    add_cause(set_focal(BARE, "I wait."), Cause(id="why", text="nobody came"), FOCAL),
    Effect(id="then", text="Ash is hungry"),
    FOCAL,
)
OUT = circulate(GROWN, METHOD, NOW)


def accepted(session: Session, thing: str, field: str, becomes: str) -> Session:
    said = Correction(id="z1", at=NOW, thing=thing, field=field, becomes=becomes)
    return accept(add_correction(session, METHOD, said), METHOD, "z1", NOW)


@pytest.mark.parametrize(
    ("thing", "field", "becomes", "stands"),
    [
        ("act1", "due", "20 nov 2026", "Fri 20 Nov 2026"),
        ("act1", "who", "Nic", "Nic"),
        ("gap", "owner", "Bea", "Bea"),
        ("bea", "role", "officer", "officer"),
        (DETAILS_ID, "referral", "14/10/26", "Wed 14 Oct 2026"),
        ("then", "on", "child; services", "child; services"),
        ("then", "on", "Family and siblings, child", "family and siblings; child"),
        ("then", "horizon", "longer term", "longer term"),
        ("why", "speaks_for", "the rota; two calls", "the rota; two calls"),
        ("why", "speaks_against", "a visit in May", "a visit in May"),
        ("bea", "covered_by", "Kit Marsh", "kit"),
    ],
)
def test_what_was_empty_can_be_filled(thing: str, field: str, becomes: str, stands: str) -> None:
    assert (thing, field) in fillable(OUT, METHOD)
    session = accepted(OUT, thing, field, becomes)
    assert text_at(session, thing, field) == stands
    assert (thing, field) not in fillable(session, METHOD)
    assert (thing, field, stands) in correctable(session, METHOD)


def test_who_covers_whom_can_be_taken_back() -> None:
    session = accepted(OUT, "bea", "covered_by", "kit")
    assert text_at(session, "bea", "attends") == "covered"
    again = accepted(evolve(session, corrections=()), "bea", "covered_by", "")
    assert text_at(again, "bea", "covered_by") == ""
    assert text_at(again, "bea", "attends") == "absent"


@pytest.mark.parametrize(
    ("thing", "field", "becomes", "said"),
    [
        ("then", "on", "child; the moon", "It can be child,"),
        ("bea", "covered_by", "somebody else", "Nobody in the list of people"),
        ("bea", "covered_by", "bea", "Only somebody who is here"),
        (f"{NEW_LINE}worries", "", " ", "What is to stand there"),
    ],
)
def test_what_cannot_be_so_is_refused_with_words(
    thing: str, field: str, becomes: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        accepted(OUT, thing, field, becomes)


def test_the_words_of_a_box_are_corrected_and_an_empty_box_is_taken_out() -> None:
    assert text_at(accepted(OUT, "why", "", "nobody rang"), "why", "") == "nobody rang"
    assert "why" not in set(ids_of(accepted(OUT, "why", "", " ")))


def test_a_box_on_which_others_hang_is_not_taken_out_with_them() -> None:
    session = add_cause(OUT, Cause(id="deeper", text="no bus"), "why")
    with pytest.raises(ValueError, match="Other boxes hang on this one"):
        accepted(session, "why", "", "")


def test_what_somebody_said_in_the_round_is_corrected_in_their_answer() -> None:
    answer = Answer(person="bea", content=AnswerContent.NOT_CONTENT, record="too late")
    session = circulate(set_answer(GROWN, "round", answer), METHOD, NOW)
    session = accepted(session, "bea", "content", "content")
    assert text_at(session, "bea", "content") == "content"
    session = accepted(evolve(session, corrections=()), "bea", "record", "soon enough")
    assert text_at(session, "bea", "record") == "soon enough"
    assert text_at(session, "bea", "content") == "content"
    with pytest.raises(GoneError):
        accepted(OUT, "kit", "content", "content")


def test_a_line_can_lose_its_kind_but_has_no_field_of_another() -> None:
    fact = Entry(id="fact", text="Ash was late", kind=EntryKind.FACT)
    session = circulate(with_lines(GROWN, "thoughts", fact), METHOD, NOW)
    assert text_at(session, "fact", "kind") == "fact"
    assert text_at(accepted(session, "fact", "kind", ""), "fact", "kind") == ""
    with pytest.raises(GoneError, match="horizon"):
        set_line(session, "fact", "horizon", "longer term", NOW.date())
    with pytest.raises(GoneError, match="elsewhere"):
        set_line(session, "elsewhere", "", "Ash was late", NOW.date())


def test_a_word_with_the_sign_that_parts_them_is_not_torn() -> None:
    torn = add_cause(OUT, Cause(id="c2", text="x", speaks_for=("late; and alone",)), FOCAL)
    with pytest.raises(ValueError, match="in the tree"):
        accepted(torn, "c2", "speaks_for", "late")


def test_a_line_that_nobody_wrote_down_is_added_once_it_is_accepted() -> None:
    said = Correction(id="z1", at=NOW, thing=f"{NEW_LINE}worries", becomes="Ash sleeps badly")
    session = add_correction(OUT, METHOD, said)
    assert session.headings == OUT.headings
    assert refuse(session, "z1", NOW, "said elsewhere").headings == OUT.headings
    session = accept(session, METHOD, "z1", NOW)
    (entry,) = (one for heading, one in entries_of(session) if heading.step == "worries")
    assert entry.text == "Ash sleeps badly"
    assert len(set(ids_of(session))) == len(list(ids_of(session)))
    action = accepted(OUT, f"{NEW_LINE}actions", "", "Ring the GP")
    assert [one.what for one in actions_of(action)] == ["See Ash", "Ring the GP"]
    focal = accepted(circulate(BARE, METHOD, NOW), FOCAL, "", "I wait.")
    assert text_at(focal, FOCAL, "") == "I wait."


def test_a_box_of_the_tree_that_nobody_wrote_down_is_hung_where_it_belongs() -> None:
    offered = [thing for thing, _ in fillable(OUT, METHOD)][-4:]
    assert offered == ["effect-of-focal", "cause-of-focal", "effect-of-then", "cause-of-why"]
    shapes = []
    for place in offered:
        session = accepted(OUT, place, "", "Ash sleeps badly")
        tree = tree_of(session)
        assert tree is not None
        shapes.append([(parent, type(node), node.text) for node, parent, _ in walk(tree)])
    here, there = ("focal", Effect, "Ash is hungry"), ("focal", Cause, "nobody came")
    assert shapes == [
        [here, ("focal", Effect, "Ash sleeps badly"), there],
        [here, there, ("focal", Cause, "Ash sleeps badly")],
        [here, ("then", Effect, "Ash sleeps badly"), there],
        [here, there, ("why", Cause, "Ash sleeps badly")],
    ]


def test_a_box_cannot_hang_on_one_that_is_gone_nor_where_there_is_no_tree() -> None:
    said = Correction(id="z1", at=NOW, thing="cause-of-why", becomes="no bus")
    session = delete_branch(add_correction(OUT, METHOD, said), "why")
    with pytest.raises(KeyError):
        accept(session, METHOD, "z1", NOW)
    for thing in ("effect-of-why", "cause-of-then", "cause-of-nothing", "cause-of-gap"):
        with pytest.raises(KeyError):
            accepted(OUT, thing, "", "x")
    empty = circulate(BARE, METHOD, NOW)
    assert not any(thing.startswith("cause-of-") for thing, _ in fillable(empty, METHOD))


def test_a_box_is_offered_nowhere_below_the_deepest() -> None:
    session = OUT
    for level in range(2, DEEPEST_TREE + 1):
        parent = "why" if level == 2 else f"c{level - 1}"
        session = add_cause(session, Cause(id=f"c{level}", text="why?"), parent)
    offered = {thing for thing, _ in fillable(session, METHOD)}
    assert f"cause-of-c{DEEPEST_TREE - 1}" in offered
    assert f"cause-of-c{DEEPEST_TREE}" not in offered


def test_somebody_whose_name_begins_like_a_new_line_is_corrected_as_anybody() -> None:
    person = Person(id="new-life", name="New Life", role="charity", agency="voluntary")
    session = circulate(evolve(OUT, people=(*OUT.people, person)), METHOD, NOW)
    session = accepted(session, "new-life", "role", "shelter")
    assert text_at(session, "new-life", "role") == "shelter"


def test_an_id_that_leaves_no_room_for_what_hangs_on_it_is_not_offered() -> None:
    long = add_cause(OUT, Cause(id="c" * 80, text="x"), FOCAL)
    places = [thing for thing, _ in fillable(long, METHOD) if hangs_on(thing) == "c" * 80]
    assert places == []


def test_what_is_private_or_is_no_list_gets_no_line() -> None:
    new = {thing for thing, _ in fillable(OUT, METHOD) if thing.startswith(NEW_LINE)}
    assert f"{NEW_LINE}worries" in new
    for step in ("jottings", "tree", "people", "nowhere"):
        assert f"{NEW_LINE}{step}" not in new
        with pytest.raises(KeyError):
            accepted(OUT, f"{NEW_LINE}{step}", "", "x")


def test_only_what_a_heading_asks_for_is_offered() -> None:
    offered = set(fillable(with_lines(OUT, "facts", Entry(id="fact", text="Late")), METHOD))
    assert ("fact", "source") in offered
    assert ("fact", "owner") not in offered
    assert ("gap", "source") not in offered
    assert (DETAILS_ID, "child") not in offered


@given(sessions(), st.data())
def test_what_can_be_filled_is_empty_and_filling_it_touches_nothing_else(
    session: Session, data: st.DataObject
) -> None:
    session = evolve(session, corrections=())
    thing, field = data.draw(st.sampled_from(fillable(session, METHOD)))
    assert text_at(session, thing, field) == ""
    said = Correction(id="z1", at=NOW, thing=thing, field=field, becomes=data.draw(texts()))
    with_one = add_correction(session, METHOD, said)
    assert evolve(with_one, corrections=()) == session
    try:
        after = accept(with_one, METHOD, "z1", NOW)
    except ValueError:
        return
    assert after.circulated == session.circulated
    assert len(after.headings) == len(session.headings)


def test_a_day_is_the_one_that_was_meant_when_it_was_said() -> None:
    said = Correction(id="z1", at=NOW, thing="act1", field="due", becomes="friday")
    later = NOW + timedelta(days=14)
    session = accept(add_correction(OUT, METHOD, said), METHOD, "z1", later)
    assert text_at(session, "act1", "due") == "Fri 13 Nov 2026"  # said on Thursday the 12th
