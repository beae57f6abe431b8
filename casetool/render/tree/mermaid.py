"""The analysis tree as a mermaid flowchart: for wikis and pages that draw one from text."""

import re
from collections.abc import Iterator

from casetool.models.tree.model import FOCAL, Effect, Tree, walk
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.cards import NOT_YET, Shape, shape_of

_SPECIAL = re.compile(
    r"(?!(?<=[A-Za-z])-(?=[A-Za-z])|(?<=[A-Za-z])\.(?=\s|$)|[,'?])[!-/:-@\[-`{-~]"
)
"""All punctuation of ASCII, but where it means nothing: a full stop, a hyphen in a word."""
_TOGETHER = re.compile(r"(?<=\\)(?=n)|(?<=\$)(?=\$)|(?<=:)(?=fa-)|(?<=\ufb02)(?=°)|(?<=¶)(?=ß)")
"""Where two characters mean something to mermaid even when it was told not to read them."""

_APART = "\u2060"
"""Keeps them apart, and has no width."""

_SPACES = re.compile(r"^[ \t]+|(?<=[ \t])[ \t]+|\t", re.MULTILINE)

_BRACKETS = {
    Shape.FOCAL: ("[[", "]]"),
    Shape.HAS: ("(", ")"),
    Shape.COULD: ("(", ")"),
    Shape.UNSAID: ("(", ")"),
    Shape.CAUSE: ("[", "]"),
    Shape.SUPPORTED: ("{{", "}}"),
    Shape.UNTESTED: ("{{", "}}"),
    Shape.REFUTED: ("{{", "}}"),
    Shape.WHY: ("[/", "\\]"),
    Shape.INFO: (">", "]"),
    Shape.ASIDE: ("[/", "/]"),
}
"""What mermaid draws a shape with: the words tell apart what it has no shape for."""

_DASHED = {Shape.COULD: "could", Shape.UNTESTED: "untested"}
_CLASSES = (
    "  classDef default fill:white,stroke:black,color:black",
    "  classDef focal fill:white,stroke:black,color:black,stroke-width:4px",
    "  classDef could fill:white,stroke:black,color:black,stroke-dasharray:6 4",
    "  classDef untested fill:white,stroke:black,color:black,stroke-dasharray:3 3",
)


def mermaid(tree: Tree) -> str:
    """A tree as a flowchart that mermaid draws: causes below, effects above.

    Args:
        tree: the tree.
    """
    names = {FOCAL: "n0"}
    names |= {node.id: f"n{n}" for n, (node, _, _) in enumerate(walk(tree), 1)}
    focal = label(tree.focal) or NOT_YET
    lines = ["flowchart BT", *_box("n0", Shape.FOCAL, ("focal point",), focal, "")]
    for node, parent, _ in walk(tree):
        head, foot = describe_node(node)
        words = label(node.text) or EMPTY_TEXT
        lines += _box(names[node.id], shape_of(node), head, words, foot)
        ends = (names[parent], names[node.id])
        lower, upper = ends if isinstance(node, Effect) else ends[::-1]
        lines.append(f"  {lower} --> {upper}")
    return "\n".join([*lines, *_CLASSES]) + "\n"


def label(text: str) -> str:
    """People's words as mermaid shows them literally: what it could act on as ``#…;``.

    Nothing, where there are none.

    Args:
        text: what was typed.
    """
    shown = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    if not shown.strip():
        return ""
    kept = _SPACES.sub(lambda match: "\u2007" * len(match[0]), shown)
    kept = _TOGETHER.sub(_APART, kept)
    lines = (_SPECIAL.sub(lambda match: f"#{ord(match[0])};", line) for line in kept.split("\n"))
    return "<br/>".join(lines)


def _box(name: str, shape: Shape, head: tuple[str, ...], words: str, foot: str) -> Iterator[str]:
    start, end = _BRACKETS[shape]
    parts = [f"({', '.join(head)})" if head else "", words, f"({foot})" if foot else ""]
    told = "<br/>".join(part for part in parts if part)
    style = "focal" if shape is Shape.FOCAL else _DASHED.get(shape, "")
    yield f'  {name}{start}"{told}"{end}{f":::{style}" if style else ""}'
