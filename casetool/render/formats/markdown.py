"""A paper as Markdown, which stays pleasant to read as it is."""

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
"""Columns of the drawing: wider ones wrap in a mail or on a page."""

DEEPEST_IN_MARKDOWN = 8
"""Lists in lists; some readers drop what is nested deeper, so deeper levels are numbered."""


def notes_markdown(session: Session, method: Method, attribution: bool = False) -> str:
    """The notes of a session as Markdown.

    Args:
        session: the session.
        method: its method: the headings and their order.
        attribution: whether to say who said what.
    """
    return markdown(build_notes(session, method, NotesOptions(attribution=attribution)))


def markdown(paper: Report) -> str:
    """A paper as Markdown.

    What people typed stays as typed, by code point, direction controls too. Only the drawing,
    which is a picture in characters, shows them as marks.
    """
    lines = [f"# {markdown_title(paper.title)}"]
    for words in (paper.marking, paper.logo):
        lines += ["", f"**{markdown_literal(words, start=False)}**"] if words else []
    for block in paper.blocks:
        lines += ["", *_WRITERS[type(block)](block)]
    for words in (paper.footer, paper.marking):
        lines += ["", f"**{markdown_literal(words, start=False)}**"] if words else []
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
        shown = min(item.depth - item.remark, DEEPEST_IN_MARKDOWN) + item.remark
        indent = "  " * (shown - 1)
        level = f"*level {item.depth}:* " if shown < item.depth and not item.remark else ""
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


def _room(block: BlankLines) -> Iterator[str]:
    """Nobody writes by hand in Markdown: an empty item, to be filled."""
    yield "- "


def _grid(block: ReportGrid) -> Iterator[str]:
    """Side by side is for paper: here the places follow one another."""
    places = [place for column in block.columns for place in column]
    for place in (*places, *block.foot):
        yield from (f"{_line(line)}\n" for line in place)


def _line(line: ReportLine, indent: str = "", start: bool = True) -> str:
    parts = []
    for number, run in enumerate(line):
        if isinstance(run, UserText):
            parts.append(markdown_literal(run.text, indent, start=start and number == 0))
        else:
            parts.append(_said(run))
    return "".join(parts)


def _bare(text: str) -> str:
    return markdown_literal(text, start=False)


def _cell(line: ReportLine) -> str:
    return "".join(
        markdown_cell(run.text) if isinstance(run, UserText) else _said(run, markdown_cell)
        for run in line
    )


def _said(run: OwnText, escaped: Callable[[str], str] = _bare) -> str:
    """Words of ours, or of a method, which may come from elsewhere."""
    mark = "**" if run.strong else "*" if run.soft else ""
    bare = run.text.strip(" ")
    if not bare:
        return run.text
    before, _, after = run.text.partition(bare)
    return f"{before}{mark}{escaped(bare)}{mark}{after}"


_WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
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
