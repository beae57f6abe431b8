"""A summary on one page: what it is about, the likely causes, and the actions."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from casetool.models.actions.model import Action, Actions
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import KindName, Method, Step
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
"""Most items under a heading, so that all fit one page. Others are counted."""

WHO_BY_WHEN = 2
"""Number of the essential columns of actions: what, and who by and when."""
FEWER_SHARES = (58, 42)


class _Limits(NamedTuple):
    """Limits on a summary to keep it on one page."""

    lines: int
    """Most lines of each text, or 0 for the full text."""
    columns: int
    """Columns of the actions."""
    items: int
    """Most items under each heading."""
    least: int
    """Least number of actions that must fit, else stricter limits apply."""


ALL_ACTIONS = 10_000
SUMMARY_TRIES = (
    _Limits(0, len(ACTION_HEADER), MOST_LINES, ALL_ACTIONS),
    _Limits(3, len(ACTION_HEADER), MOST_LINES, ALL_ACTIONS),
    _Limits(3, WHO_BY_WHEN, MOST_LINES, ALL_ACTIONS),
    _Limits(2, WHO_BY_WHEN, MOST_LINES, 12),
    _Limits(2, WHO_BY_WHEN, 4, 10),
    _Limits(2, WHO_BY_WHEN, 3, 5),
    _Limits(1, WHO_BY_WHEN, 2, 3),
    _Limits(1, WHO_BY_WHEN, 1, 0),
)
"""Limits to try in this order, until a summary fits one page."""


@dataclass(slots=True)
class _Draft:
    """The summary being built, and the parts that it leaves out."""

    session: Session
    limits: _Limits
    action_count: int
    """The number of actions to list."""
    left_out: list[str] = field(default_factory=list)


def build_summary(
    session: Session, method: Method, choice: NotesOptions, style: NotesStyle = PLAIN_STYLE
) -> Report:
    """Build the summary of a session as a report that always fits one page.

    A note names the parts left out: the last actions, the columns on evidence, and the ends of long
    texts.

    Args:
        session: the session, with names already replaced where required.
        method: its method.
        choice: the options of this copy.
        style: the team's own style.
    """
    session = without_private(session, method)
    page_points = TEMPLATE_PAGE_POINTS if style.template else PAGE_POINTS
    for limits in SUMMARY_TRIES:
        build = partial(_build, session, method, choice, style, limits)
        total = len(actions_of(session))
        count = bisect_left(
            range(1, total + 1),
            True,
            key=lambda number: not fits_on_page(build(number), page_points),
        )
        if count >= min(total, limits.least) and (count or fits_on_page(build(0), page_points)):
            break
    return build(count)


def _build(
    session: Session,
    method: Method,
    choice: NotesOptions,
    style: NotesStyle,
    limits: _Limits,
    action_count: int,
) -> Report:
    """Build the summary within limits, with a number of actions."""
    draft = _Draft(session, limits, action_count)
    blocks: list[ReportBlock] = [FactList(tuple(list(details(session, method))[:3]))]
    for step in apply_style(method, style).steps:
        step_blocks = tuple(_step_blocks(draft, step))
        if step_blocks:
            blocks += [ReportHeading((UserText(title_of(step)),)), *step_blocks]
        elif (item_count := _item_count(session, step)) and not step.private:
            draft.left_out.append(f"{title_of(step)} ({item_count})")
    left_out = draft.left_out
    if is_attributed(session):
        left_out.append(WHO_SAID)
    full_blocks = tuple(blocks)
    shown_blocks = shorten(full_blocks, limits.lines) if limits.lines else full_blocks
    if shown_blocks != full_blocks:
        left_out.append("the ends of long texts, where “…” stands")
    title = f"{style.title or method.notes_title}: summary"
    blocks = [*shown_blocks, *omissions_note(tuple(left_out), "this summary")]
    return replace(framed_report(title, tuple(blocks), session, choice, style), dense=True)


def _step_blocks(draft: _Draft, step: Step) -> Iterator[ReportBlock]:
    """The contents of a step. Empty for steps that the summary leaves out."""
    if step.kind == KindName.TREE:
        yield from _tree_blocks(draft, step)
    elif step.kind == KindName.ACTIONS:
        yield from _action_blocks(draft, step)
    elif step.kind == KindName.ENTRIES and (step.wants_action or step.owners) and not step.private:
        yield from _open_blocks(draft, step)


def _tree_blocks(draft: _Draft, step: Step) -> Iterator[ReportBlock]:
    tree = draft.session.heading(step.id)
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
        (user_text(root.text), OwnText(" "), OwnText(f"({root.test.value})", soft=True))
        for root in roots
    ]
    if lines:
        yield Paragraph((OwnText("Root causes, each a hypothesis:", strong=True),))
        yield from _list_blocks(lines, draft.limits.items)


def _open_blocks(draft: _Draft, step: Step) -> Iterator[ReportBlock]:
    """The worries without an action, and the gaps without an answer."""
    session = draft.session
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    answered_ids = {item_id for action in actions_of(session) for item_id in action.answers}
    open_entries = [
        entry for entry in heading.entries if not _is_settled(entry, step, answered_ids)
    ]
    settled_count = len(heading.entries) - len(open_entries)
    if open_entries:
        yield from _list_blocks(
            [(user_text(entry.text),) for entry in open_entries], draft.limits.items
        )
    if settled_count:
        reason = "answered" if step.owners else "answered by an action below"
        yield Paragraph(own_line(f"{settled_count} {'more ' if open_entries else ''}{reason}."))


def _is_settled(entry: Entry, step: Step, answered_ids: set[str]) -> bool:
    return entry.id in answered_ids or (step.owners and bool(entry.answer.strip()))


def _action_blocks(draft: _Draft, step: Step) -> Iterator[ReportBlock]:
    """The actions that fit, in order of their dates."""
    session, columns = draft.session, draft.limits.columns
    heading = session.heading(step.id)
    if not isinstance(heading, Actions) or not heading.actions:
        return
    listed = sorted(heading.actions, key=_due_order)[: draft.action_count]
    hidden_count = len(heading.actions) - len(listed)
    if listed:
        rows = (action_row(action, session, answers=False)[:columns] for action in listed)
        header = ACTION_HEADER[:columns]
        shares = FEWER_SHARES if columns == WHO_BY_WHEN else ACTION_SHARES
        yield ReportTable(step.title, header, tuple(rows), shares)
        draft.left_out += ACTION_HEADER[columns:]
    if hidden_count:
        sentence = (
            f"And {hidden_count} more"
            if listed
            else f"{hidden_count} action{'' if hidden_count == 1 else 's'}"
        )
        yield Paragraph(own_line(f"{sentence}, in the full notes."))


def _due_order(action: Action) -> tuple[bool, bool, date]:
    """Sort key: open before done, then by date, actions without a date last."""
    return action.done is not None, action.due is None, action.due or date.max


def _list_blocks(lines: Sequence[ReportLine], most: int) -> Iterator[ReportBlock]:
    yield ReportItems(tuple(ReportItem(line) for line in lines[:most]))
    if len(lines) > most:
        yield Paragraph(own_line(f"And {len(lines) - most} more, in the full notes."))


def _item_count(session: Session, step: Step) -> int:
    heading = next((candidate for candidate in session.headings if candidate.step == step.id), None)
    return heading.count if heading is not None else 0
