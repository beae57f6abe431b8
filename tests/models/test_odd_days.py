"""The days of a session that nobody can mean are told of, each once."""

from datetime import UTC, date, datetime

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.checks import findings
from casetool.models.corrections.model import DatesSet
from casetool.models.entries.model import Entries, Entry
from casetool.models.odd_days import odd_days
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD

TODAY = date(2026, 11, 28)
FAR = date(9999, 12, 31)


def test_nothing_is_said_of_a_session_as_it_mostly_is() -> None:
    assert odd_days(ROBIN, TODAY) == ()
    assert not any(one.check == "odd-date" for one in findings(ROBIN, METHOD, "", TODAY))


def test_each_odd_day_is_told_of_where_it_stands() -> None:
    action = Action(id="a1", what="See Ash\nat home", due=FAR, done=date(1, 1, 1))
    entry = Entry(id="e1", text="x" * 50, at=datetime(1, 1, 1, tzinfo=UTC))
    headings = tuple(
        Actions(step="actions", actions=(action,)) if one.step == "actions"
        else Entries(step="facts", entries=(entry,)) if one.step == "facts" else one
        for one in ROBIN.headings
    )  # fmt: skip
    session = evolve(
        ROBIN,
        discussion=FAR,
        begun=datetime(1, 1, 1, tzinfo=UTC),
        dates_set=DatesSet(plans=FAR),
        headings=headings,
    )
    assert [one.message for one in odd_days(session, TODAY)] == [
        "The discussion: 31 Dec 9999, 7,973 years from now.",
        "The day by which each agency has its plan: 31 Dec 9999, 7,973 years from now.",
        "The beginning of the discussion: 1 Jan 1, 2,025 years ago.",
        "An entry, written down: 1 Jan 1, 2,025 years ago.",
        "An action, due: 31 Dec 9999, 7,973 years from now.",
        "An action, done: 1 Jan 1, 2,025 years ago.",
    ]
    found = [one for one in findings(session, METHOD, "", TODAY) if one.check == "odd-date"]
    assert [one.step for one in found] == ["people"] * 3 + ["facts", "actions", "actions"]
    assert found[0].message == "The discussion: 31 Dec 9999, 7,973 years from now. Is that right?"
