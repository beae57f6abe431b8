"""The wording of the focal point: hints while it is typed, never more than hints.

The Case Discussion Tool asks for simple words from the point of view of the child. A focal point
that names a missing service already holds its answer, and hides what happens to the child.
"""

import re
from collections.abc import Iterator

from casetool.models.pseudonyms.names import Name, find_names, first_name

LONGEST_FOCAL_WORDS = 20
"""Words of a sentence that can still be said in one breath."""

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
"""Words of the agencies, not of a child; a list of our own, and short on purpose."""

_LETTERS = re.compile(
    r"\b(CSE|CCE|CP(?: plan)?|CIN|CAMHS|CLA|LAC|DV|DA|EHA|EHCP|EHE|FGM|MARAC|MASH|NEET|NFA|YP)\b"
)
"""What stands for such words in letters."""

_ABSENCE = re.compile(
    r"\b(lack(?:s|ed|ing)?(?: of)?|absence of|insufficient|inadequate|failure to|failed to"
    r"|not enough (?:support|help|services?)|without (?:any )?(?:support|help|services?)"
    r"|no (?:\w+ )?(?:support|help|services?|provision|assessments?|plan|intervention|therapy"
    r"|boundaries|supervision|oversight|housing|funding)"
    r"|needs? (?:\w+ )?(?:support|assessments?|therapy|housing|a plan))\b",
    re.IGNORECASE,
)
"""A missing answer in the place of what happens."""

_THE_CHILD = re.compile(r"\b(?:the|this) (?:child|baby|young person|boy|girl)\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(\S+?)(?<![.…])[.!?][\"”’')]*\s+(?=[\"“‘']?\w)|;\s|\n")
_NO_END = frozenset({"dr", "mr", "mrs", "ms", "st", "no", "e.g", "i.e", "a.m", "p.m", "pc"})


def focal_wording_advice(text: str, child: str) -> tuple[str, ...]:
    """Hints on the wording of a focal point, the most telling first; none where it is well put.

    Args:
        text: the focal point, as it is typed.
        child: what the session calls the child.
    """
    return tuple(_hints(text.strip(), child))


def _hints(text: str, child: str) -> Iterator[str]:
    if names := _named(text, child):
        yield f"would the child say “{names}”, or “I”?"
    if (found := _JARGON.search(text) or _LETTERS.search(text)) is not None:
        yield f"would the child say “{found[0]}”?"
    if (found := _ABSENCE.search(text)) is not None:
        yield f"“{found[0]}”: what happens to the child?"
    if _sentences(text) > 1:
        yield "more than one sentence: which one is it?"
    if len(text.split()) > LONGEST_FOCAL_WORDS:
        yield "long: can it be said in one breath?"


def _named(text: str, child: str) -> str:
    """How the text speaks about the child, where it does."""
    forms = tuple(form for form in (first_name(child),) if form)
    spans = find_names(text, (Name(name=child, also=forms),)) if child.strip() else ()
    if spans:
        return text[spans[0].start : spans[0].end]
    found = _THE_CHILD.search(text)
    return found[0] if found is not None else ""


def _sentences(text: str) -> int:
    ends = (found[1] for found in _NEXT_SENTENCE.finditer(text))
    return 1 + sum(word is None or word.casefold() not in _NO_END for word in ends)
