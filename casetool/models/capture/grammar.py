"""The grammar of the capture line: where a line goes, and as what.

A sigil counts only at the start of the line, with a space after it. ``@name`` counts only as the
first or last word, and only if it names somebody, and never in the tree, whose boxes keep no
speaker. A lone ``@`` names the last speaker, if there is one. Everything else is text as typed.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import sanitise, single_line
from casetool.models.capture.attribution import (
    kept_mentions,
    speaker_and_text,
    unclear_mentions,
)
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.method import Method, Step, StepKind
from casetool.models.people.edits import add_person_line
from casetool.models.people.model import People, person_named, speaker
from casetool.models.people.parse import describe_person, read_person
from casetool.models.people.sign_in import people_lines
from casetool.models.session import Session, tree_of
from casetool.models.session_edits import begin_discussion
from casetool.models.tree.edits import TooDeepError, add_cause, add_effect, set_focal
from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Tree, find_node
from casetool.models.tree.paths import Side

KIND_SIGILS = {
    "=": EntryKind.FACT,
    "~": EntryKind.FEELING,
    "%": EntryKind.HYPOTHESIS,
    '"': EntryKind.CHILD,
    "#": EntryKind.DOCUMENT,
}
"""Signs that mark the kind of an entry."""

TREE_SIGILS: dict[str, Side] = {"^": "effects", "<": "causes"}
"""Signs that send a line into the tree, above the focal point or below it."""

_SIGIL = re.compile(r"(\S) +")
_SOURCE = re.compile(r"^(.*\S) \| (\S.*)$")
_BULLET = re.compile(r"^\s*(?:[-*•–◦]|\d{1,3}[.)])\s+")
_EMPTY_LINE = "There are no words yet."
_NO_PERSON = "Who is it? Type a name, or a comma and the agency if you have no name."


class CaptureRefused(Exception):  # noqa: N818 - not an error: the text stays in the line
    """The line cannot go there now. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """A captured line after parsing."""

    step: Step
    """The step that it goes to."""
    text: str
    kind: EntryKind | None = None
    by: str | None = None
    """Who said it, or who does it if it is an action."""
    source: str = ""
    side: Side | None = None
    """Effect or cause, if the line says so."""


