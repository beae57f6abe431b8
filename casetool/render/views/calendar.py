"""Dated actions as calendar entries (iCalendar, RFC 5545), with no word of the case by default."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from casetool.models.actions.log import Log, LoggedAction
from casetool.models.parsing.dates import format_date, working_day
from casetool.models.parsing.days import day_after, instant_in
from casetool.parts import how_to_get

if TYPE_CHECKING:
    from icalendar import Alarm, Event

REMINDER = timedelta(hours=9)
"""The time of day at which one is reminded, on the last working day before."""


class NoCalendarError(Exception):
    """The part that writes calendar entries is not installed; the text says how it is."""


def action_calendar(log: Log, now: datetime, marking: str = "", detail: bool = False) -> bytes:
    """An entry for each action that is open and has a date: all day, with a reminder.

    Calendars are read by many: by secretaries, on telephones, on the wall of an office. So an entry
    names the case and the agency alone; what is to be done, and who by, only with ``detail``.
    An entry keeps its id, so that a calendar into which it is read again changes it.

    Args:
        log: the actions; those that are done or without a date are passed over.
        now: the present instant.
        marking: the protective marking.
        detail: whether the entries say what is to be done.

    Raises:
        NoCalendarError: the part that writes them is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise NoCalendarError(how_to_get("calendar")) from None
    page = Calendar()
    page.add("prodid", "-//casetool//action log//EN")
    page.add("version", "2.0")
    page.add("method", "PUBLISH")
    for one in log:
        if one.action.due is not None and one.action.done is None:
            page.add_component(_event(one, one.action.due, now, marking, detail))
    data: bytes = page.to_ical()
    return data


def dated_actions(log: Log) -> Log:
    """The actions that a calendar can have: open, and with a date."""
    return tuple(one for one in log if one.action.done is None and one.action.due is not None)


def event_summary(one: LoggedAction) -> str:
    """What an entry is called: the case and the agency, and nothing else."""
    agency = f" ({', '.join(one.owners.agencies)})" if one.owners.agencies else ""
    return f"Action due: {one.child}{agency}"


def _event(one: LoggedAction, due: date, now: datetime, marking: str, detail: bool) -> "Event":
    from icalendar import Event

    event, now = Event(), instant_in(now, UTC)
    event.add("uid", f"{one.session}-{one.action.id}@casetool")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    # some calendars take an entry anew only where this number has grown
    event.add("sequence", min(max(0, int(now.timestamp()) // 60), 2**31 - 1))
    event.add("dtstart", due)
    event.add("dtend", day_after(due, 1))
    event.add("summary", event_summary(one))
    event.add("description", "\n".join(_description(one, marking, detail)))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    event.add_component(_reminder(one, due))
    return event


def _description(one: LoggedAction, marking: str, detail: bool) -> Iterator[str]:
    if marking:
        yield marking
    if not detail:
        yield "What is to be done stands in the action log of the case discussion."
        return
    action = one.action
    told = (
        ("What", action.what.strip()),
        ("Who by", action.who),
        ("How we will know", action.known.strip()),
        ("Difference for the child", action.difference.strip()),
        ("Discussed", format_date(one.discussion) if one.discussion is not None else ""),
    )
    yield from (f"{label}: {words}" for label, words in told if words)


def _reminder(one: LoggedAction, due: date) -> "Alarm":
    from icalendar import Alarm

    works = working_day(one.nation)
    before = day_after(due, -1)
    while not works(before) and before > date.min:
        before = day_after(before, -1)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event_summary(one))
    alarm.add("trigger", before - due + REMINDER)
    return alarm
