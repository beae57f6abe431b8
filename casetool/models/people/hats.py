"""Two hats: words that say whom somebody also speaks for, or who speaks for them.

A hat is a second person or agency that somebody speaks for.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_COVERING = r"(?:covers?|covering|deputi[sz](?:es|e|ing)|subbing|substituting|replacement|acting)"
_IN_FOR = (
    r"(?:(?:(?:cover|stand|step|sit|fill|sub|go)(?:s|ing|ting|bing|ping|ped)?|stood|sat|filled)\s+)?"
    r"in\s+for"
)
_LEAD = (
    r"(?:(?:(?:i|he|she|they|who)(?:['’]ll|['’]s)?|will|also|and|is|are|be|today|here|attending|"
    r"present|speaking|acting)\s+)*"
)

_INSTEAD = re.compile(
    rf"{_LEAD}(?:{_IN_FOR}|{_COVERING}\s+for|replacing|replaces|in\s+(?:the\s+)?place\s+of|"
    r"instead\s+of|in\s+lieu\s+of)\s+(?P<whom>.+)",
    re.IGNORECASE,
)
"""Somebody who is not there: a person, more often than an agency."""

_BESIDE = re.compile(
    rf"{_LEAD}(?:"
    r"(?:also|as\s+well\s+as|plus)(?:\s+(?:is|here|attending|there|represents?|representing|covers?|"
    r"covering|speaks|speaking))*(?:\s+(?:for|from|of|with))?"
    r"|covers|covering|(?:for\s+and\s+)?on\s+behalf\s+of|o/?b/?o"
    r"|(?:wear(?:s|ing)?\s+|with\s+)?(?:two|2|both|double|dual|a\s+second)\s+hats?"
    r"(?:\s*[:,-]|\s+(?:for|with|as|and|of|on\s+behalf\s+of|also))*"
    r")\s+(?P<whom>.+)",
    re.IGNORECASE,
)
_HAT = re.compile(
    r"(?:also\s+)?(?:wear(?:s|ing)?|with|in)\s+(?:(?:the|a|an|his|her|their)\s+)?(?P<whom>.+?)\s+hat"
    r"(?:\s+(?:too|also|as\s+well))?",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"{_LEAD}(?:represents?|representing|(?:here|present|attending|speaking|speaks)\s+for)\s+"
    r"(?P<whom>.+)",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?:and\s+)?(?:also|plus|as\s+well\s+as)\s+(?!for|cover|represent|speak)", re.IGNORECASE
)
_BEHALF = re.compile(
    rf"{_LEAD}(?:covers|covering|(?:for\s+and\s+)?on\s+behalf|o/?b/?o)\b", re.IGNORECASE
)
_PERHAPS = re.compile(
    r"and\s+(?P<and>.+)|for\s+(?P<for>.+)|(?P<too>.+?),?\s+(?:too|as\s+well)", re.IGNORECASE
)
_UNNAMED = re.compile(
    r"(?:also\s+)?(?:wear(?:s|ing)?\s+|with\s+)?(?:two|2|both|double|dual)\s+hats?(?:\s+for)?"
    r"|(?:covers|covering)(?:\s+for)?|stand(?:s|ing)?\s+in(?:\s+for)?|on\s+behalf(?:\s+of)?|also"
    r"|deputi[sz]ing(?:\s+for)?|representing|in\s+(?:the\s+)?place(?:\s+of)?|instead\s+of",
    re.IGNORECASE,
)
_SUBSTITUTE = (
    r"(?:(?:a|an|her|his|their|the|another)\s+)?(?:deputy|colleague|rep(?:resentative)?|replacement|"
    r"substitute|sub|stand-?\s?in|cover|delegate|someone(?:\s+else)?|somebody(?:\s+else)?)(?!\w)"
)
_IN_PLACE = r"(?:instead|in\s+(?:her|his|their)\s+(?:place|stead))"
_COVERED = re.compile(
    r"(?:(?:is|will\s+be|being)\s+)*(?:covered|represented|replaced|deputi[sz]ed(?:\s+for)?|"
    r"spoken\s+for)(?:\s+by\s+@?(?P<by>.+))?"
    r"|(?:cover|deputy|replacement|substitute)\s*(?:(?::|=)|\s(?:is|by|from)\s)\s*@?(?P<cover>.+)"
    r"|@?(?P<who>\S+(?:\s+\S+)?)\s+(?:(?:is\s+|will\s+be\s+)?(?:covering|standing\s+in|deputi[sz]ing)|"
    r"covers|stands\s+in|deputi[sz]es|(?:to|will)\s+(?:cover|stand\s+in|deputi[sz]e))"
    r"(?:\s+(?:for\s+)?(?:them|him|her))?"
    rf"|(?:(?:has|have|will|is|to)\s+)*(?:sent|sends?|sending)\s+{_SUBSTITUTE}(?:\s+{_IN_PLACE})?"
    r"(?:\s*[:(]?\s*@?(?P<sent>[^()]+)\)?)?"
    rf"|{_SUBSTITUTE}\s+(?:(?:is|was|will\s+be|has|to)\s+)*(?:sent|attend(?:ed|ing|s)?|came|coming|"
    rf"present|here)(?:\s+{_IN_PLACE})?|{_SUBSTITUTE}\s+{_IN_PLACE}"
    rf"|(?:sent|sends|sending)\s+@?(?P<other>\S+(?:\s+\S+)?)\s+{_IN_PLACE}"
    r"|(?!(?:by|via|on|in|at|not?|phone|teams|zoom|online|apolog\w*|absent|sent)\b)"
    r"@?(?P<place>\S+(?:\s+\S+)?)\s+(?:(?:is|was|will\s+be)\s+)?"
    rf"(?:(?:attend(?:ing|ed|s)|came|comes|coming|here|present)\s+)?{_IN_PLACE}",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 200
"""Letters of a phrase. What is longer is no phrase."""
_AND = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*", re.IGNORECASE)
_LATER_HAT = re.compile(
    r"\s+(?=(?:and\s+)?(?:also|covering|standing\s+in|stepping\s+in|sitting\s+in|filling\s+in|"
    r"deputi[sz]ing|on\s+behalf|wearing|wears|with\s+two\s+hats|covered\s+by|represented\s+by|"
    r"(?:has\s+)?sent|sending|sends)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+(?:too|also|as\s+well)|['’]s(?:\s+(?:seat|place|role|team|hat))?)$", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:(?:the|our|their|a)\s+|@)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HatWords:
    """Whom somebody also speaks for, as typed."""

    whom: str
    """The person, role or agency. Empty where nobody is named."""
    is_instead: bool = False
    """Whether they stand in for somebody who is not there."""
    is_sure: bool = True
    """Whether it says so. Otherwise it is a hat only if it names an agency or a person."""
    may_be_role: bool = False
    """Whether a role is their own second one: “also chair”."""
    may_be_person: bool = False
    """Whether it says as much of a person as of an agency: “on behalf of Bo Lund”."""
    is_own: bool = False
    """Whether it may be their own agency: “representing health”."""


@lru_cache(maxsize=1024)  # at each key most parts are as they were
def read_hat(text: str) -> HatWords | None:
    """Whom a part such as ``also housing`` or ``covering for the GP`` names."""
    plain = " ".join(text.split()).strip(" .;:")
    if len(plain) > _LONGEST_PHRASE:
        return None
    if _UNNAMED.fullmatch(plain) is not None:
        return HatWords("")
    if match := _INSTEAD.fullmatch(plain):
        return HatWords(without_article(match["whom"]), is_instead=True)
    if match := _BESIDE.fullmatch(plain) or _HAT.fullmatch(plain):
        is_also = _ALSO.match(plain) is not None
        may_be_person = _BEHALF.match(plain) is not None
        whom = without_article(match["whom"])
        return HatWords(whom, may_be_role=is_also, may_be_person=may_be_person)
    if match := _FOR.fullmatch(plain):
        return HatWords(without_article(match["whom"]), is_own=True)
    if match := _PERHAPS.fullmatch(plain):
        whom = without_article(match["and"] or match["for"] or match["too"])
        return HatWords(whom, is_instead=match["for"] is not None, is_sure=False)
    return None


@lru_cache(maxsize=1024)
def read_cover(text: str) -> str | None:
    """Who speaks for an absent person: ``covered by kit``. Empty if nobody is named."""
    plain = " ".join(text.split()).strip(" .;:")
    match = _COVERED.fullmatch(plain) if len(plain) <= _LONGEST_PHRASE else None
    if match is None:
        return None
    return without_article(next(filter(None, match.groups()), ""))


def split_hat(text: str) -> tuple[str, str]:
    """The words before a phrase such as “covering for the GP”, and that phrase."""
    if len(text) > 2 * _LONGEST_PHRASE:
        return text, ""
    for match in _LATER_HAT.finditer(text):
        phrase = text[match.end() :]
        hat_words = read_hat(phrase)
        is_sure = hat_words is not None and hat_words.is_sure
        if match.start() and (is_sure or read_cover(phrase) is not None):
            return text[: match.start()], phrase
    return text, ""


def names_in(whom: str) -> tuple[str, ...]:
    """The names in a list such as ``housing and police``."""
    return tuple(without_article(name) for name in _AND.split(whom) if name.strip())


def without_article(text: str) -> str:
    """A name without an article or an at sign before it, and without marks around it."""
    plain = _TAIL.sub("", text.strip(" .,;:"))
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1].strip()
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
