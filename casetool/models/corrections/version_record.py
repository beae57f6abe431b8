"""Versions of the notes stay on record: what was sent round cannot be called back."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.corrections.changes import without_lines
from casetool.models.corrections.model import CirculatedVersion
from casetool.models.people.namesakes import with_namesakes_apart
from casetool.models.session import Session

VERSIONS_STAY = ". What was sent round stays on record. To correct it, circulate the next version"
"""Added to what was done, where it went back to before the notes were sent."""


def with_versions_of(value: Session, other: Session) -> Session:
    """Add to a session every circulated version that either of two values has.

    Whether the notes are agreed, and until when they can be corrected, belongs to the last version.

    Args:
        value: an earlier, later or other value.
        other: a value whose versions stay on record.
    """
    missing = only_sent_in(other, value)
    if not missing:
        return value
    other = with_namesakes_apart(value, other)[1]
    missing = only_sent_in(other, value)
    versions = sorted((*value.circulated, *missing), key=_paper)
    changes: dict[str, object] = {
        "circulated": (*map(without_lines, versions[:-1]), versions[-1]),
    }
    if versions[-1] in missing:
        changes["notes_agreed"] = other.notes_agreed
        changes["dates_set"] = evolve(value.dates_set, corrections=other.dates_set.corrections)
    return evolve(value, **changes)


def only_sent_in(value: Session, other: Session) -> tuple[CirculatedVersion, ...]:
    """The versions that were sent round in one value, and not in the other."""
    papers = {_paper(version) for version in other.circulated}
    return tuple(version for version in value.circulated if _paper(version) not in papers)


def next_number(session: Session, *others: Session) -> int:
    """The number of the next version. None is given twice.

    Args:
        session: the session.
        others: what waits to be brought together with it, such as emergency copies.
    """
    versions = (version for each in (session, *others) for version in each.circulated)
    return max((version.number for version in versions), default=0) + 1


def what_stays(value: Session, new: Session) -> str:
    """A sentence if versions stay on record that an earlier value does not have."""
    return VERSIONS_STAY if only_sent_in(new, value) else ""


def _paper(version: CirculatedVersion) -> tuple[int, datetime]:
    """What tells two papers apart: two computers may both have sent a version 2."""
    return version.number, version.at
