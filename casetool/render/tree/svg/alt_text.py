"""Text alternatives of tree pictures, for readers who cannot see them."""

from collections.abc import Iterator, Sequence

from casetool.models.base import single_line
from casetool.models.tree.model import FOCAL, Node
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.cards import NOT_YET
from casetool.render.tree.svg.pagination import TreePage, TreePlan


def alt_text(plan: TreePlan, page: TreePage) -> str:
    """Describe a picture with a line for each box. 2.1 is the first child of box 2.

    Args:
        plan: the plan of all pictures.
        page: the picture to describe.
    """
    root = plan.node(page.root)
    name = "Focal point" if page.root == FOCAL else "Continued from box"
    text = root.text if root is not None else plan.tree.focal
    marks = "" if root is None else _marks(root)
    lines = [f"{name}: {terminal_safe(single_line(text)) or NOT_YET}{marks}"]
    effects, causes = page.sides
    if effects:
        lines += ["Effects, above it:", *_side_lines(plan, effects)]
    if causes:
        lines += ["Causes, below it:", *_side_lines(plan, causes)]
    return "\n".join(lines)


def _side_lines(plan: TreePlan, row: Sequence[Node]) -> Iterator[str]:
    pending = [(node, str(number)) for number, node in enumerate(row, 1)][::-1]
    while pending:
        node, number = pending.pop()
        goes_on = ""
        if node.id in plan.split_ids:
            goes_on = f" (goes on in picture {plan.number_of(node.id)})"
        else:
            children: Sequence[Node] = node.children
            numbered = [(child, f"{number}.{index}") for index, child in enumerate(children, 1)]
            pending += numbered[::-1]
        text = terminal_safe(single_line(node.text)) or EMPTY_TEXT
        yield f"{number} {text}{_marks(node)}{goes_on}"


def _marks(node: Node) -> str:
    head, foot = describe_node(node)
    marks = ", ".join([*head, *([foot] if foot else [])])
    return f" ({marks})" if marks else ""
