"""A paper to be read, as one value: what each form (Markdown, a page, Word, PDF) is made from.

Words of people and words of ours are told apart, so that a form knows what it must not touch.
"""

from dataclasses import dataclass

from casetool.models.tree.model import Tree


@dataclass(frozen=True, slots=True)
class Words:
    """What a person typed: it comes out as typed, whatever characters it has."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of ours around it."""

    text: str
    strong: bool = False
    soft: bool = False
    """A mark that says what a text is, such as *hypothesis*."""


Run = Words | Said
Line = tuple[Run, ...]
"""What stands in one line, cell or item, in parts; a text of people may have line ends."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's own title, which is no block."""

    line: Line
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words that stand alone."""

    line: Line


@dataclass(frozen=True, slots=True)
class Fact:
    """A detail with its name: one line, or a list."""

    label: str
    lines: tuple[Line, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Details, one under the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    line: Line
    depth: int = 1
    """1 for an item of the list itself; more for what stands under the item before it."""
    remark: bool = False
    """Whether it only says more of the item above it."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; lists in lists are items that stand deeper."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    caption: str
    """What it is a table of, for those who hear it read."""
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    shares: tuple[int, ...]
    """How wide the columns are, in parts of the whole."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The analysis tree, drawn as each form can; the same stands in lists after it."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write in by hand."""

    lines: int


Cells = tuple[Line, ...]
"""What stands in one place of a grid, one line under the other; the rest is room to write."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings side by side with room to write, as tall as the page allows."""

    columns: tuple[tuple[Cells, ...], ...]
    """Each column, from the left: the places in it, one under the other."""
    foot: tuple[Cells, ...] = ()
    """What runs under all columns."""


Block = Heading | Paragraph | Facts | Items | Table | Picture | Room | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    title: str
    blocks: tuple[Block, ...]
    marking: str = ""
    """A protective marking: at the head and the foot of each page, and in the subject."""
    author: str = ""
    logo: str = ""
    """A line of the organisation above the title."""
    footer: str = ""
    landscape: bool = False
    dense: bool = False
    """Whether it is set closer, so that it stays on one page."""


def said(text: str) -> Line:
    """A line of our own words."""
    return (Said(text),)


def typed(text: str, blank: str = "…") -> Run:
    """A text of people, or what stands where there is none: an empty item would mean nothing.

    Args:
        text: what was typed.
        blank: what stands where that is nothing but white space.
    """
    return Words(text) if text.strip(" \t\n") else Said(blank)


def joined(parts: list[Line], between: str) -> Line:
    """Lines as one, with words of ours between them."""
    runs: list[Run] = []
    for number, part in enumerate(parts):
        runs += [Said(between)] if number else []
        runs += part
    return tuple(runs)


def plain_line(line: Line) -> str:
    """A line as bare text."""
    return "".join(run.text for run in line)
