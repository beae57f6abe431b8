"""A queue that makes keys act in the order in which they were pressed.

Textual sends a key to the widget that has the focus at that moment, which handles it later. A
priority binding acts at once. So on a slow laptop an arrow and the letter after it may swap.
Here each key waits until the focused widget and its ancestors have handled the key before it. It
also waits for a screen that can handle it, so keys for something that is just opening reach it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType, WeakKeyDictionary, ref

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widget import Widget

from casetool.widgets.common.awake_timer import AwakeTimer
from casetool.widgets.common.keyboard import takes_text
from casetool.widgets.common.textual_compat import queued_messages

if TYPE_CHECKING:
    from casetool.widgets.common.passphrase_repeat import PassphraseRepeat

PATIENCE_SECONDS = 1.0
"""Seconds after which the next key is handled, whatever happened to the one before."""

OPENING_SECONDS = 3.0
"""Seconds that keys wait for something to open. A slow laptop may need one or two."""

QUEUE_POLL_SECONDS = 0.01
"""Seconds between two checks whether a new screen is ready."""

SWEEPS = 2
"""How often the ancestors are followed: a key may make a widget send them messages, which are
handled after the key itself."""

GRACE_SECONDS = 0.2
"""Seconds for the current key to be handled when the program must end."""

KeyHandler = Callable[[Event], Awaitable[None]]


class KeyQueue:
    """Handles the keys and pastes of an app one at a time.

    Args:
        app: the app.
        patience: seconds after which the next key is handled in any case.
        opening: seconds that keys wait for something to open.
    """

    def __init__(
        self, app: App[int], patience: float = PATIENCE_SECONDS, opening: float = OPENING_SECONDS
    ) -> None:
        self._app, self._patience, self._opening = app, patience, opening
        self._queue: deque[Key | Paste] = deque()
        self._current_key: AwakeTimer | None = None
        self._held_for: Widget | None = None
        """The widget that keys wait for to lose the focus."""
        self._ready: WeakKeyDictionary[Screen[Any], bool] = WeakKeyDictionary()
        """Whether each screen counts as drawn, even if Textual never reports it."""
        self._hold_number = 0
        self._is_closed = False
        self._handle: KeyHandler | None = None
        """The app's own handler of keys."""
        self._repeat: PassphraseRepeat | None = None
        _QUEUES[app] = ref(self)  # the queue knows its app, which would never be freed

    def hold(self, widget: Widget) -> None:
        """Let the next keys wait until a widget has lost the focus, or for the longest time."""
        self._held_for, self._hold_number = widget, self._hold_number + 1
        AwakeTimer(self._opening, partial(self._let_go, self._hold_number))

    def hold_from(self, key: Key, widget: Widget) -> None:
        """Let a key and all after it wait until a widget has lost the focus, however long.

        Args:
            key: the key, which acts again then. It must not have acted yet.
            widget: the widget that has the focus now.
        """
        self._queue.appendleft(Key(key.key, key.character))
        self._held_for, self._hold_number = widget, self._hold_number + 1

    def put_first(self, event: Key | Paste) -> None:
        """Handle an event before all that wait. It needs no further key to be handled."""
        self._queue.appendleft(event)
        if self._handle is not None:
            self._app.call_later(self._go_on, self._handle)

    def withhold(self, repeat: "PassphraseRepeat | None") -> None:
        """Let keys act only when they are no passphrase that is typed again, or all of them."""
        held_back, self._repeat = self._held_back(), repeat
        self._queue.extend(held_back)

    def put_last(self, events: Sequence[Key | Paste]) -> None:
        """Handle events after all that wait."""
        self._queue.extend(events)
        if self._handle is not None:
            self._app.call_later(self._go_on, self._handle)

    def _held_back(self) -> list[Key | Paste]:
        return self._repeat.release() if self._repeat is not None else []

    def drop(self) -> list[Event]:
        """Take out the keys that wait, oldest first. They will not act."""
        dropped: list[Event] = [*self._queue, *self._held_back()]
        self._queue, self._held_for = deque(), None
        return dropped

    async def hear(self, event: Event, handle: KeyHandler) -> None:
        """Handle an event. A key or a paste waits for its turn.

        Args:
            event: the event.
            handle: the app's own handler.
        """
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await handle(event)
            return
        self._queue.extend([event] if self._repeat is None else self._repeat.admit(event))
        self._handle = handle
        await self._go_on(handle)

    async def settle(self, seconds: float) -> list[Event]:
        """Handle the keys that were pressed so far, then close the queue.

        Args:
            seconds: how long to wait at most.

        Returns:
            The events that were not handled, oldest first.
        """
        earlier_keys_queued = asyncio.Event()
        self._app.call_later(earlier_keys_queued.set)  # it waits behind what came so far
        deadline = monotonic() + seconds
        while monotonic() < deadline and not (earlier_keys_queued.is_set() and self._is_quiet):
            await asyncio.sleep(QUEUE_POLL_SECONDS)
        self._is_closed = True
        while monotonic() < deadline + GRACE_SECONDS and self._current_key is not None:
            await asyncio.sleep(QUEUE_POLL_SECONDS)
        unheard: list[Event] = [*self._queue, *self._held_back(), *self._unread_keys()]
        self._queue = deque()
        is_handled, focused = asyncio.Event(), self._app.focused or self._app.screen
        # the messages that the key made the widget send to its ancestors
        self._follow([*focused.ancestors_with_self] * SWEEPS, self._current_key, is_handled.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(is_handled.wait(), GRACE_SECONDS)
        return unheard

    @property
    def _is_quiet(self) -> bool:
        return not self._queue and self._current_key is None

    @property
    def has_letters(self) -> bool:
        """Whether letters or a paste wait for their turn."""
        events = (*self._queue, *self._unread_keys())
        return any(isinstance(event, Paste) or event.is_printable for event in events)

    def _unread_keys(self) -> list[Key | Paste]:
        """The keys in the app's own message queue, which it has not passed to this one yet."""
        queued = queued_messages(self._app)
        return [event for event in queued if isinstance(event, Key | Paste)]

    async def _go_on(self, handle: KeyHandler) -> None:
        while self._queue and self._current_key is None and not self._is_closed:
            if not self._is_laid_out(self._app.screen) or self._is_held():
                AwakeTimer(QUEUE_POLL_SECONDS, partial(self._app.call_later, self._go_on, handle))
                return
            event, screen = self._queue.popleft(), self._app.screen
            focused = self._app.focused or self._app.screen
            # text goes no further than the focused widget
            is_text = isinstance(event, Key) and event.is_printable and takes_text(focused)
            await handle(event)
            # a priority binding forwards nothing, but its action may have sent messages as well
            path = [focused] if is_text else [*focused.ancestors_with_self] * SWEEPS
            self._wait_for_key(path, screen, handle)

    def _is_laid_out(self, screen: Screen[Any]) -> bool:
        """Whether a screen was drawn once. Before that its lists have no rows."""
        if not screen.is_mounted:
            return False
        if screen not in self._ready:
            self._ready[screen] = False
            is_drawn = partial(self._ready.__setitem__, screen, True)
            AwakeTimer(self._opening, is_drawn)
            screen.call_after_refresh(is_drawn)
        return self._ready[screen]

    def _is_held(self) -> bool:
        widget = self._held_for
        if widget is not None and not (widget.is_attached and widget.screen.focused is widget):
            self._held_for = None
        return self._held_for is not None

    def _let_go(self, hold_number: int) -> None:
        if hold_number == self._hold_number:
            self._held_for = None

    def _wait_for_key(
        self, path: Sequence[DOMNode], screen: Screen[Any], handle: KeyHandler
    ) -> None:
        """Wait until the widgets that a key may bubble to have handled it."""
        finish = partial(self._finish_key, handle)
        timer = self._current_key = AwakeTimer(self._patience, finish)
        self._follow(path, timer, partial(self._follow_screen, screen, timer, finish))

    def _follow_screen(
        self, old_screen: Screen[Any], timer: AwakeTimer, finish: Callable[[], None]
    ) -> None:
        """If the screen was closed, wait until the one below has handled its result."""
        new_screen = self._app.screen
        is_same = new_screen is old_screen
        focused = new_screen.focused or new_screen
        path = [new_screen, self._app, *([*focused.ancestors_with_self] * SWEEPS)]
        self._follow([] if is_same else path, timer, finish)

    def _follow(
        self, path: Sequence[DOMNode], timer: AwakeTimer | None, finish: Callable[[], None]
    ) -> None:
        for index, node in enumerate(path):
            # a widget that is being removed handles nothing more: go on with its parent
            if node.call_later(self._follow, path[index + 1 :], timer, finish):
                return
        if timer is self._current_key:
            finish()

    def _finish_key(self, handle: KeyHandler) -> None:
        if self._current_key is not None:
            self._current_key.cancel()
            self._current_key = None
        if self._queue:
            self._app.call_later(self._go_on, handle)


_QUEUES: WeakKeyDictionary[App[Any], ReferenceType[KeyQueue]] = WeakKeyDictionary()


def queue_of(app: App[Any]) -> KeyQueue | None:
    """The queue of an app's keys, if it has one."""
    return _QUEUES[app]() if app in _QUEUES else None


def hold_keys(widget: Widget) -> None:
    """Let the next keys wait for something that is about to open and take the focus.

    If nothing opens in time, the widget gets them.

    Args:
        widget: the widget that has the focus now.
    """
    queue = queue_of(widget.app)
    if queue is not None:
        queue.hold(widget)


def hold_from(key: Key, widget: Widget) -> None:
    """Let a key and all after it wait until a widget has lost the focus, however long.

    Args:
        key: the key, which acts again then. It must not have acted yet.
        widget: the widget that has the focus now.
    """
    queue = queue_of(widget.app)
    if queue is not None:
        queue.hold_from(key, widget)


def drop_keys(app: App[Any]) -> list[Event]:
    """Take out the keys of an app that wait for their turn, oldest first. They will not act."""
    queue = queue_of(app)
    return queue.drop() if queue is not None else []


def is_typed_ahead(app: App[Any]) -> bool:
    """Whether letters wait for their turn. Other keys do not count."""
    queue = queue_of(app)
    return queue is not None and queue.has_letters


def type_first(app: App[Any], keys: Sequence[Key]) -> None:
    """Press keys before those of an app that wait."""
    queue = queue_of(app)
    if queue is not None:
        for key in reversed(keys):
            queue.put_first(key)


def paste_first(app: App[Any], text: str) -> None:
    """Paste what was typed in a widget that is about to close, before the keys that wait."""
    queue = queue_of(app)
    if queue is not None:
        queue.put_first(Paste(text))
