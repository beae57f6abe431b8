"""A session at a glance: the focal point, then the open actions and the steps."""

from collections.abc import Iterator
from datetime import date

from casetool.models.actions.model import Action, open_actions
from casetool.models.base import single_line
from casetool.models.method import Method
from casetool.models.odd_days import odd_days
from casetool.models.progress import StepState, progress
from casetool.models.session import Session, actions_of, tree_of
from casetool.render.report.phrases import when_said
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.corrections import corrections_status

MOST_ACTIONS = 5
"""Open actions shown. More are counted, which keeps a preview within thirty lines.

One fewer is shown where odd dates are counted, too.
"""

MOST_ODD_DATES = 1
"""Odd dates shown. More are counted."""

_MARKS = {StepState.EMPTY: "·", StepState.BEGUN: "○", StepState.DONE: "✓"}


def library_preview(session: Session, method: Method, today: date) -> tuple[tuple[str, str], ...]:
    """Preview a session as lines, each with a style.

    Args:
        session: the session.
        method: its method.
        today: the day that decides which dates are odd.
    """
    return tuple((style, terminal_safe(text)) for style, text in _lines(session, method, today))


def _lines(session: Session, method: Method, today: date) -> Iterator[tuple[str, str]]:
    odd_dates = odd_days(session, today)
    for odd_day in odd_dates[:MOST_ODD_DATES]:
        yield "$text-warning", odd_day.message
    if len(odd_dates) > MOST_ODD_DATES:
        yield "$text-warning", f"… and {len(odd_dates) - MOST_ODD_DATES} more dates that are odd"
    tree = tree_of(session)
    focal = tree.focal.strip() if tree is not None else ""
    yield "bold", f"“{single_line(focal)}”" if focal else "No focal point yet."
    if session.reason:
        yield "$foreground-muted", session.reason
    yield "$foreground-muted", corrections_status(session)
    yield "", ""
    most_actions = MOST_ACTIONS - (len(odd_dates) > MOST_ODD_DATES)
    remaining = sorted(open_actions(actions_of(session)), key=_due_or_last)
    yield "bold", f"Open actions: {len(remaining)}"
    for action in remaining[:most_actions]:
        details = " · ".join(part for part in (action.who, when_said(action)) if part)
        yield "", f"□ {single_line(action.what)}"
        if details:
            yield "$foreground-muted", f"  {details}"
    if len(remaining) > most_actions:
        yield "$foreground-muted", f"… and {len(remaining) - most_actions} more"
    yield "", ""
    for item in progress(session, method):
        if item.step.private:
            continue
        name = f"{item.step.number} {item.step.short}".strip()
        yield "", f"{_MARKS[item.state]} {name:<14}{item.count or '':>4}".rstrip()


def _due_or_last(action: Action) -> date:
    """The due date of an action. Actions without a date come last, in session order."""
    return action.due if action.due is not None else date.max
