"""What fits one page of A4: how much of it a paper takes, and texts made shorter.

How high a block comes out is guessed, in points, and never too low: of the page, Word and PDF it is
the one that takes most. What people typed is only ever cut at its end, and “…” of ours says so.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casetool.render.report.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Paragraph,
    Run,
    Said,
    Table,
    Words,
    plain_line,
)
from casetool.render.tree.svg.text_metrics import wrap_to_width

ROOM = 708.0
"""Points between the margins of a sheet."""

LESS_ROOM = 575.0
"""What is reckoned with where a template has margins and letters that are not known here."""

MARGINS = 27.0
"""Points that a marking of one line takes at the head and the foot: there is room for it."""

WIDE = 478.0
"""Points from margin to margin."""

SIZE = 10.5
LINE = 13.5
"""The letters of a text, and how far apart its lines stand."""

CELL = 14.4
"""What stands free at the two sides of a cell."""

BULLET = 18.0
LABELS = 0.32
"""The part of the width that the names of details take."""

GOES_ON = " …"
"""What stands behind a text of which only the beginning is there."""

_MOST = 8000
"""Letters that are measured: more would not stay on a page whatever they are."""


def fits(paper: Paper, room: float = ROOM) -> bool:
    """Whether a paper of headings, paragraphs, details, lists and tables stays on one page.

    Args:
        paper: the paper.
        room: how high that page is, in points.
    """
    around = [text for text in (paper.footer, paper.marking, paper.marking, paper.logo) if text]
    height = max(0.0, sum(_high((Words(text),)) for text in around) - MARGINS)
    height += _high((Words(paper.title),), 20) + 12
    for block in paper.blocks:
        height += _HEIGHTS[type(block)](block)
        if height > room:
            return False
    return True


def head_of(table: Table) -> float:
    """How many points the header of a table and its first row take."""
    widths = _widths(table)
    header = tuple((Said(name),) for name in table.header)
    return sum(_row(row, widths) for row in (header, *table.rows[:1]))


def shortened(blocks: tuple[Block, ...], lines: int) -> tuple[Block, ...]:
    """Blocks with no text of people longer than so many lines of the place where it stands.

    Args:
        blocks: the blocks.
        lines: how many.
    """
    return tuple(_shorter(block, lines) for block in blocks)


def _shorter(block: Block, lines: int) -> Block:
    match block:
        case Paragraph():
            return Paragraph(_cut(block.line, WIDE, lines))
        case Facts():
            return Facts(tuple(_shorter_fact(fact, lines) for fact in block.facts))
        case Items():
            items = (replace(one, line=_cut(one.line, _inside(one), lines)) for one in block.items)
            return Items(tuple(items))
        case Table():
            widths = _widths(block)
            rows = (
                tuple(_cut(line, wide, lines) for line, wide in zip(row, widths, strict=True))
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
    return block


def _shorter_fact(fact: Fact, lines: int) -> Fact:
    wide = WIDE * (1 - LABELS)
    return replace(fact, lines=tuple(_cut(line, wide, lines) for line in fact.lines))


def _cut(line: Line, wide: float, lines: int) -> Line:
    """A line with each text of people in it cut to so many lines of a width."""
    runs: list[Run] = []
    for run in line:
        if isinstance(run, Words):
            shown = wrap_to_width(run.text[:_MOST], wide, SIZE)
            if len(shown) > lines:
                kept = _beginning(run.text, "".join(shown[:lines]))
                runs += [Words(kept), Said(GOES_ON)]
                continue
        runs.append(run)
    return tuple(runs)


def _beginning(text: str, shown: str) -> str:
    """The beginning of a text that was shown so: wrapping takes its line ends away."""
    place = 0
    for char in shown:
        while text[place] == "\n" != char:
            place += 1
        place += 1
    return text[:place].rstrip()


def _high(line: Line, size: float = SIZE, wide: float = WIDE) -> float:
    """How high a line comes out that is wrapped to a width."""
    text = plain_line(line)[:_MOST]
    return len(wrap_to_width(text, wide, size)) * size * LINE / SIZE


def _heading(block: Heading) -> float:
    return 17 + _high(block.line, 13.0)


def _paragraph(block: Paragraph) -> float:
    return 5 + _high(block.line)


def _facts(block: Facts) -> float:
    wide = WIDE * (1 - LABELS) - CELL
    return sum(6 + sum(_high(line, wide=wide) for line in one.lines) for one in block.facts)


def _items(block: Items) -> float:
    return sum(3 + _high(one.line, wide=_inside(one)) for one in block.items)


def _inside(item: Item) -> float:
    return WIDE - BULLET * item.depth


def _table(block: Table) -> float:
    widths = _widths(block)
    return 7 + head_of(block) + sum(_row(row, widths) for row in block.rows[1:])


def _row(row: tuple[Line, ...], widths: tuple[float, ...]) -> float:
    cells = (_high(line, wide=wide) for line, wide in zip(row, widths, strict=True))
    return 7 + max(cells, default=0.0)


def _widths(block: Table) -> tuple[float, ...]:
    """What the words of each column have."""
    return tuple(WIDE * share / sum(block.shares) - CELL for share in block.shares)


_HEIGHTS: dict[type, Callable[[Any], float]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Items: _items,
    Table: _table,
}
"""How high each kind of block comes out, with the room around it."""
