"""A session at a glance: the focal point first, then what is still to do."""

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
"""Open actions that are shown; the rest is counted, so that a preview has thirty lines at most."""

ODD_DAYS_TITLE = 1
"""Odd dates that are told of; the rest is counted."""

_MARKS = {StepState.EMPTY: "·", StepState.BEGUN: "○", StepState.DONE: "✓"}


def library_preview(session: Session, method: Method, today: date) -> tuple[tuple[str, str], ...]:
    """The lines of a preview, each with a style.

    Args:
        session: the session.
        method: its method.
        today: the day, which tells which dates are odd.
    """
    return tuple((style, terminal_safe(words)) for style, words in _lines(session, method, today))


def _lines(session: Session, method: Method, today: date) -> Iterator[tuple[str, str]]:
    odd = odd_days(session, today)
    for one in odd[:ODD_DAYS_TITLE]:
        yield "$text-warning", one.message
    if len(odd) > ODD_DAYS_TITLE:
        yield "$text-warning", f"… and {len(odd) - ODD_DAYS_TITLE} more dates that are odd"
    tree = tree_of(session)
    focal = tree.focal.strip() if tree is not None else ""
    yield "bold", f"“{single_line(focal)}”" if focal else "No focal point yet."
    if session.reason:
        yield "$foreground-muted", session.reason
    yield "$foreground-muted", corrections_status(session)
    yield "", ""
    still = sorted(open_actions(actions_of(session)), key=_soonest)
    yield "bold", f"Open actions: {len(still)}"
    for action in still[:MOST_ACTIONS]:
        about = " · ".join(part for part in (action.who, when_said(action)) if part)
        yield "", f"□ {single_line(action.what)}"
        if about:
            yield "$foreground-muted", f"  {about}"
    if len(still) > MOST_ACTIONS:
        yield "$foreground-muted", f"… and {len(still) - MOST_ACTIONS} more"
    yield "", ""
    for item in progress(session, method):
        if item.step.private:
            continue
        name = f"{item.step.number} {item.step.short}".strip()
        yield "", f"{_MARKS[item.state]} {name:<14}{item.count or '':>4}".rstrip()


def _soonest(action: Action) -> date:
    """By the day an action is due; what has no day comes last, in the order of the session."""
    return action.due if action.due is not None else date.max
