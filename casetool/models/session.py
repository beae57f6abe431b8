"""A session: one case discussion, as one frozen value."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from casetool.models.actions.model import Action, Actions
from casetool.models.base import Day, FrozenModel, Id, Instant, LineText, TimeOfDay
from casetool.models.corrections.model import CirculatedVersion, Correction, DatesSet
from casetool.models.entries.model import Entries, Entry
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import NameDisplay, Names
from casetool.models.round.model import Round
from casetool.models.timing.schedule import USUAL_MINUTES, Schedule
from casetool.models.timing.step_timer import StepTimer
from casetool.models.tree.model import FOCAL, Tree, find_node, walk

FORMAT: Literal[1] = 1
"""The format of the session file that this version writes."""

SessionHeading = Annotated[Entries | Tree | Actions | Round, Field(discriminator="kind")]


class Stage(StrEnum):
    """How far a session has got."""

    PREPARING = "preparing"
    DISCUSSING = "in discussion"
    CLOSED = "closed"


class Nation(StrEnum):
    """Whose bank holidays count when working days are counted."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class Session(FrozenModel):
    """Everything that one session file holds."""

    format: Literal[1] = FORMAT
    id: Id
    method: Id = "case-discussion"
    child: Annotated[LineText, StringConstraints(min_length=1)]
    """The child's name, or better a pseudonym."""
    referral: Day | None = None
    discussion: Day | None = None
    review: Day | None = None
    """The day on which somebody decides whether this is kept; nothing happens by itself."""
    reason: LineText = ""
    facilitator: LineText = ""
    nation: Nation = Nation.ENGLAND
    starts: TimeOfDay | None = None
    """When the discussion is to start, where that was said."""
    length: Annotated[int, Field(ge=5, le=24 * 60)] = USUAL_MINUTES
    """Minutes that the discussion may take."""
    wall: NameDisplay = NameDisplay.NAMES
    """What the room's screen shows in the place of real names."""
    begun: Instant | None = None
    """When the first thing was caught in a step of the discussion itself."""
    closed: Instant | None = None
    notes_agreed: Instant | None = None
    """When the notes that went round were agreed by those who had them."""
    at: Id = "people"
    """The step that is open."""
    people: tuple[Person, ...] = ()
    clocks: tuple[StepTimer, ...] = ()
    hour: Schedule | None = None
    """The discussion in time, once it has begun."""
    ticked: tuple[Tick, ...] = ()
    """The points of the opening, and the questions of the steps, that were seen to."""
    agreed: tuple[Agreed, ...] = ()
    """The lines that were read back and agreed in the room."""
    names: Names = ()
    """Real names, and what stands for them in what goes out."""
    dates_set: DatesSet = DatesSet()
    """Dates that follow from the discussion, where somebody set them."""
    circulated: tuple[CirculatedVersion, ...] = ()
    """The versions of the notes that were sent round, in their order."""
    corrections: tuple[Correction, ...] = ()
    """What those who read them had to say."""
    headings: tuple[SessionHeading, ...] = ()
    """What each step of the method holds, in the method's order."""

    @property
    def stage(self) -> Stage:
        """How far the session has got."""
        if self.closed is not None:
            return Stage.CLOSED
        return Stage.PREPARING if self.begun is None else Stage.DISCUSSING

    def heading(self, step: str) -> Entries | Tree | Actions | Round:
        """What a step holds.

        Raises:
            KeyError: the method has no such step, or the step holds nothing.
        """
        for heading in self.headings:
            if heading.step == step:
                return heading
        raise KeyError(step)


def entries_of(session: Session) -> Iterator[tuple[Entries, Entry]]:
    """Every entry with the heading under which it stands."""
    for heading in session.headings:
        if isinstance(heading, Entries):
            for entry in heading.entries:
                yield heading, entry


def actions_of(session: Session) -> tuple[Action, ...]:
    """Every action of the session."""
    return tuple(
        action
        for heading in session.headings
        if isinstance(heading, Actions)
        for action in heading.actions
    )


def tree_of(session: Session) -> Tree | None:
    """The session's analysis tree, where its method has one."""
    return next((heading for heading in session.headings if isinstance(heading, Tree)), None)


def step_of(session: Session, thing: str) -> str | None:
    """The step under which an entry, node or action with this id stands."""
    return next((one.step for one in session.headings if holds(one, thing)), None)


def holds(heading: SessionHeading, thing: str) -> bool:
    """Whether the entry, node or action with this id stands under a heading."""
    match heading:
        case Entries():
            return any(entry.id == thing for entry in heading.entries)
        case Actions():
            return any(action.id == thing for action in heading.actions)
        case Tree():
            return thing == FOCAL or find_node(heading, thing) is not None
        case Round():
            return False


def words_of(session: Session, thing: str) -> str:
    """The words of the entry, node or action with this id; empty when it is gone."""
    for _, entry in entries_of(session):
        if entry.id == thing:
            return entry.text
    for action in actions_of(session):
        if action.id == thing:
            return action.what
    tree = tree_of(session)
    if tree is None:
        return ""
    if thing == FOCAL:
        return tree.focal
    node = find_node(tree, thing)
    return node.text if node is not None else ""


def ids_of(session: Session) -> Iterator[str]:
    """Every id that is taken in a session."""
    for _, entry in entries_of(session):
        yield entry.id
    for action in actions_of(session):
        yield action.id
    tree = tree_of(session)
    if tree is not None:
        for node, _, _ in walk(tree):
            yield node.id
    for person in session.people:
        yield person.id
    for correction in session.corrections:
        yield correction.id
