"""What the facilitator does about the time, with a sentence about each result.

Undo does not revert these changes, because time does not run backwards. Each has its opposite.
"""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.method import Method, Phase, Step
from casetool.models.parsing.days import instant_after
from casetool.models.parsing.times import minutes_of
from casetool.models.session import Session
from casetool.models.session_edits import start_discussion
from casetool.models.timing import schedule_edits as edits
from casetool.models.timing.plan import can_shrink, offers, schedule_status
from casetool.models.timing.schedule import Schedule, in_break
from casetool.models.timing.timer_edits import add_minutes, toggle_timer
from casetool.render.views.schedule import clocked, going
from casetool.services.sessions.document import Document

MORE_MINUTES = 5
"""The minutes added at once to the whole discussion."""

NO_HOUR = "The hour has not begun. It begins with F2, or with the first thing said."
NO_CLOCK = "This step has no clock of its own. Ctrl+D 5: five more minutes for all."
DISCUSSION_OVER = "The hour is over. Ctrl+D p goes on with it; what lies between counts as a break."


def turn_timer(document: Document) -> str:
    """Do what F2 means just now: start, pause or continue the clock, or act on the schedule.

    After a break the discussion continues. While the protected closing time is used, the
    remaining steps are fitted in. In a step without a clock, the discussion begins. A clock that
    is not on the screen is never changed.

    Returns:
        A sentence, where the clock itself does not show the result.
    """
    session, method, now = document.session, document.method, document.now()
    schedule = going(session, now)
    if document.read_only:
        return document.read_only
    if schedule is not None and in_break(schedule) is not None:
        return pause_discussion(document)
    if schedule is not None and not clocked(session, method):
        return fit_steps(document) if offered_change(document) else NO_CLOCK
    step = step_with_clock(session, method)
    open_step = method.step(session.at)
    if session.hour is None and not (open_step.minutes or session.clocks):
        return begin_hour(document)
    if step is not None:
        _toggle_clock(document, step, now)
    return ""


def give_more_time(document: Document) -> str:
    """Add one minute to the clock, or five for all while the protected closing time is used.

    In a step with protected time the five are always for all.
    """
    if document.read_only:
        return document.read_only
    session, now = document.session, document.now()
    open_step = document.method.step(session.at)
    if going(session, now) is not None:
        if open_step.protected and not open_step.minutes:  # its time is used, whatever clock runs
            return take_offer(document, MORE_MINUTES)
        if not clocked(session, document.method):
            return take_offer(document, MORE_MINUTES) if offered_change(document) else NO_CLOCK
    step = step_with_clock(session, document.method)
    if step is None:
        return NO_CLOCK
    document.note(lambda session: add_minutes(session, step, 1, now))
    return "One more minute." if step == open_step else f"One more minute for {step.short}."


def begin_hour(document: Document) -> str:
    """Begin the discussion at the facilitator's request."""
    if document.read_only:
        return document.read_only
    method, now, previous = document.method, document.now(), document.session.hour
    document.note(lambda session: start_discussion(session, method, now))
    schedule = document.session.hour
    if schedule is None or schedule is previous:
        return "The hour goes on already." if going(document.session, now) else DISCUSSION_OVER
    late_note = (
        f" It began {schedule.late // 60} min late (Ctrl+D e moves the end)."
        if schedule.late
        else ""
    )
    return f"The hour has begun: until {schedule.ends:%H:%M}.{late_note}"


def take_offer(document: Document, minutes: int) -> str:
    """Move the end of the discussion by some minutes, which may be negative."""
    schedule = _changeable_schedule(document)
    if isinstance(schedule, str):
        return schedule
    method, now = document.method, document.now()
    document.note(lambda session: edits.more_time(session, method, minutes, now))
    change = f"{minutes} more minutes" if minutes > 0 else f"{-minutes} minutes less"
    return f"{change}: until {_expected_end(document, now):%H:%M}."


def fit_steps(document: Document) -> str:
    """Fit the remaining steps into the remaining time, without the protected ones."""
    schedule = _changeable_schedule(document)
    if isinstance(schedule, str):
        return schedule
    method, now, previous = document.method, document.now(), document.session
    document.note(lambda session: edits.rescale(session, method, now))
    status = schedule_status(_schedule_of(document), method, now)
    if status.behind > 0:
        steps, time = _protected_steps(method), _minutes(status.remaining)
        is_shrunk = document.session is not previous
        reason = "The steps before have no time left" if is_shrunk else "Nothing is left to shrink"
        return f"{reason}: {steps} have {time}."
    if document.session is previous:
        return "It fits as it is."
    end = _expected_end(document, now)
    return f"The rest is fitted in: {_minutes(status.remaining)} until {end:%H:%M}."


