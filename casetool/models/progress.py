"""How far each step is: what is empty, what has begun, what is done."""

from dataclasses import dataclass
from enum import StrEnum

from casetool.models.checks import lacking_in
from casetool.models.method import Method, Step, StepKind
from casetool.models.session import Session, Stage


class StepState(StrEnum):
    """How far a step is."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step, how much it holds, and how far it is."""

    step: Step
    count: int
    state: StepState


def progress(session: Session, method: Method) -> tuple[Progress, ...]:
    """Every step of the method: done means that it holds something and nothing is missing there."""
    open_steps = lacking_in(session, method)
    counts = {heading.step: heading.count for heading in session.headings}
    result = []
    for step in method.steps:
        count = len(session.people) if step.kind is StepKind.PEOPLE else counts.get(step.id, 0)
        if step.kind is StepKind.NOTES:
            state = StepState.DONE if session.stage is Stage.CLOSED else StepState.EMPTY
        elif not count:
            state = StepState.EMPTY
        else:
            state = StepState.BEGUN if step.id in open_steps else StepState.DONE
        result.append(Progress(step, count, state))
    return tuple(result)
