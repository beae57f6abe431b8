"""How far each step is."""

from datetime import UTC, datetime

from hypothesis import given

from casetool.models.base import evolve
from casetool.models.checks import missing_parts
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import KindName, empty_headings
from casetool.models.people.model import Person
from casetool.models.progress import StepState, progress
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session
from casetool.models.tree.model import Cause, Ends, Tree
from tests.support.strategies import METHOD, sessions

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
EMPTY = Session(id="robin", child="Robin", headings=empty_headings(METHOD))


def state(session: Session, step: str) -> tuple[int, StepState]:
    return next((one.count, one.state) for one in progress(session, METHOD) if one.step.id == step)


def holding(heading: Entries | Tree | Round, session: Session = EMPTY) -> Session:
    there = [heading if one.step == heading.step else one for one in session.headings]
    return evolve(session, headings=there)


def test_every_step_of_an_empty_session_is_empty() -> None:
    steps = progress(EMPTY, METHOD)
    assert [one.step for one in steps] == list(METHOD.steps)
    assert {(one.count, one.state) for one in steps} == {(0, StepState.EMPTY)}


def test_people_count_and_are_done_once_nothing_is_missing_there() -> None:
    session = evolve(EMPTY, people=(Person(id="kit"), Person(id="jo")))
    assert state(session, "people") == (2, StepState.BEGUN)
    session = evolve(session, facilitator="Mo Ferris", discussion=NOW.date())
    assert state(session, "people") == (2, StepState.DONE)


def test_a_heading_without_findings_is_done_with_its_first_words() -> None:
    session = holding(Entries(step="worked", entries=(Entry(id="kept", text="kept ringing"),)))
    assert state(session, "worked") == (1, StepState.DONE)


def test_a_heading_with_a_finding_has_begun() -> None:
    session = holding(Entries(step="worries", entries=(Entry(id="ash", text="Ash"),)))
    assert state(session, "worries") == (1, StepState.BEGUN)


def test_the_tree_counts_its_boxes() -> None:
    tree = Tree(step="tree", focal="Nobody knows.", causes=(Cause(id="nights"),))
    assert state(holding(tree), "tree") == (2, StepState.BEGUN)
    tree = evolve(tree, causes=(Cause(id="nights", ends=Ends.ROOT),))
    assert state(holding(tree), "tree") == (2, StepState.DONE)


def test_the_round_is_done_when_all_who_are_here_were_asked() -> None:
    session = evolve(EMPTY, people=(Person(id="kit"), Person(id="jo")))
    kit, jo = (Answer(person=who, content=AnswerContent.CONTENT) for who in ("kit", "jo"))
    assert state(session, "round") == (0, StepState.EMPTY)
    assert state(holding(Round(step="round", said=(kit,)), session), "round") == (
        1,
        StepState.BEGUN,
    )
    assert state(holding(Round(step="round", said=(kit, jo)), session), "round") == (
        2,
        StepState.DONE,
    )


def test_the_notes_are_done_when_the_session_is_closed() -> None:
    assert state(evolve(EMPTY, begun=NOW), "notes") == (0, StepState.EMPTY)
    assert state(evolve(EMPTY, closed=NOW), "notes") == (0, StepState.DONE)


@given(sessions())
def test_what_is_done_holds_something_and_lacks_nothing(session: Session) -> None:
    lacking = {found.step for found in missing_parts(session, METHOD)}
    for one in progress(session, METHOD):
        if one.step.kind != KindName.NOTES:
            assert (one.count == 0) == (one.state is StepState.EMPTY)
            assert (one.state is StepState.DONE) == (one.count > 0 and one.step.id not in lacking)
