"""Estimate whether a report fits one page of A4, and shorten its texts.

Heights are estimates in points that are never too small for HTML, Word or PDF. Text of people is
only cut at its end, and the program's “…” marks the cut.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from casetool.render.report.blocks import (
    Fact,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    ReportTable,
    TextRun,
    UserText,
    plain_line,
)
from casetool.render.tree.svg.text_metrics import wrap_to_width

PAGE_POINTS = 708.0
"""Points between the margins of a page."""

TEMPLATE_PAGE_POINTS = 575.0
"""Safe estimate for templates with unknown margins and fonts."""

MARGINS = 27.0
"""Space in the header and the footer for a marking of one line."""

TEXT_WIDTH_POINTS = 478.0
"""Points between the left and the right margin."""

FONT_POINTS = 10.5
LINE_POINTS = 13.5
"""Size of letters, and distance between lines."""

CELL_POINTS = 14.4
"""Space at both sides of a cell."""

BULLET_POINTS = 18.0
LABEL_SHARE = 0.32
"""Share of the width for the labels of details."""

UNBROKEN_ROW_LETTERS = 1200
"""Letters up to which a row of a table stays on one page."""

CUT_MARK = " …"
"""Mark after a text that is cut."""

_MOST_MEASURED = 8000
"""Characters that are measured, because longer texts never fit a page."""


def row_letters(row: Sequence[ReportLine]) -> int:
    """The letters in all cells of a row."""
    return sum(len(plain_line(line)) for line in row)


def fits_on_page(report: Report, page_points: float = PAGE_POINTS) -> bool:
    """Whether a report of headings, paragraphs, details, lists and tables fits one page.

    Args:
        report: the report.
        page_points: the height of the page in points.
    """
    margin_texts = [
        text for text in (report.footer, report.marking, report.marking, report.logo) if text
    ]
    height = max(0.0, sum(_line_height((UserText(text),)) for text in margin_texts) - MARGINS)
    height += _line_height((UserText(report.title),), 20) + 12
    for block in report.blocks:
        height += _HEIGHTS[type(block)](block)
        if height > page_points:
            return False
    return True


def table_head_points(table: ReportTable) -> float:
    """The height of a table's header and first row in points."""
    widths = _column_widths(table)
    header = tuple((OwnText(name),) for name in table.header)
    return sum(_row_height(row, widths) for row in (header, *table.rows[:1]))


def shorten(blocks: tuple[ReportBlock, ...], lines: int) -> tuple[ReportBlock, ...]:
    """Cut each text of people to a number of lines.

    Args:
        blocks: the blocks.
        lines: the most lines for each text.
    """
    return tuple(_shorten_block(block, lines) for block in blocks)


def _shorten_block(block: ReportBlock, lines: int) -> ReportBlock:
    match block:
        case Paragraph():
            return Paragraph(_cut_line(block.line, TEXT_WIDTH_POINTS, lines))
        case FactList():
            return FactList(tuple(_shorten_fact(fact, lines) for fact in block.facts))
        case ReportItems():
            items = (_shorten_item(item, lines) for item in block.items)
            return ReportItems(tuple(items))
        case ReportTable():
            widths = _column_widths(block)
            rows = (
                tuple(
                    _cut_line(line, width, lines) for line, width in zip(row, widths, strict=True)
                )
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
    return block


def _shorten_item(item: ReportItem, lines: int) -> ReportItem:
    return replace(item, line=_cut_line(item.line, _item_width(item), lines))


def _shorten_fact(fact: Fact, lines: int) -> Fact:
    width = TEXT_WIDTH_POINTS * (1 - LABEL_SHARE)
    return replace(fact, lines=tuple(_cut_line(line, width, lines) for line in fact.lines))


def _cut_line(line: ReportLine, width: float, lines: int) -> ReportLine:
    """Cut each text of people in a line to a number of lines."""
    runs: list[TextRun] = []
    for run in line:
        if isinstance(run, UserText):
            wrapped = wrap_to_width(run.text[:_MOST_MEASURED], width, FONT_POINTS)
            if len(wrapped) > lines:
                beginning = _beginning(run.text, "".join(wrapped[:lines]))
                runs += [UserText(beginning), OwnText(CUT_MARK)]
                continue
        runs.append(run)
    return tuple(runs)


def _beginning(text: str, wrapped: str) -> str:
    """The part of a text that was wrapped. Wrapping removes its line ends."""
    length = 0
    for character in wrapped:
        while text[length] == "\n" != character:
            length += 1
        length += 1
    return text[:length].rstrip()


def _line_height(
    line: ReportLine, size: float = FONT_POINTS, width: float = TEXT_WIDTH_POINTS
) -> float:
    """The height of a line wrapped to a width, in points."""
    text = plain_line(line)[:_MOST_MEASURED]
    return len(wrap_to_width(text, width, size)) * size * LINE_POINTS / FONT_POINTS


def _heading_height(block: ReportHeading) -> float:
    return 17 + _line_height(block.line, 13.0)


def _paragraph_height(block: Paragraph) -> float:
    return 5 + _line_height(block.line)


def _facts_height(block: FactList) -> float:
    width = TEXT_WIDTH_POINTS * (1 - LABEL_SHARE) - CELL_POINTS
    return sum(
        6 + sum(_line_height(line, width=width) for line in fact.lines) for fact in block.facts
    )


def _items_height(block: ReportItems) -> float:
    return sum(3 + _line_height(item.line, width=_item_width(item)) for item in block.items)


def _item_width(item: ReportItem) -> float:
    return TEXT_WIDTH_POINTS - BULLET_POINTS * item.depth


def _table_height(block: ReportTable) -> float:
    widths = _column_widths(block)
    return 7 + table_head_points(block) + sum(_row_height(row, widths) for row in block.rows[1:])


def _row_height(row: tuple[ReportLine, ...], widths: tuple[float, ...]) -> float:
    cells = (_line_height(line, width=width) for line, width in zip(row, widths, strict=True))
    return 7 + max(cells, default=0.0)


def _column_widths(block: ReportTable) -> tuple[float, ...]:
    """Width of the text in each column, in points."""
    return tuple(
        TEXT_WIDTH_POINTS * share / sum(block.shares) - CELL_POINTS for share in block.shares
    )


_HEIGHTS: dict[type, Callable[[Any], float]] = {
    ReportHeading: _heading_height,
    Paragraph: _paragraph_height,
    FactList: _facts_height,
    ReportItems: _items_height,
    ReportTable: _table_height,
}
"""Height of each kind of block with its spacing, in points."""
