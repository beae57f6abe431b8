"""Short ids: never one that is taken, never mistaken when read aloud."""

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from casetool.models.base import Id
from casetool.models.ids import fresh_id
from casetool.models.tree.model import FOCAL

SHAPE = re.compile(r"[a-z][a-z2-9]{4}")


@given(st.integers())
def test_an_id_is_a_letter_and_four_more(seed: int) -> None:
    found = fresh_id(Random(seed), ())
    assert SHAPE.fullmatch(found)
    assert not set(found) & set("01ilou")
    assert TypeAdapter(Id).validate_python(found) == found
    assert found != FOCAL


@given(st.integers(), st.integers(1, 30))
def test_what_is_taken_is_passed_over(seed: int, count: int) -> None:
    chance = Random(seed)
    would_be = [fresh_id(chance, ()) for _ in range(count)]
    assert fresh_id(Random(seed), set(would_be)) not in would_be


def test_the_same_chance_gives_the_same_id_and_goes_on() -> None:
    chance = Random(7)
    first, second = fresh_id(chance, ()), fresh_id(chance, ())
    assert first == fresh_id(Random(7), ())
    assert first != second


def test_a_thousand_ids_are_a_thousand() -> None:
    chance, taken = Random(1), set[str]()
    for _ in range(1000):
        taken.add(fresh_id(chance, taken))
    assert len(taken) == 1000