def pause_discussion(document: Document) -> str:
    """Begin or end a break, or continue an ended discussion."""
    if document.read_only:
        return document.read_only
    method, now = document.method, document.now()
    document.note(lambda session: edits.end_if_abandoned(session, now))
    previous = document.session.hour
    if previous is None:
        return NO_HOUR
    document.note(lambda session: edits.toggle_break(session, method, now))
    schedule = document.session.hour
    if schedule is None or schedule is previous:
        return "The session is closed. Open it again first: F5, then k, at the notes."
    if in_break(schedule) is not None:
        return "A break: no time goes by. F2 goes on."
    return f"On we go: until {schedule.ends:%H:%M}."


def move_end_time(document: Document) -> str:
    """Move the end by the time that the discussion began late."""
    schedule = _changeable_schedule(document)
    if isinstance(schedule, str):
        return schedule
    if not schedule.late:
        return "It did not begin late, or the end was moved already."
    document.note(edits.move_end_by_late_start)
    late_minutes, end = max(1, minutes_of(schedule.late)), _expected_end(document, document.now())
    return f"The end is {late_minutes} min later: until {end:%H:%M}."


def end_discussion(document: Document) -> str:
    """End the discussion."""
    if document.read_only:
        return document.read_only
    now = document.now()
    document.note(lambda session: edits.end_schedule(edits.end_if_abandoned(session, now), now))
    return NO_HOUR if document.session.hour is None else DISCUSSION_OVER


def set_discussion_length(document: Document, minutes: int) -> None:
    """Change the length of the discussion, and at once the schedule of a running one."""
    method, now = document.method, document.now()
    planned = edits.set_schedule_length(document.session, method, minutes, now)
    if document.apply(lambda current: evolve(current, length=minutes), "how long it may take"):
        document.note(lambda current: evolve(current, hour=planned.hour))


def offered_change(document: Document) -> bool:
    """Whether the user is offered now to fit in the remaining steps, or to take more time."""
    schedule = going(document.session, document.now())
    return schedule is not None and offers(schedule, document.method, document.now())


def offer_sentence(document: Document) -> str:
    """A sentence that the protected closing time is being used, with the keys that help."""
    schedule = going(document.session, document.now())
    if schedule is None:
        return ""
    step = schedule_status(schedule, document.method, document.now()).step
    if step is None:
        return ""
    fit_key, more_key = "F2", "F3"
    if clocked(document.session, document.method):
        fit_key, more_key = "Ctrl+D r", "Ctrl+D 5"
    keys = f"{more_key} takes five more minutes"
    if can_shrink(schedule, document.method, document.now()):
        keys = f"{fit_key} fits the rest in, {keys}"
    return f"{step.short} uses the time kept for {_protected_steps(document.method)}. {keys}."


def step_with_clock(session: Session, method: Method) -> Step | None:
    """The step whose clock runs, else the open one, else the first that has a clock."""
    running_ids = [clock.step for clock in session.clocks if clock.since is not None]
    if running_ids:
        return method.step(running_ids[0])
    open_step = method.step(session.at)
    return (
        open_step
        if open_step.minutes
        else next((step for step in method.steps if step.minutes), None)
    )


def _toggle_clock(document: Document, step: Step, now: datetime) -> None:
    """Toggle the clock of a step. A running clock in the discussion begins the schedule."""

    def toggle(session: Session) -> Session:
        session = toggle_timer(session, step, now)
        begins = step.phase is Phase.DURING and _has_running_clock(session)
        return start_discussion(session, document.method, now) if begins else session

    document.note(toggle)


def _changeable_schedule(document: Document) -> Schedule | str:
    """The schedule if it can be changed now, or else a sentence why not."""
    if document.read_only:
        return document.read_only
    schedule = going(document.session, document.now())
    if schedule is None:
        return NO_HOUR if document.session.hour is None else DISCUSSION_OVER
    return schedule


def _schedule_of(document: Document) -> Schedule:
    schedule = document.session.hour
    assert schedule is not None
    return schedule


def _expected_end(document: Document, now: datetime) -> datetime:
    """When the discussion will end, moved by a break that goes on."""
    schedule = _schedule_of(document)
    current_break = in_break(schedule)
    if current_break is None:
        return schedule.ends
    return instant_after(schedule.ends, max(now, current_break.since) - current_break.since)


def _has_running_clock(session: Session) -> bool:
    return any(clock.since is not None for clock in session.clocks)


def _protected_steps(method: Method) -> str:
    return " and ".join(step.short.lower() for step in method.steps if step.protected)


def _minutes(seconds: int) -> str:
    return f"{minutes_of(max(0, seconds))} min"
