"""Ids that stand at two places of a file, mostly because a line was copied by hand.

Every list, edit and merge finds a line by its id. So the second line gets an id of its own as the
file is read, and the same one each time.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import count

from casetool.models.base import LONGEST_ID, FrozenModel, FrozenValue, evolve
from casetool.models.ids import DETAILS_ID
from casetool.models.round.model import Round
from casetool.models.round.repeated_answers import JoinedAnswers, join_answers
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL

_LONGEST_STEM = LONGEST_ID - 10
"""Letters of an id before the number behind it."""


@dataclass(frozen=True, slots=True)
class RenewedId:
    """An id that a line was given because its own one was taken."""

    old: str
    new: str
    step: str
    """The step of the line. Empty for people and corrections."""

    @property
    def message(self) -> str:
        """What it means for the facilitator."""
        return (
            f"The id “{self.old}” stands at two places in this file, as after copying a line by"
            f" hand. Nothing is lost: the second is “{self.new}” from the next save on."
        )


Repetition = RenewedId | JoinedAnswers
"""What stood at two places of a file and was changed as it was read."""


def with_distinct_ids(session: Session) -> tuple[Session, tuple[Repetition, ...]]:
    """Give each person, line and correction an id of its own, and each person one answer.

    The first of two lines keeps the id that it has.

    Args:
        session: a session as it stands in a file.

    Returns:
        The session, the same object where nothing is repeated, and what was changed.
    """
    session, joined = _with_single_answers(session)
    renewed_ids: list[Repetition] = []
    changes: dict[str, object] = {}
    for name, reserved in _NAMESPACES.items():
        values: Sequence[FrozenModel] = getattr(session, name)
        ids = [*reserved, *(value_id for value in values for value_id in _ids_in(value))]
        if len(set(ids)) < len(ids):
            renewal = _Renewal(reserved, frozenset(ids))
            changes[name] = tuple(renewal.of(value) for value in values)
            renewed_ids += renewal.renewed
    return (evolve(session, **changes) if changes else session), (*renewed_ids, *joined)


_NAMESPACES: dict[str, Set[str]] = {
    "people": {DETAILS_ID},
    "headings": {DETAILS_ID, FOCAL},
    "corrections": frozenset(),
}
"""The parts of a session within which an id stands once, with the ids that casetool uses itself."""


def _with_single_answers(session: Session) -> tuple[Session, list[Repetition]]:
    joined: list[Repetition] = []
    for heading in session.headings:
        if isinstance(heading, Round):
            single, repeated = join_answers(heading)
            session = replace_heading(session, single) if repeated else session
            joined += repeated
    return session, joined


class _Renewal:
    """Walks values, and renews each id that it has seen before.

    Args:
        seen_ids: the ids that no value may have.
        used_ids: all ids in use. None of them becomes a new one.
    """

    def __init__(self, seen_ids: Set[str], used_ids: Set[str]) -> None:
        self._seen, self._used = set(seen_ids), set(used_ids)
        self.renewed: list[RenewedId] = []

    def of(self, value: FrozenValue, step: str = "") -> FrozenValue:
        """The value with distinct ids. Unchanged values stay the same objects."""
        step = getattr(value, "step", step)
        changes: dict[str, object] = {}
        old: str | None = getattr(value, "id", None)
        if old is not None:
            if old in self._seen:
                changes["id"] = self._new_id(old, step)
            self._seen.add(old)
        for name, parts in _inner_values(value):
            new_parts = tuple(self.of(part, step) for part in parts)
            if any(new is not part for new, part in zip(new_parts, parts, strict=True)):
                changes[name] = new_parts
        return evolve(value, **changes) if changes else value

    def _new_id(self, old: str, step: str) -> str:
        candidates = (f"{old[:_LONGEST_STEM]}-{number}" for number in count(2))
        new = next(candidate for candidate in candidates if candidate not in self._used)
        self._used.add(new)
        self.renewed.append(RenewedId(old, new, step))
        return new


def _ids_in(value: FrozenModel) -> Iterator[str]:
    own_id: str | None = getattr(value, "id", None)
    if own_id is not None:
        yield own_id
    for _, parts in _inner_values(value):
        for part in parts:
            yield from _ids_in(part)


def _inner_values(value: FrozenModel) -> Iterator[tuple[str, tuple[FrozenModel, ...]]]:
    """The fields that hold values of their own, such as the causes of a cause."""
    for name in type(value).model_fields:
        parts = getattr(value, name)
        if isinstance(parts, tuple) and parts and isinstance(parts[0], FrozenModel):
            yield name, parts
