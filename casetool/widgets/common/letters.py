"""Letters as people see them: one may be several code points.

A letter replaces what is selected, so no single key may select the words of a field.
"""

SELECTING_ACTIONS = frozenset({"select_all", "select_line"})
"""Textual's actions behind F6, F7 and Ctrl+Shift+A. No field of ours has them."""


def letter_start(text: str, position: int) -> int:
    """Where the letter in front of a position begins.

    Args:
        text: the text.
        position: the place of the cursor, from 0.
    """
    if position <= 1 or text[position - 1].isascii():
        return max(0, position - 1)
    from wcwidth import grapheme_boundary_before  # only for what is not plain

    return int(grapheme_boundary_before(text, position))
