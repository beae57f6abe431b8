"""What is said of a fault of ours: which, and where; never with words of the case."""

import re
from typing import cast

import pytest
from textual.worker import WorkerFailed

from casetool.errors import fault_location, value_or_fault_line
from casetool.render.text.wrap import cells


def raised(text: str) -> BaseException:
    """A fault that came up here, at a line that its place must name."""
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return error


def test_it_names_the_fault_and_its_place_and_none_of_its_words() -> None:
    told = fault_location(raised("Milo hides a bag"))
    assert told.startswith("RuntimeError at test_errors.py:")
    assert "Milo" not in told


def test_what_failed_beside_the_keys_is_told_as_the_fault_that_made_it() -> None:
    told = fault_location(WorkerFailed(raised("Milo hides a bag")))
    assert told.startswith("RuntimeError at test_errors.py:")
    assert "Milo" not in told


def test_our_own_place_is_named_beside_the_librarys() -> None:
    with pytest.raises(TypeError) as caught:
        cells(cast("str", 5))
    told = fault_location(caught.value)
    assert re.fullmatch(r"TypeError at cells\.py:\d+, from render/text/wrap\.py:\d+", told)


def test_a_fault_that_never_came_up_has_no_place() -> None:
    assert fault_location(None) == "no place known"
    assert fault_location(RuntimeError("never raised")) == "no place known"


def test_what_cannot_be_made_is_one_line_with_the_place_and_no_word_of_the_case() -> None:
    def faulty() -> str:
        raise ValueError("Milo hides a bag")

    told = value_or_fault_line(faulty, lambda place: f"not made ({place})")
    assert told.startswith("not made (ValueError at test_errors.py:")
    assert "Milo" not in told
    assert value_or_fault_line(lambda: "made", lambda place: place) == "made"
