"""A report as Markdown, which is pleasant to read as plain text."""

from collections.abc import Callable, Iterator
from typing import Any

from casetool.models.method import Method
from casetool.models.notes_options import NotesOptions
from casetool.models.session import Session
from casetool.render.formats.markdown_escape import markdown_cell, markdown_literal, markdown_title
from casetool.render.report.blocks import (
    BlankLines,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportGrid,
    ReportHeading,
    ReportItems,
    ReportLine,
    ReportTable,
    TreeDiagram,
    UserText,
    plain_line,
)
from casetool.render.report.notes import build_notes
from casetool.render.tree.box_drawing import drawing

MARKDOWN_WIDTH = 100
"""Width of the drawing. Wider ones wrap in a mail or on a page."""

DEEPEST_IN_MARKDOWN = 8
"""Deepest level of nested lists that readers support. Deeper items name their level."""


def notes_markdown(session: Session, method: Method, attribution: bool = False) -> str:
    """Write the notes of a session as Markdown.

    Args:
        session: the session.
        method: its method, with the headings in order.
        attribution: whether to name who said what.
    """
    return markdown(build_notes(session, method, NotesOptions(attribution=attribution)))


def markdown(report: Report) -> str:
    """Write a report as Markdown.

    Typed text stays as typed, by code point, with its direction controls. Only the drawing escapes
    them.
    """
    lines = [f"# {markdown_title(report.title)}"]
    for text in (report.marking, report.logo):
        lines += ["", f"**{markdown_literal(text, start=False)}**"] if text else []
    for block in report.blocks:
        lines += ["", *_WRITERS[type(block)](block)]
    for text in (report.footer, report.marking):
        lines += ["", f"**{markdown_literal(text, start=False)}**"] if text else []
    return "\n".join(lines) + "\n"


def _heading(block: ReportHeading) -> Iterator[str]:
    yield f"{'#' * block.level} {markdown_title(plain_line(block.line))}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _line(block.line)


def _facts(block: FactList) -> Iterator[str]:
    for fact in block.facts:
        label = f"- **{markdown_literal(fact.label)}:**"
        if fact.listed:
            yield label
            yield from (f"  - {_line(line, '    ')}" for line in fact.lines)
        else:
            yield f"{label} {_line(fact.lines[0], '  ', start=False)}"


def _items(block: ReportItems) -> Iterator[str]:
    for item in block.items:
        shown_depth = min(item.depth - item.remark, DEEPEST_IN_MARKDOWN) + item.remark
        indent = "  " * (shown_depth - 1)
        level = f"*level {item.depth}:* " if shown_depth < item.depth and not item.remark else ""
        yield f"{indent}- {level}{_line(item.line, f'{indent}  ', start=not level)}"


def _table(block: ReportTable) -> Iterator[str]:
    yield f"| {' | '.join(markdown_cell(name) for name in block.header)} |"
    yield f"|{' --- |' * len(block.header)}"
    for row in block.rows:
        yield f"| {' | '.join(_cell(line) for line in row)} |"


def _picture(block: TreeDiagram) -> Iterator[str]:
    picture = drawing(block.tree, MARKDOWN_WIDTH)
    fence = "```"
    while fence in picture:
        fence += "`"
    yield from (f"{fence}text", picture, fence)


def _blank_lines(block: BlankLines) -> Iterator[str]:
    """An empty list item in place of lines for handwriting."""
    yield "- "


def _grid(block: ReportGrid) -> Iterator[str]:
    """The cells of a grid one after the other."""
    cells = [cell for column in block.columns for cell in column]
    for cell in (*cells, *block.foot):
        yield from (f"{_line(line)}\n" for line in cell)


def _line(line: ReportLine, indent: str = "", start: bool = True) -> str:
    parts = []
    for index, run in enumerate(line):
        if isinstance(run, UserText):
            parts.append(markdown_literal(run.text, indent, start=start and index == 0))
        else:
            parts.append(_own_text(run))
    return "".join(parts)


def _escape_inline(text: str) -> str:
    return markdown_literal(text, start=False)


def _cell(line: ReportLine) -> str:
    return "".join(
        markdown_cell(run.text) if isinstance(run, UserText) else _own_text(run, markdown_cell)
        for run in line
    )


def _own_text(run: OwnText, escape: Callable[[str], str] = _escape_inline) -> str:
    """Text of the program or of a method, which may come from elsewhere."""
    markup = "**" if run.strong else "*" if run.soft else ""
    text = run.text.strip(" ")
    if not text:
        return run.text
    before, _, after = run.text.partition(text)
    return f"{before}{markup}{escape(text)}{markup}{after}"


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
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
