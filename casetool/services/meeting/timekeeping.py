"""What the facilitator does about the time: each change, and the words for what came of it.

Nothing of it can be taken back with undo: time does not run backwards. So each has its opposite.
"""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.method import Method, Phase, Step
from casetool.models.parsing.days import instant_after
from casetool.models.parsing.times import minutes_of
from casetool.models.session import Session
from casetool.models.session_edits import start_discussion
from casetool.models.timing import schedule_edits as edits
from casetool.models.timing.plan import offers, schedule_status
from casetool.models.timing.schedule import Schedule, in_break
from casetool.models.timing.timer_edits import add_minutes, toggle_timer
from casetool.render.views.schedule import clocked, going
from casetool.services.sessions.document import Document

MORE_MINUTES = 5
"""Minutes that are taken at once for the discussion as a whole."""

NO_HOUR = "The hour has not begun. It begins with F2, or with the first thing said."
NO_CLOCK = "This step has no clock of its own. Ctrl+D 5: five more minutes for all."
DISCUSSION_OVER = "The hour is over. Ctrl+D p goes on with it; what lies between counts as a break."


def turn_timer(document: Document) -> str:
    """The one key for the clock: it starts, pauses, and goes on with what is there to be clocked.

    After a break it goes on; while the time kept for the end is used, it fits in the rest. In a
    step without a clock it begins the hour; else it starts, pauses or goes on with the clock. It
    never touches a clock that is not seen.

    Returns:
        What came of it, where the clock itself does not say so.
    """
    session, method, now = document.session, document.method, document.now()
    hour = going(session, now)
    if document.read_only:
        return document.read_only
    if hour is not None and in_break(hour) is not None:
        return pause_discussion(document)
    if hour is not None and not clocked(session, method):
        return fit_steps(document) if offered_change(document) else NO_CLOCK
    step = step_with_clock(session, method)
    here = method.step(session.at)
    if session.hour is None and not (here.minutes or session.clocks):
        return begin_hour(document)
    if step is not None:
        _turn_clock(document, step, now)
    return ""


def give_more_time(document: Document) -> str:
    """One more minute on the clock; five for all while the time kept for the end is used."""
    if document.read_only:
        return document.read_only
    session, now = document.session, document.now()
    if going(session, now) is not None and not clocked(session, document.method):
        return take_offer(document, MORE_MINUTES) if offered_change(document) else NO_CLOCK
    step = step_with_clock(session, document.method)
    if step is None:
        return NO_CLOCK
    document.note(lambda session: add_minutes(session, step, 1, now))
    return "One more minute."


def begin_hour(document: Document) -> str:
    """The hour begins, because the facilitator says so."""
    if document.read_only:
        return document.read_only
    method, now, before = document.method, document.now(), document.session.hour
    document.note(lambda session: start_discussion(session, method, now))
    hour = document.session.hour
    if hour is None or hour is before:
        return "The hour goes on already." if going(document.session, now) else DISCUSSION_OVER
    late = f" It began {hour.late // 60} min late (Ctrl+D e moves the end)." if hour.late else ""
    return f"The hour has begun: until {hour.ends:%H:%M}.{late}"


def take_offer(document: Document, minutes: int) -> str:
    """So many more minutes for the whole, or fewer: the end moves by them."""
    hour = _at_hand(document)
    if isinstance(hour, str):
        return hour
    method, now = document.method, document.now()
    document.note(lambda session: edits.more_time(session, method, minutes, now))
    words = f"{minutes} more minutes" if minutes > 0 else f"{-minutes} minutes less"
    return f"{words}: until {_end(document, now):%H:%M}."


def fit_steps(document: Document) -> str:
    """What lies ahead fitted into what is left; what is protected stays as it is."""
    hour = _at_hand(document)
    if isinstance(hour, str):
        return hour
    method, now, before = document.method, document.now(), document.session
    document.note(lambda session: edits.rescale(session, method, now))
    stands = schedule_status(_hour(document), method, now)
    if stands.behind > 0:
        return f"Nothing is left to shrink: {_kept(method)} have {_minutes(stands.remaining)}."
    if document.session is before:
        return "It fits as it is."
    return f"The rest is fitted in: {_minutes(stands.remaining)} until {_end(document, now):%H:%M}."


