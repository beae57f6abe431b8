"""The days of a session that nobody can mean are told of, each once."""

from datetime import UTC, date, datetime

import pytest

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.checks import findings
from casetool.models.corrections.model import DatesSet
from casetool.models.entries.model import Entries, Entry
from casetool.models.odd_days import long_past_deadlines, odd_days
from casetool.models.session import Session
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


@pytest.mark.parametrize(
    ("due", "done", "told"),
    [
        (date(2025, 1, 1), None, "An action, due: 1 Jan 2025, 97 weeks"),
        (date(2026, 10, 14), None, "An action, due: 14 Oct 2026, 4 weeks"),
        (date(2026, 10, 15), None, ""),
        (date(2026, 12, 1), None, ""),
        (date(2025, 1, 1), date(2026, 11, 13), ""),
        (date(1, 1, 1), None, ""),
    ],
)  # fmt: skip
def test_a_deadline_long_past_when_it_was_written_is_questioned(
    due: date, done: date | None, told: str
) -> None:
    action = Action(id="a1", due=due, done=done, at=datetime(2026, 11, 12, 10, tzinfo=UTC))
    session = with_heading(Actions(step="actions", actions=(action,)))
    told = f"{told} before it was written down." if told else ""
    assert [day.message for day in long_past_deadlines(session, TODAY)] == ([told] if told else [])
    asked = [finding.message for finding in findings(session, METHOD, "", TODAY)]
    assert (f"{told} Is that right?" in asked) == bool(told)


def test_a_gap_is_questioned_until_it_is_answered() -> None:
    written = datetime(2026, 11, 12, 10, tzinfo=UTC)
    gap = Entry(id="g1", text="who is he?", due=date(2026, 1, 1), at=written)
    session = with_heading(Entries(step="missing", entries=(gap,)))
    (asked,) = long_past_deadlines(session, TODAY)
    assert (asked.step, asked.item_id) == ("missing", "g1")
    answered = with_heading(Entries(step="missing", entries=(evolve(gap, answer="an uncle"),)))
    assert long_past_deadlines(answered, TODAY) == ()


@pytest.mark.parametrize("value", [True, "yes", 3, FAR, datetime(2026, 11, 20, tzinfo=UTC)])
def test_an_unknown_key_with_the_name_of_a_day_is_none(value: object) -> None:
    entry = Entry.model_validate({"id": "e1", "text": "who is he?", "done": value})
    session = with_heading(Entries(step="missing", entries=(entry,)))
    assert odd_days(session, TODAY) == ()


def with_heading(heading: Actions | Entries) -> Session:
    headings = (heading if each.step == heading.step else each for each in ROBIN.headings)
    return evolve(ROBIN, headings=tuple(headings))
