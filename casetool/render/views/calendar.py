"""Dated actions as calendar entries (iCalendar, RFC 5545), without case text by default."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from casetool.models.actions.log import Log, LoggedAction
from casetool.models.actions.model import further_answers
from casetool.models.field_spec import field_specs
from casetool.models.parsing.dates import format_date, working_day
from casetool.models.parsing.days import day_after, instant_in
from casetool.parts import how_to_get

if TYPE_CHECKING:
    from icalendar import Alarm, Event

REMINDER = timedelta(hours=9)
"""The time of day of the reminder, on the last working day before."""


class NoCalendarError(Exception):
    """The calendar library is not installed. The message says how to install it."""


def action_calendar(log: Log, now: datetime, marking: str = "", detail: bool = False) -> bytes:
    """Write an all-day entry with a reminder for each open action that has a date.

    Many people can read a calendar. So an entry names only the case and the agency, and the text of
    the action only with ``detail``. Entries keep their ids, so that importing them again updates
    them.

    Args:
        log: the actions. Those that are done or without a date are left out.
        now: the present instant.
        marking: the protective marking.
        detail: whether the entries include the text of the action.

    Raises:
        NoCalendarError: the calendar library is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise NoCalendarError(how_to_get("calendar")) from None
    calendar = Calendar()
    calendar.add("prodid", "-//casetool//action log//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for logged in log:
        if logged.action.due is not None and logged.action.done is None:
            calendar.add_component(_event(logged, logged.action.due, now, marking, detail))
    data: bytes = calendar.to_ical()
    return data


def dated_actions(log: Log) -> Log:
    """Select the actions that a calendar can hold: open, with a date."""
    return tuple(
        logged for logged in log if logged.action.done is None and logged.action.due is not None
    )


def event_summary(logged: LoggedAction) -> str:
    """Title an entry with the case and the agency, and nothing else."""
    agency = f" ({', '.join(logged.owners.agencies)})" if logged.owners.agencies else ""
    return f"Action due: {logged.child}{agency}"


def _event(logged: LoggedAction, due: date, now: datetime, marking: str, detail: bool) -> "Event":
    from icalendar import Event

    event, now = Event(), instant_in(now, UTC)
    event.add("uid", f"{logged.session}-{logged.action.id}@casetool")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    # some calendars update an entry only where this number has grown
    event.add("sequence", min(max(0, int(now.timestamp()) // 60), 2**31 - 1))
    event.add("dtstart", due)
    event.add("dtend", day_after(due, 1))
    event.add("summary", event_summary(logged))
    event.add("description", "\n".join(_description(logged, marking, detail)))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    event.add_component(_reminder(logged, due))
    return event


def _description(logged: LoggedAction, marking: str, detail: bool) -> Iterator[str]:
    if marking:
        yield marking
    if not detail:
        yield "The action log of the case discussion says what is to be done."
        return
    action = logged.action
    specs = field_specs(type(action))
    details = (
        (specs["what"].label, action.what.strip()),
        (specs["who"].label, action.who),
        *((spec.label, text.strip()) for spec, text in further_answers(action)),
        ("Discussed", format_date(logged.discussion) if logged.discussion is not None else ""),
    )
    yield from (f"{label}: {text}" for label, text in details if text)


def _reminder(logged: LoggedAction, due: date) -> "Alarm":
    from icalendar import Alarm

    is_working_day = working_day(logged.nation)
    reminder_day = day_after(due, -1)
    while not is_working_day(reminder_day) and reminder_day > date.min:
        reminder_day = day_after(reminder_day, -1)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event_summary(logged))
    alarm.add("trigger", reminder_day - due + REMINDER)
    return alarm
