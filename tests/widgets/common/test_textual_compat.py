"""Private names of Textual: each that is used is still there and does what it did."""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.css.scalar import Scalar
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, TextArea

from casetool.app.guarded_app import GuardedApp
from casetool.widgets.common import textual_compat as compat
from casetool.widgets.common.prose_area import ProseArea
from tests.support.modules import modules_of

ROOT = Path(__file__).parents[3]
ROOMS = ("app", "screens", "widgets")
"""The rooms that know Textual."""

OVERRIDES = {
    ("GuardedApp", "_fatal_error"): ["self"],
    ("GuardedApp", "_handle_exception"): ["self", "error"],
    ("ProseArea", "_set_document"): ["self", "text", "language"],
    ("TerminalParser", "_sequence_to_key_events"): ["self", "sequence", "alt"],
}
"""Private methods of Textual that a subclass of ours has to override, with their parameters."""


class Desk(App[None]):
    """One of each widget whose private names are used."""

    def compose(self) -> ComposeResult:
        yield Input("né漢x")
        yield TextArea("one two")
        yield OptionList("a", "b\nc")
        yield Static("still")


async def test_a_node_that_is_being_removed_says_so() -> None:
    app = Desk()
    async with app.run_test():
        widget = app.query_one(Static)
        assert not compat.is_being_removed(widget)
        assert not compat.is_closing(widget)
        removal = widget.remove()
        assert compat.is_being_removed(widget)
        await removal
        assert compat.is_closing(widget)


async def test_messages_wait_in_order() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        keys = [events.Key("a", "a"), events.Key("b", "b")]
        for key in keys:
            app.post_message(key)
        assert [each for each in compat.queued_messages(app) if each in keys] == keys


class Ask(Message):
    """Something that cannot be answered."""


class Asker(Static):
    """Fails at each question."""

    def on_ask(self) -> None:
        raise ValueError


async def test_a_guard_hears_of_each_fault_and_is_put_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # other tests may have put up the guard of the app: begin without one
    plain = inspect.getclosurevars(MessagePump._dispatch_message).nonlocals.get("unguarded")
    monkeypatch.setattr(MessagePump, "_dispatch_message", plain or MessagePump._dispatch_message)
    parameters = list(inspect.signature(MessagePump._dispatch_message).parameters)
    assert parameters == ["self", "message"]
    faults: list[tuple[MessagePump, Exception]] = []

    def is_borne(node: MessagePump, error: Exception) -> bool:
        faults.append((node, error))
        return True

    compat.guard_handlers(is_borne)
    guard = MessagePump._dispatch_message
    compat.guard_handlers(lambda node, error: False)
    assert MessagePump._dispatch_message is guard
    app = Desk()
    async with app.run_test():
        await app.mount(asker := Asker())
        await asker._dispatch_message(Ask())
    assert [(node, type(error)) for node, error in faults] == [(asker, ValueError)]


