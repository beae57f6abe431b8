"""A timer that no time counts for in which the event loop had no turn."""

import asyncio

import pytest

from casetool.widgets.common.awake_timer import SLICE_SECONDS, AwakeTimer


class HandLoop(asyncio.SelectorEventLoop):
    """An event loop whose time a test sets."""

    hand = 0.0

    def time(self) -> float:
        return self.hand

    def turn(self, seconds: float) -> None:
        """Let one turn come after so many seconds."""
        self.hand += seconds
        self.call_soon(self.stop)
        self.run_forever()


@pytest.fixture
def calls() -> list[str]:
    return []


def test_a_stop_of_any_length_counts_as_one_slice(calls: list[str]) -> None:
    loop = HandLoop()

    async def start() -> AwakeTimer:
        return AwakeTimer(1.0, lambda: calls.append("over"))

    loop.run_until_complete(start())
    loop.turn(60)
    loop.turn(60)
    assert calls == []
    for _ in range(round(1.0 / SLICE_SECONDS) + 1):
        loop.turn(SLICE_SECONDS)
    assert calls == ["over"]
    loop.close()


def test_a_cancelled_one_calls_nothing(calls: list[str]) -> None:
    loop = HandLoop()

    async def start() -> None:
        timer = AwakeTimer(SLICE_SECONDS / 2, lambda: calls.append("over"))
        AwakeTimer(SLICE_SECONDS / 2, lambda: calls.append("the other"))
        timer.cancel()

    loop.run_until_complete(start())
    for _ in range(3):
        loop.turn(SLICE_SECONDS)
    assert calls == ["the other"]
    loop.close()
