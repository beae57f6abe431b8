"""Whose an action is: what its free words name, and that a word for two names nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.owners import is_theirs, owner_filter, owners_of
from casetool.models.people.model import Attends, People, Person, agencies
from tests.support.strategies import people, texts

ROOM: People = (
    Person(id="jo", name="Jo Pell", role="class teacher", agency="education"),
    Person(id="sam", name="Dr Sam Oyelaran", role="GP", agency="health", attends=Attends.ABSENT),
    Person(id="kit", name="Kit Marsh", role="school nurse", agency="health"),
    Person(id="lee", name="PC Lee Garner", agency="police"),
    Person(id="nic", name="Nic Thorley", role="social worker", agency="children's social care"),
    Person(id="housing", name="Bea Quill", role="housing officer", agency="housing"),
    Person(id="adult-mental-health", agency="adult mental health", attends=Attends.ABSENT),
    Person(id="mo", name="Mo Ferris"),
)
CARE = "children's social care"
ALL = agencies(ROOM)


@pytest.mark.parametrize(
    ("who", "named", "theirs"),
    [
        ("Nic Thorley, with Kit", ("nic", "kit"), (CARE, "health")),
        ("Nic Thorley with Kit Marsh", ("nic", "kit"), (CARE, "health")),
        ("kit & LEE", ("kit", "lee"), ("health", "police")),
        ("Bea / Jo", ("housing", "jo"), ("housing", "education")),
        ("the school nurse and Housing", ("kit", "housing"), ("health", "housing")),
        ("GP", ("sam",), ("health",)),
        ("Dr. Oyelaran", ("sam",), ("health",)),
        ("Sam to ring the GP", ("sam",), ("health",)),
        ("Children’s Social Care (Nic)", ("nic",), (CARE,)),
        ("Social care", (), (CARE,)),
        ("social care team", (), (CARE,)),
        ("health", (), ("health",)),
        ("mental health", (), ("adult mental health",)),
        ("mental health team", (), ("adult mental health",)),
        ("Adult mental health; police", (), ("adult mental health", "police")),
        ("Mo", ("mo",), ()),
        ("all", (), ALL),
        ("Each agency", (), ALL),
        ("All, led by Nic", ("nic",), ALL),
        ("Everyone in the room", (), ALL),
        ("ALL AGENCIES", (), ALL),
        ("all the agencies", (), ALL),
    ],
)
def test_who_is_named(who: str, named: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    found = owners_of(who, ROOM)
    assert set(found.people) == set(named)
    assert set(found.agencies) == set(theirs)
    assert found.known


@pytest.mark.parametrize(
    "who",
    [
        "",
        "somebody",
        "an aunt in Leigh",
        "?",
        "and",
        "school",
        "the",
        "all the family",
        "each sibling",
        "Kit's manager",
    ],
)
def test_what_names_nobody(who: str) -> None:
    assert not owners_of(who, ROOM).known


@pytest.mark.parametrize(
    "who",
    [
        "Kit Brown",
        "kit brown",
        "Kit Brown (head teacher)",
        "Kit B Brown",
        "Ring Kit Brown",
        "Nic Hope, health visitor",
        "Sam Garner",
        "Ann Marsh",
        "Kit Brown to ring",
    ],
)
def test_a_name_shared_with_somebody_who_is_not_there_names_nobody(who: str) -> None:
    assert not owners_of(who, ROOM).people


@pytest.mark.parametrize(
    ("who", "person"),
    [
        ("Kit Health", "kit"),
        ("Kit School Nurse", "kit"),
        ("Nic Social Worker", "nic"),
        ("Kit to ring Monday", "kit"),
        ("KIT TO RING", "kit"),
        ("Kit Monday", "kit"),
        ("Nurse Marsh", "kit"),
        ("PC Garner", "lee"),
        ("Dr Oyelaran", "sam"),
        ("kit first", "kit"),
    ],
)
def test_a_part_of_a_name_with_other_words_is_still_theirs(who: str, person: str) -> None:
    assert person in owners_of(who, ROOM).people


def test_a_name_that_two_have_names_nobody() -> None:
    room = (*ROOM, Person(id="kit-2", name="Kit Vale", agency="police"))
    assert owners_of("Marsh", room).people == ("kit",)
    assert owners_of("Vale", room).people == ("kit-2",)
    twins = (
        Person(id="a", name="Kit Marsh", agency="health"),
        Person(id="b", name="Kit Vale", agency="police"),
    )
    assert not owners_of("Kit", twins).known
    nurses = tuple(Person(id=one, name=one, role="nurse", agency=one) for one in ("x", "y"))
    assert not owners_of("nurse", nurses).known


def test_an_agency_with_an_and_in_its_name_is_one() -> None:
    room = (
        Person(id="a", name="Ann", agency="health and social care"),
        Person(id="b", name="Ben", agency="health"),
    )
    assert owners_of("Health and Social Care", room).agencies == ("health and social care",)
    assert owners_of("social care", room).agencies == ("health and social care",)
    assert set(owners_of("Ben and Ann", room).people) == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "person", "agency"),
    [
        ("Health", "", "health"),
        ("housing", "", "housing"),  # an agency goes before a handle
        ("social care", "", CARE),
        ("the police", "", "police"),
        ("Kit", "kit", ""),
        ("kit marsh", "kit", ""),
        ("school nurse", "kit", ""),
        ("zz", "", ""),
        ("", "", ""),
    ],
)
def test_who_is_asked_for(text: str, person: str, agency: str) -> None:
    asked = owner_filter(text, ROOM)
    assert (asked.person, asked.agency) == (person, agency)
    assert asked.known is bool(person or agency)


def test_whose_an_action_is() -> None:
    def theirs(text: str) -> list[bool]:
        asked = owner_filter(text, ROOM)
        return [is_theirs(who, asked, ROOM) for who in ("Kit", "health", "Lee", "all", "the aunt")]

    assert theirs("health") == [True, True, False, True, False]
    assert theirs("Kit") == [True, False, False, True, False]
    assert theirs("police") == [False, False, True, True, False]
    assert theirs("aunt") == [False, False, False, False, True]  # the words themselves
    assert theirs("") == [False] * 5


@given(texts(), people())
def test_whatever_is_typed_names_only_who_is_there(who: str, room: People) -> None:
    found = owners_of(who, room)
    assert set(found.people) <= {person.id for person in room}
    assert set(found.agencies) <= set(agencies(room))


@given(people(), st.data())
def test_who_stands_there_under_a_name_of_their_own_is_found(
    room: People, data: st.DataObject
) -> None:
    room = (*room, Person(id="z9", name="Zebedee Quux", agency="lighthouse"))
    who = data.draw(st.sampled_from(["Zebedee Quux", "quux", "lighthouse", "z9 and somebody"]))
    assert "lighthouse" in owners_of(who, room).agencies
