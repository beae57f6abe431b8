"""The sign where something is cut."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input

from casetool.render.text.wrap import cells
from casetool.widgets.common.textual_compat import cursor_column

ELLIPSIS = "…"
"""The sign for text that is cut off."""


def cut_at_end(strip: Strip) -> Strip:
    """A row with the sign in its last cell."""
    width = strip.cell_length
    style = next(reversed(list(strip))).style if width else None
    return Strip.join([strip.crop(0, max(0, width - 1)), Strip([Segment(ELLIPSIS, style)])])


def cut_at_start(strip: Strip) -> Strip:
    """A row with the sign in its first cell."""
    style = next(iter(strip)).style if strip.cell_length else None
    return Strip.join([Strip([Segment(ELLIPSIS, style)]), strip.crop(1)])


def mark_cut_ends(line_input: Input, strip: Strip) -> Strip:
    """The row of an input, with a sign at each end where its text goes on.

    Args:
        line_input: the input. Where its cursor is at an end, the letter there is kept.
        strip: its row.
    """
    start, width = int(line_input.scroll_offset.x), line_input.scrollable_content_region.width
    cursor = cursor_column(line_input) - start
    if start > 0 and cursor != 0:
        strip = cut_at_start(strip)
    if cells(line_input.value) - start > width and cursor != width - 1:
        strip = cut_at_end(strip.adjust_cell_length(width, line_input.rich_style))
    return strip
