"""The list of names: added to, changed, made shorter."""

import pytest
from pydantic import ValidationError

from casetool.models.pseudonyms.edits import add_name, edit_name, name_keys, remove_name
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError

ROBIN, ASH = Name(name="Robin", stand_in="Child A"), Name(name="Ash")
TWO = add_name(add_name(Session(id="a", child="Child A"), ROBIN), ASH)


def test_a_new_name_stands_last() -> None:
    assert TWO.names == (ROBIN, ASH)


def test_a_name_is_changed_in_its_place() -> None:
    edited = edit_name(TWO, "=Robin", stand_in="Child B", also=("Robbie",))
    assert edited.names == (Name(name="Robin", stand_in="Child B", also=("Robbie",)), ASH)


def test_a_name_is_never_empty() -> None:
    with pytest.raises(ValidationError):
        edit_name(TWO, "=Robin", name=" ")


def test_a_name_is_taken_off() -> None:
    assert remove_name(TWO, "=Robin").names == (ASH,)
    with pytest.raises(GoneError):
        remove_name(TWO, "2=Robin")


def test_a_name_has_its_key_wherever_it_stands_and_each_time_it_is_listed() -> None:
    assert name_keys((ROBIN, ASH, ROBIN)) == ("=Robin", "=Ash", "2=Robin")
    assert name_keys((ASH, ROBIN)) == ("=Ash", "=Robin")
    twice = add_name(TWO, Name(name="Robin", stand_in="the aunt"))
    assert remove_name(twice, "2=Robin").names == TWO.names
    assert edit_name(twice, "=Robin", stand_in="").names[2].stand_in == "the aunt"
