"""What fits one page of A4: how much of it a paper takes, and texts made shorter.

How high a block comes out is guessed, in points, and never too low: of the page, Word and PDF it is
the one that takes most. What people typed is only ever cut at its end, and “…” of ours says so.
"""

from collections.abc import Callable
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
"""Points between the margins of a sheet."""

TEMPLATE_PAGE_POINTS = 575.0
"""What is reckoned with where a template has margins and letters that are not known here."""

MARGINS = 27.0
"""Points that a marking of one line takes at the head and the foot: there is room for it."""

TEXT_WIDTH_POINTS = 478.0
"""Points from margin to margin."""

FONT_POINTS = 10.5
LINE_POINTS = 13.5
"""The letters of a text, and how far apart its lines stand."""

CELL_POINTS = 14.4
"""What stands free at the two sides of a cell."""

BULLET_POINTS = 18.0
LABEL_SHARE = 0.32
"""The part of the width that the names of details take."""

CUT_MARK = " …"
"""What stands behind a text of which only the beginning is there."""

_MOST = 8000
"""Letters that are measured: more would not stay on a page whatever they are."""


def fits_on_page(paper: Report, room: float = PAGE_POINTS) -> bool:
    """Whether a paper of headings, paragraphs, details, lists and tables stays on one page.

    Args:
        paper: the paper.
        room: how high that page is, in points.
    """
    around = [text for text in (paper.footer, paper.marking, paper.marking, paper.logo) if text]
    height = max(0.0, sum(_high((UserText(text),)) for text in around) - MARGINS)
    height += _high((UserText(paper.title),), 20) + 12
    for block in paper.blocks:
        height += _HEIGHTS[type(block)](block)
        if height > room:
            return False
    return True


def table_head_points(table: ReportTable) -> float:
    """How many points the header of a table and its first row take."""
    widths = _widths(table)
    header = tuple((OwnText(name),) for name in table.header)
    return sum(_row(row, widths) for row in (header, *table.rows[:1]))


def shorten(blocks: tuple[ReportBlock, ...], lines: int) -> tuple[ReportBlock, ...]:
    """Blocks with no text of people longer than so many lines of the place where it stands.

    Args:
        blocks: the blocks.
        lines: how many.
    """
    return tuple(_shorter(block, lines) for block in blocks)


def _shorter(block: ReportBlock, lines: int) -> ReportBlock:
    match block:
        case Paragraph():
            return Paragraph(_cut(block.line, TEXT_WIDTH_POINTS, lines))
        case FactList():
            return FactList(tuple(_shorter_fact(fact, lines) for fact in block.facts))
        case ReportItems():
            items = (replace(one, line=_cut(one.line, _inside(one), lines)) for one in block.items)
            return ReportItems(tuple(items))
        case ReportTable():
            widths = _widths(block)
            rows = (
                tuple(_cut(line, wide, lines) for line, wide in zip(row, widths, strict=True))
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
    return block


def _shorter_fact(fact: Fact, lines: int) -> Fact:
    wide = TEXT_WIDTH_POINTS * (1 - LABEL_SHARE)
    return replace(fact, lines=tuple(_cut(line, wide, lines) for line in fact.lines))


def _cut(line: ReportLine, wide: float, lines: int) -> ReportLine:
    """A line with each text of people in it cut to so many lines of a width."""
    runs: list[TextRun] = []
    for run in line:
        if isinstance(run, UserText):
            shown = wrap_to_width(run.text[:_MOST], wide, FONT_POINTS)
            if len(shown) > lines:
                kept = _beginning(run.text, "".join(shown[:lines]))
                runs += [UserText(kept), OwnText(CUT_MARK)]
                continue
        runs.append(run)
    return tuple(runs)


def _beginning(text: str, shown: str) -> str:
    """The beginning of a text that was shown so: wrapping takes its line ends away."""
    place = 0
    for char in shown:
        while text[place] == "\n" != char:
            place += 1
        place += 1
    return text[:place].rstrip()


def _high(line: ReportLine, size: float = FONT_POINTS, wide: float = TEXT_WIDTH_POINTS) -> float:
    """How high a line comes out that is wrapped to a width."""
    text = plain_line(line)[:_MOST]
    return len(wrap_to_width(text, wide, size)) * size * LINE_POINTS / FONT_POINTS


def _heading(block: ReportHeading) -> float:
    return 17 + _high(block.line, 13.0)


def _paragraph(block: Paragraph) -> float:
    return 5 + _high(block.line)


def _facts(block: FactList) -> float:
    wide = TEXT_WIDTH_POINTS * (1 - LABEL_SHARE) - CELL_POINTS
    return sum(6 + sum(_high(line, wide=wide) for line in one.lines) for one in block.facts)


def _items(block: ReportItems) -> float:
    return sum(3 + _high(one.line, wide=_inside(one)) for one in block.items)


def _inside(item: ReportItem) -> float:
    return TEXT_WIDTH_POINTS - BULLET_POINTS * item.depth


def _table(block: ReportTable) -> float:
    widths = _widths(block)
    return 7 + table_head_points(block) + sum(_row(row, widths) for row in block.rows[1:])


def _row(row: tuple[ReportLine, ...], widths: tuple[float, ...]) -> float:
    cells = (_high(line, wide=wide) for line, wide in zip(row, widths, strict=True))
    return 7 + max(cells, default=0.0)


def _widths(block: ReportTable) -> tuple[float, ...]:
    """What the words of each column have."""
    return tuple(
        TEXT_WIDTH_POINTS * share / sum(block.shares) - CELL_POINTS for share in block.shares
    )


_HEIGHTS: dict[type, Callable[[Any], float]] = {
    ReportHeading: _heading,
    Paragraph: _paragraph,
    FactList: _facts,
    ReportItems: _items,
    ReportTable: _table,
}
"""How high each kind of block comes out, with the room around it."""
