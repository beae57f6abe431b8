"""Entries: what is said under a heading."""

from collections.abc import Iterator

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.finding import Finding, quoted, unreadable_date
from casetool.models.method import Step
from casetool.models.session import Session, actions_of, entries_of
from casetool.models.step_kind import StepKind


def _entry_findings(session: Session, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    entries = heading.entries if isinstance(heading, Entries) else ()
    if step.entry_kinds[:1] == (EntryKind.CHILD,) and not entries and not _child_heard(session):
        message = "Nobody has said yet what life is like for the child."
        yield Finding("child-not-heard", step.id, None, message)
    if step.wants_action:
        answered = {item_id for action in actions_of(session) for item_id in action.answers}
        for entry in entries:
            if entry.id not in answered:
                message = f"No action answers {quoted(entry.text)}"
                yield Finding("worry-unanswered", step.id, entry.id, message)
    if step.owners:
        for entry in entries:
            yield from _gap_findings(step, entry)


def _child_heard(session: Session) -> bool:
    return any(entry.kind is EntryKind.CHILD for _, entry in entries_of(session))


def _gap_findings(step: Step, entry: Entry) -> Iterator[Finding]:
    if entry.answer.strip():
        return
    lacks = [
        *([] if entry.owner else ["who finds it out"]),
        *([] if entry.due is not None else ["by when"]),
    ]
    if lacks:
        due_words = entry.due_words if entry.due is None else ""
        message = f"{quoted(entry.text)} lacks {' and '.join(lacks)}{unreadable_date(due_words)}."
        check = "gap-without-owner" if not entry.owner else "gap-without-date"
        yield Finding(check, step.id, entry.id, message)


KIND = StepKind(
    heading=Entries,
    findings=_entry_findings,
    takes_entry_kinds=True,
    line_options=frozenset({"--by", "--kind", "--source"}),
)
