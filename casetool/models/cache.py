"""What was worked out of a value that never changes need not be worked out again."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from casetool.models.base import Frozen

Value = TypeVar("Value", bound=Frozen)
Result = TypeVar("Result")

KEPT = 64
"""Of how many values the result is remembered: more than a method has headings."""


def remembered(work: Callable[[Value], Result]) -> Callable[[Value], Result]:
    """A function that knows what it gave for the values that it saw last.

    It tells values apart by being the same object, not by comparing thousands of entries; it
    holds them, so that no other can take their place.

    Args:
        work: gives the same for the same value, and changes nothing.
    """
    seen: dict[int, tuple[Value, Result]] = {}

    @wraps(work)
    def ask(value: Value) -> Result:
        found = seen.pop(id(value), None) or (value, work(value))
        seen[id(value)] = found  # the newest stands last
        while len(seen) > KEPT:
            seen.pop(next(iter(seen)), None)
        return found[1]

    return ask
