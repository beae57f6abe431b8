"""Hints on the wording of the focal point, shown while it is typed.

The Case Discussion Tool asks for simple words from the child's point of view. A focal point that
names a missing service already contains its answer, and hides what happens to the child.
"""

import re
from collections.abc import Iterator

from casetool.models.pseudonyms.names import Name, find_names, first_name

LONGEST_FOCAL_LETTERS = 1000
"""What is looked at as it is typed: nothing longer is a focal point, and long runs take time."""

LONGEST_FOCAL_WORDS = 20
"""Most words of a sentence that can be said in one breath."""

_JARGON = re.compile(
    r"\b(neglect(?:ed|ful|ing)?|(?:non|dis)-?engage(?:ment|d|s)?|engag(?:ement|ing)"
    r"|disguised compliance|safeguarding|thresholds?|placements?|contact|presenting|presents"
    r"|significant harm|at risk|risks?|vulnerab(?:le|ility|ilities)|multi-?agency"
    r"|child protection|child in need|early help|(?:substance|alcohol) misuse|domestic abuse"
    r"|(?:emotional|physical|sexual) abuse|exploitation|parental|parenting capacity"
    r"|home conditions|hard to reach|toxic trio|dysregulat(?:ed|ion)|attachment"
    r"|school refus(?:al|er)|absconding|missing episodes?|interventions?|escalat(?:ed|ion)"
    r"|disclos(?:ed|ure)s?|service user|lived experience|presenting issue)\b",
    re.IGNORECASE,
)
"""Professional words that a child would not use. The list is our own, and short on purpose."""

_ABBREVIATIONS = re.compile(
    r"\b(CSE|CCE|CP(?: plan)?|CIN|CAMHS|CLA|LAC|DV|DA|EHA|EHCP|EHE|FGM|MARAC|MASH|NEET|NFA|YP)\b"
)
"""Abbreviations of such words."""

_MISSING_SERVICE = re.compile(
    r"\b(lack(?:s|ed|ing)?(?: of)?|absence of|insufficient|inadequate|failure to|failed to"
    r"|not enough (?:support|help|services?)|without (?:any )?(?:support|help|services?)"
    r"|no (?:\w+ )?(?:support|help|services?|provision|assessments?|plan|intervention|therapy"
    r"|boundaries|supervision|oversight|housing|funding)"
    r"|needs? (?:\w+ )?(?:support|assessments?|therapy|housing|a plan))\b",
    re.IGNORECASE,
)
"""A missing service named instead of what happens."""

_THE_CHILD = re.compile(r"\b(?:the|this) (?:child|baby|young person|boy|girl)\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(\S+?)(?<![.…])[.!?][\"”’')]*\s+(?=[\"“‘']?\w)|;\s|\n")
_ABBREVIATED_WORDS = frozenset(
    {"dr", "mr", "mrs", "ms", "st", "no", "e.g", "i.e", "a.m", "p.m", "pc"}
)


def focal_wording_advice(text: str, child: str) -> tuple[str, ...]:
    """Hints on the wording of a focal point, the most important first. Empty if it is well put.

    Args:
        text: the focal point, as typed.
        child: what the session calls the child.
    """
    return tuple(_hints(text[:LONGEST_FOCAL_LETTERS].strip(), child))


def _hints(text: str, child: str) -> Iterator[str]:
    if names := _name_in(text, child):
        yield f"would the child say “{names}”, or “I”?"
    if (match := _JARGON.search(text) or _ABBREVIATIONS.search(text)) is not None:
        yield f"would the child say “{match[0]}”?"
    if (match := _MISSING_SERVICE.search(text)) is not None:
        yield f"“{match[0]}”: what happens to the child?"
    if _sentences(text) > 1:
        yield "more than one sentence: which one is it?"
    if len(text.split()) > LONGEST_FOCAL_WORDS or len(text) == LONGEST_FOCAL_LETTERS:
        yield "long: can it be said in one breath?"


def _name_in(text: str, child: str) -> str:
    """How the text names the child. Empty if it does not."""
    forms = tuple(form for form in (first_name(child),) if form)
    spans = find_names(text, (Name(name=child, also=forms),)) if child.strip() else ()
    if spans:
        return text[spans[0].start : spans[0].end]
    match = _THE_CHILD.search(text)
    return match[0] if match is not None else ""


def _sentences(text: str) -> int:
    ends = (match[1] for match in _NEXT_SENTENCE.finditer(text))
    return 1 + sum(word is None or word.casefold() not in _ABBREVIATED_WORDS for word in ends)
