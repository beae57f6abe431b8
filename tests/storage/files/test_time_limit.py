"""Work that never ends is left behind, and the rest is done."""

from collections.abc import Iterator
from threading import Event, current_thread

import pytest

from casetool.storage.files.time_limit import TimeLimit


@pytest.fixture
def never() -> Iterator[Event]:
    """What a dead drive waits for; it comes when the test is over."""
    event = Event()
    yield event
    event.set()


def test_what_ends_is_given_in_its_order_by_one_thread() -> None:
    threads = set()

    def double(number: int) -> int:
        threads.add(current_thread().name)
        return number * 2

    assert TimeLimit(30).each(double, range(1000)) == [number * 2 for number in range(1000)]
    assert threads == {"casetool-looks"}
    assert TimeLimit(30).each(double, ()) == []


def test_what_never_ends_costs_itself_alone(never: Event) -> None:
    def look(number: int) -> int:
        if number in (0, 3, 4, 9):
            never.wait()
        return number

    answers = TimeLimit(0.1).each(look, range(10))
    assert answers == [None, 1, 2, None, None, 5, 6, 7, 8, None]


def test_what_still_hangs_is_not_tried_again_until_it_ended(never: Event) -> None:
    tries = []

    def look(name: str) -> str:
        tries.append(name)
        never.wait()
        return name

    limit = TimeLimit(0.1)
    assert limit.once(look, "a") is None
    assert limit.once(look, "a") is None
    assert tries == ["a"]
    never.set()
    while limit.once(look, "a") is None:  # until the first of the two has ended
        pass
    assert tries == ["a", "a"]


def test_a_fault_of_the_work_comes_to_whoever_asked() -> None:
    def fail(name: str) -> str:
        raise ValueError(name)

    with pytest.raises(ValueError, match="here"):
        TimeLimit(30).once(fail, "here")
