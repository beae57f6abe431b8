"""Whom an at sign in a sentence names: a person by any part, an agency by its whole name."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.people.model import (
    People,
    Person,
    agencies,
    names_of_agencies,
    names_of_people,
    person_named,
    slug,
    speaker,
    without_end_marks,
    word_slug,
)
from casetool.models.people.ordinary_words import can_be_text, is_ordinary

_AGENCY_PREFIX = "the-"
"""Names an agency whatever its words are: ``@the-school``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a word after an at sign names."""

    target: str | None = None
    """A person's id or an agency's slug. None where it stays text."""
    labels: tuple[str, ...] = ()
    """Whom it could mean, if there are several."""
    is_whole: bool = False
    """Whether it is a whole name, with nothing left to complete."""
    can_be_text: bool = False
    """Whether it may be a word of the sentence as well, such as ``will`` or ``housing``."""
    sure_form: str = ""
    """How to name the same one so that it cannot be a word of the sentence."""


def mention(word: str, people: People, leads: bool = False) -> Mention:
    """Find whom a word after an at sign names, in a sentence.

    The shortest start of a name that fits one person is enough. An agency is named by its whole
    name alone: a single word of it, such as ``contact`` or ``hub``, is text.

    Args:
        word: what follows the at sign.
        people: whom it can name.
        leads: whether it begins the sentence, as ``@may need help`` does.
    """
    typed_slug = word_slug(word)
    if not typed_slug:
        return Mention()
    person = person_named(typed_slug, people)
    by_name = (
        (typed_slug,)
        if person is not None and handle_of(person) == typed_slug
        else _targets(_person_names(people), typed_slug)
    )
    if len(by_name) == 1:
        return _of_person(by_name[0], word, people, leads, is_whole=True)
    by_agency = _targets(_agency_names(people), typed_slug)
    if len(by_agency) == 1:
        named_agency = next(each for each in agencies(people) if slug(each) == by_agency[0])
        return _of_agency(by_agency[0], named_agency, typed_slug)
    if by_name or by_agency:
        return Mention(labels=_labels(by_name or by_agency, people))
    begun = () if is_ordinary(typed_slug) else _begun_names(typed_slug, people)
    if len(begun) == 1:
        return _of_person(begun[0], word, people, leads, is_whole=False)
    return Mention(labels=_labels(begun, people))


def handle_of(person: Person) -> str:
    """The handle that the screen shows of a person: of an agency without a name, its whole name."""
    agency_slug = slug(person.agency)
    is_part = not person.name and person.id in agency_slug.split("-")
    return agency_slug if is_part else person.id


def completions(start: str, people: People) -> tuple[str, ...]:
    """Names that begin like ``start``, people first, to complete a typed ``@ki``.

    Each one names somebody, and none can be a word of the sentence if it is an agency.
    """
    prefix = slug(start)
    handles = {slug(agency): _agency_handle(agency) for agency in agencies(people)}
    names = [(handle_of(person), person.id if person.name else "") for person in people]
    names = [(handle, person_id or handles.get(handle, handle)) for handle, person_id in names]
    names += [*handles.items(), *((name, name) for name, _ in _person_names(people))]
    names += [(name, handles[target]) for name, target in names_of_agencies(people)]
    return tuple(dict.fromkeys(name for typed, name in names if name and typed.startswith(prefix)))


def _of_person(person_id: str, word: str, people: People, leads: bool, is_whole: bool) -> Mention:
    person = person_named(person_id, people)
    if person is not None and not person.name:
        return _of_agency(person_id, person.agency, slug(word))
    bare_word = without_end_marks(word)
    if not can_be_text(bare_word, leads):
        return Mention(person_id, is_whole=is_whole)
    capital = bare_word.capitalize()
    sure_form = "" if can_be_text(capital, leads) else capital
    return Mention(person_id, (), is_whole, can_be_text=True, sure_form=sure_form)


def _of_agency(target: str, agency: str, typed_slug: str) -> Mention:
    """An agency whose name is one word may be part of the sentence: “kicked out @housing”."""
    if typed_slug != slug(agency) or " " in agency.strip():
        return Mention(target, is_whole=True)
    sure_form = f"{_AGENCY_PREFIX}{typed_slug}"
    return Mention(target, is_whole=True, can_be_text=True, sure_form=sure_form)


def _agency_handle(agency: str) -> str:
    """The name that means an agency in a sentence, whatever its words are."""
    name_slug = slug(agency)
    return name_slug if " " in agency.strip() else f"{_AGENCY_PREFIX}{name_slug}"


def _person_names(people: People) -> Iterator[tuple[str, str]]:
    """The names of people, without the single words of agencies that sent nobody."""
    parts = {person.id for person in people if handle_of(person) != person.id}
    return ((name, target) for name, target in names_of_people(people) if target not in parts)


def _agency_names(people: People) -> Iterator[tuple[str, str]]:
    """The whole name of each agency, unless it is an ordinary word, and its sure form."""
    for agency in agencies(people):
        name_slug = slug(agency)
        if not is_ordinary(name_slug):
            yield name_slug, name_slug
        yield f"{_AGENCY_PREFIX}{name_slug}", name_slug


def _targets(names: Iterator[tuple[str, str]], typed_slug: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target for name, target in names if name == typed_slug))


def _begun_names(start: str, people: People) -> tuple[str, ...]:
    """The ids of people with a name that begins so. A number begins none."""
    if start.isdigit():
        return ()
    names = names_of_people(tuple(person for person in people if person.name))
    return tuple(dict.fromkeys(target for name, target in names if name.startswith(start)))


def _labels(targets: tuple[str, ...], people: People) -> tuple[str, ...]:
    return tuple(speaker(target, people) for target in targets)
