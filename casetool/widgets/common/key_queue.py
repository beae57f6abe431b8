"""Keys take effect in the order in which they were pressed, however busy the app is.

Textual gives a key to whoever has the focus at that moment, and that widget hears it some time
later; a priority binding acts at once. On a slow laptop an arrow and the letter after it may
therefore change places. Here each key waits until the one before it was heard by the widget that
had the focus and by all above it, and until there is a screen that can hear it. Keys that were
typed quickly for what is only just opening wait for it, too.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widget import Widget

from casetool.widgets.common.keyboard import takes_text
from casetool.widgets.common.textual_compat import queued_messages

PATIENCE_SECONDS = 1.0
"""Seconds after which the next key goes on, whatever has become of the one before."""

OPENING_SECONDS = 3.0
"""Seconds that keys wait for what is about to open: a slow laptop may need one or two."""

QUEUE_POLL_SECONDS = 0.01
"""Seconds between two looks whether what is just being put up is there."""

SWEEPS = 2
"""How often the way up is followed: what a key makes a widget ask of those above it comes after
the key itself."""

GRACE_SECONDS = 0.2
"""Seconds in which the key that is under way may be heard when the program must end."""

KeyHandler = Callable[[Event], Awaitable[None]]


class KeyQueue:
    """Lets the keys and pastes of an app through one at a time.

    Args:
        app: whose they are.
        patience: seconds after which the next one goes on in any case.
        opening: seconds that they wait for what is about to open.
    """

    def __init__(
        self, app: App[int], patience: float = PATIENCE_SECONDS, opening: float = OPENING_SECONDS
    ) -> None:
        self._app, self._patience, self._opening = app, patience, opening
        self._waiting: deque[Event] = deque()
        self._under_way: asyncio.TimerHandle | None = None
        self._held: tuple[Widget, float] | None = None
        """For whom keys wait, and until when."""
        self._drawn_by: WeakKeyDictionary[Screen[Any], float] = WeakKeyDictionary()
        """When each screen counts as drawn, also if Textual never says so."""
        self._ended = False
        _ORDERS[app] = self

    def hold(self, widget: Widget) -> None:
        """Let the next keys wait until the focus has left a widget, or for as long as can be."""
        self._held = (widget, monotonic() + self._opening)

    async def hear(self, event: Event, handle: KeyHandler) -> None:
        """Handle an event; a key or a paste only when it is its turn.

        Args:
            event: what happened.
            handle: what the app does with it.
        """
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await handle(event)
            return
        self._waiting.append(event)
        await self._go_on(handle)

    async def settle(self, seconds: float) -> list[Event]:
        """Let what was pressed so far be heard; after some time let nothing through any more.

        Args:
            seconds: how long at most.

        Returns:
            What was heard by nobody, oldest first.
        """
        passed = asyncio.Event()
        self._app.call_later(passed.set)  # it waits behind what came so far
        end = monotonic() + seconds
        while monotonic() < end and not (passed.is_set() and self._is_quiet):
            await asyncio.sleep(QUEUE_POLL_SECONDS)
        self._ended = True
        while monotonic() < end + GRACE_SECONDS and self._under_way is not None:
            await asyncio.sleep(QUEUE_POLL_SECONDS)
        unheard, self._waiting = [*self._waiting, *self._still_coming()], deque()
        heard, focused = asyncio.Event(), self._app.focused or self._app.screen
        # what it made the widget tell those above it
        self._follow([*focused.ancestors_with_self] * SWEEPS, self._under_way, heard.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), GRACE_SECONDS)
        return unheard

    @property
    def _is_quiet(self) -> bool:
        return not self._waiting and self._under_way is None

    def _still_coming(self) -> list[Event]:
        """The keys that the app has not looked at yet; when it does, they wait for nothing."""
        coming = queued_messages(self._app)
        return [event for event in coming if isinstance(event, Key | Paste)]

    async def _go_on(self, handle: KeyHandler) -> None:
        while self._waiting and self._under_way is None and not self._ended:
            if not self._is_laid_out(self._app.screen) or self._is_held():
                self._call_after(
                    QUEUE_POLL_SECONDS, partial(self._app.call_later, self._go_on, handle)
                )
                return
            event, screen = self._waiting.popleft(), self._app.screen
            focused = self._app.focused or self._app.screen
            # what is typed goes no further than to the widget itself
            typed = isinstance(event, Key) and event.is_printable and takes_text(focused)
            await handle(event)
            if event.is_forwarded:
                way = [focused] if typed else [*focused.ancestors_with_self] * SWEEPS
                self._wait(way, screen, handle)

    def _is_laid_out(self, screen: Screen[Any]) -> bool:
        """Whether a screen was drawn once: before that a key finds nobody, or a list of no rows."""
        if not screen.is_mounted:
            return False
        if screen not in self._drawn_by:
            self._drawn_by[screen] = monotonic() + self._opening
            screen.call_after_refresh(self._drawn_by.__setitem__, screen, 0.0)
        return monotonic() >= self._drawn_by[screen]

    def _is_held(self) -> bool:
        if self._held is not None:
            widget, until = self._held
            stays = widget.is_attached and widget.screen.focused is widget
            if not stays or monotonic() >= until:
                self._held = None
        return self._held is not None

    def _wait(self, way: Sequence[DOMNode], screen: Screen[Any], handle: KeyHandler) -> None:
        """Follow a key up the way that it may bubble."""
        over = partial(self._over, handle)
        turn = self._under_way = self._call_after(self._patience, over)
        self._follow(way, turn, partial(self._elsewhere, screen, turn, over))

    def _elsewhere(
        self, screen: Screen[Any], turn: asyncio.TimerHandle, over: Callable[[], None]
    ) -> None:
        """Where a screen has gone, whoever put it up hears what came of it before the next key."""
        now = self._app.screen
        self._follow([now, self._app] if now is not screen else [], turn, over)

    def _follow(
        self, way: Sequence[DOMNode], turn: asyncio.TimerHandle | None, over: Callable[[], None]
    ) -> None:
        for place, node in enumerate(way):
            # what is on its way out hears nothing any more: go on with what it stands in
            if node.call_later(self._follow, way[place + 1 :], turn, over):
                return
        if turn is self._under_way:
            over()

    @staticmethod
    def _call_after(seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, call)

    def _over(self, handle: KeyHandler) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        if self._waiting:
            self._app.call_later(self._go_on, handle)


_ORDERS: WeakKeyDictionary[App[Any], KeyQueue] = WeakKeyDictionary()


def hold_keys(widget: Widget) -> None:
    """Let the next keys wait for what is about to open: until the focus has left this widget.

    If nothing opens in time, they are the widget's own.

    Args:
        widget: has the focus now.
    """
    order = _ORDERS.get(widget.app)
    if order is not None:
        order.hold(widget)
