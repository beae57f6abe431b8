"""Whether a word that one person is called by belongs to the full name of somebody else."""

import re
from collections.abc import Sequence

from casetool.models.people.model import Person, name_words, slug
from casetool.models.people.ordinary_words import NAME_WORDS, is_ordinary
from casetool.models.people.roles import is_known_agency, is_usual_role

_SMALL_WORDS = """
    a about after again also and as asap at before by can could first for from has if in is next now
    of on once only or our out should soon tbc the their then to today tomorrow until up via when
    will with
"""
_NO_NAMES = frozenset(_SMALL_WORDS.split())
"""Small words beside a name that are no part of it."""

_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w'’-]*(?:\s*\([^()]*\))?")
_LONGEST_NAME = 80
"""Letters of a name with what stands in brackets behind it."""


def words_and_capitals(text: str) -> tuple[list[str], list[bool]]:
    """The words of a text as in handles, and which of them are written like a name.

    Args:
        text: the text. In capitals throughout, or without any, they tell nothing.
    """
    text_words: list[str] = []
    capitals: list[bool] = []
    for token in text.split():
        parts = [part for part in slug(token).split("-") if part]
        text_words += parts
        capitals += [next(filter(str.isalpha, token), "").isupper()] * len(parts)
    if text.isupper():
        capitals = [False] * len(text_words)
    return text_words, capitals


def is_of_other_name(
    index: int, text_words: Sequence[str], capitals: Sequence[bool], person: Person
) -> bool:
    """Whether a part of a person's name stands beside a surname or first name that is not theirs.

    Args:
        index: the place of the word that they are called by.
        text_words: all words of the text.
        capitals: which of them begin with a capital.
        person: the person.
    """
    own = {*name_words(person.name), person.id}
    if text_words[index] not in own:
        return False
    other_words = {*own, *slug(person.role).split("-"), *slug(person.agency).split("-")}
    places = range(index + 1, len(text_words))
    following = next((number for number in places if len(text_words[number]) > 1), None)
    if following is not None and text_words[following] not in other_words:
        looks_like_name = capitals[following] or len(text_words) == 2
        if looks_like_name and _can_be_name(text_words[following:]):
            return True
    is_surname = text_words[index] in name_words(person.name)[1:]
    before = text_words[index - 1] if index else ""
    is_foreign = is_surname and bool(before) and before not in other_words
    return is_foreign and capitals[index - 1] and _can_be_name([before])


def _can_be_name(text_words: Sequence[str]) -> bool:
    """Whether the first of these words can be a name, and they are no role or agency."""
    first = text_words[0]
    if first in _NO_NAMES or not name_words(first) or not first.isalpha():
        return False
    if is_ordinary(first) and first not in NAME_WORDS:
        return False
    phrases = (first, " ".join(text_words[:2]), " ".join(text_words))
    return not any(is_usual_role(text) or is_known_agency(text) for text in phrases)


def is_full_name(text: str) -> bool:
    """Whether a text looks like the name of one person, perhaps with a role in brackets."""
    name = text.partition("(")[0].strip()
    if len(text) > _LONGEST_NAME or _NAME.fullmatch(text) is None:
        return False
    has_capitals = all(word[:1] == word[:1].upper() for word in name.split())
    return has_capitals and not (is_usual_role(name) or is_known_agency(name))
