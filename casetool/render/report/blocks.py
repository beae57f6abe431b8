"""A report as one value, from which every file format (Markdown, HTML, Word, PDF) is written.

Text of people is separate from text of the program, so that formats keep it literal.
"""

from dataclasses import dataclass

from casetool.models.tree.model import Tree


@dataclass(frozen=True, slots=True)
class UserText:
    """Text that a person typed, printed literally."""

    text: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """Text of the program."""

    text: str
    strong: bool = False
    soft: bool = False
    """Whether it is a remark on a text, such as *hypothesis*."""


TextRun = UserText | OwnText
ReportLine = tuple[TextRun, ...]
"""The parts of one line, cell or item. Text of people may contain line ends."""


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """A heading. Level 1 is the title of the report, which is not a block."""

    line: ReportLine
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of its own."""

    line: ReportLine


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled detail: one line, or a list."""

    label: str
    lines: tuple[ReportLine, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class FactList:
    """Details, one below the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One item of a list."""

    line: ReportLine
    depth: int = 1
    """1 for an item of the list itself, more for items nested under others."""
    remark: bool = False
    """Whether it only adds to the item above."""


@dataclass(frozen=True, slots=True)
class ReportItems:
    """A list, in which nested items have a greater depth."""

    items: tuple[ReportItem, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with a header row."""

    caption: str
    """The caption, for people who use a screen reader."""
    header: tuple[str, ...]
    rows: tuple[tuple[ReportLine, ...], ...]
    shares: tuple[int, ...]
    """Relative widths of the columns."""


@dataclass(frozen=True, slots=True)
class TreeDiagram:
    """The analysis tree, drawn as each format can. The same content follows in lists."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Lines for handwriting."""

    lines: int


Cells = tuple[ReportLine, ...]
"""The lines of one cell of a grid. The remaining space is for handwriting."""


@dataclass(frozen=True, slots=True)
class ReportGrid:
    """Headings side by side with space for handwriting, as tall as the page allows."""

    columns: tuple[tuple[Cells, ...], ...]
    """The columns from the left, each with its cells from the top."""
    foot: tuple[Cells, ...] = ()
    """The cells that run under all columns."""


ReportBlock = (
    ReportHeading
    | Paragraph
    | FactList
    | ReportItems
    | ReportTable
    | TreeDiagram
    | BlankLines
    | ReportGrid
)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    blocks: tuple[ReportBlock, ...]
    marking: str = ""
    """The protective marking, printed on each page and put into the subject of mails."""
    author: str = ""
    logo: str = ""
    """Line with the organisation above the title."""
    footer: str = ""
    landscape: bool = False
    dense: bool = False
    """Whether lines are set closer, to keep the report on one page."""


def own_line(text: str) -> ReportLine:
    """A line of program text."""
    return (OwnText(text),)


def user_text(text: str, blank: str = "…") -> TextRun:
    """A text of people, or a placeholder, because an empty item would say nothing.

    Args:
        text: the typed text.
        blank: placeholder for a text that is only white space.
    """
    return UserText(text) if text.strip(" \t\n") else OwnText(blank)


def joined(parts: list[ReportLine], separator: str) -> ReportLine:
    """Join lines with program text between them."""
    runs: list[TextRun] = []
    for index, part in enumerate(parts):
        runs += [OwnText(separator)] if index else []
        runs += part
    return tuple(runs)


def plain_line(line: ReportLine) -> str:
    """A line without any formatting."""
    return "".join(run.text for run in line)
