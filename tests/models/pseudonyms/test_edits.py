"""The list of names: added to, changed, made shorter."""

import pytest
from pydantic import ValidationError

from casetool.models.gone import GoneError
from casetool.models.pseudonyms.edits import add_name, edit_name, remove_name
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session

ROBIN, ASH = Name(name="Robin", stand_in="Child A"), Name(name="Ash")
TWO = add_name(add_name(Session(id="a", child="Child A"), ROBIN), ASH)


def test_a_new_name_stands_last() -> None:
    assert TWO.names == (ROBIN, ASH)


def test_a_name_is_changed_in_its_place() -> None:
    edited = edit_name(TWO, 0, stand_in="Child B", also=("Robbie",))
    assert edited.names == (Name(name="Robin", stand_in="Child B", also=("Robbie",)), ASH)


def test_a_name_is_never_empty() -> None:
    with pytest.raises(ValidationError):
        edit_name(TWO, 0, name=" ")


def test_a_name_is_taken_off() -> None:
    assert remove_name(TWO, 0).names == (ASH,)
    with pytest.raises(GoneError):
        remove_name(TWO, 2)
