"""A team's own style of the notes: heading texts, order, marking and omitted parts."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, StrictBool, StringConstraints

from casetool.models.base import FrozenModel, LineText, evolve
from casetool.models.method import KindName, Method, Step


class NotesPart(StrEnum):
    """A part of the notes above the headings that a team can leave out."""

    REASON = "reason"
    FACILITATOR = "facilitator"
    TIMES = "times"
    """How long the discussion took, and its start and end."""


class NotesDetail(StrEnum):
    """A detail at the head of the notes that a team can rename."""

    CHILD = "child"
    REFERRAL = "referral"
    DISCUSSION = "discussion"
    REASON = "reason"
    FACILITATOR = "facilitator"


StyleText = Annotated[LineText, StringConstraints(min_length=1)]
"""A line of text that is not empty."""

PART_LABELS = {
    NotesPart.REASON: "Reason",
    NotesPart.FACILITATOR: "Facilitator",
    NotesPart.TIMES: "Length of discussion",
}
"""How the notes name a part that is left out."""


class NotesStyle(FrozenModel):
    """A team's style of the notes. What is not set comes from the method."""

    model_config = ConfigDict(extra="forbid")  # report a mistyped key

    organisation: LineText = ""
    """Line at the head of the first page: who the notes are from."""
    footer: LineText = ""
    """Line at the foot of each page."""
    marking: LineText = ""
    """Protective marking of each page, unless another was chosen for these notes."""
    title: LineText = ""
    """Title of the notes."""
    numbers: StrictBool = True
    """Whether headings show their number in the tool."""
    template: LineText = ""
    """A Word file whose styles are used."""
    order: tuple[str, ...] = ()
    """Headings by step id. Those not named follow in the method's order."""
    leave_out: tuple[str, ...] = ()
    """Steps by id, and parts, to leave out. The notes always say so."""
    headings: Mapping[str, StyleText] = {}
    """The text of a heading, by step id."""
    details: Mapping[NotesDetail, StyleText] = {}
    """The label of a detail at the head of the notes."""


PLAIN_STYLE = NotesStyle()
"""The tool's own style."""


def can_appear(step: Step) -> bool:
    """Whether a step can be in the notes: neither private nor the notes themselves.

    The list of people counts as a step, though it stands under the details.
    """
    return not step.private and step.kind != KindName.NOTES


def can_move(step: Step) -> bool:
    """Whether a step has a place among the headings. The list of people never moves."""
    return can_appear(step) and step.kind != KindName.PEOPLE


def in_order(style: NotesStyle, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Sort steps as a style asks. People stay first, and steps it does not name follow.

    Args:
        style: the style.
        steps: steps of a method, in its order.
    """
    positions = {name: position for position, name in enumerate(style.order)}

    def key(step: Step) -> tuple[bool, int]:
        return step.kind != KindName.PEOPLE, positions.get(step.id, len(positions))

    return tuple(sorted(steps, key=key))


def apply_style(method: Method, style: NotesStyle) -> Method:
    """A method with a team's own texts and order, without the steps left out.

    It is for printing. What a session holds follows the original method.

    Args:
        method: the session's method.
        style: the team's style.
    """
    steps = (_styled_step(step, style) for step in method.steps if step.id not in style.leave_out)
    title = style.title or method.notes_title
    return evolve(method, notes_title=title, steps=in_order(style, tuple(steps)))


def label_of(style: NotesStyle, detail: NotesDetail, usual: str) -> str:
    """The label of a detail at the head of the notes.

    Args:
        style: the team's style.
        detail: the detail.
        usual: the tool's own label.
    """
    return style.details.get(detail, usual)


def shows(style: NotesStyle, part: NotesPart) -> bool:
    """Whether a part above the headings appears."""
    return part not in style.leave_out


def left_out(style: NotesStyle, method: Method) -> tuple[str, ...]:
    """What a style leaves out, as labels for the notes.

    Args:
        style: the team's style.
        method: the session's method.
    """
    return tuple(_omissions(style, method))


def _omissions(style: NotesStyle, method: Method) -> Iterator[str]:
    for part in NotesPart:
        if not shows(style, part):
            yield PART_LABELS[part]
    for step in method.steps:
        if step.id in style.leave_out and can_appear(step):
            yield f"{step.number}. {step.title}" if step.number else step.title


def _styled_step(step: Step, style: NotesStyle) -> Step:
    title = style.headings.get(step.id, step.notes_title)
    number = step.number if style.numbers else ""
    if (title, number) == (step.notes_title, step.number):
        return step
    return evolve(step, notes_title=title, number=number)
