"""Versions, changes and corrections in words: plain text, for the notes and for the app."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casetool.models.corrections.changes import HEADING_FIELD, changes_since
from casetool.models.corrections.due_dates import CORRECTIONS, NOTES_OUT, due_dates
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
from casetool.models.method import Method, StepKind
from casetool.models.parsing.dates import format_date_long
from casetool.models.people.model import person_named
from casetool.models.session import Session, words_of
from casetool.models.text_walk import DETAILS_ID
from casetool.models.tree.model import FOCAL
from casetool.render.views.change_labels import DATE_LABELS, FIELD_LABELS, NAME_LABELS

NONE_OUT = "The notes have not gone round yet, so there is nothing to compare them with."


@dataclass(frozen=True, slots=True)
class ChangeSentence:
    """One change, for a reader."""

    where: str
    """The heading, the details, or the people."""
    what: str
    """``new``, ``taken out``, ``changed``, or the field that changed."""
    line: str
    """The words of the line, where only a field of it changed."""
    was: str
    becomes: str

    @property
    def sentence(self) -> str:
        """All of it but where it stands, in one line of text."""
        line = f"“{self.line}”, " if self.line else ""
        if self.was and self.becomes:
            return f"{line}{self.what}: “{self.was}” → “{self.becomes}”"
        if self.was and self.what != "taken out":
            return f"{line}{self.what}: “{self.was}” → nothing"
        return f"{line}{self.what}: “{self.becomes or self.was}”"


def version_line(session: Session, method: Method) -> str:
    """Which notes these are, in one line.

    Such as ``Version 2, circulated 24 November 2026, for correction until 8 December 2026``.

    Args:
        session: the session.
        method: its method.
    """
    if not session.circulated:
        return "Draft"
    last = session.circulated[-1]
    line = f"Version {last.number}, circulated {_day(last)}"
    if changes_since(session, method):
        return f"Draft after version {last.number}, which was circulated {_day(last)}"
    if session.notes_agreed is not None:
        return f"{line}, agreed {_short(format_date_long(session.notes_agreed.date()))}"
    until = next(one.day for one in due_dates(session) if one.name == CORRECTIONS)
    return f"{line}, for correction until {_short(format_date_long(until))}" if until else line


def describe_version(version: CirculatedVersion) -> str:
    """A version in one line: when, to whom, how marked, in which form, and its digest."""
    parts = (
        f"Version {version.number}, {_day(version)}",
        f"to {version.to}" if version.to else "",
        version.marking,
        version.form,
        NAME_LABELS[version.names],
        f"SHA-256 {version.digest[:12]}…" if version.digest else "",
    )
    return " · ".join(part for part in parts if part)


def list_changes(
    session: Session, method: Method, out: Collection[str] = ()
) -> tuple[str, tuple[ChangeSentence, ...]]:
    """What the notes list as changed: since the last version; where nothing did, what that one did.

    Args:
        session: the session.
        method: its method.
        out: the steps, and the details, that are left out of them.

    Returns:
        A title, and the changes; both empty where there is nothing to list.
    """
    if not session.circulated:
        return "", ()
    last = session.circulated[-1]
    changes, since = changes_since(session, method), last.number
    if not changes:
        changes, since = last.changes, last.number - 1
    if not changes or not since:
        return "", ()
    told = tuple(
        describe_change(change, session, method)
        for change in changes
        if not _is_out(change, method, out)
    )
    return (f"Changed since version {since}", told) if told else ("", ())


def describe_changes(session: Session, method: Method) -> tuple[ChangeSentence, ...]:
    """What changed since the last version, for a reader.

    Args:
        session: the session.
        method: its method.
    """
    return tuple(describe_change(one, session, method) for one in changes_since(session, method))


def describe_change(change: LineChange, session: Session, method: Method) -> ChangeSentence:
    """One change, for a reader.

    Args:
        change: the change.
        session: the session, which knows the words of lines.
        method: its method, which knows the headings.
    """
    where = describe_place(change.thing, change.step, method)
    line = describe_line(session, change.thing) if change.field else ""
    was, becomes, what = change.was, change.becomes, describe_field(change.field)
    if change.field == HEADING_FIELD:
        was, becomes = (describe_heading(step, method) for step in (was, becomes))
    elif change.field in (HANGS_ON, "covered_by"):
        was, becomes = (describe_line(session, thing) or thing for thing in (was, becomes))
    elif not change.field:
        what = "changed" if was and becomes else "new" if becomes else "taken out"
    return ChangeSentence(where, what, line, was, becomes)


def changes_text(session: Session, method: Method) -> str:
    """What changed since the last version, as text: for ``casetool notes --changes``.

    Args:
        session: the session.
        method: its method.
    """
    if not session.circulated:
        return f"{NONE_OUT}\n"
    last = session.circulated[-1]
    changes = describe_changes(session, method)
    head = f"since version {last.number}, circulated {_day(last)}"
    lines = [f"Changed {head}:" if changes else f"Nothing has changed {head}."]
    where = ""
    for one in changes:
        if one.where != where:
            where = one.where
            lines += ["", where]
        lines.append(f"  {one.sentence}".replace("\n", "\n    "))
    lines += ["", *_corrections_text(session, method)] if session.corrections else []
    return "\n".join(lines) + "\n"


def changes_beside(session: Session, thing: str) -> tuple[tuple[str, str], ...]:
    """What stands beside a line because somebody disagrees with it: our words, and theirs.

    Args:
        session: the session.
        thing: the id of the line.
    """
    return tuple(
        (f"{author_of(session, one) or 'Somebody'} disagrees", one.becomes)
        for one in disagreements(session).get(thing, ())
    )


def describe_dates(session: Session) -> tuple[tuple[str, str], ...]:
    """The dates that still follow, as labels and days; none that is not known."""
    return tuple(
        (DATE_LABELS[one.name], format_date_long(one.day))
        for one in due_dates(session)
        if one.day is not None and not (one.name == NOTES_OUT and session.circulated)
    )


def describe_correction(one: Correction, session: Session, method: Method) -> str:
    """A correction in one line: whose, what it was and is to be, and what became of it."""
    who = author_of(session, one) or "Somebody"
    new = describe_new(session, method, one.thing)
    if new:
        return f"{who}: {new}: “{one.becomes}” ({describe_decision(one)})"
    field = of_line(session, one.thing, one.field)
    if one.sort is CorrectionKind.DISAGREEMENT:
        return f"{who} disagrees with {field}“{one.was}”: “{one.becomes}”"
    becomes = f"“{one.becomes}”" if one.becomes.strip() else "taken out"
    was = f"“{one.was}”" if one.was.strip() else "nothing"
    return f"{who}: {field}{was} → {becomes} ({describe_decision(one)})"


def describe_new(session: Session, method: Method, thing: str) -> str:
    """What a correction adds, and where; empty where it changes what is there."""
    if not is_new(session, thing):
        return ""
    box = hangs_on(thing)
    if box is None:
        return f"new under {describe_heading(thing.removeprefix(NEW_LINE), method)}"
    what = "effect" if thing.startswith(EFFECT_OF) else "cause"
    words = words_of(session, box)
    return f"new {what} of {f'“{words}”' if words else 'a box that is gone'}"


def describe_decision(one: Correction) -> str:
    """What became of a correction."""
    if one.sort is CorrectionKind.DISAGREEMENT:
        return "disagreement, kept beside the line"
    if one.ruling is None:
        return "open"
    return f"{one.ruling.value}: {one.why}" if one.why else one.ruling.value


def describe_place(thing: str, step: str, method: Method) -> str:
    """Where a line stands: its heading, the details, or the people."""
    if step:
        return describe_heading(step, method)
    return "Details" if thing == DETAILS_ID else "Taking part"


def describe_heading(step: str, method: Method) -> str:
    """A heading with its number; the id of a step that the method does not have."""
    for one in method.steps:
        if one.id == step:
            return f"{one.number} {one.title}".strip()
    return step


def describe_field(field: str) -> str:
    """A field in words."""
    return FIELD_LABELS.get(field, field)


def of_line(session: Session, thing: str, field: str) -> str:
    """What stands in front of a field's words: which line it is of, and its name."""
    if not field:
        return ""
    line = describe_line(session, thing)
    return f"“{line}”, {describe_field(field)}: " if line else f"{describe_field(field)}: "


def describe_line(session: Session, thing: str) -> str:
    """A line in words: what stands there, or whose it is."""
    person = person_named(thing, session.people)
    if person is not None:
        return person.label
    return words_of(session, thing) or ("the focal point" if thing == FOCAL else "")


def _corrections_text(session: Session, method: Method) -> Iterator[str]:
    yield "Corrections:"
    for one in session.corrections:
        yield f"  {describe_correction(one, session, method)}".replace("\n", "\n    ")


def _is_out(change: LineChange, method: Method, out: Collection[str]) -> bool:
    """Whether a change is of what is left out."""
    if change.step or change.thing == DETAILS_ID:
        return (change.step or change.field) in out
    return any(step.id in out for step in method.of_kind(StepKind.PEOPLE))


def _day(version: CirculatedVersion) -> str:
    return _short(format_date_long(version.at.date()))


def _short(day: str) -> str:
    """A day in full without its weekday."""
    return day.partition(" ")[2]
