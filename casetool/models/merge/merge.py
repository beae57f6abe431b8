"""Merging two values of one session, item by item, as somebody chose."""

from collections.abc import Sequence
from typing import TypeVar

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.corrections.on_record import with_versions_of
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.merge.diff import NOT_COMPARED, difference_key
from casetool.models.merge.tree import merged_tree
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import Tree

MergeItem = TypeVar(
    "MergeItem", HeadingItem, Person, Answer, Tick, Agreed, CirculatedVersion, Correction
)


def merge_parts(here: Session, there: Session, take: frozenset[str]) -> Session:
    """Merge: our value, with the chosen items as they are in the other one.

    Versions of the notes that were sent round on either side stay on record, whatever is chosen.

    Args:
        here: the value that everything else comes from.
        there: the other value.
        take: keys of the differences to take from the other value, including removals.

    Raises:
        MergedTooDeepError: the merged tree would be too deep.
    """
    here, there = with_versions_of(here, there), with_versions_of(there, here)
    details = {
        name: getattr(there, name)
        for name in type(here).model_fields
        if name not in NOT_COMPARED and f"detail:{name}" in take
    }
    theirs = {heading.step: heading for heading in there.headings}
    headings = tuple(
        _merged_heading(heading, theirs.get(heading.step), take) for heading in here.headings
    )
    rows = {
        "people": _merged_list(here.people, there.people, take),
        "ticked": _merged_list(here.ticked, there.ticked, take),
        "agreed": _merged_list(here.agreed, there.agreed, take),
        "circulated": _merged_list(here.circulated, there.circulated, take),
        "corrections": _merged_list(here.corrections, there.corrections, take),
    }
    return evolve(here, **details, **rows, headings=headings)


def _merged_heading(ours: Heading, theirs: Heading | None, take: frozenset[str]) -> Heading:
    match ours, theirs:
        case ItemsHeading(), ItemsHeading() if ours.kind == theirs.kind:
            return ours.with_items(_merged_list(ours.all_items, theirs.all_items, take))
        case Round(), Round():
            return evolve(ours, said=_merged_list(ours.said, theirs.said, take))
        case Tree(), Tree():
            return merged_tree(ours, theirs, take)
    return ours


def _merged_list(
    ours: Sequence[MergeItem], theirs: Sequence[MergeItem], take: frozenset[str]
) -> tuple[MergeItem, ...]:
    """A list in our order. An added item follows the one it followed in the other list."""
    their_items = {difference_key(item): item for item in theirs}
    our_keys = {difference_key(item) for item in ours}
    merged = [
        their_items[difference_key(item)] if difference_key(item) in take else item
        for item in ours
        if difference_key(item) not in take or difference_key(item) in their_items
    ]
    previous_key: str | None = None
    for item in theirs:
        key = difference_key(item)
        if key in take and key not in our_keys:
            keys = [difference_key(other) for other in merged]
            merged.insert(keys.index(previous_key) + 1 if previous_key in keys else 0, item)
        if any(difference_key(other) == key for other in merged):
            previous_key = key
    return tuple(merged)
