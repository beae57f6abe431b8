"""The hour begun late or early, breaks, more time, a rescale, its end: what happened is kept."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.session_edits import (
    begin_discussion,
    close_session,
    open_step,
    reopen_session,
    start_discussion,
)
from casetool.models.timing.plan import schedule_status
from casetool.models.timing.schedule import (
    Break,
    Schedule,
    Visit,
    seconds_left,
    seconds_of,
    seconds_planned,
    seconds_used,
)
from casetool.models.timing.schedule_edits import (
    begin_schedule,
    end_if_abandoned,
    end_schedule,
    more_time,
    move_end_by_late_start,
    rescale,
    set_schedule_length,
    toggle_break,
    visit,
)
from casetool.models.timing.timer_edits import timer_of, toggle_timer
from tests.support.strategies import METHOD

BEGAN = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
PREPARED = Session(id="a", child="Robin", at="thoughts", headings=empty_headings(METHOD))
PROTECTED = [step.id for step in METHOD.steps if step.protected]


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def hour_of(session: Session) -> Schedule:
    assert session.hour is not None
    return session.hour


BEGUN = begin_discussion(PREPARED, METHOD, "thoughts", BEGAN)
TREE = open_step(BEGUN, "tree", at(5))


def test_the_hour_begins_with_the_discussion_and_runs_from_then() -> None:
    hour = hour_of(BEGUN)
    assert (BEGUN.begun, hour.began, hour.ends, hour.late) == (BEGAN, BEGAN, at(60), 0)
    assert hour.visits == (Visit(step="thoughts", at=BEGAN),)
    assert begin_discussion(BEGUN, METHOD, "tree", at(3)) is BEGUN
    assert begin_schedule(BEGUN, METHOD, at(3)) is BEGUN


@pytest.mark.parametrize("length", [45, 60, 90])
def test_it_is_as_long_as_the_session(length: int) -> None:
    hour = hour_of(begin_discussion(evolve(PREPARED, length=length), METHOD, "thoughts", BEGAN))
    assert seconds_planned(hour) == length * 60
    assert sum(seconds_of(hour.shares).values()) == length * 60


def test_it_can_be_started_with_the_opening() -> None:
    begun = start_discussion(evolve(PREPARED, at="people"), METHOD, BEGAN)
    assert begun.begun == BEGAN
    assert seconds_of(hour_of(begun).shares)["people"] == 4 * 60


def test_words_put_in_before_the_day_leave_the_hour_to_the_day_itself() -> None:
    ahead = evolve(PREPARED, discussion=BEGAN.date())
    before = begin_discussion(ahead, METHOD, "worries", at(-3000))
    assert (before.begun, before.hour) == (at(-3000), None)
    today = begin_discussion(before, METHOD, "thoughts", BEGAN)
    assert (today.begun, hour_of(today).began) == (at(-3000), BEGAN)
    assert hour_of(start_discussion(before, METHOD, at(-2000))).began == at(
        -2000
    )  # somebody said so


def test_an_hour_of_an_earlier_day_that_is_over_gives_way_to_todays() -> None:
    tried = evolve(start_discussion(PREPARED, METHOD, at(-3000)), discussion=BEGAN.date())
    assert hour_of(begin_discussion(tried, METHOD, "thoughts", BEGAN)).began == BEGAN
    assert start_discussion(TREE, METHOD, at(60)) is TREE
    over = end_schedule(TREE, at(54))
    assert start_discussion(over, METHOD, at(60)) is over
    closed = close_session(TREE, at(54))
    assert start_discussion(closed, METHOD, at(9000)) is closed


def test_a_late_start_leaves_the_end_where_it_was_planned_until_somebody_asks() -> None:
    late = begin_discussion(
        evolve(PREPARED, starts=time(10, 0), length=45), METHOD, "thoughts", BEGAN
    )
    hour = hour_of(late)
    assert (hour.ends, hour.late, seconds_planned(hour)) == (at(41), 240, 41 * 60)
    moved = move_end_by_late_start(late)
    assert (hour_of(moved).ends, hour_of(moved).late) == (at(45), 0)
    assert move_end_by_late_start(moved) is moved
    assert move_end_by_late_start(BEGUN) is BEGUN
    assert move_end_by_late_start(PREPARED) is PREPARED


@pytest.mark.parametrize(
    ("starts", "day"),
    [
        (time(10, 30), None),  # early
        (time(10, 4), None),  # on time
        (time(8, 0), None),  # its planned end is over already
        (time(10, 0), date(2026, 11, 19)),  # another day
    ],
)
def test_a_start_that_says_nothing_lets_the_whole_length_run_from_now(
    starts: time, day: date | None
) -> None:
    hour = hour_of(start_discussion(evolve(PREPARED, starts=starts, discussion=day), METHOD, BEGAN))
    assert (hour.ends, hour.late) == (at(60), 0)


def test_the_file_knows_which_step_was_open_from_when() -> None:
    session = open_step(open_step(TREE, "worries", at(9)), "tree", at(10))
    assert [(one.step, one.at) for one in hour_of(session).visits] == [
        ("thoughts", BEGAN), ("tree", at(5)), ("worries", at(9)), ("tree", at(10)),
    ]  # fmt: skip
    assert visit(session, "tree", at(11)) is session


def test_who_only_looks_on_leaves_no_visit() -> None:
    looking = open_step(TREE, "worries")
    assert (looking.at, looking.hour) == ("worries", TREE.hour)
    assert open_step(PREPARED, "tree", BEGAN).hour is None


def test_a_clock_that_was_set_back_writes_no_visit_before_the_last() -> None:
    session = open_step(TREE, "worries", at(-300))
    assert hour_of(session).visits[-1].at == at(5)


def test_a_break_pauses_the_hour_and_the_clock_and_moves_the_end() -> None:
    running = toggle_timer(BEGUN, METHOD.step("thoughts"), BEGAN)
    resting = toggle_break(running, METHOD, at(2))
    clock = timer_of(resting, "thoughts")
    assert clock is not None
    assert (clock.since, clock.used) == (None, 120)
    back = toggle_break(resting, METHOD, at(12))
    assert hour_of(back).breaks == (Break(since=at(2), until=at(12), clock="thoughts"),)
    assert hour_of(back).ends == at(70)
    clock = timer_of(back, "thoughts")
    assert clock is not None
    assert clock.since == at(12)


def test_a_clock_that_rested_before_the_break_rests_after_it() -> None:
    step = METHOD.step("thoughts")
    paused = toggle_timer(toggle_timer(BEGUN, step, BEGAN), step, at(1))
    back = toggle_break(toggle_break(paused, METHOD, at(2)), METHOD, at(12))
    assert back.clocks == paused.clocks


def test_five_minutes_more_move_the_end_and_are_those_of_the_open_step() -> None:
    more = more_time(TREE, METHOD, 5, at(30))
    assert hour_of(more).ends == at(65)
    before, after = seconds_of(hour_of(TREE).shares), seconds_of(hour_of(more).shares)
    assert after["tree"] == before["tree"] + 300
    assert more_time(more, METHOD, -5, at(30)) == TREE
    assert hour_of(more_time(TREE, METHOD, -500, at(30))).ends == BEGAN
    assert more_time(PREPARED, METHOD, 5, BEGAN) is PREPARED
    thoughts = more_time(BEGUN, METHOD, 5, at(1))
    assert seconds_of(hour_of(thoughts).shares)["thoughts"] == 300
    assert seconds_of(hour_of(thoughts).shares)["tree"] == before["tree"] + 300


def test_to_rescale_fits_in_what_lies_ahead() -> None:
    behind = open_step(BEGUN, "tree", at(15))
    hour = hour_of(rescale(behind, METHOD, at(16)))
    assert schedule_status(hour, METHOD, at(16)).behind == 0
    assert hour.ends == hour_of(behind).ends
    assert rescale(rescale(behind, METHOD, at(16)), METHOD, at(16)) == evolve(behind, hour=hour)


def test_it_ends_when_the_session_is_closed_and_stays_ended_when_that_is_opened() -> None:
    closed = close_session(TREE, at(54))
    assert hour_of(closed).ended == at(54)
    assert hour_of(reopen_session(closed)).ended == at(54)
    assert visit(reopen_session(closed), "worries", at(60)) == reopen_session(closed)
    again = close_session(reopen_session(closed), at(900))
    assert hour_of(again).ended == at(54)


def test_a_break_from_which_nobody_came_back_is_the_end() -> None:
    over = end_schedule(toggle_break(TREE, METHOD, at(50)), at(90))
    assert (hour_of(over).ended, hour_of(over).breaks) == (at(50), ())


def test_an_hour_that_was_ended_too_soon_goes_on_and_the_time_between_was_a_break() -> None:
    over = end_schedule(TREE, at(30))
    on = toggle_break(over, METHOD, at(33))
    hour = hour_of(on)
    assert (hour.ended, hour.breaks) == (None, (Break(since=at(30), until=at(33)),))
    assert (seconds_used(hour, at(34)), hour.ends) == (31 * 60, at(63))
    closed = close_session(TREE, at(30))
    assert toggle_break(closed, METHOD, at(33)) is closed


def test_an_hour_that_was_left_open_ended_at_its_last_sign_of_life() -> None:
    week = at(7 * 24 * 60)
    assert end_if_abandoned(TREE, at(60)) is TREE
    assert hour_of(end_if_abandoned(TREE, week)).ended == at(5)
    there = open_step(TREE, "worries", week)
    assert (there.at, hour_of(there).ended, len(hour_of(there).visits)) == ("worries", at(5), 2)
    assert hour_of(begin_discussion(TREE, METHOD, "tree", week)).ended == at(5)
    assert hour_of(close_session(TREE, week)).ended == at(5)
    resting = toggle_break(TREE, METHOD, at(20))
    assert end_if_abandoned(resting, week) is resting


def test_a_clock_that_was_set_back_ends_no_hour() -> None:
    assert end_if_abandoned(TREE, at(-9000)) is TREE


def test_another_length_moves_the_end_while_the_hour_goes_on() -> None:
    longer = set_schedule_length(TREE, METHOD, 90, at(10))
    assert (longer.length, hour_of(longer).ends) == (90, at(90))
    assert schedule_status(hour_of(longer), METHOD, at(10)).behind == 0
    assert set_schedule_length(PREPARED, METHOD, 45, BEGAN) == evolve(PREPARED, length=45)
    over = set_schedule_length(close_session(TREE, at(30)), METHOD, 90, at(40))
    assert hour_of(over).ends == at(60)


MOVES = st.lists(
    st.tuples(st.sampled_from(["go", "break", "more", "rescale", "move"]), st.integers(0, 900)),
    max_size=14,
)


@given(MOVES, st.data(), st.integers(5, 180))
def test_whatever_is_done_used_and_left_make_the_whole_and_time_goes_forward(
    moves: list[tuple[str, int]], data: st.DataObject, length: int
) -> None:
    session = evolve(PREPARED, length=length, starts=time(10, 1))
    session, now, before = begin_discussion(session, METHOD, "thoughts", BEGAN), BEGAN, 0
    for what, seconds in moves:
        now += timedelta(seconds=seconds)
        hour = hour_of(session)
        kept = {name: seconds_of(hour.shares)[name] for name in PROTECTED}
        was = seconds_left(hour, now)
        match what:
            case "go":
                step = data.draw(st.sampled_from(METHOD.steps)).id
                session = open_step(session, step, now)
            case "break":
                session = toggle_break(session, METHOD, now)
            case "more":
                session = more_time(session, METHOD, 5, now)
                was += 300
            case "rescale":
                session = rescale(session, METHOD, now)
                assert {name: seconds_of(hour_of(session).shares)[name] for name in kept} == kept
            case "move":
                was += hour.late
                session = move_end_by_late_start(session)
        hour = hour_of(session)
        assert seconds_left(hour, now) == was
        assert seconds_used(hour, now) + seconds_left(hour, now) == seconds_planned(hour)
        assert seconds_used(hour, now) >= before
        assert seconds_used(hour, now - timedelta(days=2)) <= seconds_used(hour, now)
        before = seconds_used(hour, now)
        assert all(share.seconds >= 0 for share in hour.shares)
        assert Session.model_validate(session.model_dump()) == session
