"""A report as plain data for the Typst file, so that text is never read as markup."""

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
from casetool.render.report.page_fit import UNBROKEN_ROW_LETTERS, row_letters
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
"""Deepest level of nested lists. Deeper items name their level."""

TYPST_FONTS = "'Libertinus Serif', 'New Computer Modern', 'DejaVu Sans Mono', serif"
"""Fonts of the Typst file, for the text of pictures."""

Data = dict[str, Any]


def pdf_data(report: Report) -> Data:
    """Convert a report to data that JSON can hold.

    Args:
        report: the report.
    """
    blocks = [data for block in report.blocks for data in _WRITERS[type(block)](block, report)]
    return {
        "title": report.title,
        "author": report.author,
        "marking": report.marking,
        "logo": report.logo,
        "footer": report.footer,
        "landscape": report.landscape,
        "blocks": blocks,
    }


def _line(line: ReportLine) -> Data:
    runs = [
        {
            "text": run.text.replace("\t", "    "),
            "strong": isinstance(run, OwnText) and run.strong,
            "soft": isinstance(run, OwnText) and run.soft,
        }
        for run in line
    ]
    return {"runs": runs, "rtl": is_right_to_left(plain_line(line))}


def _heading(block: ReportHeading, report: Report) -> Iterator[Data]:
    yield {"kind": "heading", "level": block.level, "line": _line(block.line)}


def _paragraph(block: Paragraph, report: Report) -> Iterator[Data]:
    yield {"kind": "paragraph", "line": _line(block.line)}


def _facts(block: FactList, report: Report) -> Iterator[Data]:
    facts = [
        {"label": fact.label, "listed": fact.listed, "lines": [_line(line) for line in fact.lines]}
        for fact in block.facts
    ]
    yield {"kind": "facts", "facts": facts}


def _items(block: ReportItems, report: Report) -> Iterator[Data]:
    """A list as nested data."""
    items: list[Data] = []
    open_lists = [items]
    for item in block.items:
        depth = min(item.depth, DEEPEST_IN_PDF, len(open_lists))
        del open_lists[depth:]
        item_data: Data = {"line": _line(_with_level(item)), "items": []}
        open_lists[-1].append(item_data)
        open_lists.append(item_data["items"])
    yield {"kind": "items", "items": items}


def _with_level(item: ReportItem) -> ReportLine:
    if item.depth <= DEEPEST_IN_PDF or item.remark:
        return item.line
    return (OwnText(f"level {item.depth}:", soft=True), OwnText(" "), *item.line)


def _table(block: ReportTable, report: Report) -> Iterator[Data]:
    rows = [
        {
            "lines": [_line(line) for line in row],
            "long": row_letters(row) > UNBROKEN_ROW_LETTERS,
        }
        for row in block.rows
    ]
    yield {"kind": "table", "header": block.header, "shares": block.shares, "rows": rows}


def _picture(block: TreeDiagram, report: Report) -> Iterator[Data]:
    tree = block.tree
    pictures = tree_pictures(tree, landscape=True) if report.landscape else best_pictures(tree)
    alternatives = () if report.landscape or len(pictures) > 1 else lower_pictures(tree)
    for picture in pictures:
        yield _picture_data(picture) | {"lower": list(map(_picture_data, alternatives))}


def _picture_data(picture: TreePicture) -> Data:
    return {
        "kind": "picture",
        "svg": picture.svg.replace(FONTS, TYPST_FONTS, 1),
        "alt": picture.alt,
        "width": picture.width_mm,
        "height": picture.height_mm,
        "landscape": picture.width_mm > PORTRAIT[0],
    }


def _blank_lines(block: BlankLines, report: Report) -> Iterator[Data]:
    yield {"kind": "room", "lines": block.lines}


def _grid(block: ReportGrid, report: Report) -> Iterator[Data]:
    if not block.columns:
        return
    row_count = max(len(column) for column in block.columns)
    cells = []
    for x, column in enumerate(block.columns):
        for y, lines in enumerate(column):
            # the last cell runs down to the foot
            rowspan = row_count - y if y == len(column) - 1 else 1
            cells.append(_cell(lines, x, y, 1, rowspan))
    for index, lines in enumerate(block.foot):
        cells.append(_cell(lines, 0, row_count + index, len(block.columns), 1))
    counts = {"columns": len(block.columns), "tall": row_count, "foot": len(block.foot)}
    yield {"kind": "grid", "cells": cells, **counts}


def _cell(lines: tuple[ReportLine, ...], x: int, y: int, colspan: int, rowspan: int) -> Data:
    cell_lines = [_line(line) for line in lines]
    return {"x": x, "y": y, "colspan": colspan, "rowspan": rowspan, "lines": cell_lines}


_WRITERS: dict[type, Callable[[Any, Report], Iterator[Data]]] = {
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
