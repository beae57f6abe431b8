"""Something that is still missing, as the checks report it."""

from dataclasses import dataclass

CHECK_QUOTE_LETTERS = 60
"""Most characters of people's words quoted in a finding. Longer text ends in “…”."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is still missing, and where."""

    check: str
    """Short stable name of the check."""
    step: str
    """Step to go to."""
    item_id: str | None
    """The entry, node, action or person concerned."""
    message: str


def quoted(text: str, letters: int = CHECK_QUOTE_LETTERS) -> str:
    """The start of a text in quotation marks. Cut or empty text shows “…”."""
    return f"“{shortened(text, letters) or '…'}”"


def shortened(text: str, letters: int = CHECK_QUOTE_LETTERS) -> str:
    """A text as one line, cut with “…” if it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def unreadable_date(due_words: str) -> str:
    """An addition for a deadline that is no date. Empty when there are no words for it."""
    return f" ({quoted(due_words)} is no date)" if due_words else ""
