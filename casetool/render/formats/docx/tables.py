"""Tables of a Word file, and places to write in by hand."""

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.template import WordGround
from casetool.render.formats.docx.xml import bearable, element, paragraph, text_runs
from casetool.render.report.blocks import (
    BlankLines,
    OwnText,
    ReportGrid,
    ReportLine,
    ReportTable,
    plain_line,
)
from casetool.render.text.bidi import is_right_to_left

WHOLE_SHARES = 1200
"""Characters of a row that is kept on one page; a longer one may go on overleaf."""

SHADE = "E7EBF3"

_TIGHT = {"before": 40, "after": 40, "line": 252, "lineRule": "auto"}
_HEAD_OF_GRID = 2400
"""What title and details take of a page, in twentieths of a point."""
_FOOT_OF_GRID = 900
_WRITTEN = 480
"""The height of a line to write on."""


def word_table(block: ReportTable, ground: WordGround) -> Iterator[BaseOxmlElement]:
    """A table; its header row comes again on each page.

    Args:
        block: the table.
        ground: the document.
    """
    widths = parted(ground.width, block.shares)
    head = [
        word_cell([cell_line((OwnText(name, strong=True),))], width, shade=SHADE)
        for name, width in zip(block.header, widths, strict=True)
    ]
    made = framed_table(widths, ground, block.caption)
    made.append(word_row(head, element("w:cantSplit"), element("w:tblHeader")))
    for lines in block.rows:
        cells = [
            word_cell([cell_line(line)], width) for line, width in zip(lines, widths, strict=True)
        ]
        short = sum(len(plain_line(line)) for line in lines) < WHOLE_SHARES
        made.append(word_row(cells, *([element("w:cantSplit")] if short else [])))
    yield made
    yield space()


def word_grid(block: ReportGrid, ground: WordGround) -> Iterator[BaseOxmlElement]:
    """Headings side by side with room to write, as tall as the page allows.

    Args:
        block: the grid.
        ground: the document.
    """
    if not block.columns:
        return
    tall = max(len(column) for column in block.columns)
    widths = parted(ground.width, [1] * len(block.columns))
    made = framed_table(widths, ground, "Room to write under each heading")
    height = max(800, ground.height - _HEAD_OF_GRID - _FOOT_OF_GRID * len(block.foot)) // tall
    for place in range(tall):
        cells = [
            _place(column, place, width)
            for column, width in zip(block.columns, widths, strict=True)
        ]
        made.append(word_row(cells, element("w:cantSplit"), element("w:trHeight", val=height)))
    for lines in block.foot:
        whole = word_cell([cell_line(line) for line in lines], sum(widths), span=len(widths))
        made.append(
            word_row([whole], element("w:cantSplit"), element("w:trHeight", val=_FOOT_OF_GRID))
        )
    yield made
    yield space()


def blank_lines(block: BlankLines, ground: WordGround) -> Iterator[BaseOxmlElement]:
    """Lines to write on.

    Args:
        block: how many.
        ground: the document.
    """
    rule = {"val": "single", "sz": 4, "space": 1, "color": "808080"}
    for _ in range(block.lines):
        yield paragraph(
            [],
            element("w:pStyle", val=ground.styles["Normal"]),
            element("w:pBdr", element("w:bottom", **rule), element("w:between", **rule)),
            element("w:spacing", before=0, after=0, line=_WRITTEN, lineRule="exact"),
        )
    yield space()


def parted(width: int, shares: Sequence[int]) -> list[int]:
    """A width in parts.

    Args:
        width: the whole.
        shares: how large each part is, beside the others.
    """
    return [width * share // (sum(shares) or 1) for share in shares]


def framed_table(
    widths: Sequence[int], ground: WordGround, caption: str, style: str = "Table Grid"
) -> BaseOxmlElement:
    """A table without rows.

    Args:
        widths: its columns, in twentieths of a point.
        ground: the document.
        caption: what it is a table of, for those who hear it read.
        style: its style.
    """
    sides = (("top", 30), ("left", 90), ("bottom", 30), ("right", 90))
    marks = element(
        "w:tblPr",
        element("w:tblStyle", val=ground.styles[style]),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *(element(f"w:{side}", w=w, type="dxa") for side, w in sides)),
        element("w:tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
        element("w:tblCaption", val=bearable(caption)),
    )
    return element(
        "w:tbl", marks, element("w:tblGrid", *(element("w:gridCol", w=w) for w in widths))
    )


def word_row(cells: Sequence[BaseOxmlElement], *marks: BaseOxmlElement) -> BaseOxmlElement:
    """A row of a table.

    Args:
        cells: its cells.
        marks: its properties.
    """
    return element("w:tr", *([element("w:trPr", *marks)] if marks else []), *cells)


def word_cell(
    content: Sequence[BaseOxmlElement],
    width: int,
    span: int = 1,
    borders: BaseOxmlElement | None = None,
    shade: str = "",
    merged: str | None = None,
) -> BaseOxmlElement:
    """A cell of a table.

    Args:
        content: its paragraphs.
        width: in twentieths of a point.
        span: how many columns it runs over.
        borders: its own borders.
        shade: its ground.
        merged: ``restart`` or ``continue``, where it runs over several rows.
    """
    marks = [element("w:tcW", w=width, type="dxa")]
    marks += [element("w:gridSpan", val=span)] if span > 1 else []
    marks += [element("w:vMerge", val=merged)] if merged else []
    marks += [borders] if borders is not None else []
    marks += [element("w:shd", val="clear", color="auto", fill=shade)] if shade else []
    return element("w:tc", element("w:tcPr", *marks), *(content or [element("w:p")]))


def cell_line(line: ReportLine, *marks: BaseOxmlElement) -> BaseOxmlElement:
    """A line as a paragraph of a cell.

    Args:
        line: the line.
        marks: properties of the paragraph, beside its spacing.
    """
    return paragraph(
        list(text_runs(line)),
        *marks,
        element("w:spacing", **_TIGHT),
        leftward=is_right_to_left(plain_line(line)),
    )


def space() -> BaseOxmlElement:
    """A little room after a table: two tables that touch would become one."""
    return paragraph([], element("w:spacing", before=0, after=0, line=120, lineRule="exact"))


def _place(column: Sequence[tuple[ReportLine, ...]], place: int, width: int) -> BaseOxmlElement:
    """One place of a column; the last of a column runs down to its foot."""
    if place < len(column):
        last = place == len(column) - 1
        content = [cell_line(line) for line in column[place]]
        return word_cell(content, width, merged="restart" if last else None)
    return word_cell([], width, merged="continue" if column else None)
