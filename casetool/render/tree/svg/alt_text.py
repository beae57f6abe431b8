"""What a picture of the tree shows, told in words: for whoever cannot see it."""

from collections.abc import Iterator, Sequence

from casetool.models.base import single_line
from casetool.models.tree.model import FOCAL, Node
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.cards import NOT_YET
from casetool.render.tree.svg.pagination import TreePage, TreePlan


def alt_text(made: TreePlan, leaf: TreePage) -> str:
    """A picture in words, a box a line; 2.1 is the first that hangs on the second.

    Args:
        made: all the pictures.
        leaf: the one that is meant.
    """
    root = made.node(leaf.root)
    name = "Focal point" if leaf.root == FOCAL else "Box that it goes on from"
    text = root.text if root is not None else made.tree.focal
    marks = "" if root is None else _marks(root)
    lines = [f"{name}: {terminal_safe(single_line(text)) or NOT_YET}{marks}"]
    effects, causes = leaf.sides
    if effects:
        lines += ["Effects, above it:", *_side(made, effects)]
    if causes:
        lines += ["Causes, below it:", *_side(made, causes)]
    return "\n".join(lines)


def _side(made: TreePlan, row: Sequence[Node]) -> Iterator[str]:
    waiting = [(node, str(place)) for place, node in enumerate(row, 1)][::-1]
    while waiting:
        node, place = waiting.pop()
        goes_on = ""
        if node.id in made.ends:
            goes_on = f" (goes on in picture {made.decimal(node.id)})"
        else:
            hanging: Sequence[Node] = node.children
            waiting += [(one, f"{place}.{at}") for at, one in enumerate(hanging, 1)][::-1]
        words = terminal_safe(single_line(node.text)) or EMPTY_TEXT
        yield f"{place} {words}{_marks(node)}{goes_on}"


def _marks(node: Node) -> str:
    head, foot = describe_node(node)
    marks = ", ".join([*head, *([foot] if foot else [])])
    return f" ({marks})" if marks else ""