def read_line(
    line: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> CapturedLine:
    """Parse a line typed at the open step.

    Args:
        line: the line. A leading space takes all of it literally.
        open_step: where it goes without a sigil.
        method: the steps and their sigils.
        people: whom ``@name`` can name.
        last_speaker: whom a lone ``@`` names.
    """
    line = str(sanitise(line))
    step, side, kind, text = _default_step(open_step, method), None, None, line
    if line.startswith(" "):
        return CapturedLine(step, line.strip())
    if (sigil := _SIGIL.match(text)) and (target := _step_for_sigil(sigil[1], method)):
        step, side, text = target, TREE_SIGILS.get(sigil[1]), text[sigil.end() :]
    if step.kind is StepKind.PEOPLE:
        return CapturedLine(step, text.strip(" "))
    if step.kind is StepKind.ENTRIES and (sigil := _SIGIL.match(text)):
        marked = KIND_SIGILS.get(sigil[1])
        if marked is not EntryKind.DOCUMENT or marked in step.entry_kinds:
            kind = marked
            text = text[sigil.end() :] if marked is not None else text
    if step.kind is StepKind.TREE:  # a box has no speaker: a name would be lost
        return CapturedLine(step, text.strip(), kind, side=side)
    by, text = speaker_and_text(text.rstrip(), people, last_speaker)
    source = ""
    if step.sources and (match := _SOURCE.match(text)):
        text, source = match[1], match[2].strip()
        if by is None:
            by, text = speaker_and_text(text, people, last_speaker)
    return CapturedLine(step, text.strip(), kind, by, source, side)


def read_lines(
    text: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> tuple[CapturedLine, ...]:
    """Parse a paste: one entry for each line that is not empty. A list loses its bullets.

    Among the people, a table loses its headings.
    """
    lines = [line for line in str(sanitise(text)).split("\n") if line.strip()]
    if open_step.kind is StepKind.PEOPLE:
        lines = people_lines(lines)
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        without_bullets = [_BULLET.sub("", line, count=1) for line in lines]
        lines = [line for line in without_bullets if line.strip()] or lines
    captured: list[CapturedLine] = []
    for line in lines:
        captured.append(read_line(line, open_step, method, people, last_speaker))
        counts_as_voice = (
            captured[-1].step.kind is StepKind.ENTRIES and not captured[-1].step.private
        )
        last_speaker = captured[-1].by or last_speaker if counts_as_voice else last_speaker
    return tuple(captured)


def place_line(
    session: Session,
    method: Method,
    captured: CapturedLine,
    now: datetime,
    new_id: str,
    under: str = FOCAL,
) -> Session:
    """Add a captured line to the session.

    Args:
        session: the session.
        method: its method.
        captured: the parsed line.
        now: the present instant.
        new_id: id of the new entry, action or node. A person gets a handle instead.
        under: the selected node of the tree.

    Raises:
        CaptureRefused: it cannot go there now.
    """
    if not captured.text.strip():
        raise CaptureRefused(_EMPTY_LINE)
    step = captured.step
    match step.kind:
        case StepKind.PEOPLE:
            session = _with_person(session, captured.text)
        case StepKind.TREE:
            session = _place_in_tree(session, captured, now, new_id, under)
        case StepKind.ACTIONS:
            who = _speaker_name(captured.by, session.people)
            action = Action(id=new_id, what=captured.text, who=who, at=now)
            session = add_action(session, step.id, action)
        case _:
            session = add_entry(session, step.id, _entry(captured, new_id, now))
    return begin_discussion(session, method, step.id, now)


def describe_target(
    captured: CapturedLine, session: Session, method: Method, under: str = FOCAL
) -> tuple[str, ...]:
    """Where a line will go and as what, as texts for the facilitator, the place first."""
    step, people = captured.step, session.people
    title = f"{step.number} {step.title}".strip()
    if step.kind is StepKind.PEOPLE:
        return "new person", *describe_person(read_person(captured.text, people), people)
    if step.kind is StepKind.TREE:
        names = kept_mentions(captured.text, people)
        return title, _tree_target(captured, session, under), *names
    questions = unclear_mentions(captured.text, people) if captured.by is None else ()
    if step.kind is StepKind.ACTIONS:
        who = _speaker_name(captured.by, people)
        return (title, f"who by: {who}") if who else (title, *questions)
    marks = (
        captured.kind.value if captured.kind is not None else "",
        speaker(captured.by, people) if captured.by else "",
        f"source: {captured.source}" if captured.source else "",
    )
    return title, *(part for part in marks if part), *questions


def _entry(captured: CapturedLine, new_id: str, now: datetime) -> Entry:
    return Entry(
        id=new_id,
        text=captured.text,
        kind=captured.kind,
        by=captured.by,
        source=captured.source,
        at=now,
    )


def _with_person(session: Session, text: str) -> Session:
    """The session with a person more. What is not understood is asked about first.

    Raises:
        CaptureRefused: there is no name and no agency, or a question.
    """
    line = read_person(text, session.people)
    if line.question:
        mark = "" if line.question.endswith("?") else "."
        raise CaptureRefused(f"{line.question}{mark} Nobody was added.")
    if not (line.person.name or line.person.agency):
        raise CaptureRefused(_NO_PERSON)
    return add_person_line(session, line)


def _default_step(open_step: Step, method: Method) -> Step:
    """Where a line without a sigil goes: the open step, or the one always in view."""
    if open_step.kind not in (StepKind.ROUND, StepKind.NOTES):
        return open_step
    return next((step for step in method.steps if step.always), open_step)


def _step_for_sigil(sigil: str, method: Method) -> Step | None:
    if sigil in TREE_SIGILS:
        return next(iter(method.of_kind(StepKind.TREE)), None)
    return next((step for step in method.steps if step.sigil == sigil), None)


def _speaker_name(by: str | None, people: People) -> str:
    if by is None:
        return ""
    person = person_named(by, people)
    return person.label if person is not None else speaker(by, people)


def _place_in_tree(
    session: Session, captured: CapturedLine, now: datetime, new_id: str, under: str
) -> Session:
    tree = tree_of(session)
    if tree is None or not tree.focal.strip():
        if captured.side is not None:
            raise CaptureRefused(_focal_point_first(captured.step))
        return set_focal(session, captured.text)
    side, node = _side_and_parent(tree, captured, under)
    parent = node.id if node is not None else FOCAL
    try:
        if side == "effects":
            return add_effect(session, Effect(id=new_id, text=captured.text, at=now), parent)
        return add_cause(session, Cause(id=new_id, text=captured.text, at=now), parent)
    except TooDeepError as error:
        raise CaptureRefused(str(error)) from None


def _focal_point_first(step: Step) -> str:
    location = f"step {step.number}" if step.number else step.title
    return f"Effects and causes wait until the focal point is agreed: type it in {location}."


def _side_and_parent(tree: Tree, captured: CapturedLine, under: str) -> tuple[Side, Node | None]:
    """The side for a line in the tree, and the selected node if it is on that side."""
    node = find_node(tree, under) if under != FOCAL else None
    if node is None:
        return captured.side or "causes", None
    side: Side = "effects" if isinstance(node, Effect) else "causes"
    if captured.side is not None and captured.side != side:
        return captured.side, None
    return side, node


def _tree_target(captured: CapturedLine, session: Session, under: str) -> str:
    tree = tree_of(session)
    if tree is None or not tree.focal.strip():
        return _focal_point_first(captured.step) if captured.side is not None else "the focal point"
    side, node = _side_and_parent(tree, captured, under)
    if node is None:
        return f"{'an effect' if side == 'effects' else 'a cause'} of the focal point"
    text = single_line(node.text)
    excerpt = text if len(text) <= 32 else f"{text[:31]}…"
    return f"{'and then?' if side == 'effects' else 'why?'}  “{excerpt}”"
