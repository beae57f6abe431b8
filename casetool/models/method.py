"""A method: an ordered list of steps, as data."""

from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
    Strict,
    StrictBool,
    StringConstraints,
    model_validator,
)

from casetool.models.base import FrozenModel, Id, LineText, LongText
from casetool.models.entries.model import EntryKind
from casetool.models.heading import Heading, heading_class, kind_names
from casetool.models.session import Session


class Phase(StrEnum):
    """When a step takes place."""

    BEFORE = "before"
    DURING = "during"
    CLOSE = "close"
    AFTER = "after"


class KindName(StrEnum):
    """The kinds that some part of the house names. Another kind needs no line here."""

    PEOPLE = "people"
    ENTRIES = "entries"
    TREE = "tree"
    ACTIONS = "actions"
    ROUND = "round"
    NOTES = "notes"


MOST_MINUTES = 24 * 60
"""The longest time of a step."""

_Minutes = Annotated[int, Strict(), Field(ge=0, le=MOST_MINUTES)]
_Name = Annotated[LineText, StringConstraints(min_length=1)]
_Words = Annotated[LongText, StringConstraints(min_length=1)]


def _known_kind(kind: str) -> str:
    names = sorted(kind_names())
    if kind not in names:
        raise ValueError(f"a kind of step: {', '.join(names)}")
    return kind


class Step(FrozenModel):
    """One step of the discussion. Most steps show one heading."""

    id: Id
    number: LineText = ""
    """The heading's number in the tool, ``1`` to ``8``. Empty where it has none."""
    title: _Name
    """The heading as its users know it."""
    notes_title: LineText = ""
    """The heading in the notes, where it differs."""
    short: _Name
    """The heading in about a dozen letters, for narrow places."""
    phase: Phase
    kind: Annotated[str, AfterValidator(_known_kind)]
    """What it holds: the name of a module of ``models/kinds/``."""
    sigil: LineText = ""
    """Sign at the start of a captured line that sends it here from any step."""
    minutes: _Minutes = 0
    """Minutes on the step's clock. 0 means that it has none."""
    guidance: LongText = ""
    """What the heading asks of those who take part, for the blank tool and the pre-reading."""
    prompts: tuple[LongText, ...] = ()
    """What the facilitator can ask or say."""
    assurance: tuple[LongText, ...] = ()
    """What facilitators ask themselves."""
    entry_kinds: tuple[EntryKind, ...] = ()
    """The kinds of entry that are usual here, most usual first."""
    sources: StrictBool = False
    """Whether entries here have a source."""
    owners: StrictBool = False
    """Whether entries here are gaps, with an owner and a due date."""
    wants_action: StrictBool = False
    """Whether entries here need an action that answers them."""
    plan: _Minutes = 0
    """Planned minutes of a 60-minute discussion, scaled for other lengths."""
    protected: StrictBool = False
    """Whether its time is kept free at the end (the tool: What needs to happen next)."""
    private: StrictBool = False
    """Whether it is the facilitator's own: never on the room's screen, never in the notes."""
    always: StrictBool = False
    """Whether it stays in view at all other steps."""

    @property
    def on_the_board(self) -> bool:
        """Whether it is one of the headings on the room's screen."""
        heading = heading_class(self.kind)
        return not self.private and heading is not None and heading.ON_THE_BOARD


class OpeningFact(StrEnum):
    """A fact from the session shown beside a point of the opening."""

    FACILITATOR = "facilitator"
    PAPERS = "papers"
    MISSING = "missing agencies"


class OpeningPoint(FrozenModel):
    """One point to settle before the discussion begins."""

    title: _Name
    """The point in a few words."""
    words: _Words
    """Its full text, which the room may read too."""
    tells: OpeningFact | None = None
    """The fact from the session to show beside it."""


class Method(FrozenModel):
    """A named, ordered list of steps."""

    id: Id
    title: _Name
    notes_title: _Name
    opening: tuple[OpeningPoint, ...] = ()
    """The points to settle before the discussion begins."""
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _steps_are_tables(self) -> "Method":
        """Check the step ids: each names a table in the session file, beside the details."""
        ids = [step.id for step in self.steps]
        twice = next((step_id for step_id in ids if ids.count(step_id) > 1), None)
        if twice is not None:
            raise ValueError(f"another id for each step but one that has the same id, “{twice}”")
        clashes = {step.id for step in self.steps if empty_heading(step)} & set(
            Session.model_fields
        )
        if clashes:
            name = sorted(clashes)[0]
            raise ValueError(f"another id for the step “{name}”: that is a detail of a session")
        return self

    def step(self, step_id: str) -> Step:
        """Find the step with this id.

        Raises:
            KeyError: the method has no such step.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def of_kind(self, kind: str) -> tuple[Step, ...]:
        """The steps of a kind, in order."""
        return tuple(step for step in self.steps if step.kind == kind)

    def find(self, text: str) -> Step | None:
        """Find the step meant by ``5``, ``worries`` or ``What are we worried about?``."""
        name = text.strip().casefold()
        for step in self.steps:
            names = {step.id, step.number, step.title.casefold(), step.short.casefold()}
            if name and name in names:
                return step
        return None


def empty_heading(step: Step) -> Heading | None:
    """A step's heading without content. None for a step that has no heading."""
    heading = heading_class(step.kind)
    return heading.model_validate({"step": step.id}) if heading else None


def empty_headings(method: Method) -> tuple[Heading, ...]:
    """The headings of a new session."""
    return tuple(heading for step in method.steps if (heading := empty_heading(step)) is not None)
