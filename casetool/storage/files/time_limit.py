"""Run work on drives that may never answer in a helper thread, and wait only so long for it."""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

ANSWER_SECONDS = 3.0
"""Seconds in which a working drive answers, even where a disk must wake up."""

NO_ANSWER = "its drive does not answer"
"""The message for a file whose drive did not answer in time."""

_CHECKS = 10
"""How often progress is checked within the limit. A computer that slept misses only one check."""

_SMALLEST_SHARE = 1 / 20
"""The smallest share of the time allowed for each item where many do not answer."""

LimitedItem = TypeVar("LimitedItem", bound=Hashable)
LimitedResult = TypeVar("LimitedResult")


class TimeLimit:
    """Does the same work for many items, and abandons those that never end.

    Each item without an answer halves the time for the next, so that a long list still appears.
    An item that still hangs is not tried again.

    Args:
        seconds: the time allowed for one item.
    """

    def __init__(self, seconds: float = ANSWER_SECONDS) -> None:
        self._seconds = seconds
        self._hanging: dict[Hashable, threading.Thread] = {}

    def each(
        self, work: Callable[[LimitedItem], LimitedResult], items: Sequence[LimitedItem]
    ) -> list[LimitedResult | None]:
        """Do the work for each item, in order. The result is None where time ran out.

        Args:
            work: the work, done in another thread.
            items: the items.

        Raises:
            Exception: whatever the work raised.
        """
        results: dict[int, LimitedResult] = {}
        waiting = deque(
            (index, item) for index, item in enumerate(items) if not self._still_hangs(item)
        )
        share = 1.0
        helper = _Helper(work, waiting, results)
        while not helper.wait(self._seconds * share):
            self._hanging[items[helper.index]] = helper.abandon()
            share = max(_SMALLEST_SHARE, share / 2)
            helper = _Helper(work, waiting, results)
        return [results.get(index) for index in range(len(items))]

    def once(
        self, work: Callable[[LimitedItem], LimitedResult], item: LimitedItem
    ) -> LimitedResult | None:
        """Do the work for one item. The result is None where time ran out.

        Raises:
            Exception: whatever the work raised.
        """
        return self.each(work, (item,))[0]

    def _still_hangs(self, item: Hashable) -> bool:
        thread = self._hanging.get(item)
        if thread is not None and not thread.is_alive():
            del self._hanging[item]
        return item in self._hanging


class _Helper:
    """A thread that works through the waiting items until none is left or it is abandoned."""

    def __init__(
        self,
        work: Callable[[LimitedItem], LimitedResult],
        waiting: deque[tuple[int, LimitedItem]],
        results: dict[int, LimitedResult],
    ) -> None:
        self.index = -1
        """The position of the item it is working on."""
        self._is_abandoned = False
        self._done = threading.Event()
        self._error: BaseException | None = None

        def run() -> None:
            try:
                while waiting and not self._is_abandoned:
                    self.index, item = waiting.popleft()
                    results[self.index] = work(item)
            except BaseException as error:
                self._error = error
            finally:
                self._done.set()

        self._thread = threading.Thread(target=run, name="casetool-looks", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until all is done. Return False as soon as one item took too long.

        Raises:
            Exception: whatever the work raised.
        """
        checks, index = 0, self.index
        while not self._done.wait(seconds / _CHECKS):
            checks, index = (checks + 1, index) if self.index == index else (0, self.index)
            if checks >= _CHECKS:
                return False
        if self._error is not None:
            raise self._error
        return True

    def abandon(self) -> threading.Thread:
        """Let the thread stop after its present item, if that ever ends."""
        self._is_abandoned = True
        return self._thread


DEFAULT_TIME_LIMIT = TimeLimit()
"""The limit shared by a whole run."""
