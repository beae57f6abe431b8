"""What differs between two values of one session, thing by thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.actions.model import Action, Actions
from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.entries.model import Entries, Entry
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree, walk

NOT_COMPARED = frozenset(
    {"format", "id", "method", "at", "begun", "clocks", "hour", "headings", "people",
     "ticked", "agreed", "circulated", "corrections"}
)  # fmt: skip
"""Fields of a session that nobody typed, or whose things are compared one by one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both values; nothing stands for “is not there”."""

    key: str
    """Names the thing in both values, such as ``entry:k3f9``."""
    step: str
    """The step under which it stands; empty for the head and the people."""
    here: str
    there: str


def differences(here: Session, there: Session) -> tuple[Difference, ...]:
    """Everything that people would see to be different, in the order of the session.

    Args:
        here: one value.
        there: the other.
    """
    ours, theirs = dict(_parts(here)), dict(_parts(there))
    keys = [*ours, *(key for key in theirs if key not in ours)]
    found = []
    for key in keys:
        step, mine = ours.get(key, ("", ""))
        other_step, other = theirs.get(key, ("", ""))
        if (step, mine) != (other_step, other):
            moved = bool(step and other_step) and step != other_step
            found.append(
                Difference(
                    key,
                    step or other_step,
                    f"{mine} (under {step})" if moved else mine,
                    f"{other} (under {other_step})" if moved else other,
                )
            )
    return tuple(found)


def only_there(here: Session, there: Session) -> bool:
    """Whether anything that people read stands there and not here, or stands there otherwise.

    Args:
        here: one value.
        there: the other.
    """
    return any(difference.there for difference in differences(here, there))


def difference_key(thing: FrozenModel) -> str:
    """The key of a thing that stands in a list or in the tree."""
    match thing:
        case Tick():
            return f"tick:{thing.step}:{thing.words}"
        case Agreed():
            return f"agreed:{thing.thing}"
        case CirculatedVersion():
            return f"version:{thing.number}"
        case Answer():
            return f"said:{thing.person}"
        case Person() | Entry() | Action() | Correction():
            return f"{type(thing).__name__.casefold()}:{thing.id}"
        case Effect() | Cause():
            return f"node:{thing.id}"
    raise TypeError(type(thing).__name__)


def _parts(session: Session) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every thing of a session: its key, its step, and what people read of it."""
    for name in type(session).model_fields:
        if name not in NOT_COMPARED:
            value = getattr(session, name)
            words = _told(value) if isinstance(value, FrozenModel) else value
            yield f"detail:{name}", ("", f"{name}: {words}" if words else "")
    for person in session.people:
        yield difference_key(person), ("", _told(person))
    for tick in session.ticked:
        yield difference_key(tick), ("", f"seen to: {tick.words}")
    for agreed in session.agreed:
        yield difference_key(agreed), ("", f"agreed in the room: {agreed.words}")
    for version in session.circulated:
        yield difference_key(version), ("", _told(version))
    for correction in session.corrections:
        yield difference_key(correction), ("", _told(correction))
    for heading in session.headings:
        yield from _under(heading)


def _under(heading: SessionHeading) -> Iterator[tuple[str, tuple[str, str]]]:
    match heading:
        case Entries():
            for entry in heading.entries:
                yield difference_key(entry), (heading.step, _told(entry))
        case Actions():
            for action in heading.actions:
                yield difference_key(action), (heading.step, _told(action))
        case Round():
            for said in heading.said:
                yield difference_key(said), (heading.step, f"{said.person}: {_told(said)}")
        case Tree():
            yield from _nodes(heading)


def _nodes(tree: Tree) -> Iterator[tuple[str, tuple[str, str]]]:
    yield f"node:{FOCAL}", (tree.step, tree.focal)
    words = {node.id: node.text for node, _, _ in walk(tree)}
    for node, parent, _ in walk(tree):
        on = "" if parent == FOCAL else f" (hangs on “{words[parent]}”)"
        yield difference_key(node), (tree.step, f"{_told(node)}{on}")


def _told(thing: FrozenModel) -> str:
    """A thing in words: first what was typed, then each mark that is set."""
    dull = {"id", "at", "person", "entry", "children", "links", "thing", "changes", "lines"}
    parts = []
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if name in dull or value in (None, "", ()):
            continue
        parts.append(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
    return " · ".join(parts)
