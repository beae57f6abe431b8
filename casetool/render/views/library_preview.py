"""A session at a glance: the focal point first, then what is still to do."""

from collections.abc import Iterator
from datetime import date

from casetool.models.actions.model import Action, open_actions
from casetool.models.base import one_line
from casetool.models.method import Method
from casetool.models.odd_days import odd_days
from casetool.models.progress import State, progress
from casetool.models.session import Session, actions_of, tree_of
from casetool.render.report.phrases import when
from casetool.render.text.terminal_safe import visible
from casetool.render.views.corrections import status_told

MOST = 5
"""Open actions that are shown; the rest is counted, so that a preview has thirty lines at most."""

ODD = 1
"""Odd dates that are told of; the rest is counted."""

_MARKS = {State.EMPTY: "·", State.BEGUN: "○", State.DONE: "✓"}


def preview(session: Session, method: Method, today: date) -> tuple[tuple[str, str], ...]:
    """The lines of a preview, each with a style.

    Args:
        session: the session.
        method: its method.
        today: the day, which tells which dates are odd.
    """
    return tuple((style, visible(words)) for style, words in _lines(session, method, today))


def _lines(session: Session, method: Method, today: date) -> Iterator[tuple[str, str]]:
    odd = odd_days(session, today)
    for one in odd[:ODD]:
        yield "$text-warning", one.words
    if len(odd) > ODD:
        yield "$text-warning", f"… and {len(odd) - ODD} more dates that are odd"
    tree = tree_of(session)
    focal = tree.focal.strip() if tree is not None else ""
    yield "bold", f"“{one_line(focal)}”" if focal else "No focal point yet."
    if session.reason:
        yield "$foreground-muted", session.reason
    yield "$foreground-muted", status_told(session)
    yield "", ""
    still = sorted(open_actions(actions_of(session)), key=_soonest)
    yield "bold", f"Open actions: {len(still)}"
    for action in still[:MOST]:
        about = " · ".join(part for part in (action.who, when(action)) if part)
        yield "", f"□ {one_line(action.what)}"
        if about:
            yield "$foreground-muted", f"  {about}"
    if len(still) > MOST:
        yield "$foreground-muted", f"… and {len(still) - MOST} more"
    yield "", ""
    for item in progress(session, method):
        if item.step.private:
            continue
        name = f"{item.step.number} {item.step.short}".strip()
        yield "", f"{_MARKS[item.state]} {name:<14}{item.count or '':>4}".rstrip()


def _soonest(action: Action) -> date:
    """By the day an action is due; what has no day comes last, in the order of the session."""
    return action.due if action.due is not None else date.max
