"""The action log: what is overdue, in which order, whose; and that no action is lost."""

from datetime import date

from hypothesis import given

from casetool.models.actions.log import (
    ActionState,
    Log,
    by_agency,
    count_words,
    list_actions,
    matching_actions,
    of_agency,
    open_first,
    without_owner,
)
from casetool.models.actions.model import Action, Actions, Scope
from casetool.models.people.model import Person
from casetool.models.session import Session, actions_of
from tests.support.strategies import sessions

TODAY = date(2026, 11, 24)
ACTIONS = (
    Action(id="a1", what="done", who="Kit", due=date(2026, 11, 1), done=date(2026, 11, 2)),
    Action(id="a2", what="undated", who="somebody"),
    Action(id="a3", what="today", who="Lee", due=TODAY, scope=Scope.SINGLE_AGENCY),
    Action(id="a4", what="late", who="Kit and Lee", due=date(2026, 11, 23)),
    Action(id="a5", what="soon", who="Mo", due=date(2026, 12, 1)),
)
SESSION = Session(
    id="s1",
    child="Robin",
    people=(
        Person(id="kit", name="Kit Marsh", agency="health"),
        Person(id="lee", name="Lee Garner", agency="police"),
        Person(id="jo", name="Jo Pell", agency="education"),
        Person(id="mo", name="Mo Ferris"),
    ),
    headings=(Actions(step="actions", actions=ACTIONS),),
)
LOG = list_actions(SESSION)


def whats(log: Log) -> list[str]:
    return [one.action.what for one in log]


def test_how_an_action_stands() -> None:
    found = [one.state(TODAY) for one in LOG]
    assert found == [
        ActionState.DONE,
        ActionState.OPEN,
        ActionState.OPEN,
        ActionState.OVERDUE,
        ActionState.OPEN,
    ]
    assert count_words(LOG, TODAY) == "5 actions: 1 overdue, 3 open, 1 done"
    assert count_words(LOG[:1], TODAY) == "1 action: 1 done"
    assert count_words((), TODAY) == "0 actions"


def test_open_ones_come_first_and_the_most_overdue_of_all() -> None:
    assert whats(open_first(LOG, TODAY)) == ["late", "today", "soon", "undated", "done"]


def test_whose_they_are() -> None:
    assert whats(of_agency(SESSION, LOG, "health")) == ["done", "late"]
    assert whats(of_agency(SESSION, LOG, "Lee Garner")) == ["today", "late"]
    assert of_agency(SESSION, LOG, "education") == ()
    assert whats(without_owner(LOG)) == ["undated", "soon"]


def test_what_is_asked_for() -> None:
    assert whats(matching_actions(LOG, only_open=True)) == ["undated", "today", "late", "soon"]
    assert whats(matching_actions(LOG, single_agency=True)) == ["today"]
    assert matching_actions(LOG) == LOG


def test_each_agencys_own_and_what_is_nobodys_last() -> None:
    groups = {name: whats(log) for name, log in by_agency(SESSION, LOG)}
    assert groups == {
        "health": ["done", "late"],
        "police": ["today", "late"],
        "": ["undated", "soon"],
    }
    assert list(groups)[-1] == ""


@given(sessions())
def test_no_action_is_lost_whatever_is_typed(session: Session) -> None:
    log = list_actions(session)
    assert [one.action for one in log] == list(actions_of(session))
    assert [one.number for one in log] == list(range(1, len(log) + 1))
    grouped = {one.number for _, theirs in by_agency(session, log) for one in theirs}
    assert grouped == {one.number for one in log}
    assert sorted(whats(open_first(log, TODAY))) == sorted(whats(log))
