"""A one-page summary: what it was about, why it may have come about, what is done about it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from casetool.models.actions.model import Action, Actions
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import Kind, Method, Step
from casetool.models.notes_options import Choice
from casetool.models.notes_style import PLAIN_LOOK, Look, dressed
from casetool.models.privacy import without_private
from casetool.models.session import Session, actions_of
from casetool.models.tree.model import Tree, root_causes
from casetool.render.report.action_table import ACTION_HEADER, ACTION_SHARES, action_row
from casetool.render.report.blocks import (
    Block,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Paragraph,
    Said,
    Table,
    Words,
    said,
    typed,
)
from casetool.render.report.notes import WHO_SAID, details, framed, is_attributed, told_out
from casetool.render.report.page_fit import LESS_ROOM, ROOM, fits, shortened
from casetool.render.report.phrases import NOTHING, title_of

MOST = 6
"""Lines under a heading: more would not stay on one page. How many are left is said."""

WHO_BY_WHEN = 2
"""The first columns of the actions: what, and who by and when."""
FEWER_SHARES = (58, 42)


class _Way(NamedTuple):
    """How much a summary tells, so that it stays on one page."""

    lines: int
    """Of each text, in the place where it stands; 0 for all of it."""
    columns: int
    """Of the actions."""
    items: int
    """Under each heading."""
    least: int
    """Actions that must have room, else less is told of everything else."""


ALL = 10_000
WAYS = (
    _Way(0, len(ACTION_HEADER), MOST, ALL),
    _Way(3, len(ACTION_HEADER), MOST, ALL),
    _Way(3, WHO_BY_WHEN, MOST, ALL),
    _Way(2, WHO_BY_WHEN, MOST, 12),
    _Way(2, WHO_BY_WHEN, 4, 10),
    _Way(2, WHO_BY_WHEN, 3, 5),
    _Way(1, WHO_BY_WHEN, 2, 3),
    _Way(1, WHO_BY_WHEN, 1, 0),
)
"""The ways to keep to one page; the first that does is taken."""


@dataclass(slots=True)
class _Told:
    """What a summary is made of, and what it leaves out."""

    session: Session
    way: _Way
    count: int
    """The actions that are told."""
    out: list[str] = field(default_factory=list)


def summarise(session: Session, method: Method, choice: Choice, look: Look = PLAIN_LOOK) -> Paper:
    """The summary of a session as a paper: one page, whatever the session holds.

    What does not stay on it is left out, and said: the actions that are due last, the columns
    that say how one will know, the ends of long texts.

    Args:
        session: the session; names are replaced in it already, where that is wanted.
        method: its method.
        choice: what this copy tells.
        look: the team's own look.
    """
    session = without_private(session, method)
    room = LESS_ROOM if look.template else ROOM
    for way in WAYS:
        made = partial(_made, session, method, choice, look, way)
        every = len(actions_of(session))
        count = bisect_left(range(1, every + 1), True, key=lambda n: not fits(made(n), room))
        if count >= min(every, way.least) and (count or fits(made(0), room)):
            break
    return made(count)


def _made(
    session: Session, method: Method, choice: Choice, look: Look, way: _Way, count: int
) -> Paper:
    """The summary in one of the ways, with so many actions."""
    telling = _Told(session, way, count)
    blocks: list[Block] = [Facts(tuple(list(details(session, method))[:3]))]
    for step in dressed(method, look).steps:
        told = tuple(_told(telling, step))
        if told:
            blocks += [Heading((Words(title_of(step)),)), *told]
        elif (held := _count(session, step)) and not step.private:
            telling.out.append(f"{title_of(step)} ({held})")
    out = telling.out
    if is_attributed(session):
        out.append(WHO_SAID)
    whole = tuple(blocks)
    shown = shortened(whole, way.lines) if way.lines else whole
    if shown != whole:
        out.append("the ends of long texts, where “…” stands")
    title = f"{look.title or method.notes_title}: summary"
    blocks = [*shown, *told_out(tuple(out), "this summary")]
    return replace(framed(title, tuple(blocks), session, choice, look), dense=True)


def _told(telling: _Told, step: Step) -> Iterator[Block]:
    """What the summary says of a step; nothing of what it leaves out."""
    if step.kind is Kind.TREE:
        yield from _tree(telling, step)
    elif step.kind is Kind.ACTIONS:
        yield from _actions(telling, step)
    elif step.kind is Kind.ENTRIES and (step.wants_action or step.owners) and not step.private:
        yield from _still_open(telling, step)


def _tree(telling: _Told, step: Step) -> Iterator[Block]:
    tree = telling.session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    yield Paragraph((Said("Focal point:", strong=True), Said(" "), typed(tree.focal, NOTHING)))
    roots = root_causes(tree)
    lines = [(typed(one.text), Said(" "), Said(f"({one.test.value})", soft=True)) for one in roots]
    if lines:
        yield Paragraph((Said("Root causes, each a hypothesis:", strong=True),))
        yield from _list(lines, telling.way.items)


def _still_open(telling: _Told, step: Step) -> Iterator[Block]:
    """The worries that no action answers, the gaps that nobody has filled."""
    session = telling.session
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    answered = {thing for action in actions_of(session) for thing in action.answers}
    left = [one for one in heading.entries if not _is_settled(one, step, answered)]
    settled = len(heading.entries) - len(left)
    if left:
        yield from _list([(typed(one.text),) for one in left], telling.way.items)
    if settled:
        words = "answered" if step.owners else "answered by an action below"
        yield Paragraph(said(f"{settled} {'more ' if left else ''}{words}."))


def _is_settled(entry: Entry, step: Step, answered: set[str]) -> bool:
    return entry.id in answered or (step.owners and bool(entry.answer.strip()))


def _actions(telling: _Told, step: Step) -> Iterator[Block]:
    """The actions, those first that are due first; as many as there is room for."""
    session, columns = telling.session, telling.way.columns
    heading = session.heading(step.id)
    if not isinstance(heading, Actions) or not heading.actions:
        return
    shown = sorted(heading.actions, key=_due)[: telling.count]
    left = len(heading.actions) - len(shown)
    if shown:
        rows = (action_row(action, session, answers=False)[:columns] for action in shown)
        header = ACTION_HEADER[:columns]
        shares = FEWER_SHARES if columns == WHO_BY_WHEN else ACTION_SHARES
        yield Table(step.title, header, tuple(rows), shares)
        telling.out += ACTION_HEADER[columns:]
    if left:
        more = f"And {left} more" if shown else f"{left} action{'' if left == 1 else 's'}"
        yield Paragraph(said(f"{more}, in the full notes."))


def _due(action: Action) -> tuple[bool, bool, date]:
    """What is open before what is done; what is due first before the rest; no day comes last."""
    return action.done is not None, action.due is None, action.due or date.max


def _list(lines: Sequence[Line], most: int) -> Iterator[Block]:
    yield Items(tuple(Item(line) for line in lines[:most]))
    if len(lines) > most:
        yield Paragraph(said(f"And {len(lines) - most} more, in the full notes."))


def _count(session: Session, step: Step) -> int:
    held = next((one for one in session.headings if one.step == step.id), None)
    return held.count if held is not None else 0
