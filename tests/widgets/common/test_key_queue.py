"""Keys and pastes take effect in their order, whatever the widgets are busy with."""

import asyncio
import gc
from weakref import ref

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widgets import Input, Static

from casetool.widgets.common.key_queue import PATIENCE_SECONDS, KeyQueue, hold_keys, queue_of


class Slow(Static, can_focus=True):
    """Takes its time over some keys, goes at another, and hands on only what the pane has."""

    heard: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.is_at_work, self.stuck = asyncio.Event(), asyncio.Event()

    async def on_key(self, event: Key) -> None:
        if event.key in "ui":
            return
        event.stop()
        if event.key == "s":
            await asyncio.sleep(0.05)
        if event.key == "w":
            self.is_at_work.set()
            await self.stuck.wait()
        self.heard.append(event.key)
        if event.key == "g":
            self.remove()

    async def on_paste(self, event: Paste) -> None:
        event.stop()
        self.heard.append(event.text)


class Pane(Vertical):
    """Has two keys that come up to it."""

    BINDINGS = [
        Binding("u", "app.told('u')"),
        Binding("i", "line"),
    ]

    def action_line(self) -> None:
        self.screen.set_focus(self.query_one(Input))


class InTurn(App[int]):
    """A slow widget in a pane, a line to type into, and a key that goes before the rest."""

    BINDINGS = [Binding("p", "told('p')", priority=True)]

    def __init__(self, patience: float = 60.0, opening: float = 60.0) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.keys = KeyQueue(self, patience, opening)

    def compose(self) -> ComposeResult:
        slow = Slow()
        slow.heard = self.heard
        yield Pane(slow, Input())

    async def on_event(self, event: Event) -> None:
        await self.keys.hear(event, super().on_event)

    def action_told(self, key: str) -> None:
        self.heard.append(key)

    def send(self, keys: str) -> None:
        for key in keys:
            self.post_message(Paste(key) if key.isupper() else Key(key, key))

    async def comes(self, heard: str, typed: str = "") -> None:
        async with asyncio.timeout(20):
            while ("".join(self.heard), self.query_one(Input).value) != (heard, typed):
                await asyncio.sleep(0.005)


async def test_a_key_that_goes_before_the_rest_waits_for_the_one_before_it() -> None:
    app = InTurn()
    async with app.run_test():
        app.send("sapusPBpuXap")
        await app.comes("sapusPBpuXap")


async def test_what_is_typed_after_a_key_that_leads_elsewhere_goes_there() -> None:
    app = InTurn()
    async with app.run_test():
        app.send("saiworks")
        await app.comes("sa", "works")


async def test_a_widget_that_goes_holds_nothing_up() -> None:
    app = InTurn()
    async with app.run_test():
        app.send("gp")
        await app.comes("g", "p")


async def test_a_widget_that_never_answers_holds_the_rest_up_for_a_moment_only() -> None:
    app = InTurn(patience=0.05)
    async with app.run_test():
        app.send("wpp")
        await app.comes("pp")
        app.query_one(Slow).stuck.set()
    assert PATIENCE_SECONDS >= 0.5  # in the app, busy is not yet stuck


class Door(Static, can_focus=True):
    """Opens the line at “o”, some time later; at “n” it only seems to."""

    heard: list[str]

    def on_key(self, event: Key) -> None:
        event.stop()
        self.heard.append(event.key)
        if event.key in "on":
            hold_keys(self)
        if event.key == "o":
            asyncio.get_running_loop().call_later(0.1, self.app.query_one(Input).focus)


class House(InTurn):
    """A door, and a line behind it."""

    def compose(self) -> ComposeResult:
        door = Door()
        door.heard = self.heard
        yield Pane(door, Input())


async def test_what_is_typed_for_what_opens_waits_for_it_and_nothing_overtakes_it() -> None:
    app = House()
    async with app.run_test():
        app.query_one(Door).focus()
        app.send("aobp")
        await app.comes("ao")
        while app.focused is not app.query_one(Input):
            await asyncio.sleep(0)
        app.send("cd")  # the door does not know yet that it has lost the keys
        await app.comes("ao", "bpcd")


async def test_where_nothing_opens_they_are_for_whoever_has_them() -> None:
    app = House(opening=0.1)
    async with app.run_test():
        app.query_one(Door).focus()
        app.send("nbp")
        await app.comes("nbp")


async def test_a_door_that_is_gone_holds_nothing() -> None:
    app = House()
    async with app.run_test():
        app.query_one(Door).focus()
        app.send("n")
        await app.comes("n")
        await app.query_one(Door).remove()
        app.send("p")
        await app.comes("n", "p")


class Opened(Screen[None]):
    """What a key opens: a line."""

    def compose(self) -> ComposeResult:
        yield Input()


async def test_what_is_typed_for_a_screen_that_is_still_opening_comes_there() -> None:
    app = InTurn()
    async with app.run_test():
        app.push_screen(Opened())
        app.send("aob")
        async with asyncio.timeout(20):
            while not (fields := app.screen.query(Input)) or fields.first().value != "aob":
                await asyncio.sleep(0.005)
    assert app.heard == []


async def test_an_end_waits_for_no_widget_that_never_answers_and_gives_back_the_keys() -> None:
    app = InTurn()
    async with app.run_test():
        app.send("wab")
        async with asyncio.timeout(20):
            await app.query_one(Slow).is_at_work.wait()
        unheard = await app.keys.settle(0.02)
        assert [event.key for event in unheard if isinstance(event, Key)] == ["a", "b"]
        assert app.heard == []
        app.query_one(Slow).stuck.set()


def test_a_queue_keeps_no_app_alive() -> None:
    class Bare(App[int]):
        """Only its queue knows it."""

        def __init__(self) -> None:
            super().__init__()
            self.keys = KeyQueue(self)

    app = Bare()
    assert queue_of(app) is app.keys
    gone = ref(app)
    del app
    gc.collect()
    assert gone() is None
