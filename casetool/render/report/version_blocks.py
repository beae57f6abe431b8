"""The version of the notes, and the changes since the last one."""

from collections.abc import Collection, Iterator

from casetool.models.method import Method
from casetool.models.session import Session, words_of
from casetool.render.report.blocks import (
    Fact,
    OwnText,
    ReportBlock,
    ReportHeading,
    ReportItem,
    ReportItems,
    UserText,
    own_line,
    user_text,
)
from casetool.render.views.changes import changes_beside, describe_dates, list_changes, version_line


def version_facts(session: Session, method: Method) -> Iterator[Fact]:
    """The version and the dates that follow. Empty before the first circulation."""
    if session.circulated:
        yield Fact("Version", ((UserText(version_line(session, method)),),))
        for label, day in describe_dates(session):
            yield Fact(label, (own_line(day),))


def beside_line(session: Session, item_id: str, depth: int = 2) -> Iterator[ReportItem]:
    """List the disagreements with a line.

    Args:
        session: the session.
        item_id: the id of the line.
        depth: their depth in the list.
    """
    for label, text in changes_beside(session, item_id):
        yield ReportItem(
            (OwnText(f"{label}:", soft=True), OwnText(" "), user_text(text)), depth, remark=True
        )


def changed_blocks(
    session: Session, method: Method, left_out: Collection[str] = ()
) -> Iterator[ReportBlock]:
    """List the changes since the last version, if any.

    Args:
        session: the session.
        method: its method.
        left_out: the ids of steps and details that are left out.
    """
    title, changes = list_changes(session, method, left_out)
    if changes:
        yield ReportHeading(own_line(title))
        lines = (
            (UserText(change.where), OwnText(": "), UserText(change.sentence)) for change in changes
        )
        yield ReportItems(tuple(ReportItem(line) for line in lines))


def disagreement_blocks(session: Session, item_ids: tuple[str, ...]) -> Iterator[ReportBlock]:
    """Disagreements with lines that are not list items. Several lines are quoted."""
    items: list[ReportItem] = []
    for item_id in item_ids:
        remarks = tuple(beside_line(session, item_id, depth=1))
        quoted = (OwnText("On “"), UserText(words_of(session, item_id)), OwnText("”: "))
        items += (
            ReportItem((*quoted, *item.line)) if len(item_ids) > 1 else item for item in remarks
        )
    if items:
        yield ReportItems(tuple(items))
