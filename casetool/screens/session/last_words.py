"""What was typed last and heard by nobody, when the program must end: it becomes a draft."""

from asyncio import wait_for
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, Key, Paste
from textual.widgets import Input

from casetool.services.departure import Departure
from casetool.widgets.capture.capture_line import CAPTURE_SLOT
from casetool.widgets.common.key_queue import OPENING_SECONDS, KeyQueue
from casetool.widgets.common.keyboard import TypedKey, as_typed

if TYPE_CHECKING:
    from casetool.screens.session.screen import SessionScreen

LAST_KEYS = 0.4
"""Seconds in which keys still take effect when the program must end; the others become a draft."""


async def hear_last_keys(
    app: App[Any], keys: KeyQueue, departure: Departure, is_open: Callable[[], bool]
) -> None:
    """Let the last keys be heard, or keep them: the terminal may be gone already.

    Args:
        app: is about to end.
        keys: those that it has.
        departure: knows what the terminal has sent.
        is_open: whether a session is on the screen.
    """
    await departure.read_out()
    unheard = await keys.settle(LAST_KEYS)
    if is_open():
        from casetool.screens.session.screen import SessionScreen

        for screen in app.screen_stack:
            if isinstance(screen, SessionScreen):
                with suppress(TimeoutError):
                    await wait_for(screen.line.has_begun.wait(), OPENING_SECONDS)
                keep_last_words(screen, unheard)


def keep_last_words(screen: "SessionScreen", unheard: Iterable[Event]) -> None:
    """Keep what stands in the line, and what was typed and heard by nobody, as drafts.

    Args:
        screen: the open session.
        unheard: keys and pastes, oldest first.
    """
    if any(box.password for box in screen.app.screen.query(Input)):
        return  # that goes onto no disk
    lines = lines_from_events(unheard)
    if screen.app.focused is screen.line.input:
        lines = [screen.line.text + lines[0], *lines[1:]]
        screen.document.keep_draft(CAPTURE_SLOT, lines.pop(0))
    taken = screen.document.drafts()
    free = (slot for slot in map(f"{CAPTURE_SLOT}-{{:03}}".format, count(2)) if slot not in taken)
    for line in lines:
        if line.strip():
            screen.document.keep_draft(next(free), line)


def lines_from_events(events: Iterable[Event]) -> list[str]:
    """What keys and pastes would have written, a line for each Enter; at least one, if empty."""
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
