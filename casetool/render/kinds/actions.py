"""How actions are written."""

from collections.abc import Iterator

from casetool.models.actions.model import Actions, further_answers, not_smart
from casetool.models.field_spec import field_specs
from casetool.models.heading import Heading
from casetool.models.meeting.read_back import is_agreed
from casetool.models.method import Step
from casetool.models.parsing.dates import format_date
from casetool.models.session import Session, words_of
from casetool.render.board.panel_item import PanelItem
from casetool.render.kind_writer import HeadingOptions, KindWriter
from casetool.render.report.action_table import ACTION_HEADER, ACTION_SHARES, action_row
from casetool.render.report.blocks import (
    ReportBlock,
    ReportTable,
)
from casetool.render.report.phrases import (
    AGREED,
    plan_of,
    text_or_blank,
    when_said,
)
from casetool.render.report.version_blocks import disagreement_blocks


def _action_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Actions) and heading.actions:
        rows = tuple(
            action_row(action, session, left_out=options.left_out) for action in heading.actions
        )
        yield ReportTable(step.title, ACTION_HEADER, rows, ACTION_SHARES)
        yield from disagreement_blocks(session, tuple(action.id for action in heading.actions))


def _action_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    for action in heading.actions if isinstance(heading, Actions) else ():
        yield f"- {text_or_blank(action.what)}"
        answers = "; ".join(words_of(session, item_id) for item_id in action.answers)
        specs = field_specs(type(action))
        for label, text in (
            (specs["who"].name, action.who),
            (specs["due"].name, when_said(action)),
            *((spec.name, text) for spec, text in further_answers(action)),
            ("answers", answers),
            ("plan", plan_of(action)),
            ("still missing", ", ".join(not_smart(action))),
        ):
            if text:
                yield f"    {label}: {text}"
        if is_agreed(session, action.id):
            yield f"    {AGREED}"


def _action_panel(heading: Heading, step: Step) -> Iterator[PanelItem]:
    for action in heading.actions if isinstance(heading, Actions) else ():
        due = format_date(action.due) if action.due is not None else action.due_words
        state = "done" if action.done is not None else ""
        about = " · ".join(part for part in (action.who, due, state) if part)
        yield PanelItem(action.id, action.what, "", about)


WRITER = KindWriter(_action_blocks, _action_lines, _action_panel, empty_lines=6)
