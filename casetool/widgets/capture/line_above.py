"""The line above the capture line: where text goes, what can be typed, or a notice."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from casetool.models.method import Step
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap_to

MOST_NOTICE_ROWS = 4
"""Rows that a notice takes at most."""


def hint_of(steps: Iterable[Step]) -> str:
    """The signs that can be typed.

    Args:
        steps: the steps of the method.
    """
    sigils = [f"{step.sigil} {step.short.lower().rstrip('?')}" for step in steps if step.sigil]
    return "  ".join([*sigils, " = fact ~ feeling % hypothesis @who"])


def unfinished_hint(count: int) -> str:
    """A hint above an empty line while unfinished texts wait: none comes under hands that type.

    Args:
        count: the number of texts.
    """
    if count > 1:
        return f"{count} texts were not finished. Enter brings the next."
    return "A text was not finished. Enter brings it." if count else ""


class LineAbove(Static):
    """A line of text in one of three styles. A notice takes as many rows as it needs."""

    DEFAULT_CSS = """
    LineAbove {
        height: 1; padding: 0 1; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
        &.-aimed { color: $text-primary; text-style: bold; }
        &.-notice { color: $text-warning; }
        &.-long { height: auto; text-wrap: wrap; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="whither")

    def show(self, text: str, style: str) -> None:
        """Show a text.

        Args:
            text: the text.
            style: ``-aimed`` for where text goes, ``-notice`` for a notice, or empty.
        """
        self.set_class(style == "-aimed", "-aimed")
        self.set_class(style == "-notice", "-notice")
        safe_text, width = terminal_safe(text), self.size.width
        # a notice must be read in full, so it may take more rows
        is_long = style == "-notice" and cells(safe_text) > width > 1
        if is_long:
            safe_text = "\n".join(wrap_to(safe_text, width, MOST_NOTICE_ROWS))
        self.update(Content(safe_text), layout=is_long or self.has_class("-long"))
        self.set_class(is_long, "-long")
