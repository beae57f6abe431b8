"""Every word of an accepted line of people stands in a field of somebody whom it names."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.people.edits import add_person_line
from casetool.models.people.model import Attends, Person, person_named, slug
from casetool.models.people.parse import read_person
from casetool.models.session import Session

VIC = Person(id="vic", name="Vic Ansell", role="GP", agency="health", attends=Attends.ABSENT)
LORNA = Person(id="lorna", name="Lorna Bell", role="head", agency="Oak School")
KIT = Person(id="kit", name="Kit Marsh", attends=Attends.PHONE)
ZOE = Person(id="zoe", name="Zoë Quill", agency="housing", attends=Attends.ABSENT)
ROOM = Session(id="a", child="Robin", people=(VIC, LORNA, KIT, ZOE))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line, and those of its words that a field has to hold."""

    text: str
    words: str


def plain(text: str) -> Part:
    """A part with no word that says how somebody attends, or for whom."""
    return Part(text, text)


NAMES = st.sampled_from(
    ("Al Moss", "April Hope", "Dr Jo O'Neil", "Sam", "PC 4417 Reed", "Bo Lund", "Zubq Mowq", "Mum")
).map(plain)
KNOWN = st.sampled_from(("Vic Ansell", "Vic", "Lorna", "Lorna Bell", "Kit", "Zoë Quill")).map(plain)
ROLES = st.sampled_from(("school nurse", "head", "GP", "social worker", "note taker")).map(plain)
AGENCIES = st.sampled_from(
    ("health", "police", "housing", "Oak School", "Mind", "St Mary's Primary", "Bo's Hub")
).map(plain)
OTHER_WORDS = st.sampled_from(
    ("Kadinq Jihilq", "bereaved last week", "zorq", "mother of Robin", "north", "Vihogq", "them")
).map(plain)
ATTENDANCE = st.sampled_from(
    (
        Part("by phone", ""),
        Part("on Teams until 3", "until 3"),
        Part("absent", ""),
        Part("apologies", ""),
        Part("in the room", ""),
        Part("on leave until Monday", "until Monday"),
        Part("report sent", "report sent"),
        Part("apologies, report to follow", "report to follow"),
    )
)
HATS = st.sampled_from(
    ("standing in for", "instead of", "covering for", "on behalf of", "also", "in place of",
     "two hats:", "representing", "covering", "also for")
)  # fmt: skip
COVERS = st.sampled_from(
    ("covered by {}", "represented by {}", "cover: {}", "{} covering", "{} instead",
     "sent {} instead", "sent a deputy ({})", "sent deputy: {}")
)  # fmt: skip
BRACKETS = st.sampled_from(
    ((" (", ")"), (" [", "]"), ("(", ")"), (" (", ""), (" - ", ""), (", ", ""), (": ", ""))
)
SEPARATORS = st.sampled_from(
    ((", ", ""), ("; ", ""), (" - ", ""), (" (", ")"), (" ", ""), ("\t", ""), (". ", ""))
)


@st.composite
def with_group(draw: st.DrawFn, parts: st.SearchStrategy[Part]) -> Part:
    """A part, often with something in brackets behind it, and words behind those."""
    part = draw(parts)
    inner = draw(st.none() | OTHER_WORDS | ROLES | AGENCIES | ATTENDANCE)
    if inner is None:
        return part
    opening, closing = draw(BRACKETS)
    behind = draw(st.none() | OTHER_WORDS) if closing else None
    after = f" {behind.text}" if behind is not None else ""
    return Part(
        f"{part.text}{opening}{inner.text}{closing}{after}", f"{part.words} {inner.words}{after}"
    )


WHOM = with_group(KNOWN | KNOWN | NAMES | AGENCIES | ROLES)


@st.composite
def hats(draw: st.DrawFn) -> Part:
    """Whom they also speak for, two of them at times."""
    phrase, whom, other = draw(HATS), draw(WHOM), draw(st.none() | WHOM)
    if other is None:
        return Part(f"{phrase} {whom.text}", whom.words)
    return Part(f"{phrase} {whom.text} and {other.text}", f"{whom.words} {other.words}")


@st.composite
def covers(draw: st.DrawFn) -> Part:
    """Who speaks for them."""
    whom = draw(WHOM)
    return Part(draw(COVERS).format(whom.text), whom.words)


@st.composite
def lines(draw: st.DrawFn) -> Part:
    """A name and up to four other parts, in any order and between any marks."""
    line = draw(with_group(NAMES))
    mark = draw(st.none() | SEPARATORS)
    any_part = st.one_of(
        with_group(ROLES), with_group(AGENCIES), ATTENDANCE, hats(), covers(), OTHER_WORDS
    )
    for part in draw(st.lists(any_part, min_size=1, max_size=4)):
        opening, closing = mark or draw(SEPARATORS)
        line = Part(f"{line.text}{opening}{part.text}{closing}", f"{line.words} {part.words}")
    return line


def words_of(*texts: str) -> set[str]:
    """The words of texts, whatever the marks around and between them."""
    return {word for text in texts for word in slug(" / ".join(text.split())).split("-") if word}


def words_lost(line: Part) -> set[str]:
    """The words of a line that no field holds. None of a line that is asked about."""
    reading = read_person(line.text, ROOM.people)
    if reading.question:
        return set()
    people = add_person_line(ROOM, reading).people
    cover = person_named(reading.person.covered_by or "", people)
    named = [person for person in people if person not in ROOM.people]
    fields = [
        field
        for person in (*named, *((cover,) if cover is not None else ()))
        for field in (person.name, person.role, person.agency)
    ]
    held = {word for field in fields for part in field.split() for word in words_of(part)}
    return {word for part in line.words.split() for word in words_of(part)} - held


@given(lines())
def test_no_word_of_a_line_is_dropped_in_silence(line: Part) -> None:
    assert words_lost(line) == set(), line.text


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (
            "Al, standing in for Vic Ansell (bereaved)",
            "“bereaved”: write it at Vic Ansell, not here",
        ),
        ("Al, on behalf of Vic (them), police", "“them”: write it at Vic Ansell, not here"),
        ("Al, also Kit and Vic (north", "“north”: write it at Vic Ansell, not here"),
        (
            "Al, in place of Vic (on leave until 3)",
            "“on leave until 3”: write it at Vic Ansell, not here",
        ),
        ("April, covered by Lorna (zorq)", "“zorq”: write it at Lorna Bell, not here"),
        ("April, covered by Lorna (by phone)", "“by phone”: write it at Lorna Bell, not here"),
        ("April, covered by Lorna, Kit instead", "covered by “Lorna” or “Kit”?"),
        ("April, cover: Kit, covered by Bo", "covered by “Bo”: nobody here is called that"),
    ],
)
def test_what_is_said_of_another_person_is_asked_about(line: str, question: str) -> None:
    assert read_person(line, ROOM.people).question == question


@pytest.mark.parametrize(
    "line",
    ["Al, standing in for Vic Ansell (GP, health)", "Al, instead of Vic (absent)",
     "Al, instead of Vic (apologies)", "April, covered by Lorna (Oak School)",
     "April, covered by Kit (by phone)", "April, covered by Kit, Kit Marsh instead",
     "April, sent a deputy, covered by Kit"],
)  # fmt: skip
def test_what_the_list_says_of_them_already_is_not_asked_about(line: str) -> None:
    assert read_person(line, ROOM.people).question == ""
