"""Compare two values of one session, also where a file holds the number “nan”."""

from collections.abc import Mapping

from casetool.models.base import FrozenModel


def is_same_value(left: FrozenModel, right: FrozenModel) -> bool:
    """Whether two models have the same value. An unknown key can hold nan, which equals nan here.

    Args:
        left: a model.
        right: another one.
    """
    return left == right or _is_same(left.model_dump(), right.model_dump())


def _is_same(left: object, right: object) -> bool:
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(_is_same(left[key], right[key]) for key in left)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(_is_same, left, right))
    is_nan = left != left and right != right  # noqa: PLR0124 - only nan differs from itself
    return is_nan or left == right
