"""The marks of the selected box, each with the key that sets it."""

from textual.content import Content
from textual.widgets import Static

from casetool.models.tree.model import Cause, Effect, Ends, Happened, Horizon, Node, OnWhom

ON_KEYS = {
    OnWhom.CHILD: "c",
    OnWhom.FAMILY: "y",
    OnWhom.COMMUNITY: "m",
    OnWhom.SERVICES: "v",
}
ENDS_KEYS = {Ends.ROOT: "r", Ends.WHY: "w", Ends.INFO: "i", Ends.ASIDE: "n"}

MarkPart = tuple[str, str]


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
                    "The focal point.   e words\n"
                    "Tab a cause below (why?)   u an effect above (and then?)"
                )
            )

    def show_message(self, message: str) -> None:
        """Show a message instead of the marks."""
        self.update(Content.styled(message, "bold $text-warning"))


def _choice(key: str, label: str, applies: bool) -> list[MarkPart]:
    return [
        (f" {key} ", "bold $text-accent"),
        (f"●{label}" if applies else label, "bold" if applies else "$foreground-muted"),
    ]


def _effect(node: Effect) -> Content:
    parts: list[MarkPart] = []
    parts += _choice("h", _value(node.happened, "has happened / could happen"), bool(node.happened))
    parts += _choice("s", _value(node.horizon, "short / longer term"), bool(node.horizon))
    parts += [("\n on:", "$foreground-muted")]
    for whom, key in ON_KEYS.items():
        parts += _choice(key, whom.value, whom in node.on)
    return Content.assemble(*parts)


def _cause(node: Cause) -> Content:
    parts: list[MarkPart] = []
    for ends, key in ENDS_KEYS.items():
        parts += _choice(key, ends.value, node.ends is ends)
    parts += _choice("l", _value(node.level, "level"), node.level is not None)
    parts += [("\n", "")]
    if node.ends is Ends.ROOT:
        parts += _choice("t", node.test.value, True)
    parts += _choice("+", f"speaks for it {len(node.speaks_for) or ''}", bool(node.speaks_for))
    parts += _choice("-", f"against it {len(node.speaks_against) or ''}", bool(node.speaks_against))
    evidence = [
        *(f"+ {text}" for text in node.speaks_for),
        *(f"- {text}" for text in node.speaks_against),
    ]
    parts += [("   " + "  ".join(evidence).replace("\n", " "), "$foreground-muted")]
    return Content.assemble(*parts)


def _value(value: Happened | Horizon | object | None, unset: str) -> str:
    return getattr(value, "value", unset) if value is not None else unset
