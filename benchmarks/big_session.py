"""A big session to measure with: many entries, a wide tree."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.ids import fresh_id
from casetool.models.method import KindName, Phase, empty_headings
from casetool.models.people.model import Person
from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import Cause, Effect, Tree
from casetool.services.sessions.create import create_document

WORDS = "the children were asleep upstairs when we came and nobody had written down their names"


_NUMBERS = count()
"""A number for each session: files with one id would be copies of each other."""


def big_session(entries: int, nodes: int, at: str, length: int = 12) -> Session:
    """An invented session of this size.

    Args:
        entries: how many entries, spread over the headings of the discussion.
        nodes: how many boxes the tree has, ten branches of equal size.
        at: the open step.
        length: how many words each thing has.
    """
    method, chance = find_method("case-discussion"), Random(1)
    now = datetime(2026, 11, 12, 10, tzinfo=UTC)
    texts = WORDS.split()

    def words() -> str:
        return " ".join(chance.choices(texts, k=length))

    def effects(count: int) -> tuple[Effect, ...]:
        return tuple(Effect(id=fresh_id(chance, ()), text=words()) for _ in range(count))

    def causes(count: int) -> tuple[Cause, ...]:
        return tuple(Cause(id=fresh_id(chance, ()), text=words()) for _ in range(count))

    held = [step.id for step in method.of_kind(KindName.ENTRIES) if step.phase is Phase.DURING]
    share = entries // len(held)

    def filled(heading: SessionHeading) -> SessionHeading:
        if isinstance(heading, Entries) and heading.step in held:
            return Entries(
                step=heading.step,
                entries=tuple(
                    Entry(id=fresh_id(chance, ()), text=words(), by="kit", at=now)
                    for _ in range(share)
                ),
            )
        if isinstance(heading, Tree):
            size = nodes // 10 - 1
            return Tree(
                step=heading.step,
                focal="Nobody knows where I am in the morning.",
                effects=tuple(evolve(one, children=effects(size)) for one in effects(5)),
                causes=tuple(evolve(one, children=causes(size)) for one in causes(5)),
            )
        return heading

    return Session(
        id=f"big-{next(_NUMBERS)}",
        child="Robin",
        at=at,
        begun=now,
        people=(Person(id="kit", name="Kit Marsh", agency="health"),),
        headings=tuple(filled(heading) for heading in empty_headings(method)),
    )


def write_big(
    folder: Path, entries: int = 500, nodes: int = 200, at: str = "thoughts", length: int = 12
) -> Path:
    """Write such a session into a folder, and tell where."""
    method = find_method("case-discussion")
    document = create_document(big_session(entries, nodes, at, length), method, folder)
    document.close()
    return document.path
