"""Whom an at sign in a sentence names: a person by any part, an agency by its own words."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.people.model import (
    People,
    agencies,
    names_of_agencies,
    names_of_people,
    person_named,
    slug,
    speaker,
    word_slug,
)

_ORDINARY = """
    all any bed bedtime best breakfast bus cafe camp car care centre child childminder children
    christmas church class clinic club college community court dad dinner easter evening family
    first flat foodbank friend gran grandad gym half hall haven her him his home hospital hostel
    hotel house it last least library lunch lunchtime me midday midnight moment morning mosque
    most mum nan night noon nursery office once park placement play playgroup playschool pool
    prison refuge rest risk road school shelter shop sixth-form sleep square station street
    surgery tea teatime temple that the them there this time times town uni university ward
    weekend work worst young youth
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())
"""Words that follow an at sign in ordinary sentences, most of them places."""

_AGENCY_PREFIX = "the-"
"""Names an agency whose whole name is an ordinary word: ``@the-school``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a word after an at sign names."""

    target: str | None = None
    """A person's id or an agency's slug. None where it stays text."""
    labels: tuple[str, ...] = ()
    """Whom it could mean, if there are several."""
    is_whole: bool = False
    """Whether it is a whole name, with nothing left to complete."""


def mention(word: str, people: People) -> Mention:
    """Find whom a word after an at sign names, in a sentence.

    The shortest start of a name that fits one person is enough. An agency is named by its name
    or a word of it. Ordinary words such as ``school`` name none, because they are text.
    """
    typed_slug = word_slug(word)
    if not typed_slug:
        return Mention()
    if person_named(typed_slug, people) is not None:
        return Mention(typed_slug, is_whole=True)
    by_name = _targets(names_of_people(people), typed_slug)
    by_agency = _targets(_agency_names(people), typed_slug)
    whole = by_name if len(by_name) == 1 else by_agency if len(by_agency) == 1 else ()
    if whole:
        return Mention(whole[0], is_whole=True)
    if by_name or by_agency:
        return Mention(labels=_labels(by_name or by_agency, people))
    begun = () if is_ordinary(typed_slug) else _begun_names(typed_slug, people)
    if len(begun) == 1:
        return Mention(begun[0])
    return Mention(labels=_labels(begun, people))


def completions(start: str, people: People) -> tuple[str, ...]:
    """Names that begin like ``start``, people first, to complete a typed ``@ki``.

    Each one names somebody: where a word of an agency is ordinary, it is the agency's full name.
    """
    prefix = slug(start)
    names = [(person.id, person.id) for person in people]
    names += [(slug(agency), _agency_handle(agency)) for agency in agencies(people)]
    names += [(name, name) for name, _ in names_of_people(people)]
    names += [
        (name, _agency_completion(name, target)) for name, target in names_of_agencies(people)
    ]
    return tuple(dict.fromkeys(name for typed, name in names if name and typed.startswith(prefix)))


def is_ordinary(word: str) -> bool:
    """Whether a word after an at sign is ordinary text, in the singular or the plural."""
    return word in ORDINARY_WORDS or word.removesuffix("s") in ORDINARY_WORDS


def _agency_handle(agency: str) -> str:
    """The name that means an agency in a sentence, whatever its words are."""
    name_slug = slug(agency)
    return f"{_AGENCY_PREFIX}{name_slug}" if is_ordinary(name_slug) else name_slug


def _agency_completion(word: str, agency_slug: str) -> str:
    if not is_ordinary(word):
        return word
    return f"{_AGENCY_PREFIX}{word}" if word == agency_slug else agency_slug


def _agency_names(people: People) -> Iterator[tuple[str, str]]:
    for name, target in names_of_agencies(people):
        if not is_ordinary(name):
            yield name, target
    for agency in agencies(people):
        yield f"{_AGENCY_PREFIX}{slug(agency)}", slug(agency)


def _targets(names: Iterator[tuple[str, str]], typed_slug: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target for name, target in names if name == typed_slug))


def _begun_names(start: str, people: People) -> tuple[str, ...]:
    """The ids of people with a name that begins so. A number begins none."""
    if start.isdigit():
        return ()
    return tuple(
        dict.fromkeys(target for name, target in names_of_people(people) if name.startswith(start))
    )


def _labels(targets: tuple[str, ...], people: People) -> tuple[str, ...]:
    return tuple(speaker(target, people) for target in targets)
