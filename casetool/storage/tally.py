"""How far work over many files has got: told to whoever wants to hear it, and to nobody else."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")
Given = TypeVar("Given")

Tally = Callable[[int, int], None]
"""Hears after each file how many are done, and of how many; may raise to end it there."""


def unheard(done: int, total: int) -> None:
    """A tally that nobody hears."""


def tallied(things: Sequence[T], tally: Tally) -> Iterator[T]:
    """Things one after the other; before each, and at the end, it is told how many are done.

    Args:
        things: what is gone through.
        tally: hears of it.
    """
    for done, thing in enumerate(things):
        tally(done, len(things))
        yield thing
    tally(len(things), len(things))


def told_before(work: Callable[[T], Given], tally: Tally, total: int) -> Callable[[T], Given]:
    """The same work, which before each thing tells how many are done.

    Args:
        work: what is done to each thing.
        tally: hears of it.
        total: how many things there are.
    """
    numbers = count()

    def tell_and_work(thing: T) -> Given:
        tally(next(numbers), total)
        return work(thing)

    return tell_and_work
