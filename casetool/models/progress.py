"""The state of each step: empty, begun or done."""

from dataclasses import dataclass
from enum import StrEnum

from casetool.models.checks import lacking_in
from casetool.models.method import KindName, Method, Step
from casetool.models.session import Session, Stage


class StepState(StrEnum):
    """The state of a step."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """A step with the number of its items and its state."""

    step: Step
    count: int
    state: StepState


def progress(session: Session, method: Method) -> tuple[Progress, ...]:
    """The state of every step. A step is done when it has content and nothing is missing."""
    open_steps = lacking_in(session, method)
    counts = {heading.step: heading.count for heading in session.headings}
    result = []
    for step in method.steps:
        count = len(session.people) if step.kind == KindName.PEOPLE else counts.get(step.id, 0)
        if step.kind == KindName.NOTES:
            state = StepState.DONE if session.stage is Stage.CLOSED else StepState.EMPTY
        elif not count:
            state = StepState.EMPTY
        else:
            state = StepState.BEGUN if step.id in open_steps else StepState.DONE
        result.append(Progress(step, count, state))
    return tuple(result)
