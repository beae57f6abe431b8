"""The analysis tree as lists in lists, in Markdown: to be read in order, and by ear."""

from collections.abc import Iterator

from casetool.models.tree import FOCAL, Tree
from casetool.render.escape import literal
from casetool.render.outline import Line, outline
from casetool.render.told import AGREED, BLANK, NOTHING

DEEPEST = 8
"""Lists in lists; some readers drop what is nested deeper, so deeper levels are numbered."""


def tree_list(tree: Tree, agreed: frozenset[str] = frozenset()) -> str:
    """A tree as Markdown: effects, focal point, root causes.

    Args:
        tree: the tree.
        agreed: the nodes that were read back and agreed, as they stand.
    """
    lines = outline(tree)
    focal = literal(tree.focal) if tree.focal.strip() else NOTHING
    return "\n".join(
        (
            *("### EFFECTS", "", *listed(lines, "effects", agreed), ""),
            *("### FOCAL POINT", "", f"{focal} *({AGREED})*" if FOCAL in agreed else focal, ""),
            *("### ROOT CAUSES", "", *listed(lines, "causes", agreed)),
        )
    )


def listed(lines: tuple[Line, ...], side: str, agreed: frozenset[str]) -> Iterator[str]:
    """One side of the tree as lists in lists.

    Args:
        lines: the tree as an outline.
        side: ``effects`` or ``causes``.
        agreed: the nodes that were read back and agreed, as they stand.
    """
    nothing = True
    for line in lines:
        if line.side != side:
            continue
        nothing = False
        indent = "  " * (min(line.depth, DEEPEST) - 1)
        level = f"*level {line.depth}:* " if line.depth > DEEPEST else ""
        marks = "; ".join(filter(None, (line.marks, AGREED if line.id in agreed else "")))
        marks = f" *({marks})*" if marks else ""
        text = literal(line.text, f"{indent}  ", start=not level) or BLANK
        yield f"{indent}- {level}{text}{marks}"
        for label, words in line.evidence:
            yield f"{indent}  - *{label}:* {literal(words, f'{indent}    ', start=False)}"
    if nothing:
        yield NOTHING
