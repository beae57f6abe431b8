"""Actions as rows of the notes: what, who by and when, how we will know, what difference."""

from collections.abc import Collection

from casetool.models.actions.model import Action
from casetool.models.meeting.read_back import is_agreed
from casetool.models.session import Session, step_of, words_of
from casetool.render.report.blocks import OwnText, ReportLine, UserText, joined
from casetool.render.report.phrases import AGREED, plan_of, when_said

ACTION_HEADER = ("Action", "Who By and When", "How will we know?", "What difference will it make?")
ACTION_SHARES = (36, 20, 22, 22)


def action_row(
    action: Action, session: Session, answers: bool = True, out: Collection[str] = ()
) -> tuple[ReportLine, ...]:
    """An action as a row.

    Args:
        action: the action.
        session: where the worries are that it answers.
        answers: whether to say which.
        out: the steps that are left out: what stands there is not quoted, only counted.
    """
    agreed = AGREED if is_agreed(session, action.id) else ""
    plan = ", ".join(filter(None, (plan_of(action), agreed)))
    what: ReportLine = _cell(action.what)
    if plan:
        what += (OwnText(" "), OwnText(f"({plan})", soft=True))
    told = joined(_answered(action, session, out), "; ")
    if told and answers:
        what += (OwnText(" "), OwnText("answers:", soft=True), OwnText(" "), *told)
    who = joined([(UserText(part),) for part in (action.who, when_said(action)) if part], ", ")
    return what, who, _cell(action.known), _cell(action.difference)


def _answered(action: Action, session: Session, out: Collection[str]) -> list[ReportLine]:
    """What an action answers; of what is left out only how much."""
    lines: list[ReportLine] = []
    hidden = 0
    for thing in action.answers:
        words = words_of(session, thing)
        if words and step_of(session, thing) in out:
            hidden += 1
        elif words:
            lines.append((UserText(words),))
    if hidden:
        some = "a point that is" if hidden == 1 else f"{hidden} points that are"
        lines.append((OwnText(f"{some} not in these notes"),))
    return lines


def _cell(text: str) -> ReportLine:
    return (UserText(text),) if text else ()
