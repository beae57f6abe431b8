"""Lines as they are read back to the room, and whether they stand as agreed."""

from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.cache import cached_by_identity
from casetool.models.meeting.ticks import Agreed
from casetool.models.method import Method, Phase
from casetool.models.parsing.dates import format_date_long
from casetool.models.session import Session, item_of, words_of


def read_out(session: Session, item_id: str) -> str:
    """A line as it is read out, with who and by when if it is an action.

    Args:
        session: the session.
        item_id: the entry, node or action, or ``focal``.

    Returns:
        The text. Empty when the line is gone or has no text.
    """
    action = item_of(session, item_id)
    if not isinstance(action, Action) or not action.what.strip():
        return words_of(session, item_id)
    promise = promise_words(action)
    return f"{action.what} ({promise})" if promise else action.what


def promise_words(action: Action) -> str:
    """Who does an action and by when. An unreadable date stays in the words used."""
    due = f"by {format_date_long(action.due)}" if action.due is not None else action.due_words
    return ", ".join(part for part in (action.who, due) if part)


def is_agreed(session: Session, item_id: str) -> bool:
    """Whether a line still reads as it was agreed in the room."""
    return item_id in agreed_things(session)


@cached_by_identity
def agreed_things(session: Session) -> frozenset[str]:
    """Ids of the lines that still read as they were agreed in the room."""
    return frozenset(
        agreed.thing for agreed in session.agreed if agreed.words == read_out(session, agreed.thing)
    )


def changed_since(session: Session) -> frozenset[str]:
    """Ids of the agreed lines that have changed since, or are gone."""
    return frozenset(agreed.thing for agreed in session.agreed) - agreed_things(session)


def agreed_again(session: Session, rewritten: Session) -> tuple[Agreed, ...]:
    """Update what was agreed to a rewritten text, dropping lines that changed since.

    Args:
        session: the session as it was agreed.
        rewritten: the same session with other names in it.
    """
    return tuple(
        evolve(agreed, words=read_out(rewritten, agreed.thing))
        for agreed in session.agreed
        if is_agreed(session, agreed.thing)
    )


def readable_things(session: Session, method: Method) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List what can be read back: each public heading with the ids of its lines.

    Lines not agreed yet come first under a heading, the newest first. In the tree the focal point
    comes first. Headings prepared before the meeting come last.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    agreed = agreed_things(session)
    result = []
    for step in sorted(method.steps, key=lambda step: step.phase is Phase.BEFORE):
        lines = () if step.private else _lines(session, step.id)
        if lines:
            result.append((step.id, tuple(sorted(lines, key=lambda item_id: item_id in agreed))))
    return tuple(result)


def _lines(session: Session, step: str) -> tuple[str, ...]:
    """The ids of the lines under a heading that can be read back."""
    headings = (heading for heading in session.headings if heading.step == step)
    return next((heading.readable_ids() for heading in headings), ())
