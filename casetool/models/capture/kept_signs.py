"""Signs that stay in the words: before an amount, and “#” before a bone, as nurses write it."""

import re


def _any_of(patterns: str) -> str:
    return f"(?:{'|'.join(patterns.split())})"


_AMOUNT_SIGNS = "><~%="

_DIGITS = re.compile(r"(?:[~≈]\s*)?[£$€]?(?:\.?\d|[¼½¾⅐-⅞])")

_UNIT = _any_of(
    r"""
    seconds? minutes? mins? hours? hrs? days? nights? weeks? fortnights? months? terms? years? yrs?
    times? miles? metres? pounds? quid stones? kilos? per\scent percent
    """
)
_COUNTED = _any_of(
    """
    absences accidents addresses admissions adults appointments assessments attendances beds
    bedrooms bruises cans carers checks children cigarettes classes complaints contacts detentions
    drinks episodes exclusions homes incidents lessons marks meals moves notices occasions overdoses
    people pints placements referrals schools sessions siblings suspensions units visits workers
    """
)
"""Much that is counted, and little that an action is about."""

_NUMBER_WORD = _any_of(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = _any_of("twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBER = _any_of(
    rf"""
    {_TENS}(?:[-\s]{_NUMBER_WORD})? {_NUMBER_WORD} (?:(?:an?|two|three)\s)?(?:hundred|dozen|couple)
    several most (?:an?\s)?few (?:an?|two|three)[-\s](?:third|quarter|fifth|tenth)s? quarter half
    """
)
_BETWEEN = r"(?:(?!(?:us|you|them|we|and|to|with|by|for|on|at|in)\b)[\w'’-]+\s){0,2}"

_NUMBER_OF = re.compile(rf"{_NUMBER}\s{_BETWEEN}(?:{_UNIT}|{_COUNTED})\b", re.IGNORECASE)
"""A number in words, and what it counts: “three missed appointments”, “half of sessions”."""

_ADVERB = _any_of(
    "once twice half halfway quarter several hourly daily nightly weekly fortnightly monthly termly"
    " yearly annually"
)
_END = r"[.,;?!)]*(?:$|\s(?:since|until|at\smost|at\sleast)\b)"
_FREQUENCY = re.compile(
    rf"""
    (?:once|twice|thrice|{_NUMBER_WORD}\stimes)\s(?:an?|per|every|each|in\s\w+)\s(?:\w+\s)??{_UNIT}\b
    |(?:twice|thrice|{_NUMBER_WORD}\stimes)\s(?:this|last)\s{_UNIT}\b
    |once\sor\stwice\b
    |(?:{_ADVERB}|every\s(?:\w+\s)?{_UNIT}){_END}
    |an?\s{_UNIT}\b(?!['’])
    |half\s(?:past|an?|term|way)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How often, or how long: “once a week”, “weekly”, “a month ago”."""

_PER_CENT_OF = re.compile(r"of\b", re.IGNORECASE)

_BONE_WORD = _any_of(
    r"""
    radi(?:us|al) ulnar? humer(?:us|al) tib(?:ial?)? fib(?:ula|ular)? fem(?:ur|oral) nof noh skull
    ribs? clavicles? clavicular collar-?bone scapula sternum pelvi[sc] hip knee patella ankle
    malleol\w+ wrist scaphoid elbow supracondylar shoulder jaw mandible maxilla nose nasal
    orbit(?:al)? zygoma\w* cheek-?bone metacarpals? metatarsals? mc mt phalan\w+ fingers? thumb
    toes? hand foot feet arms? forearm legs? shin spine spinal vertebr\w+ l[1-5] c[1-7]
    t(?:1[0-2]|[1-9]) neck sacrum coccyx calcaneus heel tooth teeth buckle greenstick spiral
    metaphyseal fractures? distal proximal midshaft shaft colles'?
    """
)
_BONE = re.compile(rf"\b{_BONE_WORD}\b", re.IGNORECASE)
_PAPER_WORD = _any_of(
    r"""
    letters? reports? forms? notes? x-?rays? rays? scans? summar(?:y|ies) chronolog(?:y|ies)
    assessments? referrals? print-?outs? outs? statements? minutes plans? logs? e-?mails? records?
    notices? files? photos? photographs? maps? surveys? certificates? results? charts? drawings?
    list sheet card leaflet profile policy guidance
    """
)
_PAPER = re.compile(rf"\b{_PAPER_WORD}\b", re.IGNORECASE)


def is_amount(line: str) -> bool:
    """Whether a line begins with more than, less than, about or per cent, and so with no sign.

    After ``>`` a number with a capital is an action: “> Three sessions with Kit”.
    """
    sign, text = line[:1], line[1:].lstrip()
    if not sign or sign not in _AMOUNT_SIGNS:
        return False
    if _DIGITS.match(text):
        return True
    if sign == "%":
        return _PER_CENT_OF.match(text) is not None
    if sign == "=" or not line[1:2].isspace():
        return False
    is_order = sign == ">" and text[:1].isupper()
    return _FREQUENCY.match(text) is not None or (
        not is_order and _NUMBER_OF.match(text) is not None
    )


def is_fracture(line: str) -> bool:
    """Whether a line with ``#`` tells of a broken bone, and not of a paper at hand."""
    text = line.removeprefix("#")
    return text != line and _BONE.search(text) is not None and _PAPER.search(text) is None


def kept_signs(text: str) -> tuple[str, ...]:
    """A notice for a sign that stays in the words of a captured line."""
    if is_amount(text):
        return (f"“{text[0]}” stays in the words, as an amount",)
    if is_fracture(text):
        return ("“#” stays in the words, as a fracture",)
    return ()
