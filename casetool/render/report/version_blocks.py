"""What the notes say of the round of corrections: which version they are, and what changed."""

from collections.abc import Collection, Iterator

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.render.report.blocks import (
    Block,
    Fact,
    Heading,
    Item,
    Items,
    Said,
    Words,
    said,
    typed,
)
from casetool.render.views.changes import beside, dates_told, listed_changes, version_line


def version_facts(session: Session, method: Method) -> Iterator[Fact]:
    """Which version this is, and the dates that follow; nothing while none has gone round."""
    if session.circulated:
        yield Fact("Version", ((Words(version_line(session, method)),),))
        for label, day in dates_told(session):
            yield Fact(label, (said(day),))


def beside_line(session: Session, thing: str, depth: int = 2) -> Iterator[Item]:
    """What stands beside a line because somebody disagrees with it.

    Args:
        session: the session.
        thing: the id of the line.
        depth: how deep in the list it stands.
    """
    for label, words in beside(session, thing):
        yield Item((Said(f"{label}:", soft=True), Said(" "), typed(words)), depth, remark=True)


def changed_blocks(session: Session, method: Method, out: Collection[str] = ()) -> Iterator[Block]:
    """What changed since the last version, where there is something to list.

    Args:
        session: the session.
        method: its method.
        out: the steps, and the details, that are left out.
    """
    title, changes = listed_changes(session, method, out)
    if changes:
        yield Heading(said(title))
        lines = ((Words(one.where), Said(": "), Words(one.sentence)) for one in changes)
        yield Items(tuple(Item(line) for line in lines))
