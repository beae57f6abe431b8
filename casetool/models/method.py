"""A method: an ordered list of steps, as data."""

from enum import StrEnum

from pydantic import model_validator

from casetool.models.actions.model import Actions
from casetool.models.base import FrozenModel, Id, LineText, LongText
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.round.model import Round
from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import Tree


class Phase(StrEnum):
    """When a step has its place."""

    BEFORE = "before"
    DURING = "during"
    CLOSE = "close"
    AFTER = "after"


class StepKind(StrEnum):
    """What a step holds. A kind is code: one model, one widget, one renderer."""

    PEOPLE = "people"
    ENTRIES = "entries"
    TREE = "tree"
    ACTIONS = "actions"
    ROUND = "round"
    NOTES = "notes"


class Step(FrozenModel):
    """One place in the walk; most steps show one heading."""

    id: Id
    number: LineText = ""
    """The heading's number in the tool: ``1`` to ``8``, or nothing."""
    title: LineText
    """The heading as its users know it."""
    notes_title: LineText = ""
    """The heading as the notes print it, where that differs."""
    short: LineText
    """The heading in a dozen letters, for narrow places."""
    phase: Phase
    kind: StepKind
    sigil: LineText = ""
    """What sends a captured line here from any other step."""
    minutes: int = 0
    """How long the step's clock runs; 0: it has none."""
    guidance: LongText = ""
    """What the heading asks of those who take part: for the blank tool, and the pre-reading."""
    prompts: tuple[LongText, ...] = ()
    """What the facilitator can ask or say."""
    assurance: tuple[LongText, ...] = ()
    """What the facilitator asks themselves."""
    entry_kinds: tuple[EntryKind, ...] = ()
    """The kinds that are usual here, most usual first."""
    sources: bool = False
    """Whether an entry here has a source."""
    owners: bool = False
    """Whether an entry here is a gap: who finds it out, by when."""
    wants_action: bool = False
    """Whether an entry here asks for an action that answers it."""
    plan: int = 0
    """Minutes that it has of an hour of 60; a discussion of another length is scaled."""
    protected: bool = False
    """Whether its time is kept free at the end (the tool: What needs to happen next)."""
    private: bool = False
    """Whether it is the facilitator's own: never on the room's screen, never in the notes."""
    always: bool = False
    """Whether it stays in view under all others."""

    @property
    def on_the_board(self) -> bool:
        """Whether it is one of the headings that stand side by side for the room."""
        return not self.private and self.kind in (StepKind.ENTRIES, StepKind.TREE, StepKind.ACTIONS)


class OpeningFact(StrEnum):
    """What the session knows already, and what stands beside a point of the opening."""

    FACILITATOR = "facilitator"
    PAPERS = "papers"
    MISSING = "missing agencies"


class OpeningPoint(FrozenModel):
    """One thing that is to be said and settled before the discussion begins."""

    title: LineText
    """The point in a few words."""
    words: LongText
    """What is said of it: the room may read it too."""
    tells: OpeningFact | None = None
    """What the session knows of it."""


class Method(FrozenModel):
    """An ordered list of steps with a name."""

    id: Id
    title: LineText
    notes_title: LineText
    opening: tuple[OpeningPoint, ...] = ()
    """What is to be said and settled before the discussion begins."""
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _steps_are_tables(self) -> "Method":
        """In the session file a heading is a table named by its step, beside the details."""
        ids = [step.id for step in self.steps]
        if len(set(ids)) < len(ids):
            raise ValueError("two steps have the same id")
        taken = {step.id for step in self.steps if empty_heading(step)} & set(Session.model_fields)
        if taken:
            raise ValueError(f"a step cannot be called {sorted(taken)[0]}: that is a detail")
        return self

    def step(self, step_id: str) -> Step:
        """The step with this id.

        Raises:
            KeyError: the method has no such step.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def of_kind(self, kind: StepKind) -> tuple[Step, ...]:
        """The steps of a kind, in order."""
        return tuple(step for step in self.steps if step.kind is kind)

    def find(self, words: str) -> Step | None:
        """The step that a person means by ``5``, ``worries`` or ``What are we worried about?``."""
        wanted = words.strip().casefold()
        for step in self.steps:
            names = {step.id, step.number, step.title.casefold(), step.short.casefold()}
            if wanted and wanted in names:
                return step
        return None


def empty_heading(step: Step) -> SessionHeading | None:
    """A step's heading with nothing in it yet; None for a step that holds none."""
    match step.kind:
        case StepKind.ENTRIES:
            return Entries(step=step.id)
        case StepKind.TREE:
            return Tree(step=step.id)
        case StepKind.ACTIONS:
            return Actions(step=step.id)
        case StepKind.ROUND:
            return Round(step=step.id)
        case StepKind.PEOPLE | StepKind.NOTES:
            return None


def empty_headings(method: Method) -> tuple[SessionHeading, ...]:
    """What a new session of this method holds."""
    return tuple(heading for step in method.steps if (heading := empty_heading(step)) is not None)
