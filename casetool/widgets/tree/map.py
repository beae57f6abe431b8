"""The picture of the analysis tree. Only the visible rows are painted."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casetool.models.tree.model import FOCAL
from casetool.render.text.wrap import cells
from casetool.render.tree.box_drawing import DrawnRows, rows_of
from casetool.render.tree.layout import Box, Layout

MARGIN = 3
"""Columns and rows kept visible round the selected box."""


class TreeMap(ScrollView, can_focus=True, inherit_bindings=False):
    """Boxes and links, with one box selected. The pane handles the arrows, which do not scroll."""

    DEFAULT_CSS = """
    TreeMap {
        height: 1fr; overflow: auto auto; scrollbar-size: 1 1; color: $foreground;
        & > .tree--link { color: $text-muted; }
        & > .tree--head { color: $text-accent; text-style: italic; }
        & > .tree--foot { color: $text-warning; text-style: bold; }
        & > .tree--focal { text-style: bold; }
        & > .tree--selected { text-style: bold reverse; }
        & > .tree--marked { text-style: bold; color: $primary; }
    }
    """
    COMPONENT_CLASSES = {
        "tree--link", "tree--head", "tree--foot", "tree--focal", "tree--selected",
        "tree--marked",
    }  # fmt: skip

    @dataclass
    class Pointed(Message):
        """A box was clicked."""

        node: str
        twice: bool

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._picture: DrawnRows = ()
        self._selected = FOCAL
        self._strips: dict[int, Strip] = {}
        self._style_cache: dict[str, Style] = {}

    def show(self, layout: Layout) -> None:
        """Show another picture."""
        self._layout, self._picture = layout, rows_of(layout)
        self._strips.clear()
        self.virtual_size = Size(layout.width, layout.height)
        self.refresh()

    def select(self, selected: str, follow: bool = True) -> None:
        """Select a box. Only its rows and those of the old one are painted again.

        Args:
            selected: the id of its node.
            follow: whether to scroll to it.
        """
        for node_id in (self._selected, selected):
            box = self._box(node_id)
            if box is not None:
                for y in range(box.y, box.y + box.height):
                    self._strips.pop(y, None)
                self.refresh(self._region(box))
        self._selected = selected
        if follow:
            self.follow()

    def follow(self) -> None:
        """Scroll to the selected box, with a margin."""
        box = self._box(self._selected)
        if box is not None:
            self._bring_into_view(_region_of(box))

    def reveal(self, node: str) -> None:
        """Scroll to another box, with the selected one in view too if there is room for both.

        Args:
            node: the id of its node.
        """
        box, selected = self._box(node), self._box(self._selected)
        if box is None or selected is None:
            return
        region = _region_of(box)
        both = region.union(_region_of(selected))
        has_room = both.width <= self.size.width and both.height <= self.size.height
        self._bring_into_view(both if has_room else region)

    def _bring_into_view(self, region: Region) -> None:
        if not self.size:
            return
        margin_x = min(MARGIN, max(0, (self.size.width - region.width) // 2))
        margin_y = min(MARGIN, max(0, (self.size.height - region.height) // 2))
        self.scroll_to_region(
            region.grow((margin_y, margin_x, margin_y, margin_x)),
            animate=False,
            immediate=True,
            force=True,
        )

    def text_region(self, node: str) -> Region | None:
        """The region of a box's text in this widget, None if the box is not shown."""
        box = self._box(node)
        if box is None:
            return None
        region = Region(box.x + 1, box.y + 1 + len(box.head), box.width - 2, len(box.lines))
        return region.translate(self._offset)

    def render_line(self, y: int) -> Strip:
        """One row of the view."""
        x_offset, y_offset = self._offset
        width = self.size.width
        row = y - y_offset
        if not 0 <= row < len(self._picture):
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._paint(row)
        if x_offset > 0:
            blank = Strip.blank(x_offset, self.rich_style)
            strip = Strip.join([blank, strip])
            start = 0
        else:
            start = -x_offset
        return strip.crop_extend(start, start + width, self.rich_style)

    def notify_style_update(self) -> None:
        """Paint everything again, as the colours changed."""
        self._style_cache.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the selected box in view."""
        self.follow()

    def on_click(self, event: events.Click) -> None:
        """Report which box was clicked."""
        x_offset, y_offset = self._offset
        x, y = event.x - x_offset, event.y - y_offset
        for box in self._layout.boxes if self._layout is not None else ():
            if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
                self.post_message(self.Pointed(box.id, event.chain > 1))

    @property
    def _offset(self) -> tuple[int, int]:
        """The offset of the picture in the widget. A small picture is centred."""
        layout = self._layout
        width, height = (layout.width, layout.height) if layout is not None else (0, 0)
        x_offset = max(0, (self.size.width - width) // 2) - self.scroll_offset.x
        y_offset = max(0, (self.size.height - height) // 2) - self.scroll_offset.y
        return x_offset, y_offset

    def _box(self, node: str) -> Box | None:
        return self._layout.box(node) if self._layout is not None else None

    def _region(self, box: Box) -> Region:
        return _region_of(box).translate(self._offset)

    def _style(self, name: str) -> Style:
        if name not in self._style_cache:
            self._style_cache[name] = (
                self.get_component_rich_style(f"tree--{name}") if name else self.rich_style
            )
        return self._style_cache[name]

    def _paint(self, row: int) -> Strip:
        segments: list[Segment] = []
        column = 0
        for piece in self._picture[row]:
            if piece.x > column:
                segments.append(Segment(" " * (piece.x - column), self._style("")))
            style = self._style(self._style_name(piece.node, piece.part))
            segments.append(Segment(piece.text, style))
            column = piece.x + cells(piece.text)
        return Strip(segments, column)

    def _style_name(self, node: str | None, part: str) -> str:
        if node == self._selected:
            return "marked" if part == "border" else "selected"
        if part == "border":
            return "focal" if node == FOCAL else ""
        if part == "text":
            return "focal" if node == FOCAL else ""
        return part


def _region_of(box: Box) -> Region:
    """The region of a box in the picture."""
    return Region(box.x, box.y, box.width, box.height)
