"""Lines for a screen and for the board: pairs of style and text."""

from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

StyledLines = tuple[tuple[str, str], ...]
"""Pairs of style and text. A style is empty, ``bold`` or ``muted``."""

BOLD, QUIET, PLAIN = "bold", "muted", ""

NARROWEST_TEXT = 8
"""Least width of a text, whatever stands before it."""


def hang_indent(style: str, text: str, width: int, mark: str = "") -> StyledLines:
    """Wrap a text under its first word, safe for a terminal.

    Args:
        style: the style of every row.
        text: text to wrap.
        width: columns of the line.
        mark: prefix of the first row.
    """
    rows = wrap(terminal_safe(text).strip(), max(NARROWEST_TEXT, width - cells(mark)))
    indent = " " * cells(mark)
    return tuple(
        (style, f"{indent if index else mark}{row}".rstrip()) for index, row in enumerate(rows)
    )
