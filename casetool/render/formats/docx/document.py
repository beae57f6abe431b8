"""A report as a Word file in Word's own styles, so that a template can restyle it."""

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
from casetool.render.formats.docx.template import WordBase, own_base, template_base
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
"""Deepest level of nested lists. Deeper items name their level."""

LABEL_TWIPS = 3200
"""Distance from the margin to the text of a detail, in twentieths of a point."""


def word_document(report: Report, now: datetime, template: Path | bytes | None = None) -> bytes:
    """Write a report as a Word file, ignoring styles that the template lacks.

    Args:
        report: the report.
        now: the time of creation.
        template: a partnership's Word file.

    Raises:
        UserError: the template cannot be used.
    """
    return report_as_word(report, now, template)[0]


def report_as_word(
    report: Report, now: datetime, template: Path | bytes | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as a Word file, with the same bytes for the same report and time.

    Typed text stays as typed, by code point. Only characters that XML forbids are escaped.

    Args:
        report: the report.
        now: the time of creation.
        template: a partnership's Word file, for its styles, header, footer and page.

    Returns:
        The file, and the names of styles that the template lacks and the program replaces.

    Raises:
        UserError: the template cannot be used.
    """
    landscape = report.landscape
    base = own_base(landscape) if template is None else template_base(template, landscape)
    section_element = base.section._sectPr
    for body_element in _body_elements(report, base):
        if report.dense and isinstance(body_element, CT_P):
            _set_closer(body_element, base)
        section_element.addprevious(body_element)
    add_header_footer(report, base)
    set_properties(report, base.document, now)
    return packed(base.document, now), base.missing


def _set_closer(paragraph_element: CT_P, base: WordBase) -> None:
    """Reduce the spacing of a paragraph, which a template may have made too wide."""
    properties = paragraph_element.get_or_add_pPr()
    if properties.find(qn("w:spacing")) is None:
        before, after = (160, 60) if paragraph_element.style in base.headings else (0, 70)
        spacing = element("w:spacing", before=before, after=after, line=252, lineRule="auto")
        properties._insert_spacing(spacing)


def _body_elements(report: Report, base: WordBase) -> Iterator[BaseOxmlElement]:
    if report.logo:
        yield _styled((OwnText(report.logo, strong=True),), "Normal", base)
    yield _styled((UserText(report.title),), "Title", base)
    for block in report.blocks:
        yield from _WRITERS[type(block)](block, base)


def _styled(
    line: ReportLine, style: str, base: WordBase, *properties: BaseOxmlElement
) -> BaseOxmlElement:
    style_element = element("w:pStyle", val=base.styles[style])
    return paragraph(
        list(text_runs(line)), style_element, *properties, is_rtl=is_right_to_left(plain_line(line))
    )


def _heading(block: ReportHeading, base: WordBase) -> Iterator[BaseOxmlElement]:
    yield _styled(block.line, f"Heading {min(max(block.level - 1, 1), 3)}", base)


def _paragraph(block: Paragraph, base: WordBase) -> Iterator[BaseOxmlElement]:
    yield _styled(block.line, "Normal", base)


def _facts(block: FactList, base: WordBase) -> Iterator[BaseOxmlElement]:
    for fact in block.facts:
        label = OwnText(f"{fact.label}:", strong=True)
        if fact.listed:
            yield _styled((label,), "Normal", base, element("w:keepNext"))
            yield from (_styled(line, "List Bullet", base) for line in fact.lines)
        else:
            yield _fact(label, fact.lines[0], base)


def _fact(label: OwnText, line: ReportLine, base: WordBase) -> BaseOxmlElement:
    """A detail with its label at the margin and its text beside it, on one line or more."""
    return paragraph(
        [*text_runs((label,)), tab(), *text_runs(line)],
        element("w:pStyle", val=base.styles["Normal"]),
        element("w:tabs", element("w:tab", val="left", pos=LABEL_TWIPS)),
        element("w:ind", left=LABEL_TWIPS, hanging=LABEL_TWIPS),
    )


def _items(block: ReportItems, base: WordBase) -> Iterator[BaseOxmlElement]:
    for item in block.items:
        level = min(item.depth, DEEPEST_IN_WORD)
        style = "List Bullet" if level == 1 else f"List Bullet {min(level, 3)}"
        is_too_deep = item.depth > DEEPEST_IN_WORD and not item.remark
        label = OwnText(f"level {item.depth}:", soft=True)
        level_runs = (label, OwnText(" ")) if is_too_deep else ()
        yield _styled((*level_runs, *item.line), style, base, *_list_properties(level, base))


def _list_properties(level: int, base: WordBase) -> list[BaseOxmlElement]:
    """Properties of list levels beyond the three that Word has styles for."""
    if level <= 3:
        return []
    numbering = element(
        "w:numPr", element("w:ilvl", val=level - 1), element("w:numId", val=base.bullets)
    )
    return [
        numbering,
        element("w:ind", left=level * LEVEL_INDENT_TWIPS, hanging=LEVEL_INDENT_TWIPS - 60),
    ]


_WRITERS: dict[type, Callable[[Any, WordBase], Iterator[BaseOxmlElement]]] = {
    ReportHeading: _heading,
    Paragraph: _paragraph,
    FactList: _facts,
    ReportItems: _items,
    ReportTable: word_table,
    TreeDiagram: picture,
    BlankLines: blank_lines,
    ReportGrid: word_grid,
}
"""The writer of each kind of block."""
