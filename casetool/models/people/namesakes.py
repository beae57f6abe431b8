"""People of two versions of a session who got one handle, though they are two.

A handle is made from a name. So two laptops may each give the same one to somebody else.
"""

import re
from collections.abc import Iterator
from itertools import count

from casetool.models.base import LONGEST_ID
from casetool.models.corrections.model import Correction
from casetool.models.heading import HeadingItem
from casetool.models.ids import DETAILS_ID
from casetool.models.people.handles import handle_fields, handles_in, with_handles
from casetool.models.people.model import Person, agencies, free_handle, slug
from casetool.models.people.same_person import is_blank, is_same_person, says_the_same
from casetool.models.session import Session, ids_of, listed_items


def with_namesakes_apart(here: Session, there: Session) -> tuple[Session, Session]:
    """Two versions of one session in which a handle means the same in both.

    Somebody of the other version gets the handle that they have here, or a free one. Our own is
    only changed where it is that of an agency there, which has no other.

    Args:
        here: our value.
        there: the other value.
    """
    parting = _Parting(here, there)
    parting.rename()
    return with_handles(here, parting.ours), with_handles(there, parting.theirs)


class _Meanings:
    """What the handles in one version mean."""

    def __init__(self, session: Session) -> None:
        self.people = {person.id: person for person in session.people}
        self.used = handles_in(session)
        self.agencies = {slug(agency) for agency in agencies(session.people)}
        self.of_lines = dict(_handles_of_lines(session))
        """Handles by what they stand at, for everything whose id no other laptop gives."""

    def is_agency(self, handle: str) -> bool:
        """Whether it is an agency as such, or the row of one that sent nobody."""
        person = self.people.get(handle)
        if person is None:
            return handle in self.agencies
        return not person.name and slug(person.agency) == handle

    def is_unknown(self, handle: str) -> bool:
        """Whether it is used, and nobody is called so: a person was taken off."""
        return handle in self.used and handle not in self.people and handle not in self.agencies


class _Parting:
    """Decides which handles change, so that none means two.

    Args:
        here: our value.
        there: the other value.
    """

    def __init__(self, here: Session, there: Session) -> None:
        self._here, self._there = _Meanings(here), _Meanings(there)
        shared = self._here.of_lines.items() & self._there.of_lines.items()
        self._in_both = {handle for _, handle in shared}
        self._used = {DETAILS_ID, *self._here.used, *self._there.used}
        self._used |= {*ids_of(here), *ids_of(there), *self._here.agencies, *self._there.agencies}
        self.ours: dict[str, str] = {}
        """The new handles of our value."""
        self.theirs: dict[str, str] = {}
        """The new handles of the other value."""
        self._twins: set[str] = set()
        """Who of ours was found under another handle there."""

    def rename(self) -> None:
        """Find a handle of its own for whatever shares one with something else."""
        here, there = self._here, self._there
        for handle, person in here.people.items():
            if self._is_agency_alone(there, here, handle):
                self.ours[handle] = self._free(person)
        for handle, person in there.people.items():
            if not self._is_the_same(handle):
                self._rename_theirs(handle, person)
        for handle in sorted(here.used | there.used):
            if handle in self._in_both:
                continue
            if there.is_unknown(handle):
                self._rename_unknown(handle)
            elif here.is_unknown(handle) and handle in there.agencies - there.people.keys():
                self.ours[handle] = self._numbered(handle)

    def _is_the_same(self, handle: str) -> bool:
        """Whether a person of the other version is the same here, or new and alone so called."""
        ours, theirs = self._here.people.get(handle), self._there.people[handle]
        is_known = handle in self._in_both
        if ours is not None and handle not in self.ours:
            return is_same_person(ours, theirs, is_known)
        if self._twin(theirs) is not None:
            return False
        if self._here.is_unknown(handle):
            return is_known
        return not self._is_agency_alone(self._here, self._there, handle)

    def _rename_theirs(self, handle: str, person: Person) -> None:
        twin = self._twin(person)
        if twin is not None:
            self._twins.add(twin)
        self.theirs[handle] = self._free(person) if twin is None else self.ours.get(twin, twin)

    def _twin(self, person: Person) -> str | None:
        """Who of ours says the same under another handle, and is nobody else there."""
        for handle, ours in self._here.people.items():
            is_own = handle in self._there.people and is_same_person(
                ours, self._there.people[handle], handle in self._in_both
            )
            is_free = not is_own and handle not in self._twins and not is_blank(ours)
            if is_free and says_the_same(ours, person):
                return handle
        return None

    def _rename_unknown(self, handle: str) -> None:
        """Give somebody who was taken off there the handle from here, or one that nobody has."""
        ours, theirs = self._here.of_lines, self._there.of_lines
        names = {ours.get(location) for location, name in theirs.items() if name == handle} - {None}
        name = names.pop() if len(names) == 1 else None
        was_numbered = re.fullmatch(rf"{re.escape(handle)}-[0-9]+", name or "") is not None
        if name and was_numbered and self._here.is_unknown(name) and name not in self._there.used:
            self.theirs[handle] = name  # the same lines came in an earlier merge
        elif handle in self._here.people or handle in self._here.agencies:
            self.theirs[handle] = self._numbered(handle)

    @staticmethod
    def _is_agency_alone(version: _Meanings, other: _Meanings, handle: str) -> bool:
        """Whether a handle is an agency in one version, and a person of that name in the other."""
        is_agency = handle not in version.people and version.is_agency(handle)
        return is_agency and not other.is_agency(handle)

    def _free(self, person: Person) -> str:
        new = free_handle(person.name or person.agency or person.id, self._used)
        self._used.add(new)
        return new

    def _numbered(self, handle: str) -> str:
        """A handle for somebody of whom nothing else is known."""
        numbered = (f"{handle[: LONGEST_ID - 10]}-{number}" for number in count(2))
        new = next(name for name in numbered if name not in self._used)
        self._used.add(new)
        return new


def _handles_of_lines(session: Session) -> Iterator[tuple[object, str]]:
    """The handles at lines, corrections and sent papers, whose ids are random or instants."""
    items: list[HeadingItem | Correction] = [item for _, item in listed_items(session)]
    for item in (*items, *session.corrections):
        for field in handle_fields(type(item)):
            if handle := getattr(item, field):
                yield (item.id, field), handle
    for version in session.circulated:
        for line in version.lines:
            if not line.step:
                yield (version.number, version.at, line.thing), line.thing
