"""The blocks of a report as HTML, without scripts and external resources."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from casetool.render.formats.html.escape import html_line, html_literal
from casetool.render.report.blocks import (
    BlankLines,
    Cells,
    Fact,
    FactList,
    Paragraph,
    ReportBlock,
    ReportGrid,
    ReportHeading,
    ReportItems,
    ReportLine,
    ReportTable,
    TreeDiagram,
)
from casetool.render.report.page_fit import table_head_points
from casetool.render.tree.svg.document import tree_pictures

SPARE = 1.2
"""Safety factor, because a page is set a little wider than the estimate."""

TALLEST_HEADING_POINTS = 450
"""Most points that a heading reserves, because a taller row breaks anyway."""

DEEPEST_IN_HTML = 6
"""Deepest visible level of nested lists. Deeper items name their level."""


def block_of(block: ReportBlock, landscape: bool = False) -> str:
    """Write a block as HTML.

    Args:
        block: the block.
        landscape: whether the page is in landscape format, which pictures must fit.
    """
    return "\n".join(_WRITERS[type(block)](block, landscape))


def heading_over(block: ReportHeading, table: ReportTable) -> str:
    """Write a heading over a table, so that print keeps both on one sheet.

    Args:
        block: the heading.
        table: the table that follows it.
    """
    reserved_points = min(SPARE * table_head_points(table), TALLEST_HEADING_POINTS)
    attributes = f'class="over-rows" style="--rows:{reserved_points:.0f}pt"'
    return f"<h{block.level} {attributes}>{html_line(block.line)}</h{block.level}>"


def _heading(block: ReportHeading, landscape: bool) -> Iterator[str]:
    yield f"<h{block.level}>{html_line(block.line)}</h{block.level}>"


def _paragraph(block: Paragraph, landscape: bool) -> Iterator[str]:
    yield f"<p>{html_line(block.line)}</p>"


def _facts(block: FactList, landscape: bool) -> Iterator[str]:
    yield '<table class="facts"><tbody>'
    for fact in block.facts:
        yield f'<tr><th scope="row">{html_literal(fact.label)}</th><td>{_fact(fact)}</td></tr>'
    yield "</tbody></table>"


def _fact(fact: Fact) -> str:
    if fact.listed:
        return f"<ul>{''.join(f'<li>{html_line(line)}</li>' for line in fact.lines)}</ul>"
    return "<br>".join(html_line(line) for line in fact.lines)


def _items(block: ReportItems, landscape: bool) -> Iterator[str]:
    """A nested list. ``open_depths`` holds the depth of each open list, the innermost last."""
    open_depths: list[int] = []
    for item in block.items:
        closing = ""
        while open_depths and open_depths[-1] > item.depth:
            closing += "</li></ul>"
            open_depths.pop()
        if open_depths and open_depths[-1] == item.depth:
            closing += "</li>"
        else:  # a skipped depth has no list of its own
            closing += "<ul>"
            open_depths.append(item.depth)
        is_too_deep = item.depth > DEEPEST_IN_HTML and not item.remark
        level = f'<i class="level">level {item.depth}:</i> ' if is_too_deep else ""
        css_class = ' class="remark"' if item.remark else ""
        yield f"{closing}<li{css_class}>{level}{html_line(item.line)}"
    yield "</li></ul>" * len(open_depths)


def _table(block: ReportTable, landscape: bool) -> Iterator[str]:
    yield f'<table class="rows"><caption><span>{html_literal(block.caption)}</span></caption>'
    total = sum(block.shares)
    widths = (f'<col style="width:{100 * share / total:.4g}%">' for share in block.shares)
    yield f"<colgroup>{''.join(widths)}</colgroup>"
    header = "".join(f'<th scope="col">{html_literal(name)}</th>' for name in block.header)
    yield f"<thead><tr>{header}</tr></thead><tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cells(block.header, row))}</tr>"
    yield "</tbody></table>"


def _cells(header: tuple[str, ...], row: tuple[ReportLine, ...]) -> Iterator[str]:
    """The cells of a row, each with its header for narrow screens."""
    for name, line in zip_longest(header, row, fillvalue=None):
        yield f'<td data-label="{html_literal(name or "")}">{html_line(line or ())}</td>'


def _picture(block: TreeDiagram, landscape: bool) -> Iterator[str]:
    for picture in tree_pictures(block.tree, landscape):
        yield f"<figure>{picture.svg}</figure>"


def _blank_lines(block: BlankLines, landscape: bool) -> Iterator[str]:
    yield f'<div class="room" aria-hidden="true">{"<div></div>" * block.lines}</div>'


def _grid(block: ReportGrid, landscape: bool) -> Iterator[str]:
    yield '<div class="grid"><div class="columns">'
    for column in block.columns:
        yield f"<div>{''.join(map(_grid_cell, column))}</div>"
    yield f"</div>{''.join(map(_grid_cell, block.foot))}</div>"


def _grid_cell(cells: Cells) -> str:
    return f"<section>{''.join(f'<p>{html_line(line)}</p>' for line in cells)}</section>"


_WRITERS: dict[type, Callable[[Any, bool], Iterator[str]]] = {
    ReportHeading: _heading,
    Paragraph: _paragraph,
    FactList: _facts,
    ReportItems: _items,
    ReportTable: _table,
    TreeDiagram: _picture,
    BlankLines: _blank_lines,
    ReportGrid: _grid,
}
"""The writer of each kind of block."""
