"""The outline of the tree as rows of a list."""

from textual.content import Content

from casetool.models.tree.model import FOCAL, Tree
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.outline import outline
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow


def outline_rows(tree: Tree, folded: frozenset[str], root: str) -> list[ListRow]:
    """A row for each node: effects, the focal point, causes. Children are indented."""
    rows = []
    for line in outline(tree, folded, root):
        indent = "  " * line.depth
        bullet = {"effects": "▲ ", "focal": "◆ ", "causes": "▼ "}[line.side]
        text = Content.assemble(
            (terminal_safe(line.text) or "…", "bold" if line.id == FOCAL else ""),
            (f"   {line.marks}" if line.marks else "", MUTED),
        )
        content = HangingText(Content.styled(f"{indent}{bullet}", ACCENT), text)
        rows.append(ListRow(line.id, content, (line.depth, line.text, line.marks, line.side)))
    return rows
