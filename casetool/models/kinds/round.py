"""The closing round."""

from collections.abc import Iterator

from casetool.models.finding import Finding, shortened
from casetool.models.method import Step
from casetool.models.round.model import Round
from casetool.models.session import Session
from casetool.models.step_kind import StepKind


def _round_findings(session: Session, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    answers = heading.said if isinstance(heading, Round) else ()
    answered = {answer.person for answer in answers}
    silent = [person for person in session.people if person.present and person.id not in answered]
    if silent:
        names = ", ".join(shortened(person.label) for person in silent)
        message = f"Not asked yet whether they are content: {names}."
        yield Finding("round-not-asked", step.id, silent[0].id, message)


KIND = StepKind(heading=Round, findings=_round_findings, add_lines=None)
