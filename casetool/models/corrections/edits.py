"""Edits of what goes round: versions, corrections and what becomes of them, dates."""

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
from casetool.models.gone import GoneError
from casetool.models.method import Method
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesOptions
from casetool.models.parsing.days import instant_in
from casetool.models.people.model import named, person_named, slug
from casetool.models.session import Session


def circulate(
    session: Session,
    method: Method,
    now: datetime,
    to: str = "",
    choice: NotesOptions = DEFAULT_OPTIONS,
    form: str = "md",
    digest: str = "",
) -> Session:
    """The notes sent round as they stand: one more version, open to correction.

    Args:
        session: the session.
        method: its method, which says what is private: that is never sent.
        now: the present instant.
        to: who has them.
        choice: the protective marking that they bear, and what stands for names in them.
        form: in which form they went.
        digest: the SHA-256 of what was sent, in hexadecimal digits.
    """
    before = session.circulated
    version = CirculatedVersion(
        number=before[-1].number + 1 if before else 1,
        at=now,
        to=to,
        marking=choice.marked(""),
        names=choice.names,
        form=form,
        digest=digest,
        until=_until(session, now.date()),
        changes=changes_since(session, method),
        lines=sent_lines(session, method),
    )
    older = tuple(without_lines(one) for one in before)
    return evolve(
        session,
        circulated=(*older, version),
        dates_set=evolve(session.dates_set, corrections=None),
        notes_agreed=None,
    )


def agree(session: Session, now: datetime) -> Session:
    """The notes agreed as they went round, or not agreed any more.

    Raises:
        ValueError: no notes went round.
    """
    if session.notes_agreed is not None:
        return evolve(session, notes_agreed=None)
    if not session.circulated:
        raise ValueError("The notes have not gone round yet.")
    return evolve(session, notes_agreed=now)


def add_correction(session: Session, method: Method, said: Correction) -> Session:
    """One more correction; nothing changes by it until it is accepted.

    Args:
        session: the session.
        method: its method, which says what is private: that cannot be corrected.
        said: the correction. Whom its words for a person mean, what the line is now, and which
            version was read is found out here.

    Raises:
        GoneError: no such line goes out, or it has no such field.
    """
    known = not said.field or said.field in fields_of(session, said.thing)
    if not known or not goes_out(session, method, said.thing):
        raise GoneError(said.thing)
    by = said.by or _person(session, said.who)
    correction = evolve(
        said,
        by=by,
        who="" if by is not None else said.who,
        was=text_at(session, said.thing, said.field),
        version=session.circulated[-1].number if session.circulated else 0,
    )
    return evolve(session, corrections=(*session.corrections, correction))


def accept(
    session: Session, method: Method, correction_id: str, now: datetime, why: str = ""
) -> Session:
    """A factual error accepted: the line becomes what it is to be.

    Args:
        session: the session.
        method: its method, which says what is private: that cannot be corrected.
        correction_id: which.
        now: the present instant.
        why: the reason, where one is given.

    Raises:
        GoneError: there is no such correction, or its line does not go out any more.
        ValueError: it is a disagreement, or accepted already, or the line cannot be so.
    """
    one = _open(session, correction_id)
    if not goes_out(session, method, one.thing):
        raise GoneError(one.thing)
    said = instant_in(one.at, now.tzinfo).date()  # “friday” was typed then
    session = set_line(session, one.thing, one.field, one.becomes, said, f"{one.id}-line")
    return _ruled(session, one, Decision.ACCEPTED, why, now)


def refuse(session: Session, correction_id: str, now: datetime, why: str) -> Session:
    """A factual error refused: the line stays, and the reason is kept.

    Raises:
        GoneError: there is no such correction.
        ValueError: it is a disagreement, or accepted already, or no reason is given.
    """
    one = _open(session, correction_id)
    if not why.strip():
        raise ValueError("Whoever sent it will want to know why: give a reason.")
    return _ruled(session, one, Decision.REFUSED, why, now)


def say_why(session: Session, correction_id: str, why: str) -> Session:
    """Another reason for what became of a correction.

    Raises:
        GoneError: there is no such correction.
        ValueError: nothing became of it yet, or it was refused and needs a reason.
    """
    one = _find(session, correction_id)
    if one.ruling is None:
        raise ValueError("Nothing has become of it yet: accept or refuse it first.")
    if one.ruling is Decision.REFUSED and not why.strip():
        raise ValueError("Whoever sent it will want to know why: give a reason.")
    return _with(session, evolve(one, why=why))


def remove_correction(session: Session, correction_id: str) -> Session:
    """The session without a correction; a line that it has changed stays as it is.

    Raises:
        GoneError: there is no such correction.
    """
    _find(session, correction_id)
    left = tuple(one for one in session.corrections if one.id != correction_id)
    return evolve(session, corrections=left)


def set_date(session: Session, name: str, day: date | None) -> Session:
    """One of the dates that follow from the discussion, set; without a day worked out again."""
    return evolve(session, dates_set=evolve(session.dates_set, **{name: day}))


def _until(session: Session, today: date) -> date:
    """Until when corrections are asked for: as somebody set it, if that is still to come."""
    if session.dates_set.corrections is not None and session.dates_set.corrections > today:
        return session.dates_set.corrections
    return correction_window_closes(session, today)


def _person(session: Session, who: str) -> str | None:
    handle = named(slug(who), session.people)
    return handle if person_named(handle or "", session.people) is not None else None


def _open(session: Session, correction_id: str) -> Correction:
    one = _find(session, correction_id)
    if one.sort is CorrectionKind.DISAGREEMENT:
        raise ValueError("A disagreement is kept beside the line; it changes nothing.")
    if one.ruling is Decision.ACCEPTED:
        raise ValueError("It is accepted already; Ctrl+Z takes that back.")
    return one


def _ruled(session: Session, one: Correction, ruling: Decision, why: str, now: datetime) -> Session:
    return _with(session, evolve(one, ruling=ruling, why=why, ruled=now))


def _with(session: Session, one: Correction) -> Session:
    corrections = tuple(one if each.id == one.id else each for each in session.corrections)
    return evolve(session, corrections=corrections)


def _find(session: Session, correction_id: str) -> Correction:
    for one in session.corrections:
        if one.id == correction_id:
            return one
    raise GoneError(correction_id)
