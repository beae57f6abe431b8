"""The cells of a row of a pasted table, whatever parts them."""

import csv
import re

_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")


def table_cells(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a row, without outer spaces. A mark within quotation marks parts none.

    Args:
        line: the row.
        delimiter: the mark between cells. Upright strokes may stand around a row, too.
    """
    if delimiter == "|":
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    try:
        cells = next(csv.reader([line.replace("\0", "")], delimiter=delimiter), [])
    except csv.Error:  # a line end within the line, or a cell of more than 131,072 characters
        cells = line.split(delimiter)
    return tuple(cell.strip() for cell in cells)


def is_rule(line: str) -> bool:
    """Whether a line is a rule below the headings of a table, and no row."""
    return _RULE.fullmatch(line) is not None
