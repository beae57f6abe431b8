"""Which of many like cases run each time, and which with ``--full`` alone."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

_MANY = 100
"""Examples that hypothesis makes with ``--full``: then nothing is left out."""


def few(count: int, cases: Iterable[Any]) -> list[Any]:
    """Leave all cases of one kind but some to ``--full``: those that stay are spread evenly.

    Args:
        count: how many run each time.
        cases: all of them. One of several arguments, or of a tuple, is a tuple of them.
    """
    all_cases = list(cases)
    step = (len(all_cases) - 1) / max(1, count - 1)
    kept = {round(index * step) for index in range(count)}
    return [
        pytest.param(*_arguments(case), marks=() if index in kept else pytest.mark.full)
        for index, case in enumerate(all_cases)
    ]


def fewer_examples(divisor: int) -> settings:
    """Fewer examples than hypothesis makes each time otherwise, where each starts an app.

    Args:
        divisor: by how much they are fewer.
    """
    count = settings().max_examples
    return settings(max_examples=count // divisor if count < _MANY else count)


def _arguments(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)
