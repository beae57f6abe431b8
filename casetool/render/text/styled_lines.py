"""Lines as a screen and the room's board paint them: a style in a word, and the text."""

from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

StyledLines = tuple[tuple[str, str], ...]
"""Each line with its style: nothing, ``bold`` or ``muted``."""

BOLD, MUTED, PLAIN = "bold", "muted", ""

NARROWEST_TEXT = 8
"""Columns that words have at least, whatever stands before them."""


def hang_indent(style: str, text: str, width: int, mark: str = "") -> StyledLines:
    """A text wrapped, its further rows under its first word; safe for a terminal.

    Args:
        style: the style of every row.
        text: people's words, or ours.
        width: columns.
        mark: what stands before the first row.
    """
    rows = wrap(terminal_safe(text).strip(), max(NARROWEST_TEXT, width - cells(mark)))
    indent = " " * cells(mark)
    return tuple((style, f"{indent if n else mark}{row}".rstrip()) for n, row in enumerate(rows))
