"""Actions as rows of the notes: what, who by and when, how we will know, what difference."""

from collections.abc import Collection

from casetool.models.actions.model import Action, further_answers, further_specs
from casetool.models.field_spec import field_specs
from casetool.models.meeting.read_back import is_agreed
from casetool.models.session import Session, step_of, words_of
from casetool.render.report.blocks import OwnText, ReportLine, UserText, joined
from casetool.render.report.phrases import AGREED, plan_of, when_said

ACTION_HEADER = (
    field_specs(Action)["what"].column,
    "Who By and When",
    *(spec.column or spec.label for spec in further_specs().values()),
)
_FURTHER_SHARE = 44
"""Per cent of the width for what an action says beside what, who and when."""

ACTION_SHARES = (36, 20, *(_FURTHER_SHARE // len(further_specs()) for _ in further_specs()))
"""Per cent of the width for each column."""


def action_row(
    action: Action, session: Session, answers: bool = True, left_out: Collection[str] = ()
) -> tuple[ReportLine, ...]:
    """Make the row of an action.

    Args:
        action: the action.
        session: the session with the entries that it answers.
        answers: whether to list those entries.
        left_out: the ids of steps that are left out. Their entries are only counted.
    """
    agreed = AGREED if is_agreed(session, action.id) else ""
    plan = ", ".join(filter(None, (plan_of(action), agreed)))
    what: ReportLine = _cell(action.what)
    if plan:
        what += (OwnText(" "), OwnText(f"({plan})", soft=True))
    answer_lines = joined(_answer_lines(action, session, left_out), "; ")
    if answer_lines and answers:
        what += (OwnText(" "), OwnText("answers:", soft=True), OwnText(" "), *answer_lines)
    who_and_when = joined(
        [(UserText(part),) for part in (action.who, when_said(action)) if part], ", "
    )
    return what, who_and_when, *(_cell(text) for _, text in further_answers(action))


def _answer_lines(action: Action, session: Session, left_out: Collection[str]) -> list[ReportLine]:
    """The entries that an action answers. Those left out are only counted."""
    lines: list[ReportLine] = []
    hidden_count = 0
    for item_id in action.answers:
        text = words_of(session, item_id)
        if text and step_of(session, item_id) in left_out:
            hidden_count += 1
        elif text:
            lines.append((UserText(text),))
    if hidden_count:
        is_single = hidden_count == 1
        hidden_points = "a point that is" if is_single else f"{hidden_count} points that are"
        lines.append((OwnText(f"{hidden_points} not in these notes"),))
    return lines


def _cell(text: str) -> ReportLine:
    return (UserText(text),) if text else ()
