"""The passphrase is asked for unseen; a wrong one is told; what is beneath a lock is kept."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from textual.app import App, ComposeResult
from textual.events import Event, Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from casetool.screens.lock.idle_lock import Idle
from casetool.screens.lock.lock import LockedScreen
from casetool.screens.lock.unlock import UnlockScreen
from casetool.widgets.common.key_queue import KeyQueue
from casetool.widgets.common.keyboard import as_typed
from casetool.widgets.common.passphrase_input import PassphraseBox, PassphraseCheck, PassphraseInput
from tests.support.driving import LOOK, PATIENCE

RIGHT = "four words that fit"
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def opens(passphrase: str) -> str:
    return "" if passphrase == RIGHT else "The passphrase is wrong."


class HeldCheck:
    """The check of a passphrase, which takes as long as the test wants."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.tried: list[str] = []

    def __call__(self, passphrase: str) -> str:
        self.tried.append(passphrase)
        assert self.go_on.wait(10)
        return opens(passphrase)


class Case(Screen[None]):
    """A screen with case text, and a line that is being typed."""

    def compose(self) -> ComposeResult:
        yield Static("magpie: what was said")
        yield Input()


class Home(App[None]):
    """An app with a case on its screen."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(Case())

    def unlock(self, tries: PassphraseCheck = opens) -> None:
        self.push_screen(UnlockScreen("/home/mo/sessions", tries), self.given.append)

    def lock(self) -> None:
        self.push_screen(LockedScreen(opens))


def seen(app: App[None]) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(LOOK)  # what is waited for comes from a thread
    raise AssertionError(seen(pilot.app))


async def enter(pilot: Pilot[None], passphrase: str) -> None:
    box = pilot.app.screen.query_one(PassphraseInput)
    assert pilot.app.focused is box
    box.insert_text_at_cursor(passphrase)
    await pilot.press("enter")


async def test_the_right_passphrase_is_given_back_and_never_seen() -> None:
    app = Home()
    async with app.run_test() as pilot:
        app.unlock()
        await pilot.pause()
        app.screen.query_one(PassphraseInput).insert_text_at_cursor(RIGHT)
        await pilot.pause()
        assert "/home/mo/sessions" in seen(app)
        assert RIGHT not in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.given == [RIGHT])


async def test_a_wrong_one_is_told_and_can_be_typed_again() -> None:
    app = Home()
    async with app.run_test() as pilot:
        app.unlock()
        await pilot.pause()
        await enter(pilot, "another one")
        await until(pilot, lambda: "The passphrase is wrong." in seen(app))
        assert app.screen.query_one(PassphraseInput).value == ""
        assert app.given == []
        await enter(pilot, RIGHT)
        await until(pilot, lambda: app.given == [RIGHT])


async def test_what_is_typed_while_one_is_tried_is_the_next_one() -> None:
    app, check = Home(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, "another one")
        await until(pilot, lambda: "One moment" in seen(app))
        await enter(pilot, RIGHT)
        check.go_on.set()
        await until(pilot, lambda: app.given == [RIGHT])


async def test_what_is_half_typed_while_one_is_tried_stays() -> None:
    app, check = Home(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, "another one")
        box = app.screen.query_one(PassphraseInput)
        box.insert_text_at_cursor(RIGHT[:3])
        check.go_on.set()
        await until(pilot, lambda: "The passphrase is wrong." in seen(app))
        box.insert_text_at_cursor(RIGHT[3:])
        await pilot.press("enter")
        await until(pilot, lambda: app.given == [RIGHT])


async def test_escape_goes_back_with_nothing() -> None:
    app = Home()
    async with app.run_test() as pilot:
        app.unlock()
        await pilot.pause()
        await pilot.press("a", "escape")
        await until(pilot, lambda: app.given == [None])
        assert isinstance(app.screen, Case)


async def test_nothing_typed_is_not_tried() -> None:
    tried: list[str] = []
    app = Home()
    async with app.run_test() as pilot:
        app.unlock(lambda passphrase: tried.append(passphrase) or "")  # type: ignore[func-returns-value]
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert tried == []


class QueuedHome(Home):
    """An app whose keys wait for their turn, as in casetool."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = KeyQueue(self)  # type: ignore[arg-type]

    async def on_event(self, event: Event) -> None:
        await self.keys.hear(as_typed(event), super().on_event)

    @property
    def line(self) -> str:
        """What is in the line of the case."""
        return self.screen_stack[1].query_one(Input).value


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


