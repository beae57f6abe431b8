"""How the discussion stands against its plan.

Behind and ahead concern only what is still to come: the time that the steps ahead are planned to
need, against the time that is left. So a step that ends early leaves its time to the others.

A step in view throughout (worries, what worked, what is missing) has a share for looking at it
together. Going past it frees that share. A step opened for less than a minute does not count as
reached. Once the discussion itself is reached, the steps before it are done.
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

REACHED_SECONDS = 60
"""Seconds that a step must have been open in all to count as reached."""


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """How the discussion stands now. All times are in seconds."""

    used: int
    remaining: int
    """Negative values are the overrun."""
    planned: int
    step: Step | None
    """The last step with a share that has been reached."""
    behind: int
    """How far the steps ahead exceed the time left. Negative values mean ahead of plan."""
    protected_used: int
    """Seconds of the protected closing time already used by an earlier step."""


def planned(method: Method, at: str, minutes: int, minutes_late: int = 0) -> tuple[Share, ...]:
    """Share out the discussion among the steps, in whole minutes that add up exactly.

    Steps before the opening one share the minutes of a late start, at most their own plan.

    Args:
        method: its plan is for 60 minutes.
        at: the step that is open when the discussion begins.
        minutes: how long it may take, from the planned start.
        minutes_late: minutes between the planned start and the real one.

    Raises:
        KeyError: the method has no such step.
    """
    earlier_ids = set(_earlier_steps(method, method.step(at)))
    full = spread([step for step in method.steps if step.plan], minutes)
    minutes_gone = min(minutes_late, sum(full[name] for name in full if name in earlier_ids))
    shares = spread(
        [step for step in method.steps if step.plan and step.id in earlier_ids], minutes_gone
    )
    to_come = [step for step in method.steps if step.plan and step.id not in earlier_ids]
    shares |= spread(to_come, minutes - minutes_gone)
    return tuple(
        Share(step=step.id, seconds=shares[step.id] * 60)
        for step in method.steps
        if step.id in shares
    )


def spread(steps: Sequence[Step], minutes: int) -> dict[str, int]:
    """Spread minutes over steps in proportion to their plan. No step gets more than its own clock.

    Args:
        steps: the steps, each with a plan.
        minutes: the minutes to spread.
    """
    fixed: dict[str, int] = {}
    remaining = list(steps)
    while True:
        available = minutes - sum(fixed.values())
        total = sum(step.plan for step in remaining)
        capped = [
            step
            for step in remaining
            if step.minutes and step.plan * available > step.minutes * total
        ]
        if not capped or len(capped) == len(remaining):
            break
        fixed |= {step.id: step.minutes for step in capped}
        remaining = [step for step in remaining if step not in capped]
    return fixed | shared(available, {step.id: step.plan for step in remaining})


def shared(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Split a whole number in proportion to weights, without loss.

    The parts with the largest remainders are rounded up.

    Args:
        amount: the number to split.
        weights: the weight of each part, by name.
    """
    total = sum(weights.values())
    if total <= 0:
        return dict.fromkeys(weights, 0)
    parts = {name: amount * weight // total for name, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda name: -(amount * weights[name] % total))
    for name in by_remainder[: amount - sum(parts.values())]:
        parts[name] += 1
    return parts


def schedule_status(schedule: Schedule, method: Method, now: datetime) -> ScheduleStatus:
    """Compare the discussion with its plan.

    Args:
        schedule: the schedule.
        method: its method.
        now: the present instant.
    """
    step, ahead = _position_and_needs(schedule, method, now)
    remaining = seconds_left(schedule, now)
    protected = sum(ahead[step.id] for step in method.steps if step.protected and step.id in ahead)
    uses_protected = step is not None and not (
        step.protected or _open_step(schedule, method, step).protected
    )
    return ScheduleStatus(
        used=seconds_used(schedule, now),
        remaining=remaining,
        planned=seconds_planned(schedule),
        step=step,
        behind=sum(ahead.values()) - remaining if ahead else 0,
        protected_used=max(0, protected - remaining) if uses_protected else 0,
    )


def offers(schedule: Schedule, method: Method, now: datetime) -> bool:
    """Whether protected time is being used, so that rescaling should be offered.

    Args:
        schedule: the schedule.
        method: its method.
        now: the present instant.
    """
    running = goes_on(schedule) and in_break(schedule) is None
    return running and schedule_status(schedule, method, now).protected_used > 0


def rescaled(schedule: Schedule, method: Method, now: datetime) -> tuple[Share, ...]:
    """Fit the shares of the steps ahead into the time left. Protected shares stay as they are.

    Args:
        schedule: the schedule.
        method: its method.
        now: the present instant.
    """
    _, ahead = _position_and_needs(schedule, method, now)
    protected = {step.id for step in method.steps if step.protected}
    available = seconds_left(schedule, now) - sum(
        ahead[name] for name in ahead if name in protected
    )
    fitted = shared(
        max(0, available), {name: ahead[name] for name in ahead if name not in protected}
    )
    used = used_by_step(schedule, now)
    changes = {name: used.get(name, 0) + fitted[name] for name in fitted if ahead[name]}
    return with_seconds(schedule.shares, changes)


def can_shrink(schedule: Schedule, method: Method, now: datetime) -> bool:
    """Whether a step ahead has time that rescaling could take.

    Args:
        schedule: the schedule.
        method: its method.
        now: the present instant.
    """
    return rescaled(schedule, method, now) != schedule.shares


def with_seconds(shares: Sequence[Share], changes: Mapping[str, int]) -> tuple[Share, ...]:
    """Change the seconds of some shares.

    Args:
        shares: the shares.
        changes: new seconds, by the id of the step.
    """
    return tuple(
        Share(step=share.step, seconds=changes.get(share.step, share.seconds)) for share in shares
    )


def _position_and_needs(
    schedule: Schedule, method: Method, now: datetime
) -> tuple[Step | None, dict[str, int]]:
    """The step that the discussion is at, and the seconds that it and later steps still need."""
    shares, used = seconds_of(schedule.shares), used_by_step(schedule, now)
    steps = [step for step in method.steps if step.id in shares]
    indexes = {step.id: index for index, step in enumerate(steps)}
    opened = [visit.step for visit in schedule.visits if visit.step in indexes]
    reached = [name for name in opened if used[name] >= REACHED_SECONDS] or opened[:1]
    if not steps:
        return None, {}
    current = indexes[reached[-1]] if reached else 0
    begun = any(steps[indexes[name]].phase is not Phase.BEFORE for name in reached)
    needs = {
        step.id: max(0, shares[step.id] - used.get(step.id, 0))
        for step in steps[current:]
        if not (begun and step.phase is Phase.BEFORE)
    }
    return steps[current], needs


def _open_step(schedule: Schedule, method: Method, default: Step) -> Step:
    """The step that is open, however briefly."""
    steps = {step.id: step for step in method.steps}
    return steps.get(schedule.visits[-1].step, default) if schedule.visits else default


def _earlier_steps(method: Method, at: Step) -> tuple[str, ...]:
    """Ids of the steps that are over when the discussion begins at a step."""
    before = [step for step in method.steps if step.phase is Phase.BEFORE]
    if at in before:
        before = before[: before.index(at)]
    return tuple(step.id for step in before)
