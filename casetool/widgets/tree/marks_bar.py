"""The marks of the selected box, as they are set."""

from textual.content import Content
from textual.widgets import Static

from casetool.models.tree.model import Cause, Effect, Ends, Happened, Horizon, Level, Node

MarkPart = tuple[str, str]

MENU_HINT: tuple[MarkPart, ...] = (
    ("F5", "bold $text-accent"),
    (" marks it: a letter each", "$foreground-muted"),
)


class MarksBar(Static):
    """Two lines under the tree. A mark that is set has a dot, not only a colour."""

    DEFAULT_CSS = """
    MarksBar {
        height: 2; padding: 0 1; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def show_marks(self, node: Node | None, waiting: bool) -> None:
        """Show the marks of a node. None means the focal point.

        Args:
            node: the selected node.
            waiting: whether the focal point is not agreed yet.
        """
        if isinstance(node, Effect):
            self.update(_effect(node))
        elif isinstance(node, Cause):
            self.update(_cause(node))
        elif waiting:
            self.update(
                Content("Enter: agree the focal point. Effects and causes wait until it is agreed.")
            )
        else:
            self.update(
                Content(
                    "The focal point.   Enter its words\n"
                    "Tab a cause below (why?)   Shift+Tab an effect above (and then?)"
                )
            )

    def show_message(self, message: str) -> None:
        """Show a message instead of the marks."""
        self.update(Content.styled(message, "bold $text-warning"))


def _effect(node: Effect) -> Content:
    parts = _mark(_value(node.happened), "has happened or could?")
    parts += _mark(_value(node.horizon), "short or longer term?")
    parts += _mark(", ".join(whom.value for whom in node.on), "on whom?")
    return Content.assemble(*parts, ("\n ", ""), *MENU_HINT)


def _cause(node: Cause) -> Content:
    parts = _mark(_value(node.ends), "why? or how does it end?")
    parts += _mark(_value(node.level), "where in the system?")
    if node.ends is Ends.ROOT:
        parts += _mark(node.test.value, "")
    evidence = [
        *(f"+ {text}" for text in node.speaks_for),
        *(f"- {text}" for text in node.speaks_against),
    ]
    parts += [("\n ", ""), *MENU_HINT]
    parts += [("   " + "  ".join(evidence).replace("\n", " "), "$foreground-muted")]
    return Content.assemble(*parts)


def _mark(value: str, question: str) -> list[MarkPart]:
    """A mark that is set, with a dot, or the question that is open."""
    return [(f" ●{value} ", "bold") if value else (f"  {question} ", "$foreground-muted")]


def _value(mark: Happened | Horizon | Ends | Level | None) -> str:
    return mark.value if mark is not None else ""
