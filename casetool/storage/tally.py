"""Report the progress of work over many files to a callback."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TypeVar

TalliedItem = TypeVar("TalliedItem")
TalliedResult = TypeVar("TalliedResult")

Tally = Callable[[int, int], None]
"""Called with the number done and the total. It may raise to cancel the work."""


def ignore_count(done: int, total: int) -> None:
    """A tally that reports nothing."""


def count_through(items: Sequence[TalliedItem], tally: Tally) -> Iterator[TalliedItem]:
    """Iterate over items, reporting progress before each and at the end.

    Args:
        items: the items to go through.
        tally: called with the progress.
    """
    for done, item in enumerate(items):
        tally(done, len(items))
        yield item
    tally(len(items), len(items))


def announce_before(
    work: Callable[[TalliedItem], TalliedResult], tally: Tally, total: int
) -> Callable[[TalliedItem], TalliedResult]:
    """Wrap a function so that it reports progress before each call.

    Args:
        work: the function, called once for each item.
        tally: called with the progress.
        total: the number of items.
    """
    counter = count()

    def counted_work(item: TalliedItem) -> TalliedResult:
        tally(next(counter), total)
        return work(item)

    return counted_work
