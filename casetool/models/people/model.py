"""People and agencies, how they attend, and how a typed name finds them."""

import re
import unicodedata
from collections.abc import Iterator, Set
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from casetool.models.base import (
    FrozenModel,
    Handle,
    LineText,
    is_handle_letter,
    is_mark,
    is_unseen,
)
from casetool.models.field_spec import FieldSpec
from casetool.models.ids import DETAILS_ID


class Attends(StrEnum):
    """How somebody takes part (Case Discussion Tool, prompts for facilitators)."""

    ROOM = "in the room"
    PHONE = "by phone"
    ABSENT = "absent"
    COVERED = "covered"


class Person(FrozenModel):
    """Somebody invited: present, on the phone, absent, or covered by a person who wears two hats.

    An agency without a named person is a person without a name.
    """

    id: Handle
    """The handle for attribution: ``kit`` for ``@kit``."""
    name: Annotated[LineText, FieldSpec("Name")] = ""
    role: Annotated[LineText, FieldSpec("Role")] = ""
    agency: Annotated[LineText, FieldSpec("Agency")] = ""
    attends: Annotated[Attends, FieldSpec("Took part", in_form=False)] = Attends.ROOM
    covered_by: Annotated[Handle | None, FieldSpec("Covered by", in_form=False)] = None
    """Who wears two hats for them."""

    @property
    def present(self) -> bool:
        """Whether they can speak in this discussion."""
        return self.attends in (Attends.ROOM, Attends.PHONE)

    @property
    def label(self) -> str:
        """What to call them on screen and in the notes."""
        return self.name or self.agency or self.id


People = tuple[Person, ...]

PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})
_LONGEST_HANDLE = 60
"""Letters of a handle. An id has at most 80, and a number may follow."""
_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_HYPHENS = re.compile(r"-+")
_SMALL_WORDS = frozenset(
    {"and", "the", "for", "of", "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "rev", "cllr", "pc",
     "ds", "dc", "di", "dci", "sgt", "insp", "pcso"}
)  # fmt: skip


@lru_cache(maxsize=4096)  # at each key the same names are compared
def slug(text: str) -> str:
    """A text as a handle: lower case, hyphens for other characters, and of limited length."""
    plain = _APOSTROPHES.sub("", _without_accents(text))
    letters = "".join(letter if is_handle_letter(letter) else "-" for letter in plain)
    handle = _HYPHENS.sub("-", letters).strip("-")
    while handle and is_mark(handle[0]):
        handle = handle[1:].strip("-")
    return handle[:_LONGEST_HANDLE].rstrip("-")


def handle_for(name: str, people: People, named_handles: Set[str] = frozenset()) -> str:
    """An unused handle for a new person: the first name, if it is free.

    Args:
        name: their name, or their agency.
        people: the people so far.
        named_handles: handles that lines, answers or papers name, also of people taken off.
    """
    return free_handle(name, {DETAILS_ID, *(person.id for person in people), *named_handles})


def free_handle(name: str, used_handles: Set[str]) -> str:
    """A handle that is not in use: the first name, the whole name, or one with a number.

    Args:
        name: the name of a person or an agency.
        used_handles: the handles in use.
    """
    parts = name_words(name)
    short = (parts[0] if parts else slug(name) or "person")[:_LONGEST_HANDLE]
    candidates = iter([short, "-".join(parts)[:_LONGEST_HANDLE] or short])
    for handle in candidates:
        if handle not in used_handles:
            return handle
    numbered = (f"{short}-{number}" for number in range(2, len(used_handles) + 3))
    return next(handle for handle in numbered if handle not in used_handles)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as in handles, without titles and small words."""
    return tuple(word for word in slug(name).split("-") if word and word not in _SMALL_WORDS)


def agencies(people: People) -> tuple[str, ...]:
    """The agencies of the session, each once, in the order of the people."""
    return tuple(dict.fromkeys(person.agency for person in people if person.agency))


def missing_agencies(people: People) -> tuple[str, ...]:
    """The agencies that nobody present belongs to or covers."""
    return tuple(agency for agency in agencies(people) if not speaking_for(agency, people))


def speaking_for(agency: str, people: People) -> People:
    """Who can speak for an agency: its own people present, and whoever covers it."""
    members = [person for person in people if person.agency == agency]
    able = {person.id for person in members} | {person.covered_by for person in members}
    return tuple(person for person in people if person.present and person.id in able)


def named(word: str, people: People) -> str | None:
    """Find whom a word such as ``kit`` or ``health`` names, if it names exactly one.

    People come before agencies. An ambiguous or unknown word names nobody, also where it is the
    handle of one of several: outside of ``@kit`` it is a name. Marks at its end do not count.

    Returns:
        The person's id, the agency's slug, or None.
    """
    name_slug = word_slug(word)
    if not name_slug:
        return None
    for names in (names_of_people(people), names_of_agencies(people)):
        matches = {target for name, target in names if name == name_slug}
        if len(matches) == 1:
            return matches.pop()
    return None


def word_slug(word: str) -> str:
    """A single word as a handle, without marks at its end. Empty if it is anything else."""
    name_slug, bare_word = slug(word), without_end_marks(word)
    plain = _APOSTROPHES.sub("", _without_accents(bare_word))
    return name_slug if name_slug == plain else ""


def without_end_marks(word: str) -> str:
    """A word without the punctuation behind it."""
    end = len(word)
    while end and unicodedata.category(word[end - 1]).startswith("P"):
        end -= 1
    return word[:end]


def person_named(handle: str, people: People) -> Person | None:
    """The person with this id, or None."""
    return next((person for person in people if person.id == handle), None)


def speaker(by: str, people: People) -> str:
    """The speaker as text: ``Kit Marsh, health``, ``health``, or the handle itself."""
    person = person_named(by, people)
    if person is not None:
        return ", ".join(part for part in (person.label, person.agency) if part)
    return next((agency for agency in agencies(people) if slug(agency) == by), by)


def _without_accents(text: str) -> str:
    """A text in lower case, without accents and invisible marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    bare_letters = (
        letter
        for letter in decomposed.casefold().lower()
        if not (unicodedata.combining(letter) or is_unseen(letter))
    )
    return unicodedata.normalize("NFC", "".join(bare_letters))


def people_called(text: str, people: People) -> set[str]:
    """The ids of all whose handle, full name or part of a name this is."""
    name = slug(text)
    return {target for whole, target in names_of_people(people) if whole == name}


def names_of_people(people: People) -> Iterator[tuple[str, str]]:
    """Each handle, full name and part of a name, with the id of the person."""
    for person in people:
        yield person.id, person.id
        if person.name:
            full_slug = slug(person.name)
            yield full_slug, person.id
            for word in full_slug.split("-"):
                if word not in _SMALL_WORDS:
                    yield word, person.id


def names_of_agencies(people: People) -> Iterator[tuple[str, str]]:
    """Each full name of an agency and each longer word of it, with the agency's slug."""
    for agency in agencies(people):
        full_slug = slug(agency)
        yield full_slug, full_slug
        for word in full_slug.split("-"):
            if len(word) > 2 and word not in _SMALL_WORDS:
                yield word, full_slug
