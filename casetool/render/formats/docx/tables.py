"""Tables of a Word file, and lines for handwriting."""

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.template import WordBase
from casetool.render.formats.docx.xml import element, paragraph, text_runs, xml_safe
from casetool.render.report.blocks import (
    BlankLines,
    OwnText,
    ReportGrid,
    ReportLine,
    ReportTable,
    plain_line,
)
from casetool.render.report.page_fit import UNBROKEN_ROW_LETTERS, row_letters
from casetool.render.text.bidi import is_right_to_left

SHADE = "E7EBF3"

_TIGHT_SPACING = {"before": 40, "after": 40, "line": 252, "lineRule": "auto"}
_GRID_HEADER_TWIPS = 2400
"""Height of title and details on a page, in twentieths of a point."""
_GRID_FOOT_TWIPS = 900
_WRITING_LINE_TWIPS = 480
"""Height of a line for handwriting, in twentieths of a point."""


def word_table(block: ReportTable, base: WordBase) -> Iterator[BaseOxmlElement]:
    """Write a table whose header row is repeated on each page.

    Args:
        block: the table.
        base: the Word document.
    """
    widths = split_width(base.width, block.shares)
    header_cells = [
        word_cell([cell_line((OwnText(name, strong=True),))], width, shade=SHADE)
        for name, width in zip(block.header, widths, strict=True)
    ]
    table = framed_table(widths, base, block.caption)
    table.append(word_row(header_cells, element("w:cantSplit"), element("w:tblHeader")))
    for row in block.rows:
        cells = [
            word_cell([cell_line(line)], width) for line, width in zip(row, widths, strict=True)
        ]
        is_short = row_letters(row) < UNBROKEN_ROW_LETTERS
        table.append(word_row(cells, *([element("w:cantSplit")] if is_short else [])))
    yield table
    yield space()


def word_grid(block: ReportGrid, base: WordBase) -> Iterator[BaseOxmlElement]:
    """Write headings side by side with space for handwriting, as tall as the page allows.

    Args:
        block: the grid.
        base: the Word document.
    """
    if not block.columns:
        return
    row_count = max(len(column) for column in block.columns)
    widths = split_width(base.width, [1] * len(block.columns))
    table = framed_table(widths, base, "Space for notes under each heading")
    grid_height = base.height - _GRID_HEADER_TWIPS - _GRID_FOOT_TWIPS * len(block.foot)
    row_height = max(800, grid_height) // row_count
    for index in range(row_count):
        cells = [
            _grid_cell(column, index, width)
            for column, width in zip(block.columns, widths, strict=True)
        ]
        table.append(word_row(cells, element("w:cantSplit"), element("w:trHeight", val=row_height)))
    for lines in block.foot:
        foot_cell = word_cell([cell_line(line) for line in lines], sum(widths), span=len(widths))
        foot_height = element("w:trHeight", val=_GRID_FOOT_TWIPS)
        table.append(word_row([foot_cell], element("w:cantSplit"), foot_height))
    yield table
    yield space()


def blank_lines(block: BlankLines, base: WordBase) -> Iterator[BaseOxmlElement]:
    """Write lines for handwriting.

    Args:
        block: the number of lines.
        base: the Word document.
    """
    rule = {"val": "single", "sz": 4, "space": 1, "color": "808080"}
    for _ in range(block.lines):
        yield paragraph(
            [],
            element("w:pStyle", val=base.styles["Normal"]),
            element("w:pBdr", element("w:bottom", **rule), element("w:between", **rule)),
            element("w:spacing", before=0, after=0, line=_WRITING_LINE_TWIPS, lineRule="exact"),
        )
    yield space()


def split_width(width: int, shares: Sequence[int]) -> list[int]:
    """Divide a width in proportion to shares.

    Args:
        width: the whole width.
        shares: the relative size of each part.
    """
    return [width * share // (sum(shares) or 1) for share in shares]


def framed_table(
    widths: Sequence[int], base: WordBase, caption: str, style: str = "Table Grid"
) -> BaseOxmlElement:
    """Make a table without rows.

    Args:
        widths: widths of its columns, in twentieths of a point.
        base: the Word document.
        caption: its caption, for people who use a screen reader.
        style: the name of its style.
    """
    sides = (("top", 30), ("left", 90), ("bottom", 30), ("right", 90))
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=base.styles[style]),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar", *(element(f"w:{side}", w=width, type="dxa") for side, width in sides)
        ),
        element("w:tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
        element("w:tblCaption", val=xml_safe(caption)),
    )
    return element(
        "w:tbl",
        properties,
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
    )


def word_row(cells: Sequence[BaseOxmlElement], *properties: BaseOxmlElement) -> BaseOxmlElement:
    """Make a row of a table.

    Args:
        cells: its cells.
        properties: its properties.
    """
    return element("w:tr", *([element("w:trPr", *properties)] if properties else []), *cells)


def word_cell(
    content: Sequence[BaseOxmlElement],
    width: int,
    span: int = 1,
    borders: BaseOxmlElement | None = None,
    shade: str = "",
    merged: str | None = None,
) -> BaseOxmlElement:
    """Make a cell of a table.

    Args:
        content: its paragraphs.
        width: its width in twentieths of a point.
        span: the number of columns that it spans.
        borders: its own borders.
        shade: its background colour.
        merged: ``restart`` or ``continue``, if it spans several rows.
    """
    properties = [element("w:tcW", w=width, type="dxa")]
    properties += [element("w:gridSpan", val=span)] if span > 1 else []
    properties += [element("w:vMerge", val=merged)] if merged else []
    properties += [borders] if borders is not None else []
    properties += [element("w:shd", val="clear", color="auto", fill=shade)] if shade else []
    return element("w:tc", element("w:tcPr", *properties), *(content or [element("w:p")]))


def cell_line(line: ReportLine, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """Make a paragraph of a cell.

    Args:
        line: the line.
        properties: properties of the paragraph, other than its spacing.
    """
    return paragraph(
        list(text_runs(line)),
        *properties,
        element("w:spacing", **_TIGHT_SPACING),
        is_rtl=is_right_to_left(plain_line(line)),
    )


def space() -> BaseOxmlElement:
    """A small gap after a table, which separates it from a following table."""
    return paragraph([], element("w:spacing", before=0, after=0, line=120, lineRule="exact"))


def _grid_cell(column: Sequence[tuple[ReportLine, ...]], index: int, width: int) -> BaseOxmlElement:
    """One cell of a column. The last cell runs down to the foot."""
    if index < len(column):
        is_last = index == len(column) - 1
        content = [cell_line(line) for line in column[index]]
        return word_cell(content, width, merged="restart" if is_last else None)
    return word_cell([], width, merged="continue" if column else None)
