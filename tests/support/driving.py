"""Driving the real app in a test: a clock of its own, and waiting for what is waited for."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from casetool.app.driver.key_parser import KeyParser
from casetool.app.driver.terminal_text import TerminalDecoder
from casetool.app.facilitator_app import CasetoolApp
from casetool.models.entries.model import Entries
from casetool.models.session import Session
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.document import Document
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.context import StorageContext
from casetool.storage.library.examples import copy_examples
from casetool.storage.settings import NOWHERE, SettingsPlace
from tests.support.pictures import picture_of

PATIENCE = 20.0
"""Seconds until what is waited for counts as never coming."""

LOOK = 0.01
"""Seconds between two looks whether it has come."""

START = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


class HandClock:
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)


class Drive:
    """The app and a pilot, with the few things that every journey does."""

    def __init__(self, app: CasetoolApp, pilot: Pilot[int], clock: HandClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def screen(self) -> SessionScreen:
        """The session on the screen."""
        assert isinstance(self.app.screen, SessionScreen)
        return self.app.screen

    @property
    def session_is_seen(self) -> bool:
        """Whether the session is on the screen, with no list or question over it."""
        return isinstance(self.app.screen, SessionScreen)

    @property
    def document(self) -> Document:
        """The open document."""
        return self.screen.document

    @property
    def session(self) -> Session:
        """The session now."""
        return self.document.session

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the app work until something holds."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            await self.pilot.pause()
            if condition():
                await self.pilot.pause()  # what came with it is drawn, too: marks, scrolling
                return
            await asyncio.sleep(LOOK)  # what is waited for comes from a thread or a file
        raise AssertionError("what was waited for never came")

    async def opened(self) -> None:
        """Wait until a session is on the screen."""
        await self.until(lambda: isinstance(self.app.screen, SessionScreen))
        await self.until(lambda: self.screen.session is not None)

    async def saved(self) -> None:
        """Wait until every change is on disk and the session, also under a list, shows it."""
        (below,) = (each for each in self.app.screen_stack if isinstance(each, SessionScreen))
        # until the writer begins a save, the top line has the state of the last one
        assert below.document.flush()
        await self.until(lambda: below.top.save is SaveState.SAVED)

    async def picture(self) -> str:
        """The screen as a picture, once every change is saved and says so."""
        if any(isinstance(each, SessionScreen) for each in self.app.screen_stack):
            await self.saved()
        return picture_of(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def say(self, *lines: str) -> None:
        """Type lines into the capture line, each with Enter; pasted in, for speed."""
        for line in lines:
            self.screen.line.input.insert_text_at_cursor(line)
            await self.press("enter")

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        focused = self.app.focused
        assert focused is not None
        if isinstance(focused, Input):
            focused.insert_text_at_cursor(text)
        else:
            assert isinstance(focused, TextArea)
            focused.insert(text)
        await self.pilot.pause()

    async def key_in(self, text: str, at_once: int = 0) -> None:
        """Send keys the way a terminal does: as bytes, which are read in pieces.

        Args:
            text: what is typed; control characters are keys.
            at_once: bytes that are read at once; 0 for all of them.
        """
        sent, parser, reader = text.encode(), KeyParser(), TerminalDecoder()
        size = at_once or len(sent)
        for event in parser.tick():
            self.app.post_message(event)
        for start in range(0, len(sent), size):
            read = reader.decode(sent[start : start + size])
            for event in parser.feed(read) if read else ():  # as Textual's driver does
                self.app.post_message(event)
        await self.pilot.pause()

    async def sees(self, words: str) -> None:
        """Wait until words are on the screen."""
        try:
            await self.until(lambda: words in self.seen())
        except AssertionError:
            raise AssertionError(f"never saw {words!r} in\n{self.seen()}") from None

    async def reads(self, words: str) -> None:
        """Wait until words are on the screen that may go on in the next line, as after a path.

        The length of a path is not ours: it decides where a line ends.
        """
        ends = r"(?: |[^\w\n]*\n[^\w\n]*)".join(map(re.escape, words.split()))
        try:
            await self.until(lambda: re.search(ends, self.seen()) is not None)
        except AssertionError:
            raise AssertionError(f"never read {words!r} in\n{self.seen()}") from None

    async def go(self, key: str) -> None:
        """Go to a step by its key, as F4 would, but without the question."""
        steps = self.document.method.steps
        (step,) = (each for each in steps if key == (each.number or each.short[0].lower()))
        self.screen.go_to(step.id)
        await self.pilot.pause()

    def texts(self, step: str) -> list[str]:
        """What stands under a heading."""
        heading = self.session.heading(step)
        assert isinstance(heading, Entries)
        return [entry.text for entry in heading.entries]

    def seen(self) -> str:
        """The whole screen as text."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text[:width] for strip in strips[:height])


def type_ahead(drive: Drive, *keys: str) -> None:
    """Press keys at once, as a terminal hands on what was typed while the app was busy."""
    for key in keys:
        character = {"space": " "}.get(key, key)
        drive.app.post_message(Key(key, character if len(character) == 1 else None))


@asynccontextmanager
async def driving(
    folder: Path,
    session: Path | None = None,
    size: tuple[int, int] = (120, 40),
    clock: HandClock | None = None,
    storage: StorageContext | None = None,
    kept: SettingsPlace = NOWHERE,
) -> AsyncIterator[Drive]:
    """The real app on a folder of sessions; of how it looks it remembers nothing unless told to."""
    clock = clock or HandClock()
    app = CasetoolApp(folder, "a test", session, now=clock, storage=storage, settings_place=kept)
    async with app.run_test(size=size, notifications=True) as pilot:
        drive = Drive(app, pilot, clock)
        if session is not None:
            await drive.opened()
        yield drive


def examples(folder: Path) -> Path:
    """A folder with the three examples."""
    copy_examples(folder)
    return folder