@pytest.mark.parametrize("typed_before", [0, 1, 8, len(RIGHT)])
async def test_a_passphrase_that_is_typed_again_ends_in_no_line(typed_before: int) -> None:
    app, check = QueuedHome(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await type_text(pilot, RIGHT[:typed_before])
        check.go_on.set()
        if typed_before > 0:
            await until(pilot, lambda: "It is open" in seen(app))
            await type_text(pilot, RIGHT[typed_before:])
            assert app.given == []
            await pilot.press("enter")
        await until(pilot, lambda: app.given == [RIGHT])
        assert app.line == ""
        assert check.tried == [RIGHT]


@pytest.mark.parametrize("line", ["", "mum said "])
async def test_one_typed_again_once_the_box_has_closed_is_in_no_field_either(line: str) -> None:
    app, check = QueuedHome(), HeldCheck()
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, Input))
        await type_text(pilot, line)
        await begin_to_try(app, pilot, check)
        check.go_on.set()
        await until(pilot, lambda: app.given == [RIGHT])
        await until(pilot, lambda: isinstance(app.focused, Input))
        await type_text(pilot, RIGHT)
        await pilot.press("enter")
        await type_text(pilot, "she left")
        await until(pilot, lambda: app.line == f"{line}she left")


@pytest.mark.parametrize("typed_before", [0, 3])
async def test_a_box_that_opens_just_after_the_last_one_takes_it(typed_before: int) -> None:
    """The lid is closed after the session opened, and the lock asks when it is open again."""
    app, check = QueuedHome(), HeldCheck()
    check.go_on.set()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await until(pilot, lambda: app.given == [RIGHT])
        await until(pilot, lambda: isinstance(app.focused, Input))
        await type_text(pilot, RIGHT[:typed_before])
        app.unlock(check)
        await until(pilot, lambda: bool(app.screen.query(PassphraseBox)))
        await pilot.pause()
        await type_text(pilot, RIGHT[typed_before:])
        await pilot.press("enter")
        await until(pilot, lambda: app.given == [RIGHT, RIGHT])


class BoxThatStays(App[None]):
    """A box that is not removed yet when the passphrase was right."""

    def __init__(self, check: PassphraseCheck) -> None:
        super().__init__()
        self.box, self.count = PassphraseBox("Locked", check, "Enter opens"), 0

    def compose(self) -> ComposeResult:
        yield self.box

    def on_passphrase_box_opened(self) -> None:
        self.count += 1


async def test_it_opens_once_however_long_its_box_stays() -> None:
    check = HeldCheck()
    check.go_on.set()
    app = BoxThatStays(check)
    async with app.run_test() as pilot:
        await enter(pilot, RIGHT)
        await until(pilot, lambda: app.count == 1)
        for text in (RIGHT, "words"):
            await enter(pilot, text)
        await pilot.pause()
        assert (app.count, check.tried) == (1, [RIGHT])


