"""The action log on the command line: as text, a table or a calendar."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from casetool.cli.export.action_sources import Source, gather_actions
from casetool.cli.export.names import warn_of_names, write_file
from casetool.cli.export.style_check import style_or_error
from casetool.cli.terminal.output import tell, terminal_columns
from casetool.clock import local_now
from casetool.errors import UserError
from casetool.models.actions.log import (
    Log,
    LoggedAction,
    list_actions,
    matching_actions,
    of_agency,
    open_first,
    without_owner,
)
from casetool.models.actions.model import action_texts
from casetool.models.actions.owners import owner_filter
from casetool.models.people.model import agencies
from casetool.models.pseudonyms.names import Names, find_names, without_names
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.action_log import action_csv, action_listing, action_title
from casetool.render.views.calendar import NoCalendarError, action_calendar, dated_actions

WIDEST_LIST_CELLS = 100
"""Columns of the log as text."""

_SHOWN = 60
"""Letters of an action that say which action is meant."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What the log is made into."""

    format: str
    title: str
    marking: str
    many: bool
    detail: bool
    now: datetime

    def render(self, log: Log) -> bytes:
        today = self.now.date()
        match self.format:
            case "csv":
                return action_csv(log, today, self.marking)
            case "ics":
                return action_calendar(log, self.now, self.marking, self.detail)
            case _:
                text = action_listing(
                    log, today, title=self.title, marking=self.marking, many_sessions=self.many,
                    width=_width(),
                )  # fmt: skip
                return text.encode()


def print_actions(options: argparse.Namespace, folder: Path) -> int:
    """Write the actions of a session, or of all sessions in the folder.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code: 1 where a session of the folder could not be read. The others are there.

    Raises:
        UserError: it could not be done.
    """
    if options.all == (options.file is not None):
        raise UserError("Name a session, or use --all for every session in the folder.")
    if options.detail and options.format != "ics":
        raise UserError("--detail works only with --format ics. The other formats have everything.")
    sources, unread = gather_actions(options, folder)
    look = style_or_error(sources[0].path.parent, options.plain_look)
    form = _Form(
        options.format, _title(options, sources), look.marking, options.all, options.detail,
        local_now(),
    )  # fmt: skip
    log = _chosen(options, sources, form)
    try:
        data = form.render(log)
    except NoCalendarError as error:
        raise UserError(str(error)) from None
    _warn(sources, log, form)
    _give(data, options, any(source.sealed for source in sources))
    for text in unread:
        tell(f"Left out: {text}")
    return 1 if unread else 0


def _title(options: argparse.Namespace, sources: tuple[Source, ...]) -> str:
    if options.all:
        return f"{options.agency and f'{options.agency}: '}actions of all case discussions"
    session = sources[0].session
    return action_title(session.child, session.discussion, options.agency)


def _chosen(options: argparse.Namespace, sources: tuple[Source, ...], form: _Form) -> Log:
    """The requested actions in order. Actions that are in no list are reported."""
    listed: list[Log] = []
    others: list[Log] = []
    for source in sources:
        log = list_actions(source.session, source.label)
        log = matching_actions(log, options.open, options.single_agency)
        theirs = of_agency(source.session, log, options.agency) if options.agency else log
        others.append(tuple(entry for entry in without_owner(log) if entry not in theirs))
        listed.append(theirs)
    if options.agency:
        _check_agency(options.agency, sources, listed)
        _tell(
            "In no agency's list, because it names nobody whom the session knows", _joined(others)
        )
    log = _joined(listed)
    if options.format == "ics":
        undated = [entry for entry in log if entry.action.done is None and entry.action.due is None]
        _tell("Not in the calendar, because it has no date", undated)
        log = dated_actions(log)
        if not log:
            raise UserError("No open action has a date, so there is nothing for a calendar.")
        log = _without_names(log, sources)
    return open_first(log, form.now.date()) if options.all else log


def _check_agency(text: str, sources: tuple[Source, ...], listed: list[Log]) -> None:
    """Somebody must be meant: an empty list would be taken for “nothing to do”.

    Raises:
        UserError: no session knows them, and no action names them.
    """
    sessions = [source.session for source in sources]
    if any(listed) or any(owner_filter(text, session.people).known for session in sessions):
        return
    names = dict.fromkeys(name for session in sessions for name in agencies(session.people))
    raise UserError(
        f"No agency or person here is “{text}”. The agencies are: {', '.join(names) or 'none'}."
    )


def _without_names(log: Log, sources: tuple[Source, ...]) -> Log:
    """The log for a calendar: what an entry is called never has a real name that is known."""
    names = _names_by_session(sources)
    return tuple(
        replace(
            entry,
            child=without_names(entry.child, names[entry.session, entry.file]),
            owners=replace(
                entry.owners,
                agencies=tuple(
                    without_names(agency, names[entry.session, entry.file])
                    for agency in entry.owners.agencies
                ),
            ),
        )
        for entry in log
    )


def _names_by_session(sources: tuple[Source, ...]) -> dict[tuple[str, str], Names]:
    """The names of each session, found by its id and its file: two cases may have one id."""
    return {(source.session.id, source.label): source.names for source in sources}


def _warn(sources: tuple[Source, ...], log: Log, form: _Form) -> None:
    """That real names go out: how many, and not which."""
    if form.format == "ics" and not form.detail:
        return
    names = _names_by_session(sources)
    count = 0
    for entry in log:
        action = entry.action
        texts = (entry.child, entry.who, *action_texts(action))
        count += sum(len(find_names(text, names[entry.session, entry.file])) for text in texts)
    warn_of_names(count, "these actions")


def _give(data: bytes, options: argparse.Namespace, sealed: bool) -> None:
    """To the file that is asked for, or to standard output, byte by byte."""
    output = options.output
    if output is None:
        text = data.decode()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None or sys.stdout.isatty():
            sys.stdout.write(terminal_safe(text.removeprefix("\ufeff").replace("\r\n", "\n")))
        else:
            sys.stdout.flush()
            stream.write(data)  # as text, its line ends would change on Windows
        return
    write_file(output, data)
    plain = " They are not encrypted." if sealed else ""
    tell(f"The actions are in {output}.{plain}")


def _tell(why: str, log: Iterable[LoggedAction]) -> None:
    """Name actions that are not where they could be looked for."""
    for entry in log:
        text = " ".join(entry.action.what.split())
        text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        who = entry.action.who or "nobody named"
        location = f"{entry.file}, {entry.number}" if entry.file else f"{entry.number}"
        tell(f"{why}: {location}. {text} ({who})")


def _joined(logs: Iterable[Log]) -> Log:
    return tuple(entry for log in logs for entry in log)


def _width() -> int:
    return min(WIDEST_LIST_CELLS, terminal_columns() or WIDEST_LIST_CELLS)
