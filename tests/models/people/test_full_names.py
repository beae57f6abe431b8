"""A first name beside another surname is somebody else, and a small word beside it is none."""

from casetool.models.people.full_names import is_of_other_name, words_and_capitals
from tests.support.room_of_robin import KIT


def test_words_are_those_of_handles_and_capitals_tell_nothing_where_all_are() -> None:
    assert words_and_capitals("Kit Marsh-Lee (GP)") == (
        ["kit", "marsh", "lee", "gp"],
        [True, True, True, True],
    )
    assert words_and_capitals("KIT RINGS")[1] == [False, False]
    assert words_and_capitals("") == ([], [])


def test_a_surname_that_is_not_theirs_is_somebody_else() -> None:
    for text, is_other in (("Kit Brown", True), ("Kit Marsh", False), ("Kit Nurse", False)):
        assert is_of_other_name(0, *words_and_capitals(text), KIT) is is_other
