"""Calendar entries, judged by another reader and by the rules for lines: never by their writer."""

import builtins
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given

from casetool.models.actions.log import Log, list_actions
from casetool.models.actions.model import Action, Actions
from casetool.models.people.model import Person
from casetool.models.session import Nation, Session
from casetool.render.views.calendar import (
    NoCalendarError,
    action_calendar,
    dated_actions,
    event_summary,
)
from tests.support.strategies import NASTY, sessions

NOW = datetime(2026, 11, 24, 10, 4, 30, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


def log_of(*actions: Action, child: str = "Child A", nation: Nation = Nation.ENGLAND) -> Log:
    session = Session(
        id="s1",
        child=child,
        discussion=date(2026, 11, 12),
        nation=nation,
        people=(
            Person(id="kit", name="Kit Marsh", agency="health"),
            Person(id="lee", name="Lee Garner", agency="police"),
        ),
        headings=(Actions(step="actions", actions=actions),),
    )
    return list_actions(session)


def action(**more: Any) -> Action:
    fields = {"id": "a1", "what": "See Ash", "who": "Kit", "due": FRIDAY, "known": "seen",
              "difference": "safe"}  # fmt: skip
    return Action.model_validate(fields | more)


def events(data: bytes) -> list[Any]:
    """As vobject has them, once each line is one that the standard allows."""
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # a letter is never parted
    assert lines[:1] == [b"BEGIN:VCALENDAR"]
    return list(vobject.readOne(data.decode()).contents.get("vevent", []))


def test_an_entry_is_all_day_and_says_nothing_of_the_case() -> None:
    data = action_calendar(log_of(action()), NOW, "OFFICIAL-SENSITIVE")
    (event,) = events(data)
    assert event.summary.value == "Action due: Child A (health)"
    assert event.dtstart.value == FRIDAY
    assert event.dtend.value == FRIDAY + timedelta(days=1)
    assert event.dtstamp.value == NOW
    assert event.description.value.split("\n")[0] == "OFFICIAL-SENSITIVE"
    assert event.contents["class"][0].value == "CONFIDENTIAL"
    assert event.transp.value == "TRANSPARENT"
    for words in ("Kit", "Marsh", "Ash", "seen", "safe"):
        assert words.encode() not in data


def test_with_detail_it_says_what_and_who() -> None:
    (event,) = events(action_calendar(log_of(action()), NOW, detail=True))
    assert event.description.value.split("\n") == [
        "What: See Ash", "Who by: Kit", "How we will know: seen",
        "What difference: safe", "Discussed: Thu 12 Nov 2026",
    ]  # fmt: skip


def test_one_for_each_open_action_with_a_date() -> None:
    log = log_of(
        action(),
        action(id="a2", due=None, due_words="soon"),
        action(id="a3", done=FRIDAY),
        action(id="a4", due=date(2026, 11, 2), who="Kit and Lee"),
        action(id="a5", who="the aunt"),
    )
    assert [one.action.id for one in dated_actions(log)] == ["a1", "a4", "a5"]
    found = events(action_calendar(log, NOW))
    assert [event.uid.value for event in found] == [f"s1-{n}@casetool" for n in ("a1", "a4", "a5")]
    assert [event.summary.value for event in found] == [
        "Action due: Child A (health)",
        "Action due: Child A (health, police)",
        "Action due: Child A",
    ]


@pytest.mark.parametrize(
    ("due", "nation", "reminded"),
    [
        (FRIDAY, Nation.ENGLAND, date(2026, 11, 26)),
        (date(2026, 11, 30), Nation.ENGLAND, FRIDAY),  # Monday
        (date(2026, 12, 1), Nation.SCOTLAND, FRIDAY),  # after St Andrew's Day
        (date(2026, 12, 1), Nation.ENGLAND, date(2026, 11, 30)),
        (date(2026, 12, 29), Nation.ENGLAND, date(2026, 12, 24)),  # after Boxing Day's Monday
        (date(2026, 11, 29), Nation.ENGLAND, FRIDAY),  # a Sunday
    ],
)
def test_one_is_reminded_on_the_working_day_before(
    due: date, nation: Nation, reminded: date
) -> None:
    (event,) = events(action_calendar(log_of(action(due=due), nation=nation), NOW))
    alarm = event.valarm
    assert (alarm.action.value, alarm.description.value) == ("DISPLAY", event.summary.value)
    moment = datetime.combine(due, time()) + alarm.trigger.value
    assert (moment.date(), moment.time()) == (reminded, time(9))


def test_read_again_it_changes_the_same_entry() -> None:
    (before,) = events(action_calendar(log_of(action()), NOW))
    later = NOW + timedelta(hours=1)
    (after,) = events(action_calendar(log_of(action(what="x", due=date(2026, 12, 4))), later))
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value > before.dtstamp.value


@pytest.mark.parametrize(
    "text",
    [*(one for one in NASTY if one.strip()), "é" * 200, "子" * 90, "👩‍👧" * 40, "a;b,c\\n:d"],
)
def test_words_come_back_as_they_were(text: str) -> None:
    log = log_of(action(what=text), child=text)
    (event,) = events(action_calendar(log, NOW, detail=True))
    assert event.summary.value == event_summary(log[0])
    assert event.description.value.startswith(f"What: {text.strip()}\nWho by: Kit")


@given(sessions())
def test_any_session_makes_lines_that_the_standard_allows(session: Session) -> None:
    log = dated_actions(list_actions(session))
    for detail in (False, True):
        found = events(action_calendar(log, NOW, session.reason, detail))
        assert [event.summary.value.split() for event in found] == [
            event_summary(one).split() for one in log
        ]


def test_without_the_part_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return true_import(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoCalendarError) as caught:
        action_calendar(log_of(action()), NOW)
    assert 'pip install "icalendar' in str(caught.value)
