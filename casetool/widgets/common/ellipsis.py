"""A sign where something is cut."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input

from casetool.render.text.wrap import cells
from casetool.widgets.common.textual_compat import cursor_column

ELLIPSIS = "…"
"""What stands where more would stand."""


def cut_at_end(strip: Strip) -> Strip:
    """A row whose last cell says that more follows."""
    width = strip.cell_length
    style = next(reversed(list(strip))).style if width else None
    return Strip.join([strip.crop(0, max(0, width - 1)), Strip([Segment(ELLIPSIS, style)])])


def cut_at_start(strip: Strip) -> Strip:
    """A row whose first cell says that more stands before it."""
    style = next(iter(strip)).style if strip.cell_length else None
    return Strip.join([Strip([Segment(ELLIPSIS, style)]), strip.crop(1)])


def cut_in_a_box(box: Input, strip: Strip) -> Strip:
    """The row of a box to type in, a sign at each end beyond which its words go on.

    Args:
        box: the box; where its cursor stands on an end, the letter there is left to be seen.
        strip: its row.
    """
    start, width = int(box.scroll_offset.x), box.scrollable_content_region.width
    place = cursor_column(box) - start
    if start > 0 and place != 0:
        strip = cut_at_start(strip)
    if cells(box.value) - start > width and place != width - 1:
        strip = cut_at_end(strip.adjust_cell_length(width, box.rich_style))
    return strip
