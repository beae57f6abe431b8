"""A one-page summary: what it was about, why it may have come about, what is done about it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from casetool.models.actions.model import Action, Actions
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import Method, Step, StepKind
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle, apply_style
from casetool.models.privacy import without_private
from casetool.models.session import Session, actions_of
from casetool.models.tree.model import Tree, root_causes
from casetool.render.report.action_table import ACTION_HEADER, ACTION_SHARES, action_row
from casetool.render.report.blocks import (
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    ReportTable,
    UserText,
    own_line,
    user_text,
)
from casetool.render.report.details import details
from casetool.render.report.notes import WHO_SAID, framed_report, is_attributed, omissions_note
from casetool.render.report.page_fit import PAGE_POINTS, TEMPLATE_PAGE_POINTS, fits_on_page, shorten
from casetool.render.report.phrases import NOTHING_RECORDED, title_of

MOST_LINES = 6
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


ALL_ACTIONS = 10_000
SUMMARY_TRIES = (
    _Way(0, len(ACTION_HEADER), MOST_LINES, ALL_ACTIONS),
    _Way(3, len(ACTION_HEADER), MOST_LINES, ALL_ACTIONS),
    _Way(3, WHO_BY_WHEN, MOST_LINES, ALL_ACTIONS),
    _Way(2, WHO_BY_WHEN, MOST_LINES, 12),
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


def build_summary(
    session: Session, method: Method, choice: NotesOptions, look: NotesStyle = PLAIN_STYLE
) -> Report:
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
    room = TEMPLATE_PAGE_POINTS if look.template else PAGE_POINTS
    for way in SUMMARY_TRIES:
        made = partial(_made, session, method, choice, look, way)
        every = len(actions_of(session))
        count = bisect_left(
            range(1, every + 1), True, key=lambda n: not fits_on_page(made(n), room)
        )
        if count >= min(every, way.least) and (count or fits_on_page(made(0), room)):
            break
    return made(count)


def _made(
    session: Session, method: Method, choice: NotesOptions, look: NotesStyle, way: _Way, count: int
) -> Report:
    """The summary in one of the ways, with so many actions."""
    telling = _Told(session, way, count)
    blocks: list[ReportBlock] = [FactList(tuple(list(details(session, method))[:3]))]
    for step in apply_style(method, look).steps:
        told = tuple(_told(telling, step))
        if told:
            blocks += [ReportHeading((UserText(title_of(step)),)), *told]
        elif (held := _count(session, step)) and not step.private:
            telling.out.append(f"{title_of(step)} ({held})")
    out = telling.out
    if is_attributed(session):
        out.append(WHO_SAID)
    whole = tuple(blocks)
    shown = shorten(whole, way.lines) if way.lines else whole
    if shown != whole:
        out.append("the ends of long texts, where “…” stands")
    title = f"{look.title or method.notes_title}: summary"
    blocks = [*shown, *omissions_note(tuple(out), "this summary")]
    return replace(framed_report(title, tuple(blocks), session, choice, look), dense=True)


def _told(telling: _Told, step: Step) -> Iterator[ReportBlock]:
    """What the summary says of a step; nothing of what it leaves out."""
    if step.kind is StepKind.TREE:
        yield from _tree(telling, step)
    elif step.kind is StepKind.ACTIONS:
        yield from _actions(telling, step)
    elif step.kind is StepKind.ENTRIES and (step.wants_action or step.owners) and not step.private:
        yield from _still_open(telling, step)


def _tree(telling: _Told, step: Step) -> Iterator[ReportBlock]:
    tree = telling.session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    yield Paragraph(
        (
            OwnText("Focal point:", strong=True),
            OwnText(" "),
            user_text(tree.focal, NOTHING_RECORDED),
        )
    )
    roots = root_causes(tree)
    lines = [
        (user_text(one.text), OwnText(" "), OwnText(f"({one.test.value})", soft=True))
        for one in roots
    ]
    if lines:
        yield Paragraph((OwnText("Root causes, each a hypothesis:", strong=True),))
        yield from _list(lines, telling.way.items)


def _still_open(telling: _Told, step: Step) -> Iterator[ReportBlock]:
    """The worries that no action answers, the gaps that nobody has filled."""
    session = telling.session
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    answered = {thing for action in actions_of(session) for thing in action.answers}
    left = [one for one in heading.entries if not _is_settled(one, step, answered)]
    settled = len(heading.entries) - len(left)
    if left:
        yield from _list([(user_text(one.text),) for one in left], telling.way.items)
    if settled:
        words = "answered" if step.owners else "answered by an action below"
        yield Paragraph(own_line(f"{settled} {'more ' if left else ''}{words}."))


def _is_settled(entry: Entry, step: Step, answered: set[str]) -> bool:
    return entry.id in answered or (step.owners and bool(entry.answer.strip()))


def _actions(telling: _Told, step: Step) -> Iterator[ReportBlock]:
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
        yield ReportTable(step.title, header, tuple(rows), shares)
        telling.out += ACTION_HEADER[columns:]
    if left:
        more = f"And {left} more" if shown else f"{left} action{'' if left == 1 else 's'}"
        yield Paragraph(own_line(f"{more}, in the full notes."))


def _due(action: Action) -> tuple[bool, bool, date]:
    """What is open before what is done; what is due first before the rest; no day comes last."""
    return action.done is not None, action.due is None, action.due or date.max


def _list(lines: Sequence[ReportLine], most: int) -> Iterator[ReportBlock]:
    yield ReportItems(tuple(ReportItem(line) for line in lines[:most]))
    if len(lines) > most:
        yield Paragraph(own_line(f"And {len(lines) - most} more, in the full notes."))


def _count(session: Session, step: Step) -> int:
    held = next((one for one in session.headings if one.step == step.id), None)
    return held.count if held is not None else 0
