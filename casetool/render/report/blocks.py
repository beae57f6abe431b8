"""A paper to be read, as one value: what each form (Markdown, a page, Word, PDF) is made from.

Words of people and words of ours are told apart, so that a form knows what it must not touch.
"""

from dataclasses import dataclass

from casetool.models.tree.model import Tree


@dataclass(frozen=True, slots=True)
class UserText:
    """What a person typed: it comes out as typed, whatever characters it has."""

    text: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """Words of ours around it."""

    text: str
    strong: bool = False
    soft: bool = False
    """A mark that says what a text is, such as *hypothesis*."""


TextRun = UserText | OwnText
ReportLine = tuple[TextRun, ...]
"""What stands in one line, cell or item, in parts; a text of people may have line ends."""


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """A heading; level 1 is the paper's own title, which is no block."""

    line: ReportLine
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words that stand alone."""

    line: ReportLine


@dataclass(frozen=True, slots=True)
class Fact:
    """A detail with its name: one line, or a list."""

    label: str
    lines: tuple[ReportLine, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class FactList:
    """Details, one under the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One item of a list."""

    line: ReportLine
    depth: int = 1
    """1 for an item of the list itself; more for what stands under the item before it."""
    remark: bool = False
    """Whether it only says more of the item above it."""


@dataclass(frozen=True, slots=True)
class ReportItems:
    """A list; lists in lists are items that stand deeper."""

    items: tuple[ReportItem, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with a header row."""

    caption: str
    """What it is a table of, for those who hear it read."""
    header: tuple[str, ...]
    rows: tuple[tuple[ReportLine, ...], ...]
    shares: tuple[int, ...]
    """How wide the columns are, in parts of the whole."""


@dataclass(frozen=True, slots=True)
class TreeDiagram:
    """The analysis tree, drawn as each form can; the same stands in lists after it."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Room to write in by hand."""

    lines: int


Cells = tuple[ReportLine, ...]
"""What stands in one place of a grid, one line under the other; the rest is room to write."""


@dataclass(frozen=True, slots=True)
class ReportGrid:
    """Headings side by side with room to write, as tall as the page allows."""

    columns: tuple[tuple[Cells, ...], ...]
    """Each column, from the left: the places in it, one under the other."""
    foot: tuple[Cells, ...] = ()
    """What runs under all columns."""


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
    """A whole paper."""

    title: str
    blocks: tuple[ReportBlock, ...]
    marking: str = ""
    """A protective marking: at the head and the foot of each page, and in the subject."""
    author: str = ""
    logo: str = ""
    """A line of the organisation above the title."""
    footer: str = ""
    landscape: bool = False
    dense: bool = False
    """Whether it is set closer, so that it stays on one page."""


def own_line(text: str) -> ReportLine:
    """A line of our own words."""
    return (OwnText(text),)


def user_text(text: str, blank: str = "…") -> TextRun:
    """A text of people, or what stands where there is none: an empty item would mean nothing.

    Args:
        text: what was typed.
        blank: what stands where that is nothing but white space.
    """
    return UserText(text) if text.strip(" \t\n") else OwnText(blank)


def joined(parts: list[ReportLine], between: str) -> ReportLine:
    """Lines as one, with words of ours between them."""
    runs: list[TextRun] = []
    for number, part in enumerate(parts):
        runs += [OwnText(between)] if number else []
        runs += part
    return tuple(runs)


def plain_line(line: ReportLine) -> str:
    """A line as bare text."""
    return "".join(run.text for run in line)
