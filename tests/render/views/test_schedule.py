"""The clock and the hour in words: for the facilitator, and for the room that is told less."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.session_edits import begin_discussion, close_session, open_step
from casetool.models.timing.schedule_edits import end_schedule, more_time, toggle_break
from casetool.models.timing.timer_edits import toggle_timer
from casetool.render.views.schedule import going, hour_words, ticks
from tests.support.strategies import METHOD, instants, sessions

BEGAN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
PREPARED = Session(
    id="a", child="Robin", at="thoughts", discussion=date(2026, 11, 12),
    headings=empty_headings(METHOD),
)  # fmt: skip


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


BEGUN = begin_discussion(PREPARED, METHOD, "thoughts", BEGAN)
TREE = open_step(BEGUN, "tree", at(5))


def told(session: Session, minutes: float, width: int = 120, private: bool = True) -> list[str]:
    return [text for text, _ in hour_words(session, METHOD, at(minutes), width, private)]


def test_before_it_begins_the_key_is_named_to_the_facilitator_on_the_day() -> None:
    assert told(PREPARED, 0) == ["F2 starts 5:00"]
    people = evolve(PREPARED, at="people")
    assert told(people, 0) == ["F2 starts the hour"]
    assert told(evolve(people, discussion=date(2026, 11, 13)), 0) == []
    assert told(people, 0, private=False) == []


def test_a_step_without_a_clock_shows_its_share_and_the_hour_says_how_it_stands() -> None:
    assert told(TREE, 17) == ["Tree 12 of 27 min", "hour 17 of 60, on plan"]
    assert told(TREE, 17, width=80) == ["Tree 12 of 27", "17 of 60, on plan"]
    assert told(TREE, 40) == ["Tree 35 of 27 min", "hour 40 of 60, 8 min behind"]
    assert told(TREE, 40, width=80) == ["Tree 35 of 27", "40 of 60, 8 behind"]


def test_ahead_and_over_are_said_in_words() -> None:
    round_of = open_step(TREE, "round", at(20))
    assert told(round_of, 22)[1].endswith("min ahead")
    assert told(open_step(TREE, "round", at(56)), 63)[1] == "hour 63 of 60, 3 min over"


def test_the_room_is_not_told_for_the_whole_hour_that_a_step_left_behind_is_over() -> None:
    running = toggle_timer(BEGUN, METHOD.step("thoughts"), BEGAN)
    elsewhere = open_step(running, "tree", at(4))
    assert told(running, 6, private=False)[0] == "Thoughts: 1:00 over"
    assert told(elsewhere, 4.5, private=False)[0] == "Thoughts: last minute, 0:30"
    assert told(elsewhere, 30, private=False) == ["Tree 26 of 27 min", "hour 30 of 60"]
    assert told(elsewhere, 30)[0] == "Thoughts: 25:00 over"


def test_the_clock_of_a_step_is_shown_before_its_share() -> None:
    running = toggle_timer(BEGUN, METHOD.step("thoughts"), BEGAN)
    assert told(running, 2) == ["Thoughts 3:00 left", "hour 2 of 60, on plan"]
    elsewhere = open_step(running, "tree", at(2))
    assert told(elsewhere, 3)[0] == "Thoughts 2:00 left"
    paused = toggle_timer(elsewhere, METHOD.step("thoughts"), at(3))
    assert told(paused, 4)[0] == "Tree 2 of 27 min"
    assert told(open_step(paused, "thoughts", at(4)), 4)[0] == "Thoughts 2:00 left, paused"


def test_the_room_is_not_told_who_is_behind_nor_which_key_does_what() -> None:
    assert told(TREE, 52) == [
        "Tree 47 of 27 min",
        "hour 52 of 60, 20 min behind",
        "F2 fits the rest in, F3 +5 min",
    ]
    assert told(TREE, 52, private=False) == ["Tree 47 of 27 min", "hour 52 of 60"]
    assert told(TREE, 52, width=80, private=False) == ["Tree 47 of 27", "hour 52 of 60"]
    assert {style for _, style in hour_words(TREE, METHOD, at(52), 120)} == {""}
    private = [style for _, style in hour_words(TREE, METHOD, at(52), 120, is_private=True)]
    assert private == ["", "late", "muted"]


def test_a_step_of_the_facilitators_own_tells_the_room_nothing_of_it() -> None:
    assert told(open_step(TREE, "jottings", at(6)), 8, private=False) == ["hour 8 of 60"]


def test_a_break_says_how_long_it_has_been() -> None:
    resting = toggle_break(TREE, METHOD, at(20))
    assert told(resting, 24) == ["break, 4 min (F2 goes on)"]
    assert told(resting, 24, private=False) == ["break, 4 min"]
    assert told(toggle_break(resting, METHOD, at(30)), 32)[1] == "hour 22 of 60, on plan"


def test_once_it_is_over_it_stands_still() -> None:
    over = end_schedule(TREE, at(54))
    assert told(over, 70) == ["hour over, 54 of 60"]
    assert not ticks(over, at(70))
    assert told(close_session(TREE, at(54)), 70) == []


def test_a_session_that_was_left_open_says_so_and_does_not_tick() -> None:
    assert ticks(TREE, at(60))
    week = 7 * 24 * 60
    assert told(TREE, week) == ["hour left open at 5 of 60"]
    assert told(TREE, week, private=False) == []
    assert not ticks(TREE, at(week))
    assert going(TREE, at(week)) is None


def test_it_ticks_while_something_runs() -> None:
    assert not ticks(PREPARED, BEGAN)
    assert ticks(BEGUN, BEGAN)
    only_clock = evolve(toggle_timer(BEGUN, METHOD.step("thoughts"), BEGAN), hour=None)
    assert ticks(only_clock, BEGAN)


def test_a_late_start_leaves_less_and_five_minutes_more_are_told() -> None:
    late = begin_discussion(evolve(PREPARED, starts=time(9, 48)), METHOD, "thoughts", BEGAN)
    assert told(late, 0)[-1] == "hour 0 of 48, 2 min behind"
    assert told(more_time(late, METHOD, 5, at(1)), 1)[-1].startswith("hour 1 of 53")


@given(sessions(), instants())
@pytest.mark.parametrize("private", [True, False])
def test_every_session_has_short_words(private: bool, session: Session, now: datetime) -> None:
    for text, style in hour_words(session, METHOD, now, 80, private):
        assert text and "\n" not in text
        assert style in ("", "muted", "good", "late", "warn", "alarm")
        assert private or not any(word in text for word in ("behind", "ahead", "F2", "F3"))
