"""The blocks of a paper as HTML, with nothing that acts and nothing that is loaded."""

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
"""The page is set a little wider than what is kept to one sheet."""

TALLEST_HEADING_POINTS = 450
"""Points that a heading may ask for: a taller row goes on overleaf anyway."""

DEEPEST_IN_HTML = 6
"""Lists in lists; what is nested deeper hardly moves to the right, so its level is told."""


def block_of(block: ReportBlock, landscape: bool = False) -> str:
    """A block as HTML.

    Args:
        block: the block.
        landscape: whether the page lies on its long side, for what is drawn to fit it.
    """
    return "\n".join(_WRITERS[type(block)](block, landscape))


def heading_over(block: ReportHeading, table: ReportTable) -> str:
    """A heading over a table: on paper it is not left behind at the foot of a sheet.

    Args:
        block: the heading.
        table: the table that follows.
    """
    room = min(SPARE * table_head_points(table), TALLEST_HEADING_POINTS)
    told = f'class="over-rows" style="--rows:{room:.0f}pt"'
    return f"<h{block.level} {told}>{html_line(block.line)}</h{block.level}>"


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
    """Lists in lists: ``open_`` has the depth of each list that is open, the innermost last."""
    open_: list[int] = []
    for item in block.items:
        ends = ""
        while open_ and open_[-1] > item.depth:
            ends += "</li></ul>"
            open_.pop()
        if open_ and open_[-1] == item.depth:
            ends += "</li>"
        else:  # a depth that was skipped is no list of its own
            ends += "<ul>"
            open_.append(item.depth)
        deep = item.depth > DEEPEST_IN_HTML and not item.remark
        level = f'<i class="level">level {item.depth}:</i> ' if deep else ""
        kind = ' class="remark"' if item.remark else ""
        yield f"{ends}<li{kind}>{level}{html_line(item.line)}"
    yield "</li></ul>" * len(open_)


def _table(block: ReportTable, landscape: bool) -> Iterator[str]:
    yield f'<table class="rows"><caption><span>{html_literal(block.caption)}</span></caption>'
    whole = sum(block.shares)
    widths = (f'<col style="width:{100 * share / whole:.4g}%">' for share in block.shares)
    yield f"<colgroup>{''.join(widths)}</colgroup>"
    header = "".join(f'<th scope="col">{html_literal(name)}</th>' for name in block.header)
    yield f"<thead><tr>{header}</tr></thead><tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cells(block.header, row))}</tr>"
    yield "</tbody></table>"


def _cells(header: tuple[str, ...], row: tuple[ReportLine, ...]) -> Iterator[str]:
    """The cells of a row; each knows its header, for where there is no width for columns."""
    for name, line in zip_longest(header, row, fillvalue=None):
        yield f'<td data-label="{html_literal(name or "")}">{html_line(line or ())}</td>'


def _picture(block: TreeDiagram, landscape: bool) -> Iterator[str]:
    for picture in tree_pictures(block.tree, landscape):
        yield f"<figure>{picture.svg}</figure>"


def _room(block: BlankLines, landscape: bool) -> Iterator[str]:
    yield f'<div class="room" aria-hidden="true">{"<div></div>" * block.lines}</div>'


def _grid(block: ReportGrid, landscape: bool) -> Iterator[str]:
    yield '<div class="grid"><div class="columns">'
    for column in block.columns:
        yield f"<div>{''.join(map(_place, column))}</div>"
    yield f"</div>{''.join(map(_place, block.foot))}</div>"


def _place(cells: Cells) -> str:
    return f"<section>{''.join(f'<p>{html_line(line)}</p>' for line in cells)}</section>"


_WRITERS: dict[type, Callable[[Any, bool], Iterator[str]]] = {
    ReportHeading: _heading,
    Paragraph: _paragraph,
    FactList: _facts,
    ReportItems: _items,
    ReportTable: _table,
    TreeDiagram: _picture,
    BlankLines: _room,
    ReportGrid: _grid,
}
"""One writer for each kind of block."""
