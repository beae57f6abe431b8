"""Text with a hanging indent: wrapped lines begin under the text, not under its mark."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

MUTED = "$foreground-muted"
"""The style of details beside the text of people."""

ACCENT = "bold $text-accent"
"""The style of marks."""


class HangingText(Visual):
    """A mark, and text beside it that wraps.

    Args:
        mark: a few cells, with the space after them.
        text: the text that wraps.
    """

    def __init__(self, mark: Content, text: Content) -> None:
        self.mark = mark
        self.text = text
        self._heights: dict[int, int] = {}
        """The lines at each width, as a list asks for those of all rows at every change."""

    @property
    def plain(self) -> str:
        """The mark and the text as plain text."""
        return f"{self.mark.plain}{self.text.plain}"

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width without wrapping."""
        return self.mark.cell_length + self.text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines at a width."""
        if width not in self._heights:
            text_width = max(1, width - self.mark.cell_length)
            self._heights[width] = self.text.get_height(rules, text_width)
        return self._heights[width]

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, the first one with the mark."""
        indent = self.mark.cell_length
        first = self.mark.render_strips(indent, 1, style, options)[0]
        blank = Strip.blank(indent, style.rich_style)
        lines = self.text.render_strips(max(1, width - indent), height, style, options)
        return [Strip.join([blank if index else first, line]) for index, line in enumerate(lines)]
