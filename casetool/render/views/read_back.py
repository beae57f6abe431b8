"""Lines that are read back to the room, and whether they are agreed."""

from collections.abc import Sequence

from casetool.models.entries.model import EntryKind
from casetool.models.meeting.read_back import agreed_things, changed_since, read_out
from casetool.models.session import Session, actions_of, entries_of
from casetool.render.report.phrases import AGREED
from casetool.render.text.styled_lines import BOLD, MUTED, PLAIN, StyledLines, hang_indent

CHANGED_SINCE = "changed since it was agreed"
NOTHING_CHOSEN = "Nothing is chosen to be read back."

TICKED, OPEN = "✓", "□"
"""The mark of a line that is agreed, and of one that is not."""


def read_back_lines(session: Session, chosen: Sequence[str], width: int) -> StyledLines:
    """The chosen lines as the room sees them.

    Args:
        session: the session.
        chosen: the entries, nodes and actions, in the order in which they are read; what is gone
            is left out.
        width: columns.
    """
    agreed = agreed_things(session)
    lines: list[tuple[str, str]] = []
    for thing in chosen:
        words = aloud(session, thing)
        if not words:
            continue
        lines += [(PLAIN, "")] if lines else []
        mark = f"{TICKED if thing in agreed else OPEN} "
        lines += hang_indent(PLAIN if thing in agreed else BOLD, words, width, mark)
        for more in (*about_line(session, thing), *([AGREED] if thing in agreed else [])):
            lines += hang_indent(MUTED, more, width, "  ")
    return tuple(lines) or hang_indent(MUTED, NOTHING_CHOSEN, width)


def aloud(session: Session, thing: str) -> str:
    """A line as it is read out, in one line; the child's own words in quotation marks."""
    words = " ".join(read_out(session, thing).split())
    own = any(one.id == thing and one.kind is EntryKind.CHILD for _, one in entries_of(session))
    return f"“{words}”" if own else words


def about_line(session: Session, thing: str) -> tuple[str, ...]:
    """What else is read out of an action: how we will know, and what difference it makes."""
    action = next((one for one in actions_of(session) if one.id == thing), None)
    if action is None:
        return ()
    parts = (("We will know:", action.known), ("For the child:", action.difference))
    return tuple(f"{label} {' '.join(words.split())}" for label, words in parts if words.strip())


def line_states(session: Session) -> dict[str, str]:
    """The lines that are agreed, and those that were in other words, as the facilitator sees it."""
    agreed = dict.fromkeys(agreed_things(session), AGREED)
    return agreed | dict.fromkeys(changed_since(session), CHANGED_SINCE)
