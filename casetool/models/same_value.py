"""Compare two values of one session, also where a file holds the number “nan”."""

from collections.abc import Mapping

from casetool.models.base import FrozenModel


def is_same_value(first: FrozenModel, second: FrozenModel) -> bool:
    """Whether two models have the same value. An unknown key can hold nan, which equals nan here.

    Args:
        first: a model.
        second: another one.
    """
    return first == second or _is_same(first.model_dump(), second.model_dump())


def _is_same(first: object, second: object) -> bool:
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(
            _is_same(first[key], second[key]) for key in first
        )
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(_is_same, first, second))
    is_nan = first != first and second != second  # noqa: PLR0124 - only nan differs from itself
    return is_nan or first == second
