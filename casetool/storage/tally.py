"""How far work over many files has got: told to whoever wants to hear it, and to nobody else."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TypeVar

TalliedItem = TypeVar("TalliedItem")
TalliedResult = TypeVar("TalliedResult")

Tally = Callable[[int, int], None]
"""Hears after each file how many are done, and of how many; may raise to end it there."""


def ignore_count(done: int, total: int) -> None:
    """A tally that nobody hears."""


def count_through(things: Sequence[TalliedItem], tally: Tally) -> Iterator[TalliedItem]:
    """Things one after the other; before each, and at the end, it is told how many are done.

    Args:
        things: what is gone through.
        tally: hears of it.
    """
    for done, thing in enumerate(things):
        tally(done, len(things))
        yield thing
    tally(len(things), len(things))


def announce_before(
    work: Callable[[TalliedItem], TalliedResult], tally: Tally, total: int
) -> Callable[[TalliedItem], TalliedResult]:
    """The same work, which before each thing tells how many are done.

    Args:
        work: what is done to each thing.
        tally: hears of it.
        total: how many things there are.
    """
    numbers = count()

    def tell_and_work(thing: TalliedItem) -> TalliedResult:
        tally(next(numbers), total)
        return work(thing)

    return tell_and_work
