"""The rows of the list of sessions, in columns."""

from collections.abc import Callable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from casetool.models.parsing.days import format_date_short
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.library.copy_names import stem_of
from casetool.storage.library.summary import SessionSummary
from casetool.widgets.common.item_list import ListRow


def session_row(
    head: SessionSummary, describe_progress: Callable[[SessionSummary], str]
) -> ListRow:
    """The row of a session, a copy or an encrypted file."""
    if head.problem:
        kind = "  └ copy" if head.copy_of is not None else "cannot open"
        row_text = in_columns(kind, head.path.name, head.problem.removeprefix("a copy "), "")
        if head.locked:
            row_text = in_columns("encrypted", stem_of(head.path.name), "opens with passphrase", "")
        return ListRow(head.path.name, Content.styled(row_text, "$text-warning"), row_text)
    day = f"{format_date_short(head.discussion):>11}" if head.discussion is not None else "no date"
    open_actions = str(head.open_actions) if head.open_actions else ""
    row_text = in_columns(day, head.child, describe_progress(head), open_actions)
    return ListRow(head.path.name, Content(row_text), row_text)


def fault_row(head: SessionSummary, location: str) -> ListRow:
    """The row of a session that cannot be drawn, though it can be opened."""
    row_text = in_columns("fault", head.path.name, location, "")
    return ListRow(head.path.name, Content.styled(row_text, "$text-warning"), row_text)


def in_columns(day: str, case: str, progress: str, open_actions: str) -> str:
    """The text of a row, each column cut to its width with an ellipsis."""
    return f"{_cut(day, 11)} {_cut(case, 18)} {_cut(progress, 25)} {open_actions:>5}"


def _cut(text: str, width: int) -> str:
    text = terminal_safe(text)
    return set_cell_size(
        text if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…", width
    )
