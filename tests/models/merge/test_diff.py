"""Whatever differs is shown in plain words, and what one side added is kept."""

import re
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import assume, given

from casetool.models.actions.model import Action, Actions
from casetool.models.base import FrozenModel, evolve
from casetool.models.corrections.model import (
    CirculatedVersion,
    Correction,
    CorrectionKind,
    DatesSet,
    Decision,
)
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.heading import Heading, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.merge.diff import NOT_COMPARED, differences
from casetool.models.merge.merge import merge_parts
from casetool.models.method import empty_headings
from casetool.models.people.model import Attends, Person
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Nation, Session
from casetool.models.timing.schedule_edits import begin_schedule
from casetool.models.tree.model import (
    Cause,
    Effect,
    Ends,
    Happened,
    Level,
    OnWhom,
    Test,
    Tree,
    walk,
)
from tests.support.strategies import METHOD, sessions

BARE = Session(id="a", child="Child A", headings=empty_headings(METHOD))
ROWS = ("people", "ticked", "agreed", "names", "circulated", "corrections")
"""The fields with a list of items."""
NO_ITEMS = NOT_COMPARED - {*ROWS, "headings", "dates_set"}
"""The fields that come from no other version."""


def _at(day: int) -> datetime:
    return datetime(2026, 11, day, 10, 30, 15, 70, tzinfo=UTC)


def _filled(mark: str, day: int) -> Session:
    """A session with something in every field. Only the method's steps are common to two."""
    fill = {Entries: _entries, Actions: _actions, Tree: _tree, Round: _round}
    return evolve(
        BARE,
        child=f"Child {mark.upper()}",
        referral=date(2026, 10, day),
        discussion=date(2026, 11, day),
        review=date(2027, 10, day),
        reason=f"reason {mark}",
        facilitator=f"lead {mark}",
        nation=Nation.WALES if mark == "b" else Nation.SCOTLAND,
        starts=time(day),
        length=60 + day,
        closed=_at(day),
        notes_agreed=_at(day),
        people=(
            Person(id=f"kit-{mark}", name=f"Kit {mark}", role="nurse", agency="health"),
            Person(id=f"al-{mark}", name=f"Al {mark}", attends=Attends.COVERED,
                   covered_by=f"kit-{mark}"),
        ),
        ticked=(Tick(words=f"tick {mark}", at=_at(day), step="facts"),),
        agreed=(Agreed(thing=f"e-{mark}-facts", words=f"agreed {mark}", at=_at(day)),),
        names=(Name(name=f"Real {mark}", stand_in=f"stand-in {mark}", also=(f"Re{mark}",)),),
        dates_set=DatesSet(notes_out=date(2026, 11, day + 1), corrections=date(2026, 12, day),
                           plans=date(2026, 12, day + 1)),
        circulated=(
            CirculatedVersion(number=1, at=_at(day), to=f"group {mark}", marking="OFFICIAL",
                              names=NameDisplay.STAND_INS, digest="0f" * 32,
                              until=date(2026, 12, day)),
        ),
        corrections=(
            Correction(id=f"z-{mark}", thing=f"e-{mark}-facts", who=f"reader {mark}", at=_at(day),
                       sort=CorrectionKind.DISAGREEMENT, was="was", becomes="becomes"),
            Correction(id=f"y-{mark}", thing=f"e-{mark}-facts", by=f"kit-{mark}", field="due_words",
                       at=_at(day), version=1, becomes="soon", ruling=Decision.REFUSED,
                       why="no", ruled=_at(day)),
        ),
        headings=tuple(fill[type(each)](each, mark, day) for each in BARE.headings),
    )  # fmt: skip


def _entries(heading: Heading, mark: str, day: int) -> Heading:
    entry = Entry(id=f"e-{mark}-{heading.step}", text=f"fact {mark}", kind=EntryKind.CHILD,
                  by=f"kit-{mark}", at=_at(day), source="a record", owner=f"Al {mark}",
                  due=date(2026, 12, day), due_words="soon", answer="known",
                  about=(f"c-{mark}", "gone"))  # fmt: skip
    return Entries(step=heading.step, entries=(entry,))


def _actions(heading: Heading, mark: str, day: int) -> Heading:
    action = Action(id=f"x-{mark}", what=f"ring {mark}", who="Kit", due=date(2026, 12, day),
                    done=date(2026, 12, day + 1), by=f"kit-{mark}", at=_at(day),
                    answers=(f"e-{mark}-facts",))  # fmt: skip
    return Actions(step=heading.step, actions=(action,))


def _tree(heading: Heading, mark: str, day: int) -> Heading:
    cause = Cause(id=f"c-{mark}", text=f"cause {mark}", level=Level.TEAM, ends=Ends.ROOT,
                  test=Test.SUPPORTED, speaks_for=("one", "two"), speaks_against=("three",),
                  entry=f"e-{mark}-facts", at=_at(day))  # fmt: skip
    effect = Effect(id=f"f-{mark}", text=f"effect {mark}", happened=Happened.HAS,
                    on=(OnWhom.CHILD, OnWhom.FAMILY))  # fmt: skip
    return Tree(step=heading.step, focal=f"focal {mark}", causes=(cause,), effects=(effect,))


def _round(heading: Heading, mark: str, day: int) -> Heading:
    answer = Answer(person=f"kit-{mark}", content=AnswerContent.NOT_CONTENT, record=f"day {day}")
    return Round(step=heading.step, said=(answer,))