async def test_a_half_one_closes_after_a_while() -> None:
    app, check = QueuedHome(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await type_text(pilot, RIGHT[:8])
        check.go_on.set()
        await until(pilot, lambda: app.given == [RIGHT])
        assert app.line == ""


async def test_it_opens_once_however_often_enter_is_pressed_after_it() -> None:
    app, check = Home(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await type_text(pilot, RIGHT[:3])
        check.go_on.set()
        await until(pilot, lambda: "It is open" in seen(app))
        for _ in range(3):
            app.post_message(Key("enter", "\r"))
        await until(pilot, lambda: app.given == [RIGHT])
        await pilot.pause()
        assert app.given == [RIGHT]


async def begin_to_try(app: QueuedHome, pilot: Pilot[None], check: HeldCheck) -> None:
    """Lock a case whose line has the focus, and enter the right passphrase."""
    await until(pilot, lambda: isinstance(app.focused, Input))
    app.unlock(check)
    await pilot.pause()
    await enter(pilot, RIGHT)


async def test_words_all_typed_before_it_is_right_need_no_further_key() -> None:
    app, check = QueuedHome(), HeldCheck()
    async with app.run_test() as pilot:
        await begin_to_try(app, pilot, check)
        await type_text(pilot, "a line")
        await until(pilot, lambda: app.screen.query_one(PassphraseInput).value == "a line")
        check.go_on.set()
        await until(pilot, lambda: app.given == [RIGHT])
        await until(pilot, lambda: app.line == "a line")


@pytest.mark.parametrize("words", ["more words typed", "four children", "a line", "f x"])
async def test_words_typed_while_one_is_tried_go_to_what_opens(words: str) -> None:
    app, check = QueuedHome(), HeldCheck()
    async with app.run_test() as pilot:
        await begin_to_try(app, pilot, check)
        half = len(words) // 2
        await type_text(pilot, words[:half])
        check.go_on.set()
        await type_text(pilot, words[half:])
        await until(pilot, lambda: app.given == [RIGHT])
        await until(pilot, lambda: app.line == words)


async def test_while_it_is_tried_the_screen_goes_on_and_a_second_enter_waits() -> None:
    app, check = Home(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await until(pilot, lambda: "One moment" in seen(app))
        await pilot.press("enter")
        assert check.tried == [RIGHT]
        check.go_on.set()
        await until(pilot, lambda: app.given == [RIGHT])


async def test_escape_while_it_is_tried_goes_back_all_the_same() -> None:
    app, check = Home(), HeldCheck()
    async with app.run_test() as pilot:
        app.unlock(check)
        await pilot.pause()
        await enter(pilot, RIGHT)
        await pilot.press("escape")
        await until(pilot, lambda: app.given == [None])
        check.go_on.set()
        await pilot.pause()
        assert isinstance(app.screen, Case)


async def test_a_passphrase_goes_to_no_clipboard() -> None:
    app = Home()
    async with app.run_test() as pilot:
        app.unlock()
        await pilot.pause()
        box = app.screen.query_one(PassphraseInput)
        box.insert_text_at_cursor(RIGHT)
        for key in ("ctrl+c", "ctrl+x"):
            box.select_all()
            await pilot.press(key)
        assert app.clipboard == ""
        assert box.value == RIGHT


async def test_the_lock_shows_nothing_of_the_case_and_keeps_what_is_typed() -> None:
    app = Home()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one(Input).insert_text_at_cursor("magpie: still being typed")
        await pilot.pause()
        assert "still being typed" in seen(app)
        app.lock()
        await pilot.pause()
        assert "Locked" in seen(app)
        assert "magpie" not in seen(app)
        await pilot.press("escape", "tab", "ctrl+p")
        assert "magpie" not in seen(app)
        await pilot.press("escape")
        await enter(pilot, "another one")
        await until(pilot, lambda: "The passphrase is wrong." in seen(app))
        assert "magpie" not in seen(app)
        await enter(pilot, RIGHT)
        await until(pilot, lambda: isinstance(app.screen, Case))
        assert app.screen.query_one(Input).value == "magpie: still being typed"
        assert app.focused is app.screen.query_one(Input)


def test_the_time_without_a_key_is_over_also_after_a_sleep_and_a_clock_set_back() -> None:
    idle = Idle(timedelta(minutes=10), NOON)
    assert not idle.is_over(NOON + timedelta(minutes=9))
    idle.touch(NOON + timedelta(minutes=9))
    assert not idle.is_over(NOON + timedelta(minutes=18))
    assert idle.is_over(NOON + timedelta(minutes=19))
    assert idle.is_over(NOON + timedelta(days=1))
    assert idle.is_over(NOON - timedelta(minutes=1))


def test_a_clock_that_is_put_right_by_a_second_does_not_lock_in_the_middle_of_a_sentence() -> None:
    idle = Idle(timedelta(minutes=10), NOON)
    assert not idle.is_over(NOON - timedelta(seconds=1))
    assert not idle.is_over(NOON + timedelta(minutes=9))
    assert idle.is_over(NOON + timedelta(minutes=9, seconds=59))
