"""Keeps unprocessed keys as drafts when the program must end."""

from asyncio import wait_for
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widgets import Input

from casetool.screens.lock.passphrase_question import is_passphrase_asked
from casetool.screens.session.screen_change import take_texts_over
from casetool.screens.session.typing_keeper import KeepsTyped
from casetool.services.departure import Departure
from casetool.widgets.common.key_queue import OPENING_SECONDS, KeyQueue, drop_keys
from casetool.widgets.common.keyboard import TypedKey, as_typed
from casetool.widgets.common.line_input import WholePasteInput

if TYPE_CHECKING:
    from casetool.screens.session.screen import SessionScreen

LAST_KEYS_SECONDS = 0.4
"""Seconds in which keys still take effect before the program ends."""


async def process_last_keys(
    app: App[Any], keys: KeyQueue, departure: Departure, is_open: Callable[[], bool]
) -> None:
    """Process the last keys, or keep them as drafts.

    Args:
        app: the application, about to end.
        keys: its pending keys.
        departure: gives what the terminal has sent.
        is_open: returns whether a session is on the screen.
    """
    await departure.read_out()
    unprocessed = await keys.settle(LAST_KEYS_SECONDS)
    for screen in app.screen_stack:
        if isinstance(screen, KeepsTyped):
            _keep_for_opening(app, screen, lines_from_events(unprocessed))
    if is_open():
        from casetool.screens.session.screen import SessionScreen
        from casetool.screens.session.stray_paste import keep_stray_words

        unprocessed = [*_begun_in_box(app, unprocessed), *unprocessed]
        keep_stray_words(app)
        for screen in app.screen_stack:
            if isinstance(screen, SessionScreen):
                with suppress(TimeoutError):
                    await wait_for(screen.line.has_begun.wait(), OPENING_SECONDS)
                keep_unprocessed(screen, unprocessed)


def _keep_for_opening(app: App[Any], opening: Screen[Any], lines: list[str]) -> None:
    """Keep what was typed while a session opens, also in the box of a list over it."""
    assert isinstance(opening, KeepsTyped)
    if opening is not app.screen:
        texts = take_texts_over(app, opening)
        # under the lock, the keys are those of a passphrase
        waiting = [""] if is_passphrase_asked(app) else lines
        opening.take_typed(["", *texts[:-1], "".join((*texts[-1:], *waiting[:1])), *waiting[1:]])
        lines = []
    opening.keep_typed(lines)


def _begun_in_box(app: App[Any], unprocessed: Iterable[Event]) -> list[Event]:
    """Take what stands in the box of a list, if more of it waits: both are one text."""
    box = app.focused
    if not isinstance(box, WholePasteInput) or box.password:
        return []
    if not any(lines_from_events(unprocessed)):
        return []
    text, box.value = box.value, ""
    return [Paste(text)]


def take_waiting_keys(app: App[Any]) -> None:
    """Put the text of keys that wait for an opening session into its line: a lock comes.

    Args:
        app: the application, about to be locked.
    """
    if isinstance(app.screen, KeepsTyped):
        app.screen.take_typed(lines_from_events(drop_keys(app)))


def keep_unprocessed(screen: "SessionScreen", unprocessed: Iterable[Event]) -> None:
    """Keep the capture line and unprocessed input as drafts.

    Args:
        screen: the open session.
        unprocessed: keys and pastes, oldest first.
    """
    # imported here: a session's first picture does not wait for the models
    from casetool.services.meeting.drafts import CAPTURE_SLOT

    if any(box.password for box in screen.app.screen.query(Input)):
        return  # a passphrase must never reach the disk
    lines = lines_from_events(unprocessed)
    if screen.app.focused is screen.line.input:
        lines = [screen.line.text + lines[0], *lines[1:]]
        screen.line.keep_draft(lines.pop(0))
    slots = map(f"{CAPTURE_SLOT}-{{:03}}".format, count(2))
    free_slots = (slot for slot in slots if slot not in screen.document.unfinished)
    for line in lines:
        if line.strip():
            screen.document.keep_draft(next(free_slots), line)


def lines_from_events(events: Iterable[Event]) -> list[str]:
    """The lines that keys and pastes would have typed, at least one, possibly empty."""
    text = ""
    for event in map(as_typed, events):
        match event:
            case Paste():
                text += event.text
            case Key(key="enter"):
                text += "\n"
            case Key(key="backspace"):
                text = text[:-1]
            case TypedKey(is_printable=True, character=str(letter)):
                text += letter
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
