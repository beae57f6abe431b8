"""Merging two values of one session, item by item, as somebody chose."""

from collections.abc import Sequence
from typing import TypeVar

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, Correction, DatesSet
from casetool.models.corrections.version_record import with_versions_of
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.merge.diff import ADDED_TIMES, NOT_COMPARED
from casetool.models.merge.item_keys import DATE_KEY, TIME_KEY, difference_keys
from casetool.models.merge.tree import merged_tree
from casetool.models.people.model import Person
from casetool.models.people.namesakes import with_namesakes_apart
from casetool.models.pseudonyms.names import Name
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import Tree

MergeItem = TypeVar(
    "MergeItem", HeadingItem, Person, Name, Answer, Tick, Agreed, CirculatedVersion, Correction
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
    if take:
        here, there = with_namesakes_apart(here, there)
    here, there = with_versions_of(here, there), with_versions_of(there, here)
    theirs = {heading.step: heading for heading in there.headings}
    headings = tuple(
        _merged_heading(heading, theirs.get(heading.step), take) for heading in here.headings
    )
    rows = {
        "people": _merged_list(here.people, there.people, take),
        "names": _merged_list(here.names, there.names, take),
        "ticked": _merged_list(here.ticked, there.ticked, take),
        "agreed": _merged_list(here.agreed, there.agreed, take),
        "circulated": _merged_list(here.circulated, there.circulated, take),
        "corrections": _merged_list(here.corrections, there.corrections, take),
    }
    details = _merged_details(here, there, take)
    return evolve(here, **details, **rows, headings=headings)


def _merged_details(here: Session, there: Session, take: frozenset[str]) -> dict[str, object]:
    """The chosen fields of the other value that are no lists, by their names."""
    names = [
        name
        for name in type(here).model_fields
        if name not in NOT_COMPARED and f"detail:{name}" in take
    ]
    names += [
        name for name in ADDED_TIMES if f"{TIME_KEY}{name}" in take and getattr(here, name) is None
    ]
    details = {name: getattr(there, name) for name in names}
    return details | {"dates_set": _merged_dates(here.dates_set, there.dates_set, take)}


def _merged_dates(ours: DatesSet, theirs: DatesSet, take: frozenset[str]) -> DatesSet:
    names = (name for name in type(ours).model_fields if f"{DATE_KEY}{name}" in take)
    return evolve(ours, **{name: getattr(theirs, name) for name in names})


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
    our_pairs = list(zip(difference_keys(ours), ours, strict=True))
    their_pairs = list(zip(difference_keys(theirs), theirs, strict=True))
    our_keys, their_items = {key for key, _ in our_pairs}, dict(their_pairs)
    merged = [
        (key, their_items[key] if key in take else item)
        for key, item in our_pairs
        if key not in take or key in their_items
    ]
    previous_key: str | None = None
    for key, item in their_pairs:
        keys = [merged_key for merged_key, _ in merged]
        if key in take and key not in our_keys:
            position = keys.index(previous_key) + 1 if previous_key in keys else 0
            merged.insert(position, (key, item))
            previous_key = key
        elif key in keys:
            previous_key = key
    return tuple(item for _, item in merged)
