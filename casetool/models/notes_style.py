"""The team's own look of the notes: heading texts, order, marking, and which parts appear."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, StrictBool, StringConstraints

from casetool.models.base import FrozenModel, LineText, evolve
from casetool.models.method import Method, Step, StepKind


class NotesPart(StrEnum):
    """A part of the notes above the headings that a team can do without."""

    REASON = "reason"
    FACILITATOR = "facilitator"
    TIMES = "times"
    """How long the discussion took, and its clocks."""


class NotesDetail(StrEnum):
    """A detail at the head of the notes that a team can call by its own words."""

    CHILD = "child"
    REFERRAL = "referral"
    DISCUSSION = "discussion"
    REASON = "reason"
    FACILITATOR = "facilitator"


StyleText = Annotated[LineText, StringConstraints(min_length=1)]
"""One line that is not empty."""

PART_LABELS = {
    NotesPart.REASON: "Reason",
    NotesPart.FACILITATOR: "Facilitator",
    NotesPart.TIMES: "Length of discussion",
}
"""What is said of a part that is left out."""


class NotesStyle(FrozenModel):
    """How a team's notes look. What is not set is as the method has it."""

    model_config = ConfigDict(extra="forbid")  # a key that nobody reads would be a look not had

    organisation: LineText = ""
    """The line at the head of the first page: who the notes are from."""
    footer: LineText = ""
    """The line at the foot of each page."""
    marking: LineText = ""
    """The protective marking of each page, where none was chosen for these notes."""
    title: LineText = ""
    """What the notes are called."""
    numbers: StrictBool = True
    """Whether a heading has its number in the tool."""
    template: LineText = ""
    """A Word file whose styles are used."""
    order: tuple[str, ...] = ()
    """The headings, by the ids of their steps; those that are not named follow."""
    leave_out: tuple[str, ...] = ()
    """What does not appear: steps by their ids, and parts. It is always said."""
    headings: Mapping[str, StyleText] = {}
    """The text of a heading, by the id of its step."""
    details: Mapping[NotesDetail, StyleText] = {}
    """What a detail at the head of the notes is called."""


PLAIN_STYLE = NotesStyle()
"""The tool's own look."""


def can_appear(step: Step) -> bool:
    """Whether a step is one of the notes: neither the facilitator's own nor the notes themselves.

    Who takes part stands under the details, and counts as one.
    """
    return not step.private and step.kind is not StepKind.NOTES


def can_move(step: Step) -> bool:
    """Whether a step has a place among the headings; who takes part always stands at the head."""
    return can_appear(step) and step.kind is not StepKind.PEOPLE


def in_order(look: NotesStyle, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps in the order of a look; what does not move stays first, what is not named follows.

    Args:
        look: the look.
        steps: steps of a method, in its order.
    """
    places = {name: place for place, name in enumerate(look.order)}

    def key(step: Step) -> tuple[bool, int]:
        return step.kind is not StepKind.PEOPLE, places.get(step.id, len(places))

    return tuple(sorted(steps, key=key))


def apply_style(method: Method, look: NotesStyle) -> Method:
    """A method as the notes of a team have it: its own texts, in its order, without the left out.

    It is for what is printed; what a session holds is asked of the method itself.

    Args:
        method: the session's method.
        look: the team's look.
    """
    steps = (_dressed(one, look) for one in method.steps if one.id not in look.leave_out)
    title = look.title or method.notes_title
    return evolve(method, notes_title=title, steps=in_order(look, tuple(steps)))


def label_of(look: NotesStyle, detail: NotesDetail, usual: str) -> str:
    """What a detail at the head of the notes is called.

    Args:
        look: the team's look.
        detail: which detail.
        usual: what the tool calls it.
    """
    return look.details.get(detail, usual)


def shows(look: NotesStyle, part: NotesPart) -> bool:
    """Whether a part above the headings appears."""
    return part not in look.leave_out


def left_out(look: NotesStyle, method: Method) -> tuple[str, ...]:
    """What a look leaves out, in words that the notes can say.

    Args:
        look: the team's look.
        method: the session's method.
    """
    return tuple(_left_out(look, method))


def _left_out(look: NotesStyle, method: Method) -> Iterator[str]:
    for part in NotesPart:
        if not shows(look, part):
            yield PART_LABELS[part]
    for step in method.steps:
        if step.id in look.leave_out and can_appear(step):
            yield f"{step.number}. {step.title}" if step.number else step.title


def _dressed(step: Step, look: NotesStyle) -> Step:
    title = look.headings.get(step.id, step.notes_title)
    number = step.number if look.numbers else ""
    if (title, number) == (step.notes_title, step.number):
        return step
    return evolve(step, notes_title=title, number=number)
