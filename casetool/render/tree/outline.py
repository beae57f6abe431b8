"""The analysis tree as nested lines: to be read aloud, and where boxes do not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Tree, walk
from casetool.render.text.symbols import DRAWN_SYMBOLS, SymbolTable
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.tree.layout import EMPTY_TEXT, FOCAL_HINT, describe_node, hidden_behind

LEAST_TEXT_CELLS = 20
"""Columns that words keep in the drawing, however deep they stand."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One node in the outline."""

    id: str
    depth: int
    """0 the focal point, from 1 what hangs on it."""
    text: str
    marks: str
    """What is known of it, in words."""
    side: str
    """``effects``, ``focal`` or ``causes``."""
    evidence: tuple[tuple[str, str], ...] = ()
    """What speaks for a cause and against it: which of the two, and people's words."""


def outline(
    tree: Tree, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> tuple[OutlineLine, ...]:
    """The tree as lines: effects, the focal point, causes; what hangs on a node after it.

    Args:
        tree: the tree.
        folded: nodes whose children are not shown.
        root: the node whose branch alone is wanted.
    """
    lines = list(_branch(tree.effects, "effects", folded))
    lines.append(OutlineLine(FOCAL, 0, tree.focal.strip() or FOCAL_HINT, "", "focal"))
    lines += _branch(tree.causes, "causes", folded)
    if root == FOCAL:
        return tuple(lines)
    start = next((n for n, line in enumerate(lines) if line.id == root), None)
    if start is None:
        return tuple(lines)
    end = start + 1
    while end < len(lines) and lines[end].depth > lines[start].depth:
        end += 1
    return tuple(lines[start:end])


def outline_drawing(tree: Tree, width: int, signs: SymbolTable = DRAWN_SYMBOLS) -> tuple[str, ...]:
    """The outline as text with branches drawn, safe for a terminal.

    Args:
        tree: the tree.
        width: columns at most; only a tree too deep for them, or a width under 24, takes more.
        signs: what branches are drawn with; people's words stay as they were typed.
    """
    deepest = max((level for _, _, level in walk(tree)), default=1)
    step = min(4, max(1, (width - LEAST_TEXT_CELLS) // deepest))
    focal = wrap(terminal_safe(tree.focal).strip() or FOCAL_HINT, max(LEAST_TEXT_CELLS, width - 4))
    inner = max(map(cells, focal))
    rows = ["EFFECTS (and then?)", *_drawn(tree.effects, width, step, signs), ""]
    side, along = signs.of("║"), signs.of("═") * (inner + 2)
    rows.append(f"{signs.of('╔')}{along}{signs.of('╗')}")
    rows += [f"{side} {line}{' ' * (inner - cells(line))} {side}" for line in focal]
    rows.append(f"{signs.of('╚')}{along}{signs.of('╝')}")
    rows += ["", "CAUSES (why?)", *_drawn(tree.causes, width, step, signs)]
    return tuple(row.rstrip() for row in rows)


def _branch(row: Sequence[Node], side: str, folded: frozenset[str]) -> Iterator[OutlineLine]:
    waiting = [(node, 1) for node in row[::-1]]
    while waiting:
        node, depth = waiting.pop()
        marks, hidden = _marks_of(node), 0
        if node.id in folded:
            hidden = hidden_behind(node)
        else:
            waiting += [(child, depth + 1) for child in node.children[::-1]]
        if hidden:
            marks = f"{marks} [+{hidden}]".strip()
        yield OutlineLine(node.id, depth, node.text, marks, side, _evidence(node))


def _marks_of(node: Node) -> str:
    """What is known of a node, in words and in one line."""
    head, foot = describe_node(node)
    return " · ".join([*head, *([foot] if foot else [])])


def _evidence(node: Node) -> tuple[tuple[str, str], ...]:
    if not isinstance(node, Cause):
        return ()
    speaks_for = [("speaks for it", words) for words in node.speaks_for]
    return (*speaks_for, *(("speaks against it", words) for words in node.speaks_against))


def _drawn(row: Sequence[Node], width: int, step: int, signs: SymbolTable) -> Iterator[str]:
    waiting = [(node, "", place == 0) for place, node in enumerate(row[::-1])]
    while waiting:
        node, indent, last = waiting.pop()
        marks, text = (
            signs.of(_marks_of(node)),
            terminal_safe(node.text).strip() or signs.of(EMPTY_TEXT),
        )
        if marks:
            arrow = signs.of("→")
            text = f"[{marks}] {text}" if isinstance(node, Effect) else f"{text} {arrow} {marks}"
        deeper = indent + ("" if last else signs.of("│")).ljust(step)
        branch, bar = signs.of(("└" if last else "├") + "── "[4 - step :]), signs.of("│ ")
        words = wrap(text, max(LEAST_TEXT_CELLS - 2, width - len(deeper) - 2))
        yield f"{indent}{branch}{words[0]}"
        yield from (f"{deeper}{bar if node.children else '  '}{rest}" for rest in words[1:])
        children: Sequence[Node] = node.children[::-1]
        waiting += [(child, deeper, place == 0) for place, child in enumerate(children)]
