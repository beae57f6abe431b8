"""What is read back to the room: a line as it is read out, and whether it was agreed so."""

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.meeting.ticks import Agreed
from casetool.models.method import Method, Phase
from casetool.models.parsing.dates import format_date_long
from casetool.models.session import Session, actions_of, words_of
from casetool.models.tree.model import FOCAL, Tree, walk


def read_out(session: Session, thing: str) -> str:
    """A line as it is read out: of an action also who by and when, for that is agreed too.

    Args:
        session: the session.
        thing: the entry, node or action, or ``focal``.

    Returns:
        The words; nothing when it is gone, or has none.
    """
    action = next((one for one in actions_of(session) if one.id == thing), None)
    if action is None or not action.what.strip():
        return words_of(session, thing)
    more = promise_words(action)
    return f"{action.what} ({more})" if more else action.what


def promise_words(action: Action) -> str:
    """Who does an action, and by when; what is no date as it was said."""
    due = f"by {format_date_long(action.due)}" if action.due is not None else action.due_words
    return ", ".join(part for part in (action.who, due) if part)


def is_agreed(session: Session, thing: str) -> bool:
    """Whether a line stands as it was agreed in the room."""
    return any(
        one.thing == thing and one.words == read_out(session, thing) for one in session.agreed
    )


def agreed_things(session: Session) -> frozenset[str]:
    """The lines that stand as they were agreed in the room, by id."""
    return frozenset(one.thing for one in session.agreed if is_agreed(session, one.thing))


def changed_since(session: Session) -> frozenset[str]:
    """The lines that were agreed in other words than those in which they stand now, by id.

    A line that is gone is among them.
    """
    return frozenset(one.thing for one in session.agreed) - agreed_things(session)


def agreed_again(session: Session, rewritten: Session) -> tuple[Agreed, ...]:
    """What is agreed, in the words in which it stands now; what was changed since is left out.

    Args:
        session: the session as it was agreed.
        rewritten: the same with other names in it.
    """
    return tuple(
        evolve(one, words=read_out(rewritten, one.thing))
        for one in session.agreed
        if is_agreed(session, one.thing)
    )


def readable_things(session: Session, method: Method) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What can be read back: each heading that is not private, and its lines by id.

    What was prepared comes last. Under a heading come first the lines that are not agreed yet, the
    newest first; the focal point before what hangs on it.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    agreed = agreed_things(session)
    found = []
    for step in sorted(method.steps, key=lambda step: step.phase is Phase.BEFORE):
        lines = () if step.private else _lines(session, step.id)
        if lines:
            found.append((step.id, tuple(sorted(lines, key=lambda thing: thing in agreed))))
    return tuple(found)


def _lines(session: Session, step: str) -> tuple[str, ...]:
    """The lines under a heading, the newest first; a tree from the focal point on. No documents."""
    heading = next((one for one in session.headings if one.step == step), None)
    match heading:
        case Entries():
            said = (one for one in heading.entries[::-1] if one.kind is not EntryKind.DOCUMENT)
            return tuple(one.id for one in said if one.text.strip())
        case Actions():
            return tuple(one.id for one in heading.actions[::-1] if one.what.strip())
        case Tree():
            focal = (FOCAL,) if heading.focal.strip() else ()
            return (*focal, *(node.id for node, _, _ in walk(heading) if node.text.strip()))
    return ()
