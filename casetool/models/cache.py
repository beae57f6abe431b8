"""What was worked out of a value that never changes need not be worked out again."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from casetool.models.base import FrozenModel

CachedValue = TypeVar("CachedValue", bound=FrozenModel)
CachedResult = TypeVar("CachedResult")

CACHED_VALUES = 64
"""Of how many values the result is remembered: more than a method has headings."""


def cached_by_identity(
    work: Callable[[CachedValue], CachedResult],
) -> Callable[[CachedValue], CachedResult]:
    """A function that knows what it gave for the values that it saw last.

    It tells values apart by being the same object, not by comparing thousands of entries; it
    holds them, so that no other can take their place.

    Args:
        work: gives the same for the same value, and changes nothing.
    """
    seen: dict[int, tuple[CachedValue, CachedResult]] = {}

    @wraps(work)
    def ask(value: CachedValue) -> CachedResult:
        found = seen.pop(id(value), None) or (value, work(value))
        seen[id(value)] = found  # the newest stands last
        while len(seen) > CACHED_VALUES:
            seen.pop(next(iter(seen)), None)
        return found[1]

    return ask
