"""Rows of the corrections screen: status, dates, versions, corrections and changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casetool.models.corrections.due_dates import CORRECTIONS, due_dates
from casetool.models.corrections.model import (
    Correction,
    CorrectionKind,
    CorrectionStatus,
    Decision,
)
from casetool.models.corrections.targets import (
    NEW_LINE,
    correction_status,
    hangs_on,
    is_new,
    present_texts,
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

UNDECIDED, BESIDE = "?", "≠"
"""Marks of an open correction and of a disagreement."""

DECISION_MARKS = {None: UNDECIDED, Decision.ACCEPTED: "✓", Decision.REFUSED: "✗"}
"""The mark of each decision on a factual error."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One row of the corrections screen."""

    id: str
    """The kind and the key, such as ``date:…`` or ``change:…``. A title begins with ``:``."""
    text: str
    mark: str = ""
    note: str = ""
    """A quieter note beside the text."""

    @property
    def is_title(self) -> bool:
        """Whether the row is the title of the rows that follow."""
        return self.id.startswith(":")


def corrections_head(session: Session) -> str:
    """The status of the notes, and the number of open corrections."""
    waiting = _waiting_count(session)
    return f"Status: {correction_status(session)}{'   ' if waiting else ''}{waiting}"


def corrections_status(session: Session) -> str:
    """The status of the notes in one line, with the deadline and open corrections."""
    status, waiting = correction_status(session), _waiting_count(session)
    deadline = next(due.day for due in due_dates(session) if due.name == CORRECTIONS)
    until = (
        f" until {format_date(deadline)}"
        if status is CorrectionStatus.CIRCULATED and deadline is not None
        else ""
    )
    return f"Notes: {status}{until}{', ' if waiting else ''}{waiting}"


def correction_rows(
    session: Session, method: Method, opened: frozenset[int]
) -> Iterator[CorrectionRow]:
    """List every row of the screen.

    Args:
        session: the session.
        method: its method.
        opened: the versions whose changes are shown, counted from 1.
    """
    if session.corrections:
        yield CorrectionRow(":corrections", "Corrections")
        yield from _correction_rows(session, method)
    if session.circulated:
        last = session.circulated[-1].number
        changes = describe_changes(session, method)
        verdict = "Changed" if changes else "Nothing has changed"
        yield CorrectionRow(":changes", f"{verdict} since version {last}")
        for index, change in enumerate(changes):
            yield CorrectionRow(f"change:{index}", f"{change.where}: {change.sentence}", "·")
    yield CorrectionRow(":versions", "Circulated versions")
    if not session.circulated:
        yield CorrectionRow(":none", "  Nothing yet: c circulates the notes as they stand.")
    for ordinal in range(len(session.circulated), 0, -1):
        yield from _version_rows(ordinal, session, method, ordinal in opened)
    yield CorrectionRow(":dates", "Dates that follow")
    for due in due_dates(session):
        day = (
            format_date(due.day)
            if due.day is not None
            else "once the day of the discussion is known"
        )
        note = "set by you" if due.is_set else ""
        yield CorrectionRow(f"date:{due.name}", f"{DATE_LABELS[due.name]}: {day}", "·", note)


def correction_choice(session: Session, method: Method, item_id: str, field: str, text: str) -> str:
    """Describe a field to choose from a list: its text, its label and its heading."""
    heading = describe_place(item_id, step_of(session, item_id) or "", method)
    return f"{of_line(session, item_id, field)}{text}   {heading}"


def no_corrections(session: Session, method: Method, item_id: str, field: str) -> str:
    """Describe an empty field to choose from a list: its label and its heading."""
    if is_new(session, item_id):
        return _addition_choice(session, method, item_id)
    heading = describe_place(item_id, step_of(session, item_id) or "", method)
    label = of_line(session, item_id, field).removesuffix(": ") if field else "The focal point"
    return f"{label}   {heading}"


def _addition_choice(session: Session, method: Method, item_id: str) -> str:
    """Describe a line that can be added, with its heading."""
    tree = tree_of(session)
    if hangs_on(item_id) is None or tree is None:
        return f"A new line   {describe_heading(item_id.removeprefix(NEW_LINE), method)}"
    return f"A {describe_new(session, method, item_id)}   {describe_heading(tree.step, method)}"


def _waiting_count(session: Session) -> str:
    count = len(waiting_corrections(session))
    return {0: "", 1: "one correction waits"}.get(count, f"{count} corrections wait")


def _correction_rows(session: Session, method: Method) -> Iterator[CorrectionRow]:
    waiting_ids = {correction.id for correction in waiting_corrections(session)}
    texts = present_texts(session) if waiting_ids else {}
    for correction in sorted(session.corrections, key=lambda entry: entry.id not in waiting_ids):
        is_disagreement = correction.sort is CorrectionKind.DISAGREEMENT
        mark = BESIDE if is_disagreement else DECISION_MARKS[correction.ruling]
        text = describe_correction(correction, session, method)
        note = _change_note(correction, texts) if correction.id in waiting_ids else ""
        yield CorrectionRow(f"correction:{correction.id}", text, mark, note)


def _change_note(correction: Correction, texts: Mapping[tuple[str, str], str]) -> str:
    """A note on a line that has changed since its correction was written."""
    current_text = texts.get((correction.thing, correction.field), "")
    if current_text == correction.was:
        return ""
    return f"it now reads “{current_text}”" if current_text else "the line is gone"


def _version_rows(
    ordinal: int, session: Session, method: Method, opened: bool
) -> Iterator[CorrectionRow]:
    version = session.circulated[ordinal - 1]
    count = len(version.changes)
    note = {0: "", 1: "1 change"}.get(count, f"{count} changes")
    yield CorrectionRow(f"version:{ordinal}", describe_version(version), "→", note)
    if opened and version.digest:
        yield CorrectionRow(f":digest-{ordinal}", f"    SHA-256 {version.digest}")
    for index, change in enumerate(version.changes if opened else ()):
        described = describe_change(change, session, method)
        text = f"    {described.where}: {described.sentence}"
        yield CorrectionRow(f":{ordinal}-{index}", text)
