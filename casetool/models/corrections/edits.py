"""Edits of circulated versions, corrections, decisions about them, and dates."""

from datetime import date, datetime

from casetool.models.base import evolve
from casetool.models.corrections.changes import changes_since, sent_lines, without_lines
from casetool.models.corrections.due_dates import correction_window_closes
from casetool.models.corrections.field_edits import set_line
from casetool.models.corrections.model import (
    CirculatedVersion,
    Correction,
    CorrectionKind,
    Decision,
)
from casetool.models.corrections.targets import fields_of, goes_out, text_at
from casetool.models.corrections.version_record import next_number
from casetool.models.method import Method
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesOptions
from casetool.models.parsing.days import instant_in
from casetool.models.people.model import named, person_named, slug
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError


def circulate(
    session: Session,
    method: Method,
    now: datetime,
    to: str = "",
    options: NotesOptions = DEFAULT_OPTIONS,
    file_format: str = "md",
    digest: str = "",
) -> Session:
    """Record that the notes were circulated, as a new version open to correction.

    Args:
        session: the session.
        method: its method, which says what is private and so never sent.
        now: the present instant.
        to: the recipients.
        options: the protective marking, and what replaces real names.
        file_format: the format of the file that was sent.
        digest: SHA-256 of the file that was sent, in hexadecimal.
    """
    earlier = session.circulated
    version = CirculatedVersion(
        number=next_number(session),
        at=now,
        to=to,
        marking=options.marked(""),
        names=options.names,
        form=file_format,
        digest=digest,
        until=_corrections_until(session, now.date()),
        changes=changes_since(session, method),
        lines=sent_lines(session, method),
    )
    older = tuple(without_lines(version) for version in earlier)
    return evolve(
        session,
        circulated=(*older, version),
        dates_set=evolve(session.dates_set, corrections=None),
        notes_agreed=None,
    )


def renumber_last(session: Session, number: int) -> Session:
    """Give the version circulated last a number that no other version of the session has.

    Args:
        session: the session, with that version.
        number: the number.
    """
    *older, last = session.circulated
    return evolve(session, circulated=(*older, evolve(last, number=number)))


def agree(session: Session, now: datetime) -> Session:
    """Mark the circulated notes as agreed, or take that mark away.

    Raises:
        ValueError: no notes were circulated.
    """
    if session.notes_agreed is not None:
        return evolve(session, notes_agreed=None)
    if not session.circulated:
        raise ValueError("The notes have not gone round yet.")
    return evolve(session, notes_agreed=now)


def add_correction(session: Session, method: Method, correction: Correction) -> Session:
    """Add a correction. Nothing else changes until it is accepted.

    The author's id, the line's present text and the version are filled in here.

    Args:
        session: the session.
        method: its method, which says what is private and so cannot be corrected.
        correction: the correction.

    Raises:
        GoneError: no such line goes out, or it has no such field.
    """
    has_field = not correction.field or correction.field in fields_of(session, correction.thing)
    if not has_field or not goes_out(session, method, correction.thing):
        raise GoneError(correction.thing)
    by = correction.by or _person_id(session, correction.who)
    completed = evolve(
        correction,
        by=by,
        who="" if by is not None else correction.who,
        was=text_at(session, correction.thing, correction.field),
        version=session.circulated[-1].number if session.circulated else 0,
    )
    return evolve(session, corrections=(*session.corrections, completed))


def accept(
    session: Session, method: Method, correction_id: str, now: datetime, why: str = ""
) -> Session:
    """Accept a factual error and correct the line.

    Args:
        session: the session.
        method: its method, which says what is private and so cannot be corrected.
        correction_id: id of the correction.
        now: the present instant.
        why: the reason, if one is given.

    Raises:
        GoneError: there is no such correction, or its line no longer goes out.
        ValueError: it is a disagreement, it is accepted already, or the field refuses the value.
    """
    correction = _undecided(session, correction_id)
    if not goes_out(session, method, correction.thing):
        raise GoneError(correction.thing)
    typed_on = instant_in(correction.at, now.tzinfo).date()  # “friday” was typed then
    session = set_line(
        session,
        correction.thing,
        correction.field,
        correction.becomes,
        typed_on,
        f"{correction.id}-line",
    )
    return _with_decision(session, correction, Decision.ACCEPTED, why, now)


def refuse(session: Session, correction_id: str, now: datetime, why: str) -> Session:
    """Refuse a factual error. The line stays, and the reason is recorded.

    Raises:
        GoneError: there is no such correction.
        ValueError: it is a disagreement, it is accepted already, or no reason is given.
    """
    correction = _undecided(session, correction_id)
    if not why.strip():
        raise ValueError("The person who sent it will want to know why. Give a reason.")
    return _with_decision(session, correction, Decision.REFUSED, why, now)


def say_why(session: Session, correction_id: str, why: str) -> Session:
    """Change the reason for a decision about a correction.

    Raises:
        GoneError: there is no such correction.
        ValueError: it is undecided, or it was refused and the reason is empty.
    """
    correction = _correction(session, correction_id)
    if correction.ruling is None:
        raise ValueError("It is not decided yet: accept or refuse it first.")
    if correction.ruling is Decision.REFUSED and not why.strip():
        raise ValueError("The person who sent it will want to know why. Give a reason.")
    return _with_correction(session, evolve(correction, why=why))


def remove_correction(session: Session, correction_id: str) -> Session:
    """Remove a correction. A line that it changed stays changed.

    Raises:
        GoneError: there is no such correction.
    """
    _correction(session, correction_id)
    remaining = tuple(
        correction for correction in session.corrections if correction.id != correction_id
    )
    return evolve(session, corrections=remaining)


def set_date(session: Session, name: str, day: date | None) -> Session:
    """Set one of the dates that follow from the discussion. None returns to the calculated one."""
    return evolve(session, dates_set=evolve(session.dates_set, **{name: day}))


def _corrections_until(session: Session, today: date) -> date:
    """The day that somebody set, if it is still to come. Otherwise the calculated one."""
    if session.dates_set.corrections is not None and session.dates_set.corrections > today:
        return session.dates_set.corrections
    return correction_window_closes(session, today)


def _person_id(session: Session, who: str) -> str | None:
    handle = named(slug(who), session.people)
    return handle if person_named(handle or "", session.people) is not None else None


def _undecided(session: Session, correction_id: str) -> Correction:
    """Find a factual error that is not accepted yet.

    Raises:
        GoneError: there is no such correction.
        ValueError: it is a disagreement, or accepted already.
    """
    correction = _correction(session, correction_id)
    if correction.sort is CorrectionKind.DISAGREEMENT:
        raise ValueError("A disagreement is kept beside the line; it changes nothing.")
    if correction.ruling is Decision.ACCEPTED:
        raise ValueError("It is accepted already; Ctrl+Z takes that back.")
    return correction


def _with_decision(
    session: Session, correction: Correction, ruling: Decision, why: str, now: datetime
) -> Session:
    return _with_correction(session, evolve(correction, ruling=ruling, why=why, ruled=now))


def _with_correction(session: Session, correction: Correction) -> Session:
    corrections = tuple(
        correction if other.id == correction.id else other for other in session.corrections
    )
    return evolve(session, corrections=corrections)


def _correction(session: Session, correction_id: str) -> Correction:
    for correction in session.corrections:
        if correction.id == correction_id:
            return correction
    raise GoneError(correction_id)
