"""What stands under one heading on the wall, and which of it when there is not room for all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import chop_cells

from casetool.models.actions.model import Actions
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.method import Phase, Step
from casetool.models.parsing.dates import format_date
from casetool.models.session import SessionHeading
from casetool.render.report.phrases import documents_first
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

ROOMY_CELLS = 60
"""Columns from which who and when stand behind the words, not under them."""

BESIDE_GAP = "   "


@dataclass(frozen=True, slots=True)
class PanelItem:
    """One thing under a heading."""

    thing: str
    words: str
    kind: str = ""
    """What sort of words it is, before them."""
    about: str = ""
    """Who and when, after them."""
    indent: int = 0
    """Columns before it."""
    style: str = ""
    """How its words look; the style of its own mark where it is no thing that was caught."""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a panel."""

    style: str
    text: str
    about: str = ""
    """Who and when, behind the words where there is room for it."""

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The line as styles and texts."""
        return ((self.style, self.text), *([("muted", self.about)] if self.about else []))


def items_of(heading: SessionHeading, step: Step) -> tuple[PanelItem, ...]:
    """The things that stand under a heading, in its order; nobody's name who said them.

    Args:
        heading: what the step holds.
        step: the step.
    """
    match heading:
        case Entries():
            return tuple(_entries(heading, step))
        case Actions():
            return tuple(_actions(heading))
    return ()


def fit_items(
    items: Sequence[PanelItem],
    width: int,
    rows: int,
    anchor: str | None,
    lit: str | None,
    top: bool,
) -> tuple[PanelRow, ...]:
    """As many of the things as there is room for; what is left out is counted.

    Only what is shown is wrapped, however much stands there.

    Args:
        items: the things.
        width: columns.
        rows: how many lines there are.
        anchor: the thing that must be seen.
        lit: the thing that is lit up.
        top: whether one begins with the first thing; else with the newest, which stands last.
    """
    if not items or rows < 1:
        return ()
    wrapped = _wrapper(items, width, lit)
    place = next((n for n, item in enumerate(items) if item.thing == anchor), None)
    if place is None:
        place = 0 if top else len(items) - 1
    first, last = _window(len(items), place, rows, top, lambda number: len(wrapped(number)))
    shown = [wrapped(number) for number in range(first, last + 1)]
    airy = len(shown) == len(items) and sum(map(len, shown)) + len(shown) - 1 <= rows
    lines = [line for number, part in enumerate(shown) for line in (*_air(airy and number), *part)]
    up, down = _counted("↑", first), _counted("↓", len(items) - 1 - last)
    room = rows - len(up) - len(down)
    if room < 1:
        return tuple(_cut(lines, rows, width))
    return (*up, *_cut(lines, room, width), *down)


def _air(wanted: bool | int) -> tuple[PanelRow, ...]:
    """An empty line between two things, where there is room for one between all of them."""
    return (PanelRow("", ""),) if wanted else ()


def _counted(sign: str, count: int) -> tuple[PanelRow, ...]:
    """What is left out on one side."""
    return (PanelRow("muted", f"{sign} {count} more"),) if count else ()


def _cut(lines: list[PanelRow], rows: int, width: int) -> list[PanelRow]:
    """So many lines at most; where something is missing the last one shows it."""
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    words = chop_cells(last.text, max(1, width - 1))[0].rstrip()
    return [*lines[: rows - 1], PanelRow(last.style, f"{words}…")]


def begins_at_the_top(step: Step) -> bool:
    """Whether the first things of a heading matter most: what was prepared before."""
    return step.phase is Phase.BEFORE


def _window(
    count: int, place: int, rows: int, top: bool, tall: Callable[[int], int]
) -> tuple[int, int]:
    """The first and the last thing that are shown, the anchor among them."""
    first = last = place
    used = tall(place)
    ways = ("down", "up") if top else ("up", "down")
    for way in ways:
        while True:
            nxt = first - 1 if way == "up" else last + 1
            if not 0 <= nxt < count:
                break
            new_first, new_last = min(first, nxt), max(last, nxt)
            told = (new_first > 0) + (new_last < count - 1)
            if used + tall(nxt) + told > rows:
                break
            used += tall(nxt)
            first, last = new_first, new_last
    return first, last


def _wrapper(
    items: Sequence[PanelItem], width: int, lit: str | None
) -> Callable[[int], list[PanelRow]]:
    known: dict[int, list[PanelRow]] = {}

    def wrapped(number: int) -> list[PanelRow]:
        if number not in known:
            known[number] = list(_lines(items[number], width, items[number].thing == lit))
        return known[number]

    return wrapped


def _lines(item: PanelItem, width: int, lit: bool) -> Iterator[PanelRow]:
    words = f"{item.kind}: {item.words}" if item.kind else item.words
    mark = ("▸ " if lit else "· ") if item.thing else ""
    inner = max(2, width - item.indent - len(mark))
    lead, hang = " " * item.indent, " " * len(mark)
    rows = wrap(terminal_safe(words).strip() or "…", inner)
    below = wrap(terminal_safe(item.about), inner) if item.about else ()
    used = cells(rows[-1]) + len(BESIDE_GAP) + sum(map(cells, below))
    beside = width >= ROOMY_CELLS and len(below) == 1 and used <= inner
    for number, line in enumerate(rows):
        tail = f"{BESIDE_GAP}{below[0]}" if beside and number == len(rows) - 1 else ""
        yield PanelRow(
            "lit" if lit else item.style, f"{lead}{hang if number else mark}{line}", tail
        )
    for line in below if not beside else ():
        yield PanelRow("lit" if lit else "muted", f"{lead}{hang}{line}")


def _entries(heading: Entries, step: Step) -> Iterator[PanelItem]:
    for entry in documents_first(heading.entries):
        usual = step.entry_kinds[:1] == (entry.kind,) or (
            step.sources and entry.kind is EntryKind.FACT
        )
        kind = entry.kind.value if entry.kind is not None and not usual else ""
        words = f"“{entry.text}”" if entry.kind is EntryKind.CHILD and usual else entry.text
        due = format_date(entry.due) if entry.due is not None else entry.due_words
        parts = (entry.source, entry.owner, due, f"answer: {entry.answer}" if entry.answer else "")
        yield PanelItem(entry.id, words, kind, " · ".join(part for part in parts if part))


def _actions(heading: Actions) -> Iterator[PanelItem]:
    for action in heading.actions:
        due = format_date(action.due) if action.due is not None else action.due_words
        done = "done" if action.done is not None else ""
        about = " · ".join(part for part in (action.who, due, done) if part)
        yield PanelItem(action.id, action.what, "", about)
