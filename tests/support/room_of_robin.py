"""A room of people around one child, for the tests of who was heard and what to ask."""

from datetime import UTC, datetime, timedelta

from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.people.model import Attends, Person
from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import Tree
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)

JO = Person(id="jo", name="Jo Pell", agency="education")
KIT = Person(id="kit", name="Kit Marsh", role="school nurse", agency="health")
SAM = Person(
    id="sam", name="Dr Sam Oyelaran", agency="GP", attends=Attends.COVERED, covered_by="kit"
)
LEE = Person(id="lee", name="PC Lee Garner", agency="police")
BEA = Person(id="bea", name="Bea Quill", agency="housing", attends=Attends.PHONE)
AMH = Person(id="amh", agency="adult mental health", attends=Attends.ABSENT)
PEOPLE = (JO, KIT, SAM, LEE, BEA, AMH)

ROOM = Session(
    id="robin",
    child="Robin",
    at="thoughts",
    begun=NOW,
    people=PEOPLE,
    headings=empty_headings(METHOD),
)


def minutes(count: float) -> datetime:
    """So many minutes after the discussion began."""
    return NOW + timedelta(minutes=count)


def said(by: str | None, at: float | None = 0, step: str = "thoughts", text: str = "x") -> Entry:
    """A line of somebody; its step is told by its id."""
    when = minutes(at) if at is not None else None
    name = f"{step}-{by or 'nobody'}-{at}".replace(".", "-").lower()
    return Entry(id=name, text=text, by=by, at=when)


def with_lines(session: Session, step: str, *entries: Entry) -> Session:
    """The session with these entries under a heading."""
    return with_heading(session, Entries(step=step, entries=entries))


def with_heading(session: Session, *headings: SessionHeading) -> Session:
    """The session with these headings in the places of those that were there."""
    there = {heading.step: heading for heading in headings}
    return evolve(session, headings=[there.get(one.step, one) for one in session.headings])


def with_tree(session: Session, tree: Tree) -> Session:
    """The session with this tree."""
    return with_heading(session, tree)
