"""The grammar of the capture line: where the words go, and as what.

A sigil counts only at the start of the line and only with a space after it; ``@name`` only as
the first or the last word, and only where it names somebody; a lone ``@`` names whoever spoke
last, where somebody did. Everything else is text as typed.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import sanitise, single_line
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.method import Method, Step, StepKind
from casetool.models.people.edits import add_person
from casetool.models.people.model import People, named, person_named, speaker
from casetool.models.people.parse import person_from
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
"""What marks the kind of an entry."""

TREE_SIGILS: dict[str, Side] = {"^": "effects", "<": "causes"}
"""What sends a line into the tree from anywhere: above the focal point, or below it."""

_SIGIL = re.compile(r"(\S) +")
_SOURCE = re.compile(r"^(.*\S) \| (\S.*)$")
_BULLET = re.compile(r"^\s*(?:[-*•–◦]|\d{1,3}[.)])\s+")
_NO_WORDS = "There are no words yet."
_NOBODY = "Who is it? A name; or a comma, and the agency that nobody was named for."


class CaptureRefused(Exception):  # noqa: N818 - not an error: the words stay in the line
    """The words cannot go there now; its text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """A line as it is understood."""

    step: Step
    """Where it goes."""
    text: str
    kind: EntryKind | None = None
    by: str | None = None
    """Who said it; of an action, who does it."""
    source: str = ""
    side: Side | None = None
    """In the tree: as an effect or as a cause, where that was said."""


def read_line(
    line: str, open_step: Step, method: Method, people: People, last: str | None = None
) -> CapturedLine:
    """A line as it is understood at the open step.

    Args:
        line: what is typed. A space in front takes all of it literally.
        open_step: where it goes without a sigil.
        method: the steps and their sigils.
        people: whom ``@name`` can name.
        last: who spoke last: whom a lone ``@`` names.
    """
    line = str(sanitise(line))
    step, side, kind, rest = _home(open_step, method), None, None, line
    if line.startswith(" "):
        return CapturedLine(step, line.strip())
    if (sigil := _SIGIL.match(rest)) and (target := _target(sigil[1], method)):
        step, side, rest = target, TREE_SIGILS.get(sigil[1]), rest[sigil.end() :]
    if step.kind is StepKind.PEOPLE:
        return CapturedLine(step, rest.strip())
    if step.kind is StepKind.ENTRIES and (sigil := _SIGIL.match(rest)):
        marked = KIND_SIGILS.get(sigil[1])
        if marked is not EntryKind.DOCUMENT or marked in step.entry_kinds:
            kind = marked
            rest = rest[sigil.end() :] if marked is not None else rest
    by, rest = _said_by(rest.rstrip(), people, last)
    source = ""
    if step.sources and (match := _SOURCE.match(rest)):
        rest, source = match[1], match[2].strip()
        if by is None:
            by, rest = _said_by(rest, people, last)
    return CapturedLine(step, rest.strip(), kind, by, source, side)


