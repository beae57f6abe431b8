"""The plan of the hour, and how the discussion stands against it.

Behind and ahead are about what is still to come, not about blame for what was: what lies ahead
is planned to need some time, and some is left; the difference is what is said. So a step that is
done early leaves time to the others. What is caught throughout (worries, what worked, what is
missing) has a share for looking at it together: whoever goes past it needs that share no more,
because all of it was caught on the way. A step that was only looked at, for less than a minute,
does not count as reached; and once the discussion itself is reached, what comes before it is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casetool.models.method import Method, Phase, Step
from casetool.models.timing.schedule import (
    Schedule,
    Share,
    goes_on,
    in_break,
    seconds_left,
    seconds_of,
    seconds_planned,
    seconds_used,
    used_by_step,
)

LOOK_AHEAD_SECONDS = 60
"""Seconds in a step, in all, from which it counts as reached."""


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """How the discussion stands now; all in seconds."""

    used: int
    left: int
    """Below zero it is the overrun."""
    whole: int
    step: Step | None
    """Where the discussion is: the last step with a share that was more than looked at."""
    behind: int
    """By how much what lies ahead needs more than is left; below zero it is ahead."""
    eaten: int
    """How much of the time that is kept for the end is used by a step before it."""


def planned(method: Method, at: str, minutes: int, late: int = 0) -> tuple[Share, ...]:
    """What each step has of a discussion; in whole minutes, and all of them together.

    What lies before the step at which it begins gets only time that has gone already: the minutes
    by which it began after the planned start, up to what it would have had.

    Args:
        method: the plan of an hour of 60.
        at: the step that is open when it begins.
        minutes: how long it may take, from the planned start.
        late: minutes by which it began after the planned start.

    Raises:
        KeyError: the method has no such step.
    """
    earlier = set(_before(method, method.step(at)))
    full = spread([step for step in method.steps if step.plan], minutes)
    gone = min(late, sum(full[name] for name in full if name in earlier))
    shares = spread([one for one in method.steps if one.plan and one.id in earlier], gone)
    rest = [one for one in method.steps if one.plan and one.id not in earlier]
    shares |= spread(rest, minutes - gone)
    return tuple(
        Share(step=step.id, seconds=shares[step.id] * 60)
        for step in method.steps
        if step.id in shares
    )


def spread(steps: Sequence[Step], minutes: int) -> dict[str, int]:
    """Minutes spread over steps as their plan says, all of them; none has more than its own clock.

    Args:
        steps: the steps, each with a plan.
        minutes: what there is to spread.
    """
    fixed: dict[str, int] = {}
    rest = list(steps)
    while True:
        over = minutes - sum(fixed.values())
        total = sum(step.plan for step in rest)
        full = [one for one in rest if one.minutes and one.plan * over > one.minutes * total]
        if not full or len(full) == len(rest):
            break
        fixed |= {step.id: step.minutes for step in full}
        rest = [step for step in rest if step not in full]
    return fixed | shared(over, {step.id: step.plan for step in rest})


def shared(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A whole number in parts as large as their weights, all of it: the largest rests round up.

    Args:
        amount: what is shared out.
        weights: how much each counts.
    """
    total = sum(weights.values())
    if total <= 0:
        return dict.fromkeys(weights, 0)
    parts = {name: amount * weight // total for name, weight in weights.items()}
    rests = sorted(weights, key=lambda name: -(amount * weights[name] % total))
    for name in rests[: amount - sum(parts.values())]:
        parts[name] += 1
    return parts


def schedule_status(hour: Schedule, method: Method, now: datetime) -> ScheduleStatus:
    """How the discussion stands against its plan.

    Args:
        hour: the hour.
        method: its method.
        now: the present instant.
    """
    step, ahead = _ahead(hour, method, now)
    over = seconds_left(hour, now)
    kept = sum(ahead[one.id] for one in method.steps if one.protected and one.id in ahead)
    eats = step is not None and not (step.protected or _open(hour, method, step).protected)
    return ScheduleStatus(
        used=seconds_used(hour, now),
        left=over,
        whole=seconds_planned(hour),
        step=step,
        behind=sum(ahead.values()) - over if ahead else 0,
        eaten=max(0, kept - over) if eats else 0,
    )


def offers(hour: Schedule, method: Method, now: datetime) -> bool:
    """Whether the time kept for the end is being used: then it is offered to fit in the rest.

    Args:
        hour: the hour.
        method: its method.
        now: the present instant.
    """
    running = goes_on(hour) and in_break(hour) is None
    return running and schedule_status(hour, method, now).eaten > 0


def rescaled(hour: Schedule, method: Method, now: datetime) -> tuple[Share, ...]:
    """The shares once what lies ahead fits into what is left; what is protected stays as it is.

    Args:
        hour: the hour.
        method: its method.
        now: the present instant.
    """
    _, ahead = _ahead(hour, method, now)
    kept = {step.id for step in method.steps if step.protected}
    room = seconds_left(hour, now) - sum(ahead[name] for name in ahead if name in kept)
    fitted = shared(max(0, room), {name: ahead[name] for name in ahead if name not in kept})
    spent = used_by_step(hour, now)
    changes = {name: spent.get(name, 0) + fitted[name] for name in fitted if ahead[name]}
    return with_seconds(hour.shares, changes)


def with_seconds(shares: Sequence[Share], changes: Mapping[str, int]) -> tuple[Share, ...]:
    """Shares, some of them with other seconds.

    Args:
        shares: the shares.
        changes: seconds by the id of the step.
    """
    return tuple(Share(step=one.step, seconds=changes.get(one.step, one.seconds)) for one in shares)


def _ahead(hour: Schedule, method: Method, now: datetime) -> tuple[Step | None, dict[str, int]]:
    """Where the discussion is, and what each step from there on still needs."""
    shares, spent = seconds_of(hour.shares), used_by_step(hour, now)
    steps = [step for step in method.steps if step.id in shares]
    places = {step.id: place for place, step in enumerate(steps)}
    opened = [visit.step for visit in hour.visits if visit.step in places]
    reached = [name for name in opened if spent[name] >= LOOK_AHEAD_SECONDS] or opened[:1]
    if not steps:
        return None, {}
    here = places[reached[-1]] if reached else 0
    begun = any(steps[places[name]].phase is not Phase.BEFORE for name in reached)
    needs = {
        step.id: max(0, shares[step.id] - spent.get(step.id, 0))
        for step in steps[here:]
        if not (begun and step.phase is Phase.BEFORE)
    }
    return steps[here], needs


def _open(hour: Schedule, method: Method, instead: Step) -> Step:
    """The step that is open, however long."""
    known = {step.id: step for step in method.steps}
    return known.get(hour.visits[-1].step, instead) if hour.visits else instead


def _before(method: Method, at: Step) -> tuple[str, ...]:
    """The steps that are over when the discussion begins at a step."""
    before = [step for step in method.steps if step.phase is Phase.BEFORE]
    if at in before:
        before = before[: before.index(at)]
    return tuple(step.id for step in before)
