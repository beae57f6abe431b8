"""The round of corrections in rows: how far it has got, dates, versions, corrections, changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.corrections.due_dates import CORRECTIONS, following_dates
from casetool.models.corrections.model import Ruling, Sort, Status, Version
from casetool.models.corrections.targets import NEW, hangs_on, is_new, status, waiting, words_at
from casetool.models.method import Method
from casetool.models.parsing.dates import echo
from casetool.models.session import Session, step_of, tree_of
from casetool.render.views.changes import (
    DATES,
    change_told,
    changes_told,
    correction_told,
    heading_told,
    new_told,
    of_line,
    place_told,
    version_told,
)

OPEN, BESIDE = "?", "≠"
"""The marks of a correction that waits, and of a disagreement."""

MARKS = {None: OPEN, Ruling.ACCEPTED: "✓", Ruling.REFUSED: "✗"}
"""The mark of what became of a factual error."""


@dataclass(frozen=True, slots=True)
class Told:
    """One row."""

    id: str
    """``date:``, ``version:``, ``correction:`` or ``change:`` and what it is; ``:`` for a title."""
    words: str
    mark: str = ""
    more: str = ""
    """What is said beside it, less loudly."""

    @property
    def is_title(self) -> bool:
        """Whether it stands over the rows that follow."""
        return self.id.startswith(":")


def head_told(session: Session) -> str:
    """How far the notes have got, and what waits."""
    waits = _waits(session)
    return f"Status: {status(session)}{'   ' if waits else ''}{waits}"


def status_told(session: Session) -> str:
    """How far the notes have got, in one line: until when corrections come in, and what waits."""
    how, waits = status(session), _waits(session)
    until = next(one.day for one in following_dates(session) if one.name == CORRECTIONS)
    end = f" until {echo(until)}" if how is Status.CIRCULATED and until is not None else ""
    return f"Notes: {how}{end}{', ' if waits else ''}{waits}"


def rows_told(session: Session, method: Method, opened: frozenset[int]) -> Iterator[Told]:
    """Every row of the screen.

    Args:
        session: the session.
        method: its method.
        opened: the versions whose changes are shown.
    """
    if session.corrections:
        yield Told(":corrections", "Corrections")
        yield from _corrections(session, method)
    if session.circulated:
        last = session.circulated[-1].number
        changes = changes_told(session, method)
        what = "Changed" if changes else "Nothing has changed"
        yield Told(":changes", f"{what} since version {last}")
        for number, one in enumerate(changes):
            yield Told(f"change:{number}", f"{one.where}: {one.sentence}", "·")
    yield Told(":versions", "Went round")
    if not session.circulated:
        yield Told(":none", "  Nothing yet: c circulates the notes as they stand.")
    for version in reversed(session.circulated):
        yield from _version(version, session, method, version.number in opened)
    yield Told(":dates", "Dates that follow")
    for date in following_dates(session):
        day = echo(date.day) if date.day is not None else "once the day of the discussion is known"
        chosen = "set by you" if date.is_set else ""
        yield Told(f"date:{date.name}", f"{DATES[date.name]}: {day}", "·", chosen)


def choice_told(session: Session, method: Method, thing: str, field: str, words: str) -> str:
    """A field of a line to pick from a list: its words, the field, and where the line stands."""
    where = place_told(thing, step_of(session, thing) or "", method)
    return f"{of_line(session, thing, field)}{words}   {where}"


def empty_told(session: Session, method: Method, thing: str, field: str) -> str:
    """What is empty and can be filled, to pick from a list: its field, and where it stands."""
    if is_new(session, thing):
        return _new_place(session, method, thing)
    where = place_told(thing, step_of(session, thing) or "", method)
    told = of_line(session, thing, field).removesuffix(": ") if field else "The focal point"
    return f"{told}   {where}"


def _new_place(session: Session, method: Method, thing: str) -> str:
    """What can be added, and under which heading."""
    tree = tree_of(session)
    if hangs_on(thing) is None or tree is None:
        return f"A new line   {heading_told(thing.removeprefix(NEW), method)}"
    return f"A {new_told(session, method, thing)}   {heading_told(tree.step, method)}"


def _waits(session: Session) -> str:
    left = len(waiting(session))
    return {0: "", 1: "one correction waits"}.get(left, f"{left} corrections wait")


def _corrections(session: Session, method: Method) -> Iterator[Told]:
    waits = {one.id for one in waiting(session)}
    for one in sorted(session.corrections, key=lambda one: one.id not in waits):
        mark = BESIDE if one.sort is Sort.DISAGREEMENT else MARKS[one.ruling]
        now = words_at(session, one.thing, one.field)
        other = one.id in waits and now != one.was
        more = f"it now reads “{now}”" if other and now else "the line is gone" if other else ""
        yield Told(f"correction:{one.id}", correction_told(one, session, method), mark, more)


def _version(version: Version, session: Session, method: Method, opened: bool) -> Iterator[Told]:
    count = len(version.changes)
    more = {0: "", 1: "1 change"}.get(count, f"{count} changes")
    yield Told(f"version:{version.number}", version_told(version), "→", more)
    if opened and version.digest:
        yield Told(f":digest-{version.number}", f"    SHA-256 {version.digest}")
    for number, change in enumerate(version.changes if opened else ()):
        told = change_told(change, session, method)
        yield Told(f":{version.number}-{number}", f"    {told.where}: {told.sentence}")
