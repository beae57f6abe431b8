"""The analysis tree as nested lines: to be read aloud, and where boxes do not fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.tree import FOCAL, Effect, Node, Tree
from casetool.render.layout import HINT, describe
from casetool.render.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Line:
    """One node in the outline."""

    id: str
    depth: int
    """0 the focal point, from 1 what hangs on it."""
    text: str
    marks: str
    """What is known of it, in words."""
    side: str
    """``effects``, ``focal`` or ``causes``."""


def outline(
    tree: Tree, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> tuple[Line, ...]:
    """The tree as lines: effects, the focal point, causes; what hangs on a node after it.

    Args:
        tree: the tree.
        folded: nodes whose children are not shown.
        root: the node whose branch alone is wanted.
    """
    lines = list(_branch(tree.effects, 1, "effects", folded))
    lines.append(Line(FOCAL, 0, tree.focal.strip() or HINT, "", "focal"))
    lines += _branch(tree.causes, 1, "causes", folded)
    if root == FOCAL:
        return tuple(lines)
    start = next((n for n, line in enumerate(lines) if line.id == root), None)
    if start is None:
        return tuple(lines)
    end = start + 1
    while end < len(lines) and lines[end].depth > lines[start].depth:
        end += 1
    return tuple(lines[start:end])


def marks_of(node: Node) -> str:
    """What is known of a node, in words and in one line."""
    head, foot = describe(node)
    return " · ".join([*head, *([foot] if foot else [])])


def outline_drawing(tree: Tree, width: int) -> tuple[str, ...]:
    """The outline as text with branches drawn, at most so many columns where words allow it."""
    rows: list[str] = ["EFFECTS (and then?)"]
    rows += _drawn(tree.effects, "", width)
    focal = wrap(tree.focal.strip() or HINT, max(20, width - 4))
    inner = max(len(line) for line in focal) + 2
    rows += ["", f"╔{'═' * inner}╗"]
    rows += [f"║ {line.ljust(inner - 2)} ║" for line in focal]
    rows += [f"╚{'═' * inner}╝", "", "CAUSES (why?)"]
    rows += _drawn(tree.causes, "", width)
    return tuple(rows)


def _branch(row: tuple[Node, ...], depth: int, side: str, folded: frozenset[str]) -> Iterator[Line]:
    for node in row:
        marks = marks_of(node)
        if node.id in folded and node.children:
            marks = f"{marks} [+{_count(node)}]".strip()
            yield Line(node.id, depth, node.text, marks, side)
        else:
            yield Line(node.id, depth, node.text, marks, side)
            yield from _branch(node.children, depth + 1, side, folded)


def _count(node: Node) -> int:
    return sum(1 + _count(child) for child in node.children)


def _drawn(row: tuple[Node, ...], indent: str, width: int) -> list[str]:
    lines = []
    for number, node in enumerate(row):
        last = number == len(row) - 1
        marks = marks_of(node)
        known = f"[{marks}] " if isinstance(node, Effect) and marks else ""
        end = f" → {marks}" if marks and not known else ""
        words = wrap(f"{known}{node.text}{end}", max(20, width - len(indent) - 4))
        lines.append(f"{indent}{'└── ' if last else '├── '}{words[0]}")
        deeper = indent + ("    " if last else "│   ")
        lines += [f"{deeper}{'│ ' if node.children else '  '}{rest}" for rest in words[1:]]
        lines += _drawn(node.children, deeper, width)
    return lines
