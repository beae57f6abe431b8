"""What the notes say of the round of corrections: which version they are, and what changed."""

from collections.abc import Collection, Iterator

from casetool.models.method import Method
from casetool.models.session import Session
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
    """Which version this is, and the dates that follow; nothing while none has gone round."""
    if session.circulated:
        yield Fact("Version", ((UserText(version_line(session, method)),),))
        for label, day in describe_dates(session):
            yield Fact(label, (own_line(day),))


def beside_line(session: Session, thing: str, depth: int = 2) -> Iterator[ReportItem]:
    """What stands beside a line because somebody disagrees with it.

    Args:
        session: the session.
        thing: the id of the line.
        depth: how deep in the list it stands.
    """
    for label, words in changes_beside(session, thing):
        yield ReportItem(
            (OwnText(f"{label}:", soft=True), OwnText(" "), user_text(words)), depth, remark=True
        )


def changed_blocks(
    session: Session, method: Method, out: Collection[str] = ()
) -> Iterator[ReportBlock]:
    """What changed since the last version, where there is something to list.

    Args:
        session: the session.
        method: its method.
        out: the steps, and the details, that are left out.
    """
    title, changes = list_changes(session, method, out)
    if changes:
        yield ReportHeading(own_line(title))
        lines = ((UserText(one.where), OwnText(": "), UserText(one.sentence)) for one in changes)
        yield ReportItems(tuple(ReportItem(line) for line in lines))
