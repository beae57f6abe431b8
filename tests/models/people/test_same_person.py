"""One person whose name was corrected, or two: in doubt they are two."""

import pytest

from casetool.models.people.model import Person
from casetool.models.people.same_person import is_same_person


def _person(text: str) -> Person:
    name, role, agency = (part.strip() for part in text.split(","))
    return Person(id="kit", name=name, role=role, agency=agency)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Kit Marsh, school nurse, health", "Kit Marsh, nurse, health"),
        ("Kit Marsh, school nurse, health", "Kit Marsh,,"),
        ("Kit, school nurse, health", "Kit Marsh, school nurse, health"),
        ("Dr Kit Marsh, GP, health", "Kit Marsh, GP, health"),
        ("Kit Marsh, nurse, health", "Kit March, nurse, health"),
        ("Kit Marsh, nurse, health", "Kit Mrash, nurse, health"),
        ("Kit Marsh,,health", "Kit Mash, nurse, health"),
        ("Kit Marsh,,health", "kit  marsh,,Health"),
        (",,police", ",,Police"),
    ],
)
def test_a_corrected_name_or_role_is_of_one_person(ours: str, theirs: str) -> None:
    assert is_same_person(_person(ours), _person(theirs))
    assert is_same_person(_person(theirs), _person(ours))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Kit Marsh, school nurse, health", "Kit Brown, sergeant, police"),
        ("Kit Marsh, nurse, health", "Kit Brown, nurse, health"),
        ("Kit Marsh, nurse, health", "Kit Marsh, sergeant, police"),
        ("Kit, nurse, health", "Kit, nurse, police"),
        ("Kit, nurse, health", "Kit, doctor, health"),
        ("Kit,,", "Kit Marsh, nurse, health"),
        ("Kit,,", "Kit, nurse, health"),
        ("Sam Hill, PC, police", "Sam Bill, PC, police"),
        ("Jo Lee, PC, police", "Jo Len, PC, police"),
        (",,adult mental health", ",,adult social care"),
        (",,police", "Kit Marsh,,police"),
    ],
)
def test_what_may_be_two_is_two(ours: str, theirs: str) -> None:
    assert not is_same_person(_person(ours), _person(theirs))
    assert not is_same_person(_person(theirs), _person(ours))


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        ("Kit,,", "Kit Marsh, nurse, health", True),
        ("Kit Marsh, nurse, health", "Kit March, matron, hospital", True),
        (",,police", "Kit Marsh,,police", True),
        (",,adult mental heath", ",,adult mental health", True),
        ("Kit Marsh, nurse, health", "Kit Brown, nurse, health", False),
    ],
)
def test_somebody_whom_both_knew_before_may_have_another_role(
    ours: str, theirs: str, is_same: bool
) -> None:
    assert is_same_person(_person(ours), _person(theirs), is_known=True) is is_same
