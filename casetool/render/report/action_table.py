"""Actions as rows of the notes: what, who by and when, how we will know, what difference."""

from collections.abc import Collection

from casetool.models.actions.model import Action
from casetool.models.meeting.read_back import is_agreed
from casetool.models.session import Session, step_of, words_of
from casetool.render.report.blocks import Line, Said, Words, joined
from casetool.render.report.phrases import AGREED, plan_of, when

ACTION_HEADER = ("Action", "Who By and When", "How will we know?", "What difference will it make?")
ACTION_SHARES = (36, 20, 22, 22)


def action_row(
    action: Action, session: Session, answers: bool = True, out: Collection[str] = ()
) -> tuple[Line, ...]:
    """An action as a row.

    Args:
        action: the action.
        session: where the worries are that it answers.
        answers: whether to say which.
        out: the steps that are left out: what stands there is not quoted, only counted.
    """
    agreed = AGREED if is_agreed(session, action.id) else ""
    plan = ", ".join(filter(None, (plan_of(action), agreed)))
    what: Line = _cell(action.what)
    if plan:
        what += (Said(" "), Said(f"({plan})", soft=True))
    told = joined(_answered(action, session, out), "; ")
    if told and answers:
        what += (Said(" "), Said("answers:", soft=True), Said(" "), *told)
    who = joined([(Words(part),) for part in (action.who, when(action)) if part], ", ")
    return what, who, _cell(action.known), _cell(action.difference)


def _answered(action: Action, session: Session, out: Collection[str]) -> list[Line]:
    """What an action answers; of what is left out only how much."""
    lines: list[Line] = []
    hidden = 0
    for thing in action.answers:
        words = words_of(session, thing)
        if words and step_of(session, thing) in out:
            hidden += 1
        elif words:
            lines.append((Words(words),))
    if hidden:
        some = "a point that is" if hidden == 1 else f"{hidden} points that are"
        lines.append((Said(f"{some} not in these notes"),))
    return lines


def _cell(text: str) -> Line:
    return (Words(text),) if text else ()
