"""A pasted table of entries or actions whose first row names its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from casetool.models.capture.jottings import begins_jotting, jotting_in
from casetool.models.capture.line import CapturedLine
from casetool.models.entries.model import EntryKind
from casetool.models.method import KindName
from casetool.models.parsing.table_cells import is_rule, table_cells
from casetool.models.people.model import People, named, people_called
from casetool.models.step_kinds import find_kind

_HEADINGS = {
    "text": "what|what was said|what happened|what happens|what needs to happen|entry|text|detail"
    "|description|information|info|event|concern|worry|worries|note|comment|issue|thought|fact"
    "|words|item|action|task|point|key point|incident|observation|line|finding|summary|content"
    "|strength|gap|question|statement|evidence",
    "who": "who|who said it|who said so|said by|by|by whom|who by|speaker|reported by|owner|lead"
    "|responsible|person responsible|name|person|whom|agency|who does it|assigned to",
    "source": "source|where from|document|reference|ref|from",
    "kind": "kind|type|sort|category",
    "when": "when|by when|due|due date|deadline|target date|timescale",
    "number": "no|nr|number|item no",
    "other": "date|day|time|status|outcome|priority|how will we know|what difference|answer",
}
"""The headings of columns, by what stands below them. A plural is one of them, too."""

_COLUMN_BY_HEADING = {
    heading: column for column, headings in _HEADINGS.items() for heading in headings.split("|")
}
_DELIMITERS = "|;,"
_SENTENCE_ENDS = frozenset("?!.")
"""What no row of headings ends in, but a question such as “Who, what, when?”."""

_NOT_LETTERS = re.compile(r"[^\w]+")
_KINDS = {kind.value.casefold(): kind for kind in EntryKind} | {"child": EntryKind.CHILD}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its words, and the cells of the columns that mean something else."""

    text: str
    cells: tuple[tuple[str, str], ...] = ()
    """The column and the text of each other cell."""

    def added_to(self, captured: CapturedLine, people: People) -> CapturedLine:
        """A captured line with the cells of its row. What nobody understands stays in the words.

        Args:
            captured: the words of the row after parsing.
            people: whom a cell can name.
        """
        step_kind = find_kind(captured.step.kind)
        is_action = captured.step.kind == KindName.ACTIONS
        for column, cell in self.cells:
            handle = _speaker(cell, people) if column == "who" else None
            marked = _KINDS.get(cell.casefold()) if column == "kind" else None
            if handle and captured.by is None and captured.step.kind != KindName.TREE:
                captured = replace(captured, by=handle)
            elif column == "source" and captured.step.sources and not captured.source:
                captured = replace(captured, source=cell)
            elif column == "when" and is_action and not captured.when:
                captured = replace(captured, when=cell)
            elif marked and step_kind.takes_entry_kinds and captured.kind is None:
                captured = replace(captured, kind=marked)
            else:
                captured = replace(captured, text=f"{captured.text}, {cell}")
        return captured


def _speaker(cell: str, people: People) -> str | None:
    """Whom a cell names, if it names exactly one, by a whole name. Nothing is guessed."""
    targets = people_called(cell, people)
    return targets.pop() if len(targets) == 1 else named(cell, people)


def table_rows(lines: list[str]) -> list[TableRow]:
    """The rows of lines with tabs, without the row that names the columns.

    Args:
        lines: the lines of a paste. One without tabs is a row of one cell. Below a row that names
            its columns, commas, semicolons or upright strokes part the cells as well.
    """
    rows: list[TableRow] = []
    columns: tuple[str, ...] = ()
    row_number, is_first = 0, True
    lines = list(_with_tabs(lines))
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        row = line.rstrip("\t") if columns else line.strip("\t")
        cells = [cell.strip() for cell in row.split("\t")]
        if is_first and "\t" in following and (named := _columns_of(cells)):
            columns, row_number, is_first = named, 0, False
        elif len(cells) > 1:
            row_number, is_first = row_number + 1, False
            rows.append(_row(cells, columns, row_number))
        else:
            columns, is_first = (), True
            rows.append(TableRow(line))
    return rows


def _with_tabs(lines: list[str]) -> Iterator[str]:
    """The lines, with tabs between the cells of a table in Markdown or from a spreadsheet."""
    delimiter = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        is_heading = False
        for mark in _DELIMITERS if "\t" not in line and line[-1:] not in _SENTENCE_ENDS else "":
            is_prose = mark not in line or (mark != "|" and f"{mark} " in line)
            if not is_prose and mark in following and _columns_of(table_cells(line, mark)):
                delimiter, is_heading = mark, True
        if not is_heading and delimiter not in line:
            delimiter = ""
        if not (delimiter == "|" and is_rule(line)):
            yield "\t".join(table_cells(line, delimiter)) if delimiter else line


def _columns_of(cells: Sequence[str]) -> tuple[str, ...]:
    """What stands in each column, if each filled cell of a row is the heading of one."""
    headings = [_NOT_LETTERS.sub(" ", cell).strip().casefold() for cell in cells]
    columns = tuple(
        _COLUMN_BY_HEADING.get(heading) or _COLUMN_BY_HEADING.get(heading.removesuffix("s"), "")
        for heading in headings
    )
    is_known = all(column for column, cell in zip(columns, cells, strict=True) if cell)
    return columns if is_known and "text" in columns and sum(map(bool, columns)) > 1 else ()


def _row(cells: list[str], columns: tuple[str, ...], row_number: int) -> TableRow:
    """A row, its words in the order of their columns. The number of the row is no word."""
    parts: list[str] = []
    others: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else ""
        is_row_number = column == "number" and cell.strip(" .)") == str(row_number)
        if not cell or (is_row_number and index == 0):
            continue
        if column in ("who", "source", "kind", "when") and not begins_jotting(cell):
            others.append((column, cell))
        else:
            parts.append(cell)
    if not parts:
        return TableRow(", ".join(cell for _, cell in others))
    if any(map(begins_jotting, parts)):  # the whole row is private then
        return TableRow(f"/ {', '.join(jotting_in(part) or part for part in parts)}", tuple(others))
    return TableRow(", ".join(parts), tuple(others))
