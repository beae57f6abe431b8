"""How far each step is: what is empty, what has begun, what is done."""

from dataclasses import dataclass
from enum import StrEnum

from casetool.models.checks import lacking
from casetool.models.method import Kind, Method, Step
from casetool.models.session import Session, Stage


class State(StrEnum):
    """How far a step is."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step, how much it holds, and how far it is."""

    step: Step
    count: int
    state: State


def progress(session: Session, method: Method) -> tuple[Progress, ...]:
    """Every step of the method: done means that it holds something and nothing is missing there."""
    open_steps = lacking(session, method)
    counts = {heading.step: heading.count for heading in session.headings}
    result = []
    for step in method.steps:
        count = len(session.people) if step.kind is Kind.PEOPLE else counts.get(step.id, 0)
        if step.kind is Kind.NOTES:
            state = State.DONE if session.stage is Stage.CLOSED else State.EMPTY
        elif not count:
            state = State.EMPTY
        else:
            state = State.BEGUN if step.id in open_steps else State.DONE
        result.append(Progress(step, count, state))
    return tuple(result)
