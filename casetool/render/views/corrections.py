"""The round of corrections in rows: how far it has got, dates, versions, corrections, changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.corrections.due_dates import CORRECTIONS, due_dates
from casetool.models.corrections.model import (
    CirculatedVersion,
    CorrectionKind,
    CorrectionStatus,
    Decision,
)
from casetool.models.corrections.targets import (
    NEW_LINE,
    correction_status,
    hangs_on,
    is_new,
    text_at,
    waiting_corrections,
)
from casetool.models.method import Method
from casetool.models.parsing.dates import format_date
from casetool.models.session import Session, step_of, tree_of
from casetool.render.views.change_labels import DATE_LABELS
from casetool.render.views.changes import (
    describe_change,
    describe_changes,
    describe_correction,
    describe_heading,
    describe_new,
    describe_place,
    describe_version,
    of_line,
)

OPEN, BESIDE = "?", "≠"
"""The marks of a correction that waits, and of a disagreement."""

DECISION_MARKS = {None: OPEN, Decision.ACCEPTED: "✓", Decision.REFUSED: "✗"}
"""The mark of what became of a factual error."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
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


def corrections_head(session: Session) -> str:
    """How far the notes have got, and what waits."""
    waits = _waits(session)
    return f"Status: {correction_status(session)}{'   ' if waits else ''}{waits}"


def corrections_status(session: Session) -> str:
    """How far the notes have got, in one line: until when corrections come in, and what waits."""
    how, waits = correction_status(session), _waits(session)
    until = next(one.day for one in due_dates(session) if one.name == CORRECTIONS)
    end = (
        f" until {format_date(until)}"
        if how is CorrectionStatus.CIRCULATED and until is not None
        else ""
    )
    return f"Notes: {how}{end}{', ' if waits else ''}{waits}"


def correction_rows(
    session: Session, method: Method, opened: frozenset[int]
) -> Iterator[CorrectionRow]:
    """Every row of the screen.

    Args:
        session: the session.
        method: its method.
        opened: the versions whose changes are shown.
    """
    if session.corrections:
        yield CorrectionRow(":corrections", "Corrections")
        yield from _corrections(session, method)
    if session.circulated:
        last = session.circulated[-1].number
        changes = describe_changes(session, method)
        what = "Changed" if changes else "Nothing has changed"
        yield CorrectionRow(":changes", f"{what} since version {last}")
        for number, one in enumerate(changes):
            yield CorrectionRow(f"change:{number}", f"{one.where}: {one.sentence}", "·")
    yield CorrectionRow(":versions", "Went round")
    if not session.circulated:
        yield CorrectionRow(":none", "  Nothing yet: c circulates the notes as they stand.")
    for version in reversed(session.circulated):
        yield from _version(version, session, method, version.number in opened)
    yield CorrectionRow(":dates", "Dates that follow")
    for date in due_dates(session):
        day = (
            format_date(date.day)
            if date.day is not None
            else "once the day of the discussion is known"
        )
        chosen = "set by you" if date.is_set else ""
        yield CorrectionRow(f"date:{date.name}", f"{DATE_LABELS[date.name]}: {day}", "·", chosen)


def correction_choice(session: Session, method: Method, thing: str, field: str, words: str) -> str:
    """A field of a line to pick from a list: its words, the field, and where the line stands."""
    where = describe_place(thing, step_of(session, thing) or "", method)
    return f"{of_line(session, thing, field)}{words}   {where}"


def no_corrections(session: Session, method: Method, thing: str, field: str) -> str:
    """What is empty and can be filled, to pick from a list: its field, and where it stands."""
    if is_new(session, thing):
        return _new_place(session, method, thing)
    where = describe_place(thing, step_of(session, thing) or "", method)
    told = of_line(session, thing, field).removesuffix(": ") if field else "The focal point"
    return f"{told}   {where}"


def _new_place(session: Session, method: Method, thing: str) -> str:
    """What can be added, and under which heading."""
    tree = tree_of(session)
    if hangs_on(thing) is None or tree is None:
        return f"A new line   {describe_heading(thing.removeprefix(NEW_LINE), method)}"
    return f"A {describe_new(session, method, thing)}   {describe_heading(tree.step, method)}"


def _waits(session: Session) -> str:
    left = len(waiting_corrections(session))
    return {0: "", 1: "one correction waits"}.get(left, f"{left} corrections wait")


def _corrections(session: Session, method: Method) -> Iterator[CorrectionRow]:
    waits = {one.id for one in waiting_corrections(session)}
    for one in sorted(session.corrections, key=lambda one: one.id not in waits):
        mark = BESIDE if one.sort is CorrectionKind.DISAGREEMENT else DECISION_MARKS[one.ruling]
        now = text_at(session, one.thing, one.field)
        other = one.id in waits and now != one.was
        more = f"it now reads “{now}”" if other and now else "the line is gone" if other else ""
        yield CorrectionRow(
            f"correction:{one.id}", describe_correction(one, session, method), mark, more
        )


def _version(
    version: CirculatedVersion, session: Session, method: Method, opened: bool
) -> Iterator[CorrectionRow]:
    count = len(version.changes)
    more = {0: "", 1: "1 change"}.get(count, f"{count} changes")
    yield CorrectionRow(f"version:{version.number}", describe_version(version), "→", more)
    if opened and version.digest:
        yield CorrectionRow(f":digest-{version.number}", f"    SHA-256 {version.digest}")
    for number, change in enumerate(version.changes if opened else ()):
        told = describe_change(change, session, method)
        yield CorrectionRow(f":{version.number}-{number}", f"    {told.where}: {told.sentence}")
