"""An app that a late key, or a single fault in a handler, does not end.

Textual ends the app at any exception in any handler. Quick keys make it call handlers of widgets
that are just being removed. Then there is nothing left to do, and no reason to end.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from traceback import walk_tb
from typing import ClassVar

from rich.text import Text
from textual.app import App, ScreenError, SystemCommand
from textual.css.query import QueryError
from textual.dom import DOMError, DOMNode
from textual.driver import Driver
from textual.events import AppBlur, AppFocus, Event, Resize
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import MountError
from textual.worker import NoActiveWorker, get_current_worker

from casetool.errors import fault_location
from casetool.screens.commands.providers import KeysHere
from casetool.screens.lock.passphrase_question import ALWAYS_WORKS, is_passphrase_asked
from casetool.widgets.common.textual_compat import (
    guard_handlers,
    is_being_removed,
    is_closing,
    style_new_screens_once,
)

FAULTS_BORNE = 5
"""The number of faults within the time below after which the app ends."""

FAULT_WINDOW_SECONDS = 20.0
"""Seconds for which a fault is counted."""

LEAST_COLUMNS, LEAST_ROWS = 20, 6
"""The smallest window that is laid out. A smaller one shows a part of that."""

LOOK_UPS = (LookupError, QueryError, DOMError, ScreenError, MountError)
"""What a handler raises when it looks for something, or fills something, that is not there."""

FAULT_MESSAGE = (
    "casetool met a fault of its own ({place}): one step was not done. What is called saved is"
    " saved; please go on. If it comes again, leave with Ctrl+Q and start again."
)
"""The message after a fault that does not end the app."""


def is_gone(node: MessagePump | None) -> bool:
    """Whether a widget or a screen was removed, or is being removed."""
    if node is None or isinstance(node, App):
        return False
    if not node.is_attached or is_closing(node):
        return True
    if isinstance(node, Screen):
        return node not in node.app.screen_stack or is_being_removed(node)
    return isinstance(node, DOMNode) and is_being_removed(node)


def failing_widget(error: Exception) -> DOMNode | None:
    """The innermost widget or screen whose method raised a fault, None if there is none.

    It may differ from the node whose handler ran: a timer of the screen draws all widgets.
    """
    owners = [frame.f_locals.get("self") for frame, _ in walk_tb(error.__traceback__)]
    return next((owner for owner in reversed(owners) if isinstance(owner, DOMNode)), None)


class GuardedApp(App[int]):
    """An app whose handlers may fail without ending it.

    In a test without a terminal a fault still ends it, so that the test fails.
    """

    COMMANDS = {KeysHere}  # on every screen, also where no session is open
    FATAL_MESSAGE: ClassVar[str] = ""
    """What the terminal shows when a fault ends the app."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._fault_times: deque[float] = deque(maxlen=FAULTS_BORNE)
        self._first_fault: Exception | None = None
        self.must_go_on: Callable[[], bool] = bool
        """Whether no number of faults may end the app, because it has words that no file has."""
        guard_handlers(is_borne_by_app)
        style_new_screens_once()

    async def on_event(self, event: Event) -> None:
        """Handle an event. A tiny window counts as a larger one, in which a list has a width.

        A look at another window takes the focus from no field: leaving a field stores its text,
        in the middle of a sentence.
        """
        if isinstance(event, AppBlur | AppFocus):
            return
        if isinstance(event, Resize):
            width, height = event.size
            size = Size(max(width, LEAST_COLUMNS), max(height, LEAST_ROWS))
            event = Resize(size, size, size, event.pixel_size)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: “Screenshot” would write the case into a file."""
        return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action of the app may run. Few may while a passphrase is asked for."""
        if action not in ALWAYS_WORKS and is_passphrase_asked(self):
            return False
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        """Show every action that works here, by its name."""
        from casetool.screens.commands.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[object, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run the action of a key, unless the widget that has the key was removed.

        Args:
            action: the action.
            default_namespace: the widget that has the key.
            namespaces: the objects that an action may name.

        Returns:
            Whether it was run.
        """
        if default_namespace is not None and is_gone(default_namespace):
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def continues_after(self, error: Exception, node: MessagePump | None) -> bool:
        """Whether the app goes on after a fault. If the fault matters, the user is told.

        Args:
            error: the fault.
            node: the node whose handler raised it, None if that is not known.
        """
        wrapped = getattr(error, "error", None)  # WorkerFailed holds the real error
        cause = wrapped if isinstance(wrapped, Exception) else error
        if isinstance(cause, LOOK_UPS) and any(map(is_gone, (node, failing_widget(cause)))):
            return True  # it looked for something that was removed with it
        if self.is_headless or not (self._is_rare() or self.must_go_on()):
            return False
        self.notify(
            FAULT_MESSAGE.format(place=fault_location(cause)), markup=False, severity="warning"
        )
        return True

    def _is_rare(self) -> bool:
        now = monotonic()
        is_full = len(self._fault_times) == FAULTS_BORNE
        is_rare = not is_full or now - self._fault_times[0] > FAULT_WINDOW_SECONDS
        self._fault_times.append(now)
        return is_rare

    def _handle_exception(self, error: Exception) -> None:
        """Handle a fault outside of handlers: in a worker, a timer or a delayed call."""
        try:
            node: MessagePump | None = get_current_worker().node
        except NoActiveWorker:
            node = None
        if not self.continues_after(error, node):
            self._first_fault = self._first_fault or error
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End with a message. Textual's own traceback shows local variables, so also the case."""
        self.bell()
        self.panic(Text(f"{self.FATAL_MESSAGE}\n({fault_location(self._first_fault)})"))


def is_borne_by_app(node: MessagePump, error: Exception) -> bool:
    """Whether the app of a node goes on after a fault in one of the node's handlers."""
    app = node.app
    return isinstance(app, GuardedApp) and app.continues_after(error, node)
