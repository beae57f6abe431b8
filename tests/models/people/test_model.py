"""Who takes part, and how one names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.owners import owners_of
from casetool.models.entries.model import Entry
from casetool.models.people.model import (
    Attends,
    Person,
    agencies,
    handle_for,
    missing_agencies,
    named,
    person_named,
    slug,
    speaker,
    speaking_for,
)
from tests.support.strategies import people, texts

KIT = Person(id="kit", name="Kit Marsh", agency="health")
PEOPLE = (
    KIT,
    Person(id="sam", name="Dr Sam Oyelaran", agency="health", attends=Attends.ABSENT),
    Person(id="lee", name="PC Lee Garner", agency="police"),
    Person(id="nic", name="Nic Thorley-Marsh", agency="children's social care"),
    Person(id="sean", name="Seán O'Brien", agency="Early Years & Nursery"),
    Person(id="adult", agency="adult social care", attends=Attends.ABSENT),
)


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("Kit Marsh", "kit-marsh"),
        ("children's social care", "childrens-social-care"),
        ("Seán O’Brien", "sean-obrien"),
        ("Łucja Ødegård", "lucja-odegard"),
        ("  --  ", ""),
        ("x" * 61, "x" * 60),
        (f"{'x' * 59} y", "x" * 59),
        ("日本", "日本"),
        ("محمد علی", "محمد-علی"),
        ("Ολγα Πέτρου", "ολγα-πετρου"),
        ("김철수", "김철수"),
        ("Kit\u00ad\u200eMarsh", "kitmarsh"),
        ("\u0e31 x", "x"),
        ("👩‍👧", ""),
    ],
)
def test_a_handle_is_letters_of_any_script_without_marks(text: str, handle: str) -> None:
    assert slug(text) == handle


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Bea Quill", "bea"),
        ("Dr Bea Quill", "bea"),
        ("Kit Oduya", "kit-oduya"),
        ("PC", "pc"),
        ("日本", "日本"),
        ("محمد علی", "محمد"),
        ("Sgt Bea Quill", "bea"),
        ("👩‍👧", "person"),
        ("", "person"),
        ("Kit", "kit-2"),
        ("Details Oduya", "details-oduya"),
    ],
)
def test_a_new_person_goes_by_their_first_name_where_it_is_free(name: str, handle: str) -> None:
    assert handle_for(name, PEOPLE) == handle


@given(texts())
def test_any_handle_can_be_stored(name: str) -> None:
    handle = handle_for(name, ())
    assert Person(id=handle, covered_by=handle).id == handle
    assert Entry(id="x", text="x", by=handle).by == handle


@given(st.lists(texts() | st.just("Kit Marsh"), max_size=8))
def test_no_two_people_have_one_handle(names: list[str]) -> None:
    there: tuple[Person, ...] = ()
    for name in names:
        there = (*there, Person(id=handle_for(name, there), name=name))
    assert len({person.id for person in there}) == len(names)


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("kit", "kit"),
        ("KIT", "kit"),
        ("kit,", "kit"),
        ("kit-marsh", "kit"),
        ("garner", "lee"),
        ("seán", "sean"),
        ("sean", "sean"),
        ("o'brien", "sean"),
        ("obrien", "sean"),
        ("health", "health"),
        ("police.", "police"),
        ("nursery", "early-years-nursery"),
        ("childrens", "childrens-social-care"),
        ("children's", "childrens-social-care"),
        ("adult", "adult"),
        ("marsh", None),
        ("social", None),
        ("care", None),
        ("pc", None),
        ("dr", None),
        ("nobody", None),
        ("ki", None),
        ("kit!", "kit"),
        ("kit?", "kit"),
        ("kit…”", "kit"),
        ("(kit)", None),
        ("kit@home", None),
        ("", None),
        ("'", None),
        ("...", None),
    ],
)
def test_a_word_names_one_or_nobody(word: str, target: str | None) -> None:
    assert named(word, PEOPLE) == target


def test_a_name_that_two_share_names_nobody() -> None:
    oduya = Person(id="kit-oduya", name="Kit Oduya", agency="housing")
    assert named("kit", (KIT, oduya)) is None
    assert owners_of("Kit rings", (KIT, oduya)).people == ()


def test_the_small_words_of_an_agency_name_nobody() -> None:
    borough = (Person(id="ada", agency="Council for the Borough of Hay UK"),)
    assert [named(word, borough) for word in ("for", "the", "of", "uk")] == [None] * 4
    assert named("hay", borough) == "council-for-the-borough-of-hay-uk"


def test_an_agency_with_a_very_long_name_can_be_named_by_one_of_its_words() -> None:
    agency = "The Joint Office of " + "very " * 20 + "long names"
    target = named("joint", (Person(id="ada", agency=agency),))
    assert target is not None
    assert Entry(id="x", text="x", by=target).by == target
    assert speaker(target, (Person(id="ada", agency=agency),)) == agency.strip()


@given(people(), texts())
def test_what_is_named_can_be_told_to_the_reader(there: tuple[Person, ...], word: str) -> None:
    target = named(word, there)
    ids = {person.id for person in there} | {slug(agency) for agency in agencies(there)}
    assert target is None or target in ids
    assert target is None or speaker(target, there)


def test_each_agency_stands_once_in_the_order_of_the_people() -> None:
    assert agencies(PEOPLE)[:3] == ("health", "police", "children's social care")
    assert agencies(()) == ()


@pytest.mark.parametrize(
    ("attends", "present"),
    [
        (Attends.ROOM, True),
        (Attends.PHONE, True),
        (Attends.ABSENT, False),
        (Attends.COVERED, False),
    ],
)
def test_who_is_present_can_speak(attends: Attends, present: bool) -> None:
    assert Person(id="kit", attends=attends).present is present


def test_a_person_is_called_by_name_or_agency_or_handle() -> None:
    assert [person.label for person in (KIT, PEOPLE[-1], Person(id="x"))] == [
        "Kit Marsh",
        "adult social care",
        "x",
    ]


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("kit", "Kit Marsh, health"),
        ("childrens-social-care", "children's social care"),
        ("gone", "gone"),
    ],
)
def test_who_said_it_is_told_in_full(by: str, told: str) -> None:
    assert speaker(by, PEOPLE) == told


def test_a_person_is_found_by_handle() -> None:
    assert person_named("kit", PEOPLE) is KIT
    assert person_named("marsh", PEOPLE) is None


HERE = Person(id="kit", name="Kit Marsh", agency="health")
HATS = Person(id="sam", name="Dr Sam", agency="GP", attends=Attends.COVERED, covered_by="kit")
PHONE = Person(id="bea", name="Bea Quill", agency="housing", attends=Attends.PHONE)
AWAY = Person(id="amh", agency="adult mental health", attends=Attends.ABSENT)


@pytest.mark.parametrize(
    ("people", "missing"),
    [
        ((HERE, HATS, PHONE, AWAY), ("adult mental health",)),
        ((HATS,), ("GP",)),
        ((HATS.model_copy(update={"covered_by": None}), HERE), ("GP",)),
        ((HERE.model_copy(update={"attends": Attends.ABSENT}), HATS), ("health", "GP")),
        ((), ()),
    ],
)
def test_an_agency_is_missing_when_nobody_there_could_speak_for_it(
    people: tuple[Person, ...], missing: tuple[str, ...]
) -> None:
    assert missing_agencies(people) == missing


def test_who_speaks_for_an_agency_is_there_or_wears_its_hat() -> None:
    invited = (HERE, HATS, PHONE, AWAY)
    assert speaking_for("health", invited) == (HERE,)
    assert speaking_for("GP", invited) == (HERE,)
    assert speaking_for("housing", invited) == (PHONE,)
    assert speaking_for("adult mental health", invited) == ()
