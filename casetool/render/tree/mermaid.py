"""The analysis tree as a Mermaid flowchart, for wikis and pages that render it."""

import re
from collections.abc import Iterator

from casetool.models.tree.model import FOCAL, Effect, Tree, walk
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.cards import NOT_YET, Shape, shape_of

_SPECIAL = re.compile(
    r"(?!(?<=[A-Za-z])-(?=[A-Za-z])|(?<=[A-Za-z])\.(?=\s|$)|[,'?])[!-/:-@\[-`{-~]"
)
"""ASCII punctuation, except where Mermaid gives it no meaning, as in a full stop."""
_INTERPRETED_PAIRS = re.compile(
    r"(?<=\\)(?=n)|(?<=\$)(?=\$)|(?<=:)(?=fa-)|(?<=\ufb02)(?=°)|(?<=¶)(?=ß)"
)
"""Pairs of characters that Mermaid interprets even when escaped."""

_SEPARATOR = "\u2060"
"""A separator without width that keeps such pairs apart."""

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
"""Mermaid brackets of each shape. Text tells apart shapes that share them."""

_DASHED = {Shape.COULD: "could", Shape.UNTESTED: "untested"}
_CLASSES = (
    "  classDef default fill:white,stroke:black,color:black",
    "  classDef focal fill:white,stroke:black,color:black,stroke-width:4px",
    "  classDef could fill:white,stroke:black,color:black,stroke-dasharray:6 4",
    "  classDef untested fill:white,stroke:black,color:black,stroke-dasharray:3 3",
)


def mermaid(tree: Tree) -> str:
    """Write a tree as a Mermaid flowchart, with causes below and effects above.

    Args:
        tree: the tree.
    """
    names = {FOCAL: "n0"}
    names |= {node.id: f"n{index}" for index, (node, _, _) in enumerate(walk(tree), 1)}
    focal = label(tree.focal) or NOT_YET
    lines = ["flowchart BT", *_box_line("n0", Shape.FOCAL, ("focal point",), focal, "")]
    for node, parent, _ in walk(tree):
        head, foot = describe_node(node)
        text = label(node.text) or EMPTY_TEXT
        lines += _box_line(names[node.id], shape_of(node), head, text, foot)
        ends = (names[parent], names[node.id])
        lower, upper = ends if isinstance(node, Effect) else ends[::-1]
        lines.append(f"  {lower} --> {upper}")
    return "\n".join([*lines, *_CLASSES]) + "\n"


def label(text: str) -> str:
    """Escape people's text so that Mermaid shows it literally, as ``#…;`` codes.

    Empty where there is no text.

    Args:
        text: the typed text.
    """
    safe_text = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    if not safe_text.strip():
        return ""
    spaced = _SPACES.sub(lambda match: "\u2007" * len(match[0]), safe_text)
    spaced = _INTERPRETED_PAIRS.sub(_SEPARATOR, spaced)
    lines = (_SPECIAL.sub(lambda match: f"#{ord(match[0])};", line) for line in spaced.split("\n"))
    return "<br/>".join(lines)


def _box_line(
    name: str, shape: Shape, head: tuple[str, ...], text: str, foot: str
) -> Iterator[str]:
    start, end = _BRACKETS[shape]
    parts = [f"({', '.join(head)})" if head else "", text, f"({foot})" if foot else ""]
    content = "<br/>".join(part for part in parts if part)
    style = "focal" if shape is Shape.FOCAL else _DASHED.get(shape, "")
    yield f'  {name}{start}"{content}"{end}{f":::{style}" if style else ""}'
