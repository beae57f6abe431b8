"""A session: one case discussion, as one immutable value."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SerializeAsAny, StringConstraints

from casetool.models.actions.model import Action, Actions
from casetool.models.base import Day, FrozenModel, Id, Instant, LineText, TimeOfDay
from casetool.models.corrections.model import CirculatedVersion, Correction, DatesSet
from casetool.models.entries.model import Entries, Entry
from casetool.models.heading import (
    Heading,
    HeadingItem,
    ItemsHeading,
    heading_class,
    kind_names,
)
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import NameDisplay, Names
from casetool.models.timing.schedule import USUAL_MINUTES, Schedule
from casetool.models.timing.step_timer import StepTimer
from casetool.models.tree.model import FOCAL, Tree

FORMAT: Literal[1] = 1
"""The session file format that this version writes."""


def _of_its_kind(value: object) -> object:
    """Read the table of a heading by the class of its kind."""
    if not isinstance(value, dict):
        return value
    kind = value.get("kind")
    model = heading_class(kind) if kind in kind_names() else None
    if model is None:
        raise ValueError("a heading of a known kind was expected")
    return model.model_validate(value)


SessionHeading = Annotated[SerializeAsAny[Heading], BeforeValidator(_of_its_kind)]
"""A heading of any kind."""


class Stage(StrEnum):
    """The stage of a session."""

    PREPARING = "preparing"
    DISCUSSING = "in discussion"
    CLOSED = "closed"


class Nation(StrEnum):
    """The nation whose bank holidays count."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class Session(FrozenModel):
    """Everything in one session file."""

    format: Literal[1] = FORMAT
    id: Id
    method: Id = "case-discussion"
    child: Annotated[LineText, StringConstraints(min_length=1)]
    """The child's name, or better a pseudonym."""
    referral: Day | None = None
    discussion: Day | None = None
    review: Day | None = None
    """The day to decide whether the session is kept. Nothing is deleted automatically."""
    reason: LineText = ""
    facilitator: LineText = ""
    nation: Nation = Nation.ENGLAND
    starts: TimeOfDay | None = None
    """Planned start of the discussion."""
    length: Annotated[int, Field(ge=5, le=24 * 60)] = USUAL_MINUTES
    """Planned minutes of the discussion."""
    wall: NameDisplay = NameDisplay.NAMES
    """What the room's screen shows instead of real names."""
    begun: Instant | None = None
    """When the first line was caught in a step of the discussion itself."""
    closed: Instant | None = None
    notes_agreed: Instant | None = None
    """When their recipients agreed the circulated notes."""
    at: Id = "people"
    """The open step."""
    people: tuple[Person, ...] = ()
    clocks: tuple[StepTimer, ...] = ()
    hour: Schedule | None = None
    """The schedule of the discussion, once it has begun."""
    ticked: tuple[Tick, ...] = ()
    """The ticked points of the opening and questions of the steps."""
    agreed: tuple[Agreed, ...] = ()
    """The lines that were read back and agreed in the room."""
    names: Names = ()
    """Real names and their stand-ins."""
    dates_set: DatesSet = DatesSet()
    """Dates that somebody set, instead of the calculated ones."""
    circulated: tuple[CirculatedVersion, ...] = ()
    """The circulated versions of the notes, in order."""
    corrections: tuple[Correction, ...] = ()
    """Corrections from those who read the notes."""
    headings: tuple[SessionHeading, ...] = ()
    """The content of each step, in the method's order."""

    @property
    def stage(self) -> Stage:
        """The stage of the session."""
        if self.closed is not None:
            return Stage.CLOSED
        return Stage.PREPARING if self.begun is None else Stage.DISCUSSING

    def heading(self, step: str) -> Heading:
        """The heading of a step.

        Raises:
            KeyError: there is no such step, or it has no heading.
        """
        for heading in self.headings:
            if heading.step == step:
                return heading
        raise KeyError(step)


def entries_of(session: Session) -> Iterator[tuple[Entries, Entry]]:
    """Every entry, with its heading."""
    for heading in session.headings:
        if isinstance(heading, Entries):
            for entry in heading.entries:
                yield heading, entry


def listed_items(session: Session) -> Iterator[tuple[ItemsHeading, HeadingItem]]:
    """Every item of a list, with its heading: entries, actions, then those of other kinds."""
    lists = [heading for heading in session.headings if isinstance(heading, ItemsHeading)]
    order = (Entries, Actions)
    lists.sort(key=lambda heading: order.index(type(heading)) if type(heading) in order else 2)
    for heading in lists:
        for item in heading.all_items:
            yield heading, item


def actions_of(session: Session) -> tuple[Action, ...]:
    """Every action of the session."""
    return tuple(
        action
        for heading in session.headings
        if isinstance(heading, Actions)
        for action in heading.actions
    )


def tree_of(session: Session) -> Tree | None:
    """The session's analysis tree, if its method has one."""
    return next((heading for heading in session.headings if isinstance(heading, Tree)), None)


def item_of(session: Session, item_id: str) -> HeadingItem | None:
    """The entry, action or other item of a list with this id."""
    lists = (heading for heading in session.headings if isinstance(heading, ItemsHeading))
    items = (heading.item(item_id) for heading in lists)
    return next((item for item in items if item is not None), None)


def step_of(session: Session, item_id: str) -> str | None:
    """The step of the entry, node or action with this id."""
    return next((heading.step for heading in session.headings if heading.holds(item_id)), None)


def words_of(session: Session, item_id: str) -> str:
    """The text of the entry, node or action with this id. Empty when it is gone."""
    texts = (heading.text_of(item_id) for heading in session.headings)
    return next((text for text in texts if text is not None), "")


def ids_of(session: Session) -> Iterator[str]:
    """Every id in use in a session."""
    for heading in session.headings:
        yield from (item_id for item_id, _ in heading.texts() if item_id != FOCAL)
    for person in session.people:
        yield person.id
    for correction in session.corrections:
        yield correction.id
