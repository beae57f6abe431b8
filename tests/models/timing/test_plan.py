"""The plan: shares that add up, where the discussion is, and what ahead and behind mean."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.method import KindName, Method, Phase, Step
from casetool.models.timing.plan import offers, planned, rescaled, schedule_status, shared, spread
from casetool.models.timing.schedule import (
    Break,
    Schedule,
    Visit,
    seconds_left,
    seconds_of,
    used_by_step,
)
from tests.support.strategies import METHOD, hours, instants

BEGAN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
STEPS = [step.id for step in METHOD.steps]
PROTECTED = [step.id for step in METHOD.steps if step.protected]


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def minutes_of(first: str = "people", length: int = 60, late: int = 0) -> dict[str, int]:
    return {one.step: one.seconds // 60 for one in planned(METHOD, first, length, late)}


def begun(*visits: tuple[str, float], length: int = 60) -> Schedule:
    """An hour that began in the first of the steps."""
    shares = planned(METHOD, visits[0][0], length)
    return Schedule(
        began=BEGAN,
        ends=at(length),
        shares=shares,
        visits=tuple(Visit(step=step, at=at(minutes)) for step, minutes in visits),
    )


def behind(hour: Schedule, minutes: float) -> float:
    return schedule_status(hour, METHOD, at(minutes)).behind / 60


def test_an_hour_of_sixty_is_as_the_method_plans_it() -> None:
    assert minutes_of() == {step.id: step.plan for step in METHOD.steps if step.plan}


@pytest.mark.parametrize("length", [45, 60, 90, 120])
def test_the_five_minutes_for_thoughts_are_never_more_than_five(length: int) -> None:
    found = minutes_of(length=length)
    assert sum(found.values()) == length
    assert found["thoughts"] <= METHOD.step("thoughts").minutes == 5
    assert abs(found["tree"] - 22 * length / 60) <= 2


def test_what_comes_before_has_no_share_where_it_begins_with_the_thoughts() -> None:
    found = minutes_of("thoughts")
    assert (found["people"], found["facts"], found["about"]) == (0, 0, 0)
    assert sum(found.values()) == 60
    part = minutes_of("facts")
    assert part["people"] == 0
    assert part["facts"] > 0


def test_time_that_went_before_it_began_is_that_of_what_comes_before() -> None:
    found = minutes_of("thoughts", late=4)
    assert found["people"] + found["facts"] + found["about"] == 4
    later = minutes_of("thoughts", late=25)
    assert later["people"] + later["facts"] + later["about"] == 10
    assert minutes_of("people", late=25) == minutes_of("people")


def test_a_step_that_is_jumped_to_first_takes_nothing_from_those_before_it() -> None:
    assert minutes_of("worries") == minutes_of("actions") == minutes_of("thoughts")


@given(st.sampled_from(STEPS), st.integers(5, 24 * 60), st.integers(0, 200))
def test_shares_always_add_up_to_the_length(first: str, length: int, late: int) -> None:
    found = planned(METHOD, first, length, min(late, length - 1))
    assert sum(share.seconds for share in found) == length * 60
    assert all(share.seconds >= 0 for share in found)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50)), st.integers(0, 9999))
def test_what_is_shared_out_is_all_shared_out(weights: dict[str, int], amount: int) -> None:
    parts = shared(amount, weights)
    assert sum(parts.values()) == (amount if sum(weights.values()) else 0)
    assert all(part >= 0 for part in parts.values())


def test_where_every_step_has_a_clock_all_time_is_spread_even_so() -> None:
    steps = [
        Step(id=name, title=name, short=name, phase=Phase.DURING, kind=KindName.ENTRIES,
             minutes=5, plan=5)
        for name in ("a", "b")
    ]  # fmt: skip
    assert spread(steps, 60) == {"a": 30, "b": 30}


def test_it_is_on_plan_while_the_step_has_a_share_left() -> None:
    hour = begun(("people", 0), ("facts", 4), ("about", 7), ("thoughts", 10), ("tree", 15))
    for minutes in (15, 20, 37):
        assert behind(hour, minutes) == 0
    assert behind(hour, 41) == 4
    assert schedule_status(hour, METHOD, at(41)).step == METHOD.step("tree")


def test_a_step_that_is_done_early_leaves_its_time_to_the_others() -> None:
    hour = begun(("people", 0), ("facts", 2), ("about", 5))
    assert behind(hour, 6) == -2


def test_who_goes_past_what_was_caught_throughout_needs_its_share_no_more() -> None:
    hour = begun(("thoughts", 0), ("tree", 5), ("actions", 30))
    left_out = sum(minutes_of("thoughts")[name] for name in ("worries", "worked", "missing"))
    tree = minutes_of("thoughts")["tree"] - 25
    assert behind(hour, 31) == -(left_out + tree)


def test_a_step_that_was_only_looked_at_is_not_reached() -> None:
    hour = begun(("thoughts", 0), ("tree", 5), ("actions", 20))
    assert schedule_status(hour, METHOD, at(20.9)).step == METHOD.step("tree")
    assert behind(hour, 20.9) == 0  # what was looked at has used a little of its own share
    back = evolve(hour, visits=(*hour.visits, Visit(step="tree", at=at(20.5))))
    assert behind(back, 25) == 0
    assert schedule_status(hour, METHOD, at(21)).step == METHOD.step("actions")


def test_back_among_the_people_the_opening_is_not_planned_anew() -> None:
    hour = begun(("people", 0), ("thoughts", 2), ("tree", 7), ("people", 20))
    assert schedule_status(hour, METHOD, at(25)).step == METHOD.step("people")
    assert behind(hour, 25) == behind(begun(("people", 0), ("thoughts", 2), ("tree", 7)), 20) + 5


def test_a_step_without_a_share_changes_nothing_but_the_time() -> None:
    hour = begun(("thoughts", 0), ("tree", 5), ("else", 20), ("jottings", 23))
    assert schedule_status(hour, METHOD, at(26)).step == METHOD.step("tree")
    assert behind(hour, 26) == 6


def test_the_tree_uses_the_time_that_is_kept_only_once_it_does() -> None:
    hour = begun(("thoughts", 0), ("tree", 5))
    kept = sum(minutes_of("thoughts")[name] for name in PROTECTED)
    assert schedule_status(hour, METHOD, at(60 - kept)).protected_used == 0
    assert schedule_status(hour, METHOD, at(60 - kept + 2)).protected_used == 120
    assert offers(hour, METHOD, at(60 - kept + 2))
    there = evolve(hour, visits=(*hour.visits, Visit(step="actions", at=at(60 - kept + 2))))
    assert not offers(there, METHOD, at(60 - kept + 2))
    assert not offers(there, METHOD, at(60))


def test_in_a_break_and_after_the_end_nothing_is_offered() -> None:
    hour = begun(("thoughts", 0), ("tree", 5))
    assert offers(hour, METHOD, at(58))
    assert not offers(evolve(hour, breaks=(Break(since=at(57)),)), METHOD, at(58))
    assert not offers(evolve(hour, ended=at(58)), METHOD, at(59))


def test_what_lies_ahead_is_fitted_in_and_what_is_protected_stays() -> None:
    hour = begun(("thoughts", 0), ("tree", 15))
    assert behind(hour, 20) == 10
    after = evolve(hour, shares=rescaled(hour, METHOD, at(20)))
    assert behind(after, 20) == 0
    before, now = seconds_of(hour.shares), seconds_of(after.shares)
    assert [now[name] for name in PROTECTED] == [before[name] for name in PROTECTED]
    assert now["tree"] < before["tree"]
    assert now["thoughts"] == before["thoughts"]
    ratio = {name: now[name] / before[name] for name in ("worries", "missing")}
    assert ratio["worries"] == pytest.approx(ratio["missing"], abs=0.02)


def test_where_nothing_is_left_the_protected_time_still_stays() -> None:
    hour = begun(("thoughts", 0), ("tree", 5))
    after = evolve(hour, shares=rescaled(hour, METHOD, at(58)))
    now, before = seconds_of(after.shares), seconds_of(hour.shares)
    assert [now[name] for name in PROTECTED] == [before[name] for name in PROTECTED]
    assert now["worries"] == 0


def test_a_method_without_a_plan_has_an_hour_all_the_same() -> None:
    bare = Method(
        id="m", title="M", notes_title="M",
        steps=(Step(id="a", title="A", short="A", phase=Phase.DURING, kind=KindName.ENTRIES),),
    )  # fmt: skip
    shares = planned(bare, "a", 60)
    hour = Schedule(began=BEGAN, ends=at(60), shares=shares, visits=(Visit(step="a", at=BEGAN),))
    stands = schedule_status(hour, bare, at(20))
    assert (shares, stands.step, stands.behind, stands.protected_used) == ((), None, 0, 0)
    assert rescaled(hour, bare, at(20)) == ()


@given(hours(), instants())
def test_whatever_stands_in_the_file_nothing_breaks(hour: Schedule, now: datetime) -> None:
    stands = schedule_status(hour, METHOD, now)
    assert stands.protected_used >= 0
    assert stands.used + stands.remaining == stands.planned
    shares = rescaled(hour, METHOD, now)
    assert all(share.seconds >= 0 for share in shares)
    assert len(shares) == len(hour.shares)


WALK = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 900)), min_size=1, max_size=10)


@given(WALK, st.integers(5, 180))
def test_to_rescale_keeps_the_protected_shares_and_leaves_nobody_behind_who_need_not_be(
    walk: list[tuple[str, int]], length: int
) -> None:
    place, visits = 0.0, [("people", 0.0)]
    for step, seconds in walk:
        visits.append((step, place))
        place += seconds / 60
    hour, now = begun(*visits, length=length), at(place)
    after = evolve(hour, shares=rescaled(hour, METHOD, now))
    before, shares = seconds_of(hour.shares), seconds_of(after.shares)
    assert [shares[name] for name in PROTECTED] == [before[name] for name in PROTECTED]
    kept = sum(max(0, before[name] - used_by_step(hour, now).get(name, 0)) for name in PROTECTED)
    if seconds_left(hour, now) >= kept:
        assert schedule_status(after, METHOD, now).behind <= 0
