"""Who takes part: people, their agencies, how they attend, and how one names them."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from casetool.models.base import FrozenModel, Id, LineText


class Attends(StrEnum):
    """How somebody takes part (Case Discussion Tool, prompts for facilitators)."""

    ROOM = "in the room"
    PHONE = "by phone"
    ABSENT = "absent"
    COVERED = "covered"


class Person(FrozenModel):
    """Somebody invited: present, on the phone, absent, or covered by one who wears two hats.

    An agency that nobody was named for stands as a person without a name.
    """

    id: Id
    """The handle that attributes words to them: ``kit`` for ``@kit``."""
    name: LineText = ""
    role: LineText = ""
    agency: LineText = ""
    attends: Attends = Attends.ROOM
    covered_by: Id | None = None
    """Who wears two hats for them."""

    @property
    def present(self) -> bool:
        """Whether they can speak in this discussion."""
        return self.attends in (Attends.ROOM, Attends.PHONE)

    @property
    def label(self) -> str:
        """What to call them on the screen and in the notes."""
        return self.name or self.agency or self.id


People = tuple[Person, ...]

PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})
_LONGEST_HANDLE = 60
"""Letters; an id has at most 80, and a number may have to follow."""
_LONGEST = 60  # letters of a handle: an id has room for 80, and some bear a number
_APOSTROPHES = re.compile(r"['’]")
_NOT_IN_A_HANDLE = re.compile(r"[^a-z0-9]+")
_SMALL_WORDS = frozenset({"and", "the", "for", "of", "dr", "mr", "mrs", "ms", "pc", "ds", "dc"})


def slug(text: str) -> str:
    """A text as a handle: lower case, what is neither letter nor digit becomes a hyphen; cut."""
    handle = _NOT_IN_A_HANDLE.sub("-", _APOSTROPHES.sub("", _folded(text))).strip("-")
    return handle[:_LONGEST].rstrip("-")


def handle_for(name: str, people: People) -> str:
    """A handle for a new person that nobody in the session has: the first name where it is free."""
    words = [word for word in slug(name).split("-") if word and word not in _SMALL_WORDS]
    wanted = (words[0] if words else slug(name) or "person")[:_LONGEST_HANDLE]
    taken = {person.id for person in people}
    tries = iter([wanted, "-".join(words)[:_LONGEST_HANDLE] or wanted])
    for handle in tries:
        if handle not in taken:
            return handle
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)


def agencies(people: People) -> tuple[str, ...]:
    """The agencies of the session, each once, in the order in which they were written down."""
    return tuple(dict.fromkeys(person.agency for person in people if person.agency))


def missing_agencies(people: People) -> tuple[str, ...]:
    """The agencies for which nobody is there, and nobody who is there wears two hats."""
    return tuple(agency for agency in agencies(people) if not speaking_for(agency, people))


def speaking_for(agency: str, people: People) -> People:
    """Who can speak for an agency: those of it who are there, and who wears two hats for it."""
    members = [person for person in people if person.agency == agency]
    able = {person.id for person in members} | {person.covered_by for person in members}
    return tuple(person for person in people if person.present and person.id in able)


def named(word: str, people: People) -> str | None:
    """Who a word such as ``kit`` or ``health`` names, if it names just one.

    A person goes before an agency. What names two, or nobody, names nobody: ordinary text with an
    at sign in it is never eaten.

    Returns:
        The person's id, or the slug of the agency, or None.
    """
    wanted = slug(word)
    if not wanted or wanted != _APOSTROPHES.sub("", _folded(word)).rstrip(".,;:"):
        return None
    for names in (_names_of_people(people), _names_of_agencies(people)):
        found = {target for name, target in names if name == wanted}
        if len(found) == 1:
            return found.pop()
    return None


def completions(start: str, people: People) -> tuple[str, ...]:
    """Handles that begin like ``start``, people first: what an unfinished ``@ki`` could become."""
    wanted = slug(start)
    whole = [person.id for person in people] + [slug(agency) for agency in agencies(people)]
    parts = [name for name, _ in _names_of_people(people)]
    parts += [name for name, _ in _names_of_agencies(people)]
    return tuple(dict.fromkeys(name for name in whole + parts if name.startswith(wanted)))


def person_named(handle: str, people: People) -> Person | None:
    """The person with this id, if there is one."""
    return next((person for person in people if person.id == handle), None)


def speaker(by: str, people: People) -> str:
    """Who said it, for the reader: ``Kit Marsh, health``, ``health``, or the handle itself."""
    person = person_named(by, people)
    if person is not None:
        return ", ".join(part for part in (person.label, person.agency) if part)
    return next((agency for agency in agencies(people) if slug(agency) == by), by)


def _folded(text: str) -> str:
    """A text in lower case and without accents, as it is typed in a hurry."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _names_of_people(people: People) -> Iterator[tuple[str, str]]:
    for person in people:
        yield person.id, person.id
        if person.name:
            whole = slug(person.name)
            yield whole, person.id
            for word in whole.split("-"):
                if word not in _SMALL_WORDS:
                    yield word, person.id


def _names_of_agencies(people: People) -> Iterator[tuple[str, str]]:
    for agency in agencies(people):
        whole = slug(agency)
        yield whole, whole
        for word in whole.split("-"):
            if len(word) > 2 and word not in _SMALL_WORDS:
                yield word, whole
