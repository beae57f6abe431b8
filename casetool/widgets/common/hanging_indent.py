"""Words that hang from a mark: wrapped lines begin under the first word, not under the mark."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

MUTED = "$foreground-muted"
"""The style of what stands beside people's words."""

ACCENT = "bold $text-accent"
"""The style of marks."""


class HangingText(Visual):
    """A mark, and words beside it.

    Args:
        mark: a few cells, with the space after them.
        words: what is wrapped.
    """

    def __init__(self, mark: Content, words: Content) -> None:
        self.mark = mark
        self.words = words

    @property
    def plain(self) -> str:
        """All of it as plain text."""
        return f"{self.mark.plain}{self.words.plain}"

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width without wrapping."""
        return self.mark.cell_length + self.words.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines at a width."""
        return self.words.get_height(rules, max(1, width - self.mark.cell_length))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, the first one with the mark."""
        indent = self.mark.cell_length
        first = self.mark.render_strips(indent, 1, style, options)[0]
        blank = Strip.blank(indent, style.rich_style)
        lines = self.words.render_strips(max(1, width - indent), height, style, options)
        return [Strip.join([blank if n else first, line]) for n, line in enumerate(lines)]
