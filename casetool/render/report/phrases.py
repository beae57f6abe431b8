"""Parts of a session told in words: the same in every form of the notes."""

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
"""What stands under a heading that holds nothing."""

AGREED = "agreed in the room"
"""What stands beside a line that was read back and agreed, while it stands as it was agreed."""

BLANK = "…"
"""What stands where a thing has no words yet: nothing at all would change what a list means."""

LONGEST_SECONDS = 12 * 3600
"""Seconds: a session closed later than this after it began was not closed at its end."""


def title_of(step: Step) -> str:
    """A heading as the notes print it: with its number, and its own words for the notes."""
    name = step.notes_title or step.title
    return f"{step.number}. {name}" if step.number else name


def text_or_blank(text: str, instead: str = BLANK) -> str:
    """A text without the white space around it; something else where that leaves nothing."""
    return text.strip(" \t\n") or instead


def how_attending(person: Person, session: Session) -> str:
    """How somebody took part; who covered for them, and for whom they wore two hats."""
    how = person.attends.value
    if person.attends is Attends.COVERED:
        cover = person_named(person.covered_by or "", session.people)
        how = f"absent, covered by {cover.label}" if cover is not None else "absent"
    hats = [other.label for other in session.people if other.covered_by == person.id]
    return f"{how}, and wearing two hats for {' and '.join(hats)}" if hats else how


def session_times(session: Session, method: Method) -> Iterator[tuple[str, str]]:
    """How long the discussion took, and each step that has a clock: labels and words.

    Nothing is told of what is not known: a session that is still open, a clock that still runs,
    a session that was closed so much later that the hours between say nothing. Breaks do not count.
    """
    span = _span(session)
    if span is not None:
        begun, ended, length, rest = span
        if 0 < length < LONGEST_SECONDS:
            spent = _spent(round(length / 60) * 60 or length)
            breaks = f", without {_spent(rest)} of break" if (rest := rest // 60 * 60) else ""
            yield "Length of discussion", f"{spent} ({begun:%H:%M} to {ended:%H:%M}{breaks})"
    titles = {step.id: step.title for step in method.steps}
    for clock in session.clocks:
        if clock.step in titles and clock.since is None:
            spent = f"{_spent(clock.used)} of {_spent(clock.budget)}"
            yield f"Time for {titles[clock.step]}", spent


def documents_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The documents at hand, then everything else, each in its order."""
    return tuple(sorted(entries, key=lambda entry: entry.kind is not EntryKind.DOCUMENT))


def about_entry(entry: Entry, session: Session, attribution: bool) -> Iterator[tuple[str, str]]:
    """What is known of an entry, as labels and people's words; some say all without words.

    Args:
        entry: the entry.
        session: where the people are.
        attribution: whether to say who said it (learning, not blame: off unless asked for).
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


def labelled(label: str, words: str) -> str:
    """What is known of a thing: a label and people's words, or the label alone."""
    return f"{label}: {words}" if words else label


def when_said(action: Action) -> str:
    """When an action is due, or what was said of it."""
    return format_date_long(action.due) if action.due is not None else action.due_words


def plan_of(action: Action) -> str:
    """Whose plan an action belongs to, where that is not the partnership's; and when done."""
    own = "single agency action" if action.scope is Scope.SINGLE_AGENCY else ""
    done = f"done {format_date_long(action.done)}" if action.done is not None else ""
    return ", ".join(part for part in (own, done) if part)


def round_summary(heading: Round, session: Session) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The round of the room: how many are content, and what anyone wants recorded.

    Returns:
        A sentence, and then who, what they answered, and their words. Those who are content and
        want nothing recorded are only counted.
    """
    counts = {one: sum(said.content is one for said in heading.said) for one in AnswerContent}
    sentence = ", ".join(f"{count} {one.value}" for one, count in counts.items() if count)
    told = []
    for said in heading.said:
        if said.content is AnswerContent.NOT_CONTENT or said.record:
            person = person_named(said.person, session.people)
            name = person.label if person is not None else said.person
            told.append((name, said.content.value, said.record))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else "", tuple(told)


def _span(session: Session) -> tuple[datetime, datetime, int, int] | None:
    """When the discussion began and ended, its seconds, and those of its breaks."""
    hour = session.hour
    if hour is not None and hour.ended is not None:
        return hour.began, hour.ended, seconds_used(hour, hour.ended), rested(hour, hour.ended)
    begun, closed = session.begun, session.closed
    if begun is None or closed is None:
        return None
    return begun, closed, int((closed - begun).total_seconds()), 0


def _spent(seconds: int) -> str:
    """A span in words, such as ``4 minutes 30 seconds``."""
    parts = ((seconds // 60, "minute"), (seconds % 60, "second"))
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(told) or "0 seconds"
