"""Versions, changes and corrections as plain text, for the notes and for the app."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casetool.models.corrections.changes import HEADING_FIELD, changes_since
from casetool.models.corrections.due_dates import NOTES_OUT, corrections_until, due_dates
from casetool.models.corrections.model import (
    CirculatedVersion,
    Correction,
    CorrectionKind,
    LineChange,
)
from casetool.models.corrections.note_lines import HANGS_ON
from casetool.models.corrections.targets import (
    EFFECT_OF,
    NEW_LINE,
    author_of,
    disagreements,
    hangs_on,
    is_new,
)
from casetool.models.ids import DETAILS_ID
from casetool.models.method import KindName, Method
from casetool.models.parsing.dates import format_date_long
from casetool.models.people.model import person_named
from casetool.models.session import Session, words_of
from casetool.models.tree.model import FOCAL
from casetool.render.views.change_labels import DATE_LABELS, FIELD_LABELS, NAME_LABELS

NONE_OUT = "The notes have not gone round yet, so there is nothing to compare them with."


@dataclass(frozen=True, slots=True)
class ChangeSentence:
    """One change, in words."""

    where: str
    """The heading, ``Details`` or ``Taking part``."""
    what: str
    """``new``, ``taken out``, ``changed``, or the label of the changed field."""
    line: str
    """The text of the line, where only one of its fields changed."""
    was: str
    becomes: str

    @property
    def sentence(self) -> str:
        """The change in one line, without its heading."""
        line = f"“{self.line}”, " if self.line else ""
        if self.was and self.becomes:
            return f"{line}{self.what}: “{self.was}” → “{self.becomes}”"
        if self.was and self.what != "taken out":
            return f"{line}{self.what}: “{self.was}” → nothing"
        return f"{line}{self.what}: “{self.becomes or self.was}”"


def version_line(session: Session, method: Method) -> str:
    """Name the version of the notes in one line.

    Such as ``Version 2, circulated 24 November 2026, for correction until 8 December 2026``.

    Args:
        session: the session.
        method: its method.
    """
    if not session.circulated:
        return "Draft"
    last = session.circulated[-1]
    line = f"Version {last.number}, circulated {_circulation_date(last)}"
    if changes_since(session, method):
        return f"Draft after version {last.number}, which was circulated {_circulation_date(last)}"
    if session.notes_agreed is not None:
        return f"{line}, agreed {_without_weekday(format_date_long(session.notes_agreed.date()))}"
    deadline = session.dates_set.corrections or corrections_until(session, last)
    return f"{line}, for correction until {_without_weekday(format_date_long(deadline))}"


def describe_version(version: CirculatedVersion) -> str:
    """Describe a version in one line: date, recipients, marking, format and digest."""
    parts = (
        f"Version {version.number}, {_circulation_date(version)}",
        f"to {version.to}" if version.to else "",
        version.marking,
        version.form,
        NAME_LABELS[version.names],
        f"SHA-256 {version.digest[:12]}…" if version.digest else "",
    )
    return " · ".join(part for part in parts if part)


def list_changes(
    session: Session, method: Method, left_out: Collection[str] = ()
) -> tuple[str, tuple[ChangeSentence, ...]]:
    """List the changes for the notes.

    These are the changes since the last version or, if there are none, those that it made itself.

    Args:
        session: the session.
        method: its method.
        left_out: the ids of steps and details that the notes leave out.

    Returns:
        A title and the changes, both empty where there is nothing to list.
    """
    if not session.circulated:
        return "", ()
    last = session.circulated[-1]
    changes, since = changes_since(session, method), last.number
    if not changes:
        changes, since = last.changes, last.number - 1
    if not changes or not since:
        return "", ()
    sentences = tuple(
        describe_change(change, session, method)
        for change in changes
        if not _is_left_out(change, method, left_out)
    )
    return (f"Changed since version {since}", sentences) if sentences else ("", ())


def describe_changes(session: Session, method: Method) -> tuple[ChangeSentence, ...]:
    """Describe the changes since the last version.

    Args:
        session: the session.
        method: its method.
    """
    return tuple(
        describe_change(change, session, method) for change in changes_since(session, method)
    )


def describe_change(change: LineChange, session: Session, method: Method) -> ChangeSentence:
    """Describe one change.

    Args:
        change: the change.
        session: the session, for the text of lines.
        method: its method, for the headings.
    """
    where = describe_place(change.thing, change.step, method)
    line = describe_line(session, change.thing) if change.field else ""
    was, becomes, what = change.was, change.becomes, describe_field(change.field)
    if change.field == HEADING_FIELD:
        was, becomes = (describe_heading(step_id, method) for step_id in (was, becomes))
    elif change.field in (HANGS_ON, "covered_by"):
        was, becomes = (describe_line(session, item_id) or item_id for item_id in (was, becomes))
    elif not change.field:
        what = "changed" if was and becomes else "new" if becomes else "taken out"
    return ChangeSentence(where, what, line, was, becomes)


def changes_text(session: Session, method: Method) -> str:
    """List the changes since the last version, for ``casetool notes --changes``.

    Args:
        session: the session.
        method: its method.
    """
    if not session.circulated:
        return f"{NONE_OUT}\n"
    last = session.circulated[-1]
    changes = describe_changes(session, method)
    head = f"since version {last.number}, circulated {_circulation_date(last)}"
    lines = [f"Changed {head}:" if changes else f"Nothing has changed {head}."]
    where = ""
    for change in changes:
        if change.where != where:
            where = change.where
            lines += ["", where]
        lines.append(f"  {change.sentence}".replace("\n", "\n    "))
    lines += ["", *_correction_lines(session, method)] if session.corrections else []
    return "\n".join(lines) + "\n"


def changes_beside(session: Session, item_id: str) -> tuple[tuple[str, str], ...]:
    """List the disagreements with a line: who disagrees, and their text.

    Args:
        session: the session.
        item_id: the id of the line.
    """
    return tuple(
        (f"{author_of(session, correction) or 'Somebody'} disagrees", correction.becomes)
        for correction in disagreements(session).get(item_id, ())
    )


def describe_dates(session: Session) -> tuple[tuple[str, str], ...]:
    """List the known dates that still follow, as labels and days."""
    return tuple(
        (DATE_LABELS[due.name], format_date_long(due.day))
        for due in due_dates(session)
        if due.day is not None and not (due.name == NOTES_OUT and session.circulated)
    )


def describe_correction(correction: Correction, session: Session, method: Method) -> str:
    """Describe a correction in one line: its author, its change and the decision."""
    author = author_of(session, correction) or "Somebody"
    addition = describe_new(session, method, correction.thing)
    if addition:
        return f"{author}: {addition}: “{correction.becomes}” ({describe_decision(correction)})"
    field = of_line(session, correction.thing, correction.field)
    if correction.sort is CorrectionKind.DISAGREEMENT:
        return f"{author} disagrees with {field}“{correction.was}”: “{correction.becomes}”"
    becomes = f"“{correction.becomes}”" if correction.becomes.strip() else "taken out"
    was = f"“{correction.was}”" if correction.was.strip() else "nothing"
    return f"{author}: {field}{was} → {becomes} ({describe_decision(correction)})"


def describe_new(session: Session, method: Method, item_id: str) -> str:
    """Describe what a correction adds, and where. Empty where it changes a line."""
    if not is_new(session, item_id):
        return ""
    parent_id = hangs_on(item_id)
    if parent_id is None:
        return f"new under {describe_heading(item_id.removeprefix(NEW_LINE), method)}"
    kind = "effect" if item_id.startswith(EFFECT_OF) else "cause"
    parent_text = words_of(session, parent_id)
    return f"new {kind} of {f'“{parent_text}”' if parent_text else 'a box that is gone'}"


def describe_decision(correction: Correction) -> str:
    """The decision on a correction."""
    if correction.sort is CorrectionKind.DISAGREEMENT:
        return "disagreement, kept beside the line"
    if correction.ruling is None:
        return "open"
    ruling = correction.ruling.value
    return f"{ruling}: {correction.why}" if correction.why else ruling


def describe_place(item_id: str, step_id: str, method: Method) -> str:
    """The heading of a line, or ``Details`` or ``Taking part``."""
    if step_id:
        return describe_heading(step_id, method)
    return "Details" if item_id == DETAILS_ID else "Taking part"


def describe_heading(step_id: str, method: Method) -> str:
    """A heading with its number, or the id of a step that the method lacks."""
    for step in method.steps:
        if step.id == step_id:
            return f"{step.number} {step.title}".strip()
    return step_id


def describe_field(field: str) -> str:
    """The label of a field."""
    return FIELD_LABELS.get(field, field)


def of_line(session: Session, item_id: str, field: str) -> str:
    """Introduce the text of a field with its line and its label."""
    if not field:
        return ""
    line = describe_line(session, item_id)
    return f"“{line}”, {describe_field(field)}: " if line else f"{describe_field(field)}: "


def describe_line(session: Session, item_id: str) -> str:
    """The text of a line, or the name of its person."""
    person = person_named(item_id, session.people)
    if person is not None:
        return person.label
    return words_of(session, item_id) or ("the focal point" if item_id == FOCAL else "")


def _correction_lines(session: Session, method: Method) -> Iterator[str]:
    yield "Corrections:"
    for correction in session.corrections:
        yield f"  {describe_correction(correction, session, method)}".replace("\n", "\n    ")


def _is_left_out(change: LineChange, method: Method, left_out: Collection[str]) -> bool:
    """Whether a change is in a part that is left out."""
    if change.step or change.thing == DETAILS_ID:
        return (change.step or change.field) in left_out
    return any(step.id in left_out for step in method.of_kind(KindName.PEOPLE))


def _circulation_date(version: CirculatedVersion) -> str:
    return _without_weekday(format_date_long(version.at.date()))


def _without_weekday(day: str) -> str:
    """A long date without its weekday."""
    return day.partition(" ")[2]
