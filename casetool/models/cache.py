"""A cache for results that depend on one immutable value."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from casetool.models.base import FrozenModel

CachedValue = TypeVar("CachedValue", bound=FrozenModel)
CachedResult = TypeVar("CachedResult")

CACHED_VALUES = 64
"""Results kept for each function: more than a method has headings."""


def cached_by_identity(
    work: Callable[[CachedValue], CachedResult],
) -> Callable[[CachedValue], CachedResult]:
    """Cache a function's results for the values that it saw last.

    Values are compared by identity, because comparing thousands of entries is slow. The cache keeps
    them alive, so that no other object gets the same id.

    Args:
        work: a pure function.
    """
    cache: dict[int, tuple[CachedValue, CachedResult]] = {}

    @wraps(work)
    def cached(value: CachedValue) -> CachedResult:
        entry = cache.pop(id(value), None) or (value, work(value))
        cache[id(value)] = entry  # the newest comes last
        while len(cache) > CACHED_VALUES:
            cache.pop(next(iter(cache)), None)
        return entry[1]

    return cached