def read_lines(
    text: str, open_step: Step, method: Method, people: People, last: str | None = None
) -> tuple[CapturedLine, ...]:
    """A paste of several lines: each that is not empty is one; a list loses its bullets."""
    lines = [line for line in str(sanitise(text)).split("\n") if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        bare = [_BULLET.sub("", line, count=1) for line in lines]
        lines = [line for line in bare if line.strip()] or lines
    caught: list[CapturedLine] = []
    for line in lines:
        caught.append(read_line(line, open_step, method, people, last))
        said = caught[-1].step.kind is StepKind.ENTRIES and not caught[-1].step.private
        last = caught[-1].by or last if said else last
    return tuple(caught)


def place_line(
    session: Session,
    method: Method,
    captured: CapturedLine,
    now: datetime,
    new_id: str,
    under: str = FOCAL,
) -> Session:
    """The session with what was captured in its place.

    Args:
        session: the session.
        method: its method.
        captured: the line as it was understood.
        now: the present instant.
        new_id: the id of the entry, action or node; a person gets a handle instead.
        under: the selected node of the tree.

    Raises:
        CaptureRefused: it cannot go there now.
    """
    if not captured.text.strip():
        raise CaptureRefused(_NO_WORDS)
    step = captured.step
    match step.kind:
        case StepKind.PEOPLE:
            person = person_from(captured.text, session.people)
            if not (person.name or person.agency):
                raise CaptureRefused(_NOBODY)
            session = add_person(session, person)
        case StepKind.TREE:
            session = _place_in_tree(session, captured, now, new_id, under)
        case StepKind.ACTIONS:
            who = _name_of(captured.by, session.people)
            action = Action(id=new_id, what=captured.text, who=who, at=now)
            session = add_action(session, step.id, action)
        case _:
            session = add_entry(session, step.id, _entry(captured, new_id, now))
    return begin_discussion(session, method, step.id, now)


def describe_target(
    captured: CapturedLine, session: Session, method: Method, under: str = FOCAL
) -> tuple[str, ...]:
    """Where a line will go and as what, in words for the facilitator: the place first."""
    step, people = captured.step, session.people
    title = f"{step.number} {step.title}".strip()
    if step.kind is StepKind.PEOPLE:
        person = person_from(captured.text, people)
        parts = ("new person", person.name, person.role, person.agency, person.attends.value)
        return tuple(part for part in parts if part)
    if step.kind is StepKind.TREE:
        return title, _tree_words(captured, session, under)
    if step.kind is StepKind.ACTIONS:
        who = _name_of(captured.by, people)
        return (title, f"who by: {who}") if who else (title,)
    about = (
        captured.kind.value if captured.kind is not None else "",
        speaker(captured.by, people) if captured.by else "",
        f"source: {captured.source}" if captured.source else "",
    )
    return title, *(part for part in about if part)


def _entry(captured: CapturedLine, new_id: str, now: datetime) -> Entry:
    return Entry(
        id=new_id,
        text=captured.text,
        kind=captured.kind,
        by=captured.by,
        source=captured.source,
        at=now,
    )


def _home(open_step: Step, method: Method) -> Step:
    """Where words go that say nothing of it: the open step, or the row that is always in view."""
    if open_step.kind not in (StepKind.ROUND, StepKind.NOTES):
        return open_step
    return next((step for step in method.steps if step.always), open_step)


def _target(sigil: str, method: Method) -> Step | None:
    if sigil in TREE_SIGILS:
        return next(iter(method.of_kind(StepKind.TREE)), None)
    return next((step for step in method.steps if step.sigil == sigil), None)


def _said_by(text: str, people: People, last: str | None) -> tuple[str | None, str]:
    """Who said it, and the text without the name; a lone at sign is whoever spoke last."""
    first, _, after = text.partition(" ")
    before, _, final = text.rpartition(" ")
    for word, rest in ((final, before), (first, after)):
        if word.startswith("@") and rest.strip():
            by = named(word[1:], people) if word != "@" else last
            if by is not None:
                return by, rest.strip()
    return None, text


def _name_of(by: str | None, people: People) -> str:
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
            raise CaptureRefused(_wait(captured.step))
        return set_focal(session, captured.text)
    side, node = _hangs_on(tree, captured, under)
    parent = node.id if node is not None else FOCAL
    try:
        if side == "effects":
            return add_effect(session, Effect(id=new_id, text=captured.text, at=now), parent)
        return add_cause(session, Cause(id=new_id, text=captured.text, at=now), parent)
    except TooDeepError as error:
        raise CaptureRefused(str(error)) from None


def _wait(step: Step) -> str:
    place = f"step {step.number}" if step.number else step.title
    return f"Effects and causes wait until the focal point is agreed: type it in {place}."


def _hangs_on(tree: Tree, captured: CapturedLine, under: str) -> tuple[Side, Node | None]:
    """The side for words that go into the tree, and the selected node where they fit there."""
    node = find_node(tree, under) if under != FOCAL else None
    if node is None:
        return captured.side or "causes", None
    side: Side = "effects" if isinstance(node, Effect) else "causes"
    if captured.side is not None and captured.side != side:
        return captured.side, None
    return side, node


def _tree_words(captured: CapturedLine, session: Session, under: str) -> str:
    tree = tree_of(session)
    if tree is None or not tree.focal.strip():
        return _wait(captured.step) if captured.side is not None else "the focal point"
    side, node = _hangs_on(tree, captured, under)
    if node is None:
        return f"{'an effect' if side == 'effects' else 'a cause'} of the focal point"
    text = single_line(node.text)
    start = text if len(text) <= 32 else f"{text[:31]}…"
    return f"{'and then?' if side == 'effects' else 'why?'}  “{start}”"
