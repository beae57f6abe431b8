"""Keys that wait for what is about to open."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from casetool.widgets.held_keys import HeldKeys


class Door(Static, can_focus=True):
    """Keeps keys once it is told to."""

    heard = ""

    def on_mount(self) -> None:
        self.keys = HeldKeys(self)

    def on_key(self, event: events.Key) -> None:
        if not self.keys.takes(event):
            self.heard += event.key

    def on_blur(self) -> None:
        self.keys.let_go()


class House(App[None]):
    """A door, and a line behind it."""

    def compose(self) -> ComposeResult:
        yield Door()
        yield Input()


async def test_they_are_typed_where_the_focus_goes() -> None:
    app = House()
    async with app.run_test() as pilot:
        door = app.query_one(Door)
        door.focus()
        await pilot.press("a")
        door.keys.hold()
        await pilot.press("b", "c")
        assert (door.heard, app.query_one(Input).value) == ("a", "")
        app.query_one(Input).focus()
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert (door.heard, app.query_one(Input).value) == ("a", "bcd")


async def test_they_are_its_own_where_nothing_opens() -> None:
    app = House()
    async with app.run_test() as pilot:
        door = app.query_one(Door)
        door.focus()
        await pilot.pause()
        door.keys.hold()
        await pilot.press("b")
        door.keys.let_go()
        await pilot.pause()
        await pilot.press("c")
        assert door.heard == "bc"
