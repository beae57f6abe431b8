"""A paper as plain data, for the form that sets it as PDF: words stay data, never markup."""

from collections.abc import Callable, Iterator
from typing import Any

from casetool.render.report.blocks import (
    BlankLines,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportGrid,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    ReportTable,
    TreeDiagram,
    plain_line,
)
from casetool.render.text.bidi import is_right_to_left
from casetool.render.tree.svg.document import (
    FONTS,
    PORTRAIT,
    TreePicture,
    best_pictures,
    lower_pictures,
    tree_pictures,
)

DEEPEST_IN_PDF = 8
"""Lists in lists; deeper levels stand no further in, and are numbered."""

PDF_SHARES = 1200
"""Characters of a row that is kept on one page; a longer one may go on overleaf."""

LETTERS = "'Libertinus Serif', 'New Computer Modern', 'DejaVu Sans Mono', serif"
"""What the form sets its words in, for the words of a picture."""

Data = dict[str, Any]


def pdf_data(paper: Report) -> Data:
    """A paper as data that JSON can hold.

    Args:
        paper: the paper.
    """
    blocks = [one for block in paper.blocks for one in _WRITERS[type(block)](block, paper)]
    return {
        "title": paper.title,
        "author": paper.author,
        "marking": paper.marking,
        "logo": paper.logo,
        "footer": paper.footer,
        "landscape": paper.landscape,
        "blocks": blocks,
    }


def _line(line: ReportLine) -> Data:
    parts = [
        {
            "text": run.text.replace("\t", "    "),
            "strong": isinstance(run, OwnText) and run.strong,
            "soft": isinstance(run, OwnText) and run.soft,
        }
        for run in line
    ]
    return {"runs": parts, "rtl": is_right_to_left(plain_line(line))}


def _heading(block: ReportHeading, paper: Report) -> Iterator[Data]:
    yield {"kind": "heading", "level": block.level, "line": _line(block.line)}


def _paragraph(block: Paragraph, paper: Report) -> Iterator[Data]:
    yield {"kind": "paragraph", "line": _line(block.line)}


def _facts(block: FactList, paper: Report) -> Iterator[Data]:
    facts = [
        {"label": one.label, "listed": one.listed, "lines": [_line(line) for line in one.lines]}
        for one in block.facts
    ]
    yield {"kind": "facts", "facts": facts}


def _items(block: ReportItems, paper: Report) -> Iterator[Data]:
    """A list as lists in lists."""
    top: list[Data] = []
    open_lists = [top]
    for item in block.items:
        depth = min(item.depth, DEEPEST_IN_PDF, len(open_lists))
        del open_lists[depth:]
        made: Data = {"line": _line(_numbered(item)), "items": []}
        open_lists[-1].append(made)
        open_lists.append(made["items"])
    yield {"kind": "items", "items": top}


def _numbered(item: ReportItem) -> ReportLine:
    if item.depth <= DEEPEST_IN_PDF or item.remark:
        return item.line
    return (OwnText(f"level {item.depth}:", soft=True), OwnText(" "), *item.line)


def _table(block: ReportTable, paper: Report) -> Iterator[Data]:
    rows = [
        {
            "lines": [_line(line) for line in row],
            "long": sum(len(plain_line(line)) for line in row) > PDF_SHARES,
        }
        for row in block.rows
    ]
    yield {"kind": "table", "header": block.header, "shares": block.shares, "rows": rows}


def _picture(block: TreeDiagram, paper: Report) -> Iterator[Data]:
    tree = block.tree
    shown = tree_pictures(tree, landscape=True) if paper.landscape else best_pictures(tree)
    lower = () if paper.landscape or len(shown) > 1 else lower_pictures(tree)
    for picture in shown:
        yield _one_picture(picture) | {"lower": [_one_picture(one) for one in lower]}


def _one_picture(picture: TreePicture) -> Data:
    return {
        "kind": "picture",
        "svg": picture.svg.replace(FONTS, LETTERS, 1),
        "alt": picture.alt,
        "width": picture.width_mm,
        "height": picture.height_mm,
        "landscape": picture.width_mm > PORTRAIT[0],
    }


def _room(block: BlankLines, paper: Report) -> Iterator[Data]:
    yield {"kind": "room", "lines": block.lines}


def _grid(block: ReportGrid, paper: Report) -> Iterator[Data]:
    if not block.columns:
        return
    tall = max(len(column) for column in block.columns)
    cells = []
    for x, column in enumerate(block.columns):
        for y, lines in enumerate(column):
            down = tall - y if y == len(column) - 1 else 1  # the last runs down to the foot
            cells.append(_cell(lines, x, y, 1, down))
    for number, lines in enumerate(block.foot):
        cells.append(_cell(lines, 0, tall + number, len(block.columns), 1))
    sizes = {"columns": len(block.columns), "tall": tall, "foot": len(block.foot)}
    yield {"kind": "grid", "cells": cells, **sizes}


def _cell(lines: tuple[ReportLine, ...], x: int, y: int, colspan: int, rowspan: int) -> Data:
    shown = [_line(line) for line in lines]
    return {"x": x, "y": y, "colspan": colspan, "rowspan": rowspan, "lines": shown}


_WRITERS: dict[type, Callable[[Any, Report], Iterator[Data]]] = {
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