def pause_discussion(document: Document) -> str:
    """A break begins, or is over; an hour that was ended goes on."""
    if document.read_only:
        return document.read_only
    method, now = document.method, document.now()
    document.note(lambda session: edits.end_if_abandoned(session, now))
    before = document.session.hour
    if before is None:
        return NO_HOUR
    document.note(lambda session: edits.toggle_break(session, method, now))
    hour = document.session.hour
    if hour is None or hour is before:
        return "The session is closed. Open it again first: k at the notes."
    if in_break(hour) is not None:
        return "A break: no time goes by. F2 goes on."
    return f"On we go: until {hour.ends:%H:%M}."


def move_end_time(document: Document) -> str:
    """The end moved by the late start, because somebody asks."""
    hour = _at_hand(document)
    if isinstance(hour, str):
        return hour
    if not hour.late:
        return "It did not begin late, or the end was moved already."
    document.note(edits.move_end_by_late_start)
    late = max(1, minutes_of(hour.late))
    return f"The end is {late} min later: until {_end(document, document.now()):%H:%M}."


def end_discussion(document: Document) -> str:
    """The hour is over."""
    if document.read_only:
        return document.read_only
    now = document.now()
    document.note(lambda session: edits.end_schedule(edits.end_if_abandoned(session, now), now))
    return NO_HOUR if document.session.hour is None else DISCUSSION_OVER


def set_discussion_length(document: Document, minutes: int) -> None:
    """Another length of the discussion; the plan of an hour that goes on follows at once."""
    method, now = document.method, document.now()
    session = edits.set_schedule_length(document.session, method, minutes, now)
    if document.apply(lambda old: evolve(old, length=minutes), "how long it may take"):
        document.note(lambda old: evolve(old, hour=session.hour))


def offered_change(document: Document) -> bool:
    """Whether it is offered now to fit in the rest, or to take more time."""
    hour = going(document.session, document.now())
    return hour is not None and offers(hour, document.method, document.now())


def offer_sentence(document: Document) -> str:
    """That the time kept for the end is being used, and which keys do something about it."""
    hour = going(document.session, document.now())
    step = schedule_status(hour, document.method, document.now()).step if hour is not None else None
    if step is None:
        return ""
    keys = "F2 fits the rest in, F3 takes five more minutes"
    if clocked(document.session, document.method):
        keys = "Ctrl+D r fits the rest in, Ctrl+D 5 takes five more minutes"
    return f"{step.short} uses the time kept for {_kept(document.method)}. {keys}."


def step_with_clock(session: Session, method: Method) -> Step | None:
    """The step whose clock runs, else the open one, else the first that has a clock."""
    running = [clock.step for clock in session.clocks if clock.since is not None]
    if running:
        return method.step(running[0])
    here = method.step(session.at)
    return here if here.minutes else next((s for s in method.steps if s.minutes), None)


def _turn_clock(document: Document, step: Step, now: datetime) -> None:
    """The clock of a step; the discussion begins when that of one of its steps starts."""

    def turned(session: Session) -> Session:
        session = toggle_timer(session, step, now)
        begins = step.phase is Phase.DURING and _runs(session)
        return start_discussion(session, document.method, now) if begins else session

    document.note(turned)


def _at_hand(document: Document) -> Schedule | str:
    """The hour, if it can be changed now; else why not."""
    if document.read_only:
        return document.read_only
    hour = going(document.session, document.now())
    if hour is None:
        return NO_HOUR if document.session.hour is None else DISCUSSION_OVER
    return hour


def _hour(document: Document) -> Schedule:
    hour = document.session.hour
    assert hour is not None
    return hour


def _end(document: Document, now: datetime) -> datetime:
    """When it will end; a break that goes on has moved it already."""
    hour = _hour(document)
    one = in_break(hour)
    if one is None:
        return hour.ends
    return instant_after(hour.ends, max(now, one.since) - one.since)


def _runs(session: Session) -> bool:
    return any(clock.since is not None for clock in session.clocks)


def _kept(method: Method) -> str:
    return " and ".join(step.short.lower() for step in method.steps if step.protected)


def _minutes(seconds: int) -> str:
    return f"{minutes_of(max(0, seconds))} min"
