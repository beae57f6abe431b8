"""When an app in a test has done all it can do: asked of its event loop, not of the clock.

Textual's pilot takes a process for idle that used little processor time for a while: 20 ms at
least, a second on a busy machine, and up to three times for each key. It paints two or three
pictures for each key, four fifths of the work: here one, of what stands there in the end.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import monotonic
from typing import Any
from weakref import WeakSet

import textual.app
import textual.pilot
from textual._context import active_app
from textual.pilot import Pilot
from textual.screen import Screen

SOON = 0.02
"""Seconds: what a timer does within them is waited for, as a key that waits for its turn."""

LIMIT = 1.0
"""Seconds after which what never comes to rest counts as settled, as for Textual's pilot."""

LEAST_ROUNDS = 50
"""Rounds before that limit counts: a busy machine may not give an app its turn for a second."""


async def settled(min_sleep: float = 0, max_sleep: float = LIMIT) -> None:
    """Wait until no task of the event loop can go on, no timer is due, and all is painted.

    Args:
        min_sleep: as Textual calls it; not used.
        max_sleep: seconds after which it is over, when it has had its rounds.
    """
    await _settled(max_sleep, paints=True)


async def settled_unpainted(min_sleep: float = 0, max_sleep: float = LIMIT) -> None:
    """The same between the keys of one press: the picture comes after the last, as of fast keys."""
    await _settled(max_sleep, paints=False)


@contextmanager
def unpainted() -> Iterator[None]:
    """Paint only what stands there after a long row of keys, where a test is about the record."""
    _HOLD.append(not _EACH_KEY)
    try:
        yield
    finally:
        _HOLD.pop()


async def _settled(max_sleep: float, *, paints: bool) -> None:
    """Wait as ``settled`` does, and paint if that is wanted."""
    paints = paints and not any(_HOLD)
    app, end = active_app.get(), monotonic() + max_sleep
    await _all_wait()
    for rounds in count():
        if rounds > LEAST_ROUNDS and monotonic() > end:
            return
        screen = app.screen if app._running and app._screen_stack else None
        if screen is not None and _update_is_due(screen):
            screen._on_timer_update()
        elif (seconds := _seconds_to_timer()) < SOON:
            await asyncio.sleep(max(0.0, seconds))
        elif paints and screen is not None and screen in _UNPAINTED:
            _paint(screen)
        else:
            return
        await _all_wait()


_HOLD: list[bool] = []
"""Whether the picture waits, for each ``unpainted`` around what a test does."""

_EACH_KEY: list[bool] = []
"""Something, if the screen is painted after each key, whatever a test says."""

_UNPAINTED = WeakSet[Screen[Any]]()
"""Screens that have changed since their last picture."""

_compositor_refresh = Screen._compositor_refresh


def _paint(screen: Screen[Any]) -> None:
    """Paint a screen as Textual does."""
    _UNPAINTED.discard(screen)
    _compositor_refresh(screen)


def _paint_later(screen: Screen[Any]) -> None:
    """Leave the picture until the app has settled; what lies below the top paints nothing."""
    if screen is not screen.app.screen:
        _compositor_refresh(screen)
        return
    _UNPAINTED.add(screen)
    screen._dirty_widgets.clear()
    screen.app._update_mouse_over(screen)


def _update_is_due(screen: Screen[Any]) -> bool:
    """Whether a screen would do something at the next tick of its timer."""
    changed = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    return bool(changed and screen.is_current and not screen.app._batch_count)


def _seconds_to_timer() -> float:
    """How long until the next timer of the event loop is due."""
    loop: Any = asyncio.get_running_loop()
    due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
    return min(due, default=float("inf")) - float(loop.time())


async def _all_wait() -> None:
    """Let each task run until it waits for a timer, a file or a thread."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


async def _screen_settled(pilot: Pilot[Any], timeout: float = LIMIT) -> bool:
    """The same, for a pilot that would send a message to each widget and wait for all of them."""
    await settled(max_sleep=timeout)
    return True


def settle_at_once(*, paints_each_key: bool = False) -> None:
    """Let every pilot wait that way, and every app paint that way."""
    _EACH_KEY[:] = [True] if paints_each_key else []
    vars(textual.app)["wait_for_idle"] = settled if paints_each_key else settled_unpainted
    vars(textual.pilot)["wait_for_idle"] = settled
    setattr(Pilot, "_wait_for_screen", _screen_settled)  # noqa: B010
    setattr(Screen, "_compositor_refresh", _paint_later)  # noqa: B010