def _classes(model: type[FrozenModel] = FrozenModel) -> set[str]:
    return {model.__name__}.union(*map(_classes, model.__subclasses__()))


def _fields(model: type[FrozenModel] = FrozenModel) -> set[str]:
    names = {name for name in model.model_fields if "_" in name}
    return names.union(*map(_fields, model.__subclasses__()))


CODE = re.compile(
    rf"\b({'|'.join(sorted(_classes()))})\(|\b({'|'.join(sorted(_fields()))})\b"
    r"|\w\(\w+=|\bNone\b|<\w+\.\w+: |datetime|\+00:00|\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d|\(\)|',\)"
)
"""What only a programmer would read."""


def _shown(here: Session, there: Session) -> list[str]:
    return [text for each in differences(here, there) for text in (each.here, each.there)]


def _items(session: Session) -> set[FrozenModel]:
    """Every item of every list, and each box without those that hang on it."""
    items: set[FrozenModel] = {item for name in ROWS for item in getattr(session, name)}
    for heading in session.headings:
        match heading:
            case ItemsHeading():
                items.update(heading.all_items)
            case Round():
                items.update(heading.said)
            case Tree():
                items.update(evolve(node, children=()) for node, _, _ in walk(heading))
    return items


@pytest.mark.parametrize("field", sorted(set(Session.model_fields) - NO_ITEMS))
def test_each_field_of_a_session_is_shown_in_words_and_can_be_taken(field: str) -> None:
    here, there = _filled("b", 2), _filled("c", 5)
    for ours in (BARE, here):
        theirs = evolve(ours, **{field: getattr(there, field)})
        assert theirs != ours, f"{field} needs a value in this test"
        differing = differences(ours, theirs)
        assert differing
        assert not [text for text in _shown(ours, theirs) if CODE.search(text)]
        take = frozenset(difference.key for difference in differing)
        assert getattr(merge_parts(ours, theirs, take), field)
        assert not differences(merge_parts(ours, theirs, take), theirs)


def test_two_sessions_that_differ_in_every_field_keep_each_item_of_both() -> None:
    here, there = _filled("b", 2), _filled("c", 5)
    differing = differences(here, there)
    added = frozenset(difference.key for difference in differing if not difference.here)
    merged = merge_parts(here, there, added)
    assert _items(here) | _items(there) == _items(merged)
    assert not [text for text in _shown(here, there) if CODE.search(text)]


def test_dates_that_somebody_set_are_chosen_day_by_day() -> None:
    here = evolve(BARE, dates_set=DatesSet(notes_out=date(2026, 11, 20)))
    there = evolve(BARE, dates_set=DatesSet(plans=date(2026, 12, 1)))
    told = {each.key: (each.here, each.there) for each in differences(here, there)}
    assert told == {
        "date:notes_out": ("notes go out: Fri 20 Nov 2026", ""),
        "date:plans": ("", "single-agency plans by: Tue 1 Dec 2026"),
    }
    assert merge_parts(here, there, frozenset({"date:plans"})).dates_set == DatesSet(
        notes_out=date(2026, 11, 20), plans=date(2026, 12, 1)
    )


def test_when_a_discussion_began_comes_where_it_has_not_begun_and_never_goes() -> None:
    begun = begin_schedule(evolve(BARE, begun=_at(2), starts=time(9)), METHOD, _at(2))
    there = evolve(begun, starts=None)
    told = {each.key: (each.here, each.there) for each in differences(BARE, there)}
    assert told == {
        "time:begun": ("", "discussion begun: Mon 2 Nov 2026 10:30"),
        "time:hour": (
            "",
            "time kept: from Mon 2 Nov 2026 10:30, planned until Mon 2 Nov 2026 11:30",
        ),
    }
    assert merge_parts(BARE, there, frozenset(told)) == evolve(
        BARE, begun=there.begun, hour=there.hour
    )
    assert differences(there, BARE) == ()
    assert merge_parts(there, BARE, frozenset(told)) == there


def test_people_and_lines_are_shown_by_their_words() -> None:
    told = {each.key: each.there for each in differences(BARE, _filled("b", 2))}
    assert "said by Kit b, health" in told["entry:e-b-facts"]
    assert "about “cause b”, a line that is not here" in told["entry:e-b-facts"]
    assert "answers “fact b”" in told["action:x-b"]
    assert "covered by Kit b" in told["person:al-b"]
    assert told["said:kit-b"] == "Kit b: not content · day 2"
    assert told["correction:z-b"] == "reader b disagrees with “was”: “becomes”"
    assert told["correction:y-b"] == (
        "Kit b: due words: nothing → “soon” · read in version 1 · refused · no"
        " · decided Mon 2 Nov 2026 10:30"
    )


@given(sessions(), sessions())
def test_no_code_is_shown_of_any_two_sessions(here: Session, there: Session) -> None:
    code = re.compile(r"\w\(\w+=|\bNone\b|datetime\.")
    # people may have typed anything
    assume(not code.search(f"{here.model_dump_json()} {there.model_dump_json()}"))
    assert not [text for text in _shown(here, there) if code.search(text)]


@given(sessions(), sessions())
def test_what_only_the_other_has_is_kept_beside_all_of_ours(here: Session, there: Session) -> None:
    added = frozenset(each.key for each in differences(here, there) if not each.here)
    merged = merge_parts(here, there, added)
    assert not [each for each in differences(merged, there) if not each.here]
    assert not [each for each in differences(here, merged) if each.here and not each.there]
