"""How the analysis tree is written. On the board it is drawn as boxes."""

from collections.abc import Iterator

from casetool.models.meeting.read_back import agreed_things
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Tree
from casetool.render.kind_writer import HeadingOptions, KindWriter
from casetool.render.report.blocks import (
    OwnText,
    Paragraph,
    ReportBlock,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    TreeDiagram,
    own_line,
    user_text,
)
from casetool.render.report.phrases import (
    AGREED,
    NOTHING_RECORDED,
    text_or_blank,
)
from casetool.render.report.version_blocks import beside_line, disagreement_blocks
from casetool.render.tree.outline import OutlineLine as Node
from casetool.render.tree.outline import outline


def _tree_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree):
        return
    nodes, agreed = outline(tree), agreed_things(session)
    if tree.count:
        yield TreeDiagram(tree)
    yield ReportHeading(own_line("EFFECTS"), 3)
    yield side_of(nodes, "effects", session)
    yield ReportHeading(own_line("FOCAL POINT"), 3)
    focal: ReportLine = (user_text(tree.focal, NOTHING_RECORDED),)
    yield Paragraph((*focal, OwnText(" "), _mark(AGREED)) if FOCAL in agreed else focal)
    yield from disagreement_blocks(session, (FOCAL,))
    yield ReportHeading(own_line("ROOT CAUSES"), 3)
    yield side_of(nodes, "causes", session)


def side_of(nodes: tuple[Node, ...], side: str, session: Session) -> ReportBlock:
    """Write one side of the tree as nested lists, with the evidence under each cause.

    Args:
        nodes: the outline of the tree.
        side: ``effects`` or ``causes``.
        session: the session, for agreements and disagreements.
    """
    items: list[ReportItem] = []
    agreed = agreed_things(session)
    for node in nodes:
        if node.side != side:
            continue
        marks = "; ".join(filter(None, (node.marks, AGREED if node.id in agreed else "")))
        line: ReportLine = (user_text(node.text),)
        items.append(ReportItem((*line, OwnText(" "), _mark(marks)) if marks else line, node.depth))
        for label, text in node.evidence:
            runs = (OwnText(f"{label}:", soft=True), OwnText(" "), user_text(text))
            items.append(ReportItem(runs, node.depth + 1, remark=True))
        items += beside_line(session, node.id, node.depth + 1)
    return ReportItems(tuple(items)) if items else Paragraph(own_line(NOTHING_RECORDED))


def _mark(text: str) -> OwnText:
    return OwnText(f"({text})", soft=True)


def _tree_lines(session: Session, step: Step) -> Iterator[str]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    titles = {"effects": "Effects", "focal": "Focal point", "causes": "Causes"}
    side, agreed = "", agreed_things(session)
    for line in outline(tree):
        if line.side != side:
            side = line.side
            yield f"{titles[side]}:"
        indent = "  " * max(0, line.depth - 1)
        text = (
            text_or_blank(tree.focal, NOTHING_RECORDED)
            if line.side == "focal"
            else text_or_blank(line.text)
        )
        marks = "; ".join(filter(None, (line.marks, AGREED if line.id in agreed else "")))
        yield f"{indent}- {text}" + (f" ({marks})" if marks else "")
        yield from (f"{indent}    {label}: {statement}" for label, statement in line.evidence)


WRITER = KindWriter(_tree_blocks, _tree_lines, empty_lines=8)
