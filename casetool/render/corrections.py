"""The round of corrections in rows: how far it has got, dates, versions, corrections, changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.circulation import Sort, Version
from casetool.models.correcting import status, waiting, words_at
from casetool.models.dates import echo
from casetool.models.following_dates import following_dates
from casetool.models.method import Method
from casetool.models.session import Session, step_of
from casetool.render.changes import (
    DATES,
    change_told,
    changes_told,
    correction_told,
    field_told,
    line_told,
    place_told,
    version_told,
)

OPEN, DONE, BESIDE = "?", "✓", "≠"
"""The marks of a correction that waits, of one that is ruled on, and of a disagreement."""


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
    left = len(waiting(session))
    words = {0: "", 1: "   one correction waits"}.get(left, f"   {left} corrections wait")
    return f"Status: {status(session)}{words}"


def rows_told(session: Session, method: Method, opened: frozenset[int]) -> Iterator[Told]:
    """Every row of the screen.

    Args:
        session: the session.
        method: its method.
        opened: the versions whose changes are shown.
    """
    if session.corrections:
        yield Told(":corrections", "Corrections")
        yield from _corrections(session)
    if session.circulated:
        last = session.circulated[-1].number
        changes = changes_told(session, method)
        what = "Changed" if changes else "Nothing has changed"
        yield Told(":changes", f"{what} since version {last}")
        for number, one in enumerate(changes):
            yield Told(f"change:{number}", one.sentence, "·", one.where)
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
    """A field of a line to pick from a list."""
    where = place_told(thing, step_of(session, thing) or "", method)
    line = line_told(session, thing)
    named = f"{line}, {field_told(field)}: " if field else ""
    return f"{where}   {named}{words}"


def _corrections(session: Session) -> Iterator[Told]:
    marks = {Sort.DISAGREEMENT: BESIDE}
    waits = {one.id for one in waiting(session)}
    for one in sorted(session.corrections, key=lambda one: one.id not in waits):
        mark = OPEN if one.id in waits else marks.get(one.sort, DONE)
        now = words_at(session, one.thing, one.field)
        other = one.id in waits and now != one.was
        more = f"it now reads “{now}”" if other and now else "the line is gone" if other else ""
        yield Told(f"correction:{one.id}", correction_told(one, session), mark, more)


def _version(version: Version, session: Session, method: Method, opened: bool) -> Iterator[Told]:
    count = len(version.changes)
    more = {0: "", 1: "1 change"}.get(count, f"{count} changes")
    yield Told(f"version:{version.number}", version_told(version), "→", more)
    if opened and version.digest:
        yield Told(f":digest-{version.number}", f"    SHA-256 {version.digest}")
    for number, change in enumerate(version.changes if opened else ()):
        told = change_told(change, session, method)
        yield Told(f":{version.number}-{number}", f"    {told.where}: {told.sentence}")
