"""Actions: what needs to happen."""

from collections.abc import Iterator
from datetime import date

from casetool.models.actions.model import Actions, not_smart
from casetool.models.capture.attribution import kept_names, unclear_mentions
from casetool.models.capture.kept_signs import kept_signs
from casetool.models.capture.line import CapturedLine, NewLines, speaker_name
from casetool.models.finding import Finding, quoted, unreadable_date
from casetool.models.item_edits import add_items
from casetool.models.method import Step
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.session import Nation, Session
from casetool.models.step_kind import StepKind


def _action_findings(session: Session, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    actions = heading.actions if isinstance(heading, Actions) else ()
    if not actions:
        yield Finding("no-action", step.id, None, "No action is written down yet.")
    for action in actions:
        lacks = not_smart(action)
        if lacks:
            due_words = action.due_words if action.due is None else ""
            message = f"{quoted(action.what)} lacks {', '.join(lacks)}{unreadable_date(due_words)}."
            yield Finding("action-not-smart", step.id, action.id, message)


def _add_actions(session: Session, lines: NewLines) -> Session:
    actions = [
        {
            "id": new.id,
            "text": captured.text,
            "who": speaker_name(captured.by, session.people),
            "at": new.at,
            **_deadline(captured.when, new.at.date(), session.nation),
        }
        for captured, new in lines
    ]
    return add_items(session, lines[0][0].step.id, actions)


def _deadline(text: str, today: date, nation: Nation) -> dict[str, object]:
    """The deadline of a new action: a day, or the words where they are none."""
    try:
        return {"due": parse_typed_day("due", text, today, nation)}
    except DayError:
        return {"due_words": text}


def _describe(captured: CapturedLine, session: Session, under: str) -> tuple[str, ...]:
    who = speaker_name(captured.by, session.people)
    signs = kept_signs(captured.text)
    when = (f"when: {captured.when}",) if captured.when else ()
    if who:
        names = kept_names(captured.text, session.people)
        return captured.title, f"who by: {who}", *when, *signs, *names
    return captured.title, *when, *signs, *unclear_mentions(captured.text, session.people)


KIND = StepKind(
    heading=Actions,
    findings=_action_findings,
    add_lines=_add_actions,
    describe=_describe,
    names_speakers=False,
)
