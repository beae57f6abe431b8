"""Lines read back to the room, and whether they are agreed."""

from collections.abc import Sequence

from casetool.models.actions.model import Action, further_answers
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.meeting.read_back import agreed_things, changed_since, read_out
from casetool.models.session import Session, item_of
from casetool.render.report.phrases import AGREED
from casetool.render.text.styled_lines import BOLD, PLAIN, QUIET, StyledLines, hang_indent

CHANGED_SINCE = "changed since it was agreed"
NOTHING_CHOSEN = "Nothing is chosen to be read back."

TICKED, UNTICKED = "✓", "□"
"""Marks of an agreed line and of an open one."""


def read_back_lines(session: Session, item_ids: Sequence[str], width: int) -> StyledLines:
    """Render the chosen lines as the board shows them.

    Args:
        session: the session.
        item_ids: ids of entries, nodes and actions in reading order. Deleted ones are left out.
        width: columns.
    """
    agreed_ids = agreed_things(session)
    lines: list[tuple[str, str]] = []
    for item_id in item_ids:
        text = aloud(session, item_id)
        if not text:
            continue
        lines += [(PLAIN, "")] if lines else []
        mark = f"{TICKED if item_id in agreed_ids else UNTICKED} "
        lines += hang_indent(PLAIN if item_id in agreed_ids else BOLD, text, width, mark)
        for detail in (*about_line(session, item_id), *([AGREED] if item_id in agreed_ids else [])):
            lines += hang_indent(QUIET, detail, width, "  ")
    return tuple(lines) or hang_indent(QUIET, NOTHING_CHOSEN, width)


def aloud(session: Session, item_id: str) -> str:
    """The text of an item as read aloud, with the child's own words in quotation marks."""
    text = " ".join(read_out(session, item_id).split())
    entry = item_of(session, item_id)
    is_childs_words = isinstance(entry, Entry) and entry.kind is EntryKind.CHILD
    return f"“{text}”" if is_childs_words else text


def about_line(session: Session, item_id: str) -> tuple[str, ...]:
    """Further details of an action to read aloud: evidence of success, and the difference made."""
    action = item_of(session, item_id)
    if not isinstance(action, Action):
        return ()
    return tuple(
        f"{spec.label}: {' '.join(text.split())}"
        for spec, text in further_answers(action)
        if text.strip()
    )


def line_states(session: Session) -> dict[str, str]:
    """The state of each line that is agreed, or that has changed since it was agreed."""
    agreed = dict.fromkeys(agreed_things(session), AGREED)
    return agreed | dict.fromkeys(changed_since(session), CHANGED_SINCE)
