"""Phrases for parts of a session, the same in every format of the notes."""

from collections.abc import Iterator
from datetime import datetime

from casetool.models.actions.model import Action, Scope
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.meeting.read_back import is_agreed
from casetool.models.method import Method, Step
from casetool.models.parsing.dates import format_date_long
from casetool.models.people.model import Attends, Person, person_named, speaker
from casetool.models.round.model import AnswerContent, Round
from casetool.models.session import Session
from casetool.models.timing.schedule import rested, seconds_used

NOTHING_RECORDED = "Nothing recorded."
"""Text under an empty heading."""

AGREED = "agreed in the room"
"""Mark of a line that was agreed and has not changed since."""

BLANK = "…"
"""Placeholder of an item without text, which keeps the structure of a list."""

LONGEST_SECONDS = 12 * 3600
"""Longest discussion in seconds. A longer span means that the session was closed later."""


def title_of(step: Step) -> str:
    """A heading as the notes print it, with its number and its title for the notes."""
    title = step.notes_title or step.title
    return f"{step.number}. {title}" if step.number else title


def text_or_blank(text: str, placeholder: str = BLANK) -> str:
    """A text without surrounding white space, or a placeholder."""
    return text.strip(" \t\n") or placeholder


def how_attending(person: Person, session: Session) -> str:
    """Describe attendance, with cover for and by other people."""
    attendance = person.attends.value
    if person.attends is Attends.COVERED:
        cover = person_named(person.covered_by or "", session.people)
        attendance = f"absent, covered by {cover.label}" if cover is not None else "absent"
    covered_names = [
        colleague.label for colleague in session.people if colleague.covered_by == person.id
    ]
    if not covered_names:
        return attendance
    return f"{attendance}, and wearing two hats for {' and '.join(covered_names)}"


def session_times(session: Session, method: Method) -> Iterator[tuple[str, str]]:
    """The length of the discussion, and of each step with a timer, as labels and texts.

    Unknown times are left out: an open session, a running timer, or a session closed much later.
    Breaks do not count.
    """
    span = _discussion_span(session)
    if span is not None:
        start, end, length, break_seconds = span
        if 0 < length < LONGEST_SECONDS:
            duration = _duration(round(length / 60) * 60 or length)
            pause = break_seconds // 60 * 60
            breaks = f", without {_duration(pause)} of break" if pause else ""
            yield "Length of discussion", f"{duration} ({start:%H:%M} to {end:%H:%M}{breaks})"
    titles = {step.id: step.title for step in method.steps}
    for timer in session.clocks:
        if timer.step in titles and timer.since is None:
            duration = f"{_duration(timer.used)} of {_duration(timer.budget)}"
            yield f"Time for {titles[timer.step]}", duration


def documents_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Sort entries, documents before all others."""
    return tuple(sorted(entries, key=lambda entry: entry.kind is not EntryKind.DOCUMENT))


def about_entry(entry: Entry, session: Session, attribution: bool) -> Iterator[tuple[str, str]]:
    """Details of an entry as labels and texts. Some labels need no text.

    Args:
        entry: the entry.
        session: the session, for the people.
        attribution: whether to name its author (off by default: learning, not blame).
    """
    if entry.source:
        yield "source", entry.source
    if entry.owner:
        yield "who finds out", entry.owner
    if entry.due is not None:
        yield "by", format_date_long(entry.due)
    elif entry.due_words:
        yield "by", entry.due_words
    if entry.answer:
        yield "answer", entry.answer
    if attribution and entry.by:
        yield "said by", speaker(entry.by, session.people)
    if is_agreed(session, entry.id):
        yield AGREED, ""


def labelled(label: str, text: str) -> str:
    """A label with its text, or the label alone."""
    return f"{label}: {text}" if text else label


def when_said(action: Action) -> str:
    """The due date of an action, or the words for it."""
    return format_date_long(action.due) if action.due is not None else action.due_words


def plan_of(action: Action) -> str:
    """Whether an action is for a single agency, and when it was done."""
    plan = "single agency action" if action.scope is Scope.SINGLE_AGENCY else ""
    completion = f"done {format_date_long(action.done)}" if action.done is not None else ""
    return ", ".join(part for part in (plan, completion) if part)


def round_summary(heading: Round, session: Session) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Summarise the closing round: how many are content, and remarks for the record.

    Returns:
        A sentence, and tuples of name, answer and remark. People who are content and have no remark
        appear in the sentence only.
    """
    answers = [answer.content for answer in heading.said]
    counts = {content: answers.count(content) for content in AnswerContent}
    sentence = ", ".join(f"{count} {content.value}" for content, count in counts.items() if count)
    remarks = []
    for answer in heading.said:
        if answer.content is AnswerContent.NOT_CONTENT or answer.record:
            person = person_named(answer.person, session.people)
            name = person.label if person is not None else answer.person
            remarks.append((name, answer.content.value, answer.record))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else "", tuple(remarks)


def _discussion_span(session: Session) -> tuple[datetime, datetime, int, int] | None:
    """Start and end of the discussion, its seconds, and the seconds of its breaks."""
    schedule = session.hour
    if schedule is not None and schedule.ended is not None:
        used, paused = seconds_used(schedule, schedule.ended), rested(schedule, schedule.ended)
        return schedule.began, schedule.ended, used, paused
    start, end = session.begun, session.closed
    if start is None or end is None:
        return None
    return start, end, int((end - start).total_seconds()), 0


def _duration(seconds: int) -> str:
    """A duration in words, such as ``4 minutes 30 seconds``."""
    parts = ((seconds // 60, "minute"), (seconds % 60, "second"))
    amounts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(amounts) or "0 seconds"
