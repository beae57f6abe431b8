"""A session at a glance: the focal point first, then what is still to do."""

from collections.abc import Iterator

from casetool.models.actions import open_actions
from casetool.models.method import Method
from casetool.models.progress import State, progress
from casetool.models.session import Session, actions_of, tree_of
from casetool.render.told import when
from casetool.render.visible import visible

MOST = 8
"""Open actions that are shown; the rest is counted."""

_MARKS = {State.EMPTY: "·", State.BEGUN: "○", State.DONE: "✓"}


def preview(session: Session, method: Method) -> tuple[tuple[str, str], ...]:
    """The lines of a preview, each with a style.

    Args:
        session: the session.
        method: its method.
    """
    return tuple((style, visible(words)) for style, words in _lines(session, method))


def _lines(session: Session, method: Method) -> Iterator[tuple[str, str]]:
    tree = tree_of(session)
    focal = tree.focal.strip() if tree is not None else ""
    yield "bold", f"“{focal}”" if focal else "No focal point yet."
    if session.reason:
        yield "$foreground-muted", session.reason
    yield "", ""
    still = open_actions(actions_of(session))
    yield "bold", f"Open actions: {len(still)}"
    for action in still[:MOST]:
        about = " · ".join(part for part in (action.who, when(action)) if part)
        yield "", f"□ {action.what}"
        if about:
            yield "$foreground-muted", f"  {about}"
    if len(still) > MOST:
        yield "$foreground-muted", f"… and {len(still) - MOST} more"
    yield "", ""
    for item in progress(session, method):
        name = f"{item.step.number} {item.step.short}".strip()
        yield "", f"{_MARKS[item.state]} {name:<14}{item.count or '':>4}"