class Sized(Screen[None]):
    """A screen that looks different in a wide window."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    CSS = """
    Sized.-wide { border: solid red; & Static { width: 10; } }
    Sized.-narrow Static { width: 5; color: $primary; }
    """

    def compose(self) -> ComposeResult:
        yield Static("still")


async def test_a_new_screen_is_styled_once_and_then_as_textual_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    styled: list[DOMNode] = []
    apply = Stylesheet.apply

    def applied(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled.append(node)
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", applied)
    app = GuardedApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen := Sized())
        await pilot.pause()
        words = screen.query_one(Static)
        assert styled.count(words) == 1
        assert (words.styles.width, screen.styles.border_top[0]) == (Scalar.parse("10"), "solid")
        await pilot.resize_terminal(50, 24)
        assert (words.styles.width, screen.styles.border_top[0]) == (Scalar.parse("5"), "")
        styled.clear()
        screen.post_message(events.ScreenResume())
        await pilot.pause()
        assert styled.count(words) == 1  # its styles may have changed while it was away


async def test_a_widget_is_drawn_in_the_next_frame() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        widget, drawn = app.query_one(Static), []
        compositor = app.screen._compositor
        update = compositor.update_widgets

        def update_widgets(widgets: set[object]) -> None:
            drawn.append(widget in widgets)
            update(widgets)  # type: ignore[arg-type]

        compositor.update_widgets = update_widgets  # type: ignore[method-assign, assignment]
        compat.draw_in_next_frame(widget)
        await pilot.pause()
        assert any(drawn)


async def test_the_column_of_a_cursor_counts_cells() -> None:
    app = Desk()
    async with app.run_test():
        box = app.query_one(Input)
        box.cursor_position = 3
        assert compat.cursor_column(box) == 4


async def test_a_line_of_a_list_belongs_to_an_option() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        lines = [compat.option_at_line(app.query_one(OptionList), line) for line in range(4)]
        assert lines == [(0, 0), (1, 0), (1, 1), None]


async def test_a_document_that_was_put_in_is_wrapped_and_drawn() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        area = ProseArea("old")
        await app.mount(area)
        area.text = "new\u2028 words\nbelow"
        await pilot.pause()
        assert (area.virtual_size.height, area.cursor_location) == (2, (0, 0))
        assert [area.render_line(row).text.strip() for row in (0, 1)] == [
            "new\u2028 words",
            "below",
        ]


async def test_a_key_deletes_text_unless_it_may_only_be_read() -> None:
    app = Desk()
    async with app.run_test():
        area = app.query_one(TextArea)
        compat.delete_by_key(area, (0, 0), (0, 4))
        area.read_only = True
        compat.delete_by_key(area, (0, 0), (0, 1))
        assert area.text == "two"


async def test_a_driver_knows_its_app() -> None:
    app = Desk()
    async with app.run_test():
        assert app._driver is not None
        assert compat.app_of(app._driver) is app
        assert compat.driver_of(app) is app._driver


@pytest.mark.skipif(sys.platform == "win32", reason="Textual's Linux driver")
class TestLinuxDriver:
    """What only the driver for Linux and macOS has."""

    async def test_it_tells_the_size_of_the_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from textual.drivers.linux_driver import LinuxDriver

        monkeypatch.setenv("COLUMNS", "91")
        monkeypatch.setenv("LINES", "31")
        driver = LinuxDriver(Desk())
        assert compat.terminal_size(driver) == Size(91, 31)
        assert not compat.terminal_reports_size(driver)

    def test_its_streams_are_looked_up_in_its_module(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from textual.drivers import linux_driver

        for name, method in {
            "WriterThread": linux_driver.LinuxDriver.start_application_mode,
            "getincrementaldecoder": linux_driver.LinuxDriver.run_input_thread,
        }.items():
            assert name in method.__code__.co_names
            monkeypatch.setattr(linux_driver, name, getattr(linux_driver, name))

        def writer(file: object) -> None: ...

        def decoder(encoding: str) -> type[str]:
            return str

        compat.replace_terminal_streams(writer, decoder)
        assert vars(linux_driver)["WriterThread"] is writer
        assert vars(linux_driver)["getincrementaldecoder"] is decoder


@pytest.mark.parametrize(
    ("ours", "theirs", "name"),
    [
        (GuardedApp, App, "_fatal_error"),
        (GuardedApp, App, "_handle_exception"),
        (ProseArea, TextArea, "_set_document"),
        (compat.TerminalParser, XTermParser, "_sequence_to_key_events"),
    ],
)
def test_what_is_overridden_is_called_as_before(ours: type, theirs: type, name: str) -> None:
    method = getattr(theirs, name, None)
    assert method is not None, f"Textual has no {theirs.__name__}.{name} any more"
    assert list(inspect.signature(method).parameters) == OVERRIDES[ours.__name__, name]
    assert f"self.{name}" in inspect.getsource(theirs), f"Textual does not call {name} any more"


def modules() -> Iterator[ModuleType]:
    """Every module that knows Textual."""
    for path in modules_of(*ROOMS):
        if path.name != "posix.py" or sys.platform != "win32":
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield import_module(".".join(parts).removesuffix(".__init__"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@cache
def private_names(owner: type) -> frozenset[str]:
    """The private names that a class defines, or gives its instances."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(owner)))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names |= {node.attr} if ast.unparse(node.value) == "self" else set()
        elif isinstance(node, ast.AnnAssign):
            names.add(ast.unparse(node.target))
    return frozenset(filter(is_private, names))


def classes() -> Iterator[tuple[type, frozenset[str]]]:
    """Every class of ours that derives from one of Textual's, with the private names of those."""
    for module in modules():
        for each in vars(module).values():
            if isinstance(each, type) and each.__module__ == module.__name__:
                bases = [base for base in each.__mro__ if base.__module__.startswith("textual.")]
                yield each, frozenset().union(*map(private_names, bases))


def test_private_methods_of_textual_are_overridden_only_where_it_is_listed() -> None:
    overridden = {
        (each.__name__, name) for each, names in classes() for name in names & private_names(each)
    }
    assert overridden == set(OVERRIDES)


def uses(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each private attribute that code names, and of what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            yield ast.unparse(node.value), node.attr


def test_no_class_uses_private_names_of_the_class_of_textual_that_it_derives_from() -> None:
    wrong = [
        f"{each.__qualname__}: {owner}.{name}"
        for each, names in classes()
        for owner, name in uses(ast.parse(textwrap.dedent(inspect.getsource(each))))
        if name in names and owner in ("self", "super()") and (each.__name__, name) not in OVERRIDES
    ]
    assert wrong == []


def test_private_names_of_other_objects_are_used_in_the_compat_module_alone() -> None:
    ours = {name for each, _ in classes() for name in private_names(each)}
    wrong = [
        f"{module.__name__}: {owner}.{name}"
        for module in modules()
        for owner, name in uses(ast.parse(inspect.getsource(module)))
        if module is not compat and owner not in ("self", "super()") and name not in ours
    ]
    assert wrong == []


def test_no_private_module_of_textual_is_imported() -> None:
    wrong = [
        f"{module.__name__}: {ast.unparse(node)}"
        for module in modules()
        if module is not compat
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("textual")
        and re.search(r"\b_", ast.unparse(node))
    ]
    assert wrong == []
