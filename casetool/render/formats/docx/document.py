"""A paper as a Word file, in Word's own styles, so that a partnership's template can dress it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.header_footer import add_header_footer, packed, set_properties
from casetool.render.formats.docx.styles import LEVEL_INDENT_TWIPS, LEVELS
from casetool.render.formats.docx.tables import blank_lines, word_grid, word_table
from casetool.render.formats.docx.template import WordGround, own_ground, their_ground
from casetool.render.formats.docx.tree_table import picture
from casetool.render.formats.docx.xml import element, paragraph, tab, text_runs
from casetool.render.report.blocks import (
    BlankLines,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportGrid,
    ReportHeading,
    ReportItems,
    ReportLine,
    ReportTable,
    TreeDiagram,
    UserText,
    plain_line,
)
from casetool.render.text.bidi import is_right_to_left

DEEPEST_IN_WORD = LEVELS
"""Lists in lists; deeper levels stand no further in, and are numbered."""

LABEL_TWIPS = 3200
"""Where the words of a detail begin, beside its name, in twentieths of a point."""


def word_document(paper: Report, now: datetime, template: Path | bytes | None = None) -> bytes:
    """A paper as a Word file, for whoever need not know how the template did.

    Args:
        paper: the paper.
        now: when it is made.
        template: a partnership's Word file.

    Raises:
        Failure: the template cannot be used.
    """
    return report_as_word(paper, now, template)[0]


def report_as_word(
    paper: Report, now: datetime, template: Path | bytes | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """A paper as a Word file: the same bytes for the same paper at the same time.

    What people typed stays as typed, by code point; only what XML forbids is made visible.

    Args:
        paper: the paper.
        now: when it is made.
        template: a partnership's Word file: its styles, its head and foot, its page.

    Returns:
        The file, and the styles that the template does not have: ours stand in for them.

    Raises:
        Failure: the template cannot be used.
    """
    land = paper.landscape
    ground = own_ground(land) if template is None else their_ground(template, land)
    last = ground.section._sectPr
    for one in _body(paper, ground):
        if paper.dense and isinstance(one, CT_P):
            _set_closer(one, ground)
        last.addprevious(one)
    add_header_footer(paper, ground)
    set_properties(paper, ground.document, now)
    return packed(ground.document, now), ground.missing


def _set_closer(one: CT_P, ground: WordGround) -> None:
    """Set a paragraph closer than its style has it: a template's own may take far more room."""
    marks = one.get_or_add_pPr()
    if marks.find(qn("w:spacing")) is None:
        over, under = (160, 60) if one.style in ground.headings else (0, 70)
        told = element("w:spacing", before=over, after=under, line=252, lineRule="auto")
        marks._insert_spacing(told)


def _body(paper: Report, ground: WordGround) -> Iterator[BaseOxmlElement]:
    if paper.logo:
        yield _styled((OwnText(paper.logo, strong=True),), "Normal", ground)
    yield _styled((UserText(paper.title),), "Title", ground)
    for block in paper.blocks:
        yield from _WRITERS[type(block)](block, ground)


def _styled(
    line: ReportLine, style: str, ground: WordGround, *marks: BaseOxmlElement
) -> BaseOxmlElement:
    named = element("w:pStyle", val=ground.styles[style])
    return paragraph(
        list(text_runs(line)), named, *marks, leftward=is_right_to_left(plain_line(line))
    )


def _heading(block: ReportHeading, ground: WordGround) -> Iterator[BaseOxmlElement]:
    yield _styled(block.line, f"Heading {min(max(block.level - 1, 1), 3)}", ground)


def _paragraph(block: Paragraph, ground: WordGround) -> Iterator[BaseOxmlElement]:
    yield _styled(block.line, "Normal", ground)


def _facts(block: FactList, ground: WordGround) -> Iterator[BaseOxmlElement]:
    for fact in block.facts:
        label = OwnText(f"{fact.label}:", strong=True)
        if fact.listed:
            yield _styled((label,), "Normal", ground, element("w:keepNext"))
            yield from (_styled(line, "List Bullet", ground) for line in fact.lines)
        else:
            yield _fact(label, fact.lines[0], ground)


def _fact(label: OwnText, line: ReportLine, ground: WordGround) -> BaseOxmlElement:
    """A detail: its name at the margin, its words beside it, whether they need one line or more."""
    return paragraph(
        [*text_runs((label,)), tab(), *text_runs(line)],
        element("w:pStyle", val=ground.styles["Normal"]),
        element("w:tabs", element("w:tab", val="left", pos=LABEL_TWIPS)),
        element("w:ind", left=LABEL_TWIPS, hanging=LABEL_TWIPS),
    )


def _items(block: ReportItems, ground: WordGround) -> Iterator[BaseOxmlElement]:
    for item in block.items:
        level = min(item.depth, DEEPEST_IN_WORD)
        style = "List Bullet" if level == 1 else f"List Bullet {min(level, 3)}"
        deeper = item.depth > DEEPEST_IN_WORD and not item.remark
        line = (OwnText(f"level {item.depth}:", soft=True), OwnText(" ")) if deeper else ()
        yield _styled((*line, *item.line), style, ground, *_further(level, ground))


def _further(level: int, ground: WordGround) -> list[BaseOxmlElement]:
    """What a list needs beyond the three levels that Word has styles for."""
    if level <= 3:
        return []
    numbered = element(
        "w:numPr", element("w:ilvl", val=level - 1), element("w:numId", val=ground.bullets)
    )
    return [
        numbered,
        element("w:ind", left=level * LEVEL_INDENT_TWIPS, hanging=LEVEL_INDENT_TWIPS - 60),
    ]


_WRITERS: dict[type, Callable[[Any, WordGround], Iterator[BaseOxmlElement]]] = {
    ReportHeading: _heading,
    Paragraph: _paragraph,
    FactList: _facts,
    ReportItems: _items,
    ReportTable: word_table,
    TreeDiagram: picture,
    BlankLines: blank_lines,
    ReportGrid: word_grid,
}
"""One writer for each kind of block."""
