"""Whom a word after an at sign names in a sentence, and how Tab completes it."""

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.people.mentions import completions, handle_of, mention
from casetool.models.people.model import People, Person, agencies, handle_for, slug
from casetool.models.people.ordinary_words import NAME_WORDS, ORDINARY_WORDS
from tests.support.strategies import people, texts

KIT = Person(id="kit", name="Kit Marsh", agency="health")
PEOPLE = (
    KIT,
    Person(id="priya", name="Priya Nair", agency="Home Start"),
    Person(id="sam", name="Sam Hill", agency="Hillside School"),
    Person(id="sam-lee", name="Samina Lee", agency="school"),
    Person(id="adult", agency="adult social care"),
    Person(id="محمد", name="محمد علی", agency="شرطة"),
    Person(id="李小龙", name="李小龙", agency="police"),
    Person(id="ολγα", name="Ολγα Πέτρου", agency="Early Years & Nursery"),
)


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("kit", "kit"), ("KIT!", "kit"), ("kit?", "kit"), ("Kit.", "kit"), ("kit…", "kit"),
        ("kit)", "kit"), ("kit”", "kit"), ("kit;", "kit"), ("ki", "kit"), ("k", "kit"),
        ("pri", "priya"), ("nai", "priya"), ("mar", "kit"), ("kit-m", "kit"),
        ("sam", "sam"), ("sam-l", "sam-lee"), ("lee", "sam-lee"),
        ("محمد", "محمد"), ("علی", "محمد"), ("محمد؟", "محمد"), ("李小龙。", "李小龙"),
        ("李", "李小龙"),
        ("Όλγα", "ολγα"), ("ΟΛΓΑ", "ολγα"), ("πετρ", "ολγα"), ("شرطة", "شرطة"),
        ("health", "health"), ("police", "police"), ("the-police", "police"),
        ("home-start", "home-start"), ("adult-social-care", "adult-social-care"),
        ("hillside-school", "hillside-school"), ("the-school", "school"),
    ],
)  # fmt: skip
def test_the_shortest_part_that_fits_one_is_enough(word: str, target: str) -> None:
    assert mention(word, PEOPLE).target == target


@pytest.mark.parametrize(
    "word",
    ["home", "school", "schools", "nursery", "work", "court", "night", "kits", "kit's", "(kit",
     "kit@home", "nobody", "heal", "start", "hillside", "adult", "social", "early",
     "years", "", "'", "...", "12", "xx"],
)  # fmt: skip
def test_an_ordinary_word_stays_text(word: str) -> None:
    assert mention(word, PEOPLE) == mention("", PEOPLE)


def test_an_ordinary_word_is_no_start_of_a_name_but_can_be_one() -> None:
    mumtaz = Person(id="mumtaz", name="Mumtaz Parkes")
    assert mention("mum", (mumtaz,)).target is None
    assert mention("park", (mumtaz,)).target is None
    mandy = Person(id="mandy", name="Mandy Poe")
    assert mention("man", (mandy,)).target is None
    assert mention("mand", (mandy,)).target == "mandy"
    assert mention("mumt", (mumtaz,)).target == "mumtaz"
    assert mention("park", (evolve(mumtaz, name="Mumtaz Park"),)).target == "mumtaz"


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("s", ("Sam Hill, Hillside School", "Samina Lee, school")),
        ("sa", ("Sam Hill, Hillside School", "Samina Lee, school")),
    ],
)
def test_one_that_fits_two_asks_which(word: str, labels: tuple[str, ...]) -> None:
    assert mention(word, PEOPLE).target is None
    assert mention(word, PEOPLE).labels == labels


def test_a_shown_handle_always_names_its_person() -> None:
    names = ("Kit Marsh", "Lee Kit", "Kit", "Kit Marsh", "health", "李 Kit", "Sam Kit-Marsh")
    there: People = ()
    for name in names:
        there = (*there, Person(id=handle_for(name, there), name=name, agency="kit"))
    for person in there:
        assert mention(person.id, there).target == person.id
        assert mention(f"{person.id.upper()}!", there).target == person.id


@given(people(), texts())
def test_what_is_mentioned_is_there(there: People, word: str) -> None:
    targets = {person.id for person in there} | {slug(agency) for agency in agencies(there)}
    assert mention(word, there).target in {None, *targets}
    assert len(mention(word, there).labels) != 1


@given(people(), texts())
def test_every_name_that_tab_writes_names_or_asks(there: People, start: str) -> None:
    for name in completions(start, there):
        result = mention(name, there)
        assert result.target is not None or len(result.labels) > 1


@pytest.mark.parametrize(
    ("start", "offered"),
    [
        ("ki", ("kit", "kit-marsh")),
        ("Ki", ("kit", "kit-marsh")),
        ("heal", ("the-health",)),
        ("early", ("early-years-nursery",)),
        ("nur", ("early-years-nursery",)),
        ("scho", ("the-school", "hillside-school")),
        ("hom", ("home-start",)),
        ("مح", ("محمد", "محمد-علی")),
        ("zz", ()),
    ],
)
def test_an_unfinished_name_is_completed(start: str, offered: tuple[str, ...]) -> None:
    assert completions(start, PEOPLE) == offered


def test_people_are_offered_before_agencies() -> None:
    assert completions("adult", PEOPLE) == ("adult-social-care",)
    offered = completions("", PEOPLE)
    assert offered[: len(PEOPLE)] == tuple(handle_of(person) for person in PEOPLE)
    assert len(set(offered)) == len(offered)


@pytest.mark.parametrize("words", [ORDINARY_WORDS, NAME_WORDS])
def test_an_ordinary_word_is_written_as_it_is_compared(words: frozenset[str]) -> None:
    assert {slug(word) for word in words} == words


WILL = Person(id="will", name="Will Said", agency="housing")
MAY = Person(id="may", name="May Hill", agency="Contact Centre")
AMY = Person(id="amy", name="Amy Kerr")


@pytest.mark.parametrize(
    ("word", "target", "sure_form"),
    [
        ("will", "will", "Will"), ("hill", "may", "Hill"), ("may?", "may", "May"),
        ("housing", "housing", "the-housing"), ("a", "amy", "A"),
    ],
)  # fmt: skip
def test_a_name_that_is_a_word_is_both(word: str, target: str, sure_form: str) -> None:
    there = (WILL, MAY, AMY)
    assert mention(word, there, leads=True).target == target
    assert mention(word, there, leads=True).can_be_text
    assert mention(word, there, leads=True).sure_form == sure_form
    assert mention(sure_form, there, leads=True).target == target
    assert not mention(sure_form, there, leads=True).can_be_text


@given(people())
def test_the_handle_that_is_shown_names_the_one_it_stands_beside(there: People) -> None:
    for person in there:
        target = mention(handle_of(person), there).target
        assert target in ({person.id} if person.name else {person.id, slug(person.agency), None})
