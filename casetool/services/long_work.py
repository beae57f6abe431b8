"""Work of our own that holds the loop for seconds, such as a PDF of a very large session."""

from collections.abc import Iterator
from contextlib import contextmanager

_AT_WORK: list[None] = []
"""One item for each piece of work, from any thread."""


@contextmanager
def long_work() -> Iterator[None]:
    """Mark work that may take seconds. A program that is told to end waits for it."""
    _AT_WORK.append(None)
    try:
        yield
    finally:
        _AT_WORK.pop()


def is_at_work() -> bool:
    """Whether such work is going on."""
    return bool(_AT_WORK)
