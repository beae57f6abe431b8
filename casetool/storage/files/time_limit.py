"""Work that a dead drive may never end: a helper thread does it, and is waited for only so long."""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

ANSWER_SECONDS = 3.0
"""Seconds in which a file of a drive that works is looked at, also where a disk must wake up."""

NO_ANSWER = "its drive does not answer"
"""What is said of a file that could not be looked at in time."""

_LOOKS = 10
"""How often it is looked whether a helper goes on; a computer that slept misses only one."""

_LEAST = 1 / 20
"""The part of the time that is still given where many do not answer."""

LimitedItem = TypeVar("LimitedItem", bound=Hashable)
LimitedResult = TypeVar("LimitedResult")


class TimeLimit:
    """Does the same to many things, and leaves behind those that never end.

    Each that does not end halves the time for the next: a list of many must come up all the same.
    What still hangs is not tried again.

    Args:
        seconds: how long one thing may take.
    """

    def __init__(self, seconds: float = ANSWER_SECONDS) -> None:
        self._seconds = seconds
        self._hanging: dict[Hashable, threading.Thread] = {}

    def each(
        self, work: Callable[[LimitedItem], LimitedResult], items: Sequence[LimitedItem]
    ) -> list[LimitedResult | None]:
        """What the work gives for each thing, in their order; None for what did not end in time.

        Args:
            work: what is done, in another thread.
            items: the things.

        Raises:
            Exception: what the work raised.
        """
        given: dict[int, LimitedResult] = {}
        waiting = deque(
            (place, item) for place, item in enumerate(items) if not self._still_hangs(item)
        )
        part = 1.0
        helper = _Helper(work, waiting, given)
        while not helper.wait(self._seconds * part):
            self._hanging[items[helper.place]] = helper.leave()
            part = max(_LEAST, part / 2)
            helper = _Helper(work, waiting, given)
        return [given.get(place) for place in range(len(items))]

    def once(
        self, work: Callable[[LimitedItem], LimitedResult], item: LimitedItem
    ) -> LimitedResult | None:
        """What the work gives for one thing; None where it did not end in time.

        Raises:
            Exception: what the work raised.
        """
        return self.each(work, (item,))[0]

    def _still_hangs(self, item: Hashable) -> bool:
        thread = self._hanging.get(item)
        if thread is not None and not thread.is_alive():
            del self._hanging[item]
        return item in self._hanging


class _Helper:
    """A thread that takes one thing after the other, until none waits or it is left behind."""

    def __init__(
        self,
        work: Callable[[LimitedItem], LimitedResult],
        waiting: deque[tuple[int, LimitedItem]],
        given: dict[int, LimitedResult],
    ) -> None:
        self.place = -1
        """Which thing it is at."""
        self._left = False
        self._done = threading.Event()
        self._error: BaseException | None = None

        def go_on() -> None:
            try:
                while waiting and not self._left:
                    self.place, item = waiting.popleft()
                    given[self.place] = work(item)
            except BaseException as error:
                self._error = error
            finally:
                self._done.set()

        self._thread = threading.Thread(target=go_on, name="casetool-looks", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until all is done; False as soon as one thing took so many seconds.

        Raises:
            Exception: what the work raised.
        """
        looks, place = 0, self.place
        while not self._done.wait(seconds / _LOOKS):
            looks, place = (looks + 1, place) if self.place == place else (0, self.place)
            if looks >= _LOOKS:
                return False
        if self._error is not None:
            raise self._error
        return True

    def leave(self) -> threading.Thread:
        """Let it go no further than what it hangs in."""
        self._left = True
        return self._thread


DEFAULT_TIME_LIMIT = TimeLimit()
"""How long files are waited for in this run."""
