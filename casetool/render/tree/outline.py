"""The analysis tree as nested lines, to read aloud or where boxes do not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Tree, walk
from casetool.render.text.symbols import DRAWN_SYMBOLS, SymbolTable
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.tree.layout import EMPTY_TEXT, FOCAL_HINT, describe_node, hidden_behind

LEAST_TEXT_CELLS = 20
"""Least width of a text in the drawing, however deep its node."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One node in the outline."""

    id: str
    depth: int
    """0 for the focal point, 1 for its children."""
    text: str
    marks: str
    """Details of the node, in words."""
    side: str
    """``effects``, ``focal`` or ``causes``."""
    evidence: tuple[tuple[str, str], ...] = ()
    """Evidence for and against a cause, as pairs of label and text."""


def outline(
    tree: Tree, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> tuple[OutlineLine, ...]:
    """List the tree in order: effects, focal point, causes, each node before its children.

    Args:
        tree: the tree.
        folded: ids of nodes whose children are hidden.
        root: the id of the node whose branch to list.
    """
    lines = list(_branch_lines(tree.effects, "effects", folded))
    lines.append(OutlineLine(FOCAL, 0, tree.focal.strip() or FOCAL_HINT, "", "focal"))
    lines += _branch_lines(tree.causes, "causes", folded)
    if root == FOCAL:
        return tuple(lines)
    start = next((index for index, line in enumerate(lines) if line.id == root), None)
    if start is None:
        return tuple(lines)
    end = start + 1
    while end < len(lines) and lines[end].depth > lines[start].depth:
        end += 1
    return tuple(lines[start:end])


def outline_drawing(
    tree: Tree, width: int, symbols: SymbolTable = DRAWN_SYMBOLS
) -> tuple[str, ...]:
    """Draw the outline with branches, as text that is safe for a terminal.

    Args:
        tree: the tree.
        width: most columns. Only a very deep tree, or a width under 24, takes more.
        symbols: symbols of branches. People's text stays as typed.
    """
    deepest = max((level for _, _, level in walk(tree)), default=1)
    step = min(4, max(1, (width - LEAST_TEXT_CELLS) // deepest))
    focal = wrap(terminal_safe(tree.focal).strip() or FOCAL_HINT, max(LEAST_TEXT_CELLS, width - 4))
    inner_width = max(map(cells, focal))
    rows = ["EFFECTS (and then?)", *_drawn_branch(tree.effects, width, step, symbols), ""]
    vertical, horizontal = symbols.of("║"), symbols.of("═") * (inner_width + 2)
    rows.append(f"{symbols.of('╔')}{horizontal}{symbols.of('╗')}")
    rows += [f"{vertical} {line}{' ' * (inner_width - cells(line))} {vertical}" for line in focal]
    rows.append(f"{symbols.of('╚')}{horizontal}{symbols.of('╝')}")
    rows += ["", "CAUSES (why?)", *_drawn_branch(tree.causes, width, step, symbols)]
    return tuple(row.rstrip() for row in rows)


def _branch_lines(
    nodes: Sequence[Node], side: str, folded: frozenset[str]
) -> Iterator[OutlineLine]:
    pending = [(node, 1) for node in nodes[::-1]]
    while pending:
        node, depth = pending.pop()
        marks, hidden_count = _marks_of(node), 0
        if node.id in folded:
            hidden_count = hidden_behind(node)
        else:
            pending += [(child, depth + 1) for child in node.children[::-1]]
        if hidden_count:
            marks = f"{marks} [+{hidden_count}]".strip()
        yield OutlineLine(node.id, depth, node.text, marks, side, _evidence(node))


def _marks_of(node: Node) -> str:
    """The details of a node in one line."""
    head, foot = describe_node(node)
    return " · ".join([*head, *([foot] if foot else [])])


def _evidence(node: Node) -> tuple[tuple[str, str], ...]:
    if not isinstance(node, Cause):
        return ()
    speaks_for = [("speaks for it", text) for text in node.speaks_for]
    return (*speaks_for, *(("speaks against it", text) for text in node.speaks_against))


def _drawn_branch(
    nodes: Sequence[Node], width: int, step: int, symbols: SymbolTable
) -> Iterator[str]:
    pending = [(node, "", index == 0) for index, node in enumerate(nodes[::-1])]
    while pending:
        node, indent, is_last = pending.pop()
        marks = symbols.of(_marks_of(node))
        text = terminal_safe(node.text).strip() or symbols.of(EMPTY_TEXT)
        if marks:
            arrow = symbols.of("→")
            text = f"[{marks}] {text}" if isinstance(node, Effect) else f"{text} {arrow} {marks}"
        child_indent = indent + ("" if is_last else symbols.of("│")).ljust(step)
        branch = symbols.of(("└" if is_last else "├") + "── "[4 - step :])
        continuation = symbols.of("│ ") if node.children else "  "
        lines = wrap(text, max(LEAST_TEXT_CELLS - 2, width - len(child_indent) - 2))
        yield f"{indent}{branch}{lines[0]}"
        yield from (f"{child_indent}{continuation}{line}" for line in lines[1:])
        children: Sequence[Node] = node.children[::-1]
        pending += [(child, child_indent, index == 0) for index, child in enumerate(children)]
