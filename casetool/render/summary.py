"""A one-page summary: what it was about, why it may have come about, what is done about it."""

from collections.abc import Iterator, Sequence

from casetool.models.actions import Actions
from casetool.models.choice import Choice
from casetool.models.entries import Entries, Entry
from casetool.models.look import PLAIN_LOOK, Look, dressed
from casetool.models.method import Kind, Method, Step
from casetool.models.private import without_private
from casetool.models.session import Session, actions_of
from casetool.models.tree import Tree, root_causes
from casetool.render.composing import (
    ACTION_HEADER,
    ACTION_SHARES,
    WHO_SAID,
    action_row,
    details,
    framed,
    is_attributed,
    told_out,
)
from casetool.render.paper import (
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
from casetool.render.told import NOTHING, title_of

MOST = 6
"""Lines under a heading: more would not stay on one page. How many are left is said."""


def summarise(session: Session, method: Method, choice: Choice, look: Look = PLAIN_LOOK) -> Paper:
    """The summary of a session as a paper.

    Args:
        session: the session; names are replaced in it already, where that is wanted.
        method: its method.
        choice: what this copy tells.
        look: the team's own look.
    """
    session = without_private(session, method)
    top = Facts(tuple(list(details(session, method))[:3]))
    blocks: list[Block] = [top]
    out: list[str] = []
    for step in dressed(method, look).steps:
        told = tuple(_told(session, step))
        if told:
            blocks += [Heading((Words(title_of(step)),)), *told]
        elif (count := _count(session, step)) and not step.private:
            out.append(f"{title_of(step)} ({count})")
    if is_attributed(session):
        out.append(WHO_SAID)
    blocks += told_out(tuple(out), "this summary")
    title = f"{look.title or method.notes_title}: summary"
    return framed(title, tuple(blocks), session, choice, look)


def _told(session: Session, step: Step) -> Iterator[Block]:
    """What the summary says of a step; nothing of what it leaves out."""
    if step.kind is Kind.TREE:
        yield from _tree(session, step)
    elif step.kind is Kind.ACTIONS:
        yield from _actions(session, step)
    elif step.kind is Kind.ENTRIES and (step.wants_action or step.owners) and not step.private:
        yield from _still_open(session, step)


def _tree(session: Session, step: Step) -> Iterator[Block]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    yield Paragraph((Said("Focal point:", strong=True), Said(" "), typed(tree.focal, NOTHING)))
    roots = root_causes(tree)
    lines = [(typed(one.text), Said(" "), Said(f"({one.test.value})", soft=True)) for one in roots]
    if lines:
        yield Paragraph((Said("Root causes, each a hypothesis:", strong=True),))
        yield from _list(lines)


def _still_open(session: Session, step: Step) -> Iterator[Block]:
    """The worries that no action answers, the gaps that nobody has filled."""
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    answered = {thing for action in actions_of(session) for thing in action.answers}
    left = [one for one in heading.entries if not _is_settled(one, step, answered)]
    settled = len(heading.entries) - len(left)
    if left:
        yield from _list([(typed(one.text),) for one in left])
    if settled:
        words = "answered" if step.owners else "answered by an action below"
        yield Paragraph(said(f"{settled} {'more ' if left else ''}{words}."))


def _is_settled(entry: Entry, step: Step, answered: set[str]) -> bool:
    return entry.id in answered or (step.owners and bool(entry.answer.strip()))


def _actions(session: Session, step: Step) -> Iterator[Block]:
    heading = session.heading(step.id)
    if isinstance(heading, Actions) and heading.actions:
        rows = tuple(action_row(action, session, answers=False) for action in heading.actions)
        yield Table(step.title, ACTION_HEADER, rows, ACTION_SHARES)


def _list(lines: Sequence[Line]) -> Iterator[Block]:
    yield Items(tuple(Item(line) for line in lines[:MOST]))
    if len(lines) > MOST:
        yield Paragraph(said(f"And {len(lines) - MOST} more in the whole notes."))


def _count(session: Session, step: Step) -> int:
    held = next((one for one in session.headings if one.step == step.id), None)
    return held.count if held is not None else 0
