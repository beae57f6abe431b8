"""Whatever is typed arrives, through the way that a keyboard's bytes take."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from textual.app import App, ComposeResult
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.widgets import Input, Label, TextArea

from casetool.app.driver.key_parser import KeyParser
from casetool.app.driver.terminal_text import TerminalDecoder
from casetool.widgets.common.key_queue import KeyQueue
from casetool.widgets.common.keyboard import TypedKey, as_typed, takes_text
from casetool.widgets.common.prose_area import ProseArea
from tests.support.characters import LINE_ENDS, ODD, PRIVATE, assigned, denied, every_character


def sent(text: str) -> list[Message]:
    return list(KeyParser().feed(TerminalDecoder().decode(text.encode())))


def typed(text: str) -> list[str | None]:
    keys = [as_typed(event) for event in sent(text) if isinstance(event, Event)]
    return [key.character for key in keys if isinstance(key, Key) and key.is_printable]


def test_every_character_is_a_key_that_types_it(runs: Callable[[int, int], int]) -> None:
    every = [*every_character()[:: runs(41, 1)]]
    for some in (denied(), PRIVATE, every):
        assert typed("".join(some)) == [each for each in some if each not in LINE_ENDS]


@pytest.mark.parametrize("control", [*map(chr, (*range(0x1B), *range(0x1C, 0x20), 0x7F)), "\x9f"])
def test_a_control_types_nothing(control: str) -> None:
    assert typed(f"a{control}b") == ["a", "b"]


@pytest.mark.parametrize("half", ["\ud83d", "\udc69"])
def test_half_of_a_character_types_nothing(half: str) -> None:
    key = as_typed(Key(half, half))
    assert isinstance(key, TypedKey)
    assert not key.is_printable


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("\x1b[13;2u", ["enter"]),
        ("\x1b[13;5u", ["enter"]),
        ("\x1b[127;2u", ["backspace"]),
        ("\x1b[27;2u", ["escape"]),
        ("\x1b[32;2;32u", ["space"]),
        ("\x1b[97;3u", ["escape", "a"]),
        ("\x1b[97;67u", ["escape", "a"]),  # with Caps Lock
        ("\x1b[97;4u", ["escape", "A"]),
        ("\x1b[99;5u", ["ctrl+c"]),
        ("\x1b[127;3u", ["alt+backspace"]),
        ("\x1b[1114112;3ux", ["x"]),
        ("\x1b[97;;99999999999999999999ux", ["x"]),
        ("\x1b[97:65;2ux", ["x"]),
        ("\x1b[1;1:1Ax", ["x"]),
        ("\x1b[3;1:3~x", ["x"]),
        ("\x1b[1;2A", ["shift+up"]),
        ("\x1b[9;2u", ["shift+tab"]),
    ],
)
def test_keys_that_some_terminals_tell_apart_are_those_that_all_send(
    sequence: str, keys: list[str]
) -> None:
    events = [as_typed(event) for event in sent(sequence) if isinstance(event, Event)]
    assert [event.key for event in events if isinstance(event, Key)] == keys


@pytest.mark.parametrize("sequence", ["\x1b[32;2u", "\x1b[32;2;32u", " "])
def test_a_space_with_shift_is_a_space(sequence: str) -> None:
    assert typed(sequence) == [" "]


def test_a_key_is_exchanged_once_and_nothing_else_is() -> None:
    key, paste = Key("no_break_space", "\u00a0"), Paste("words")
    exchanged = as_typed(key)
    assert isinstance(exchanged, TypedKey)
    assert (exchanged.key, exchanged.character) == ("no_break_space", "\u00a0")
    assert as_typed(exchanged) is exchanged
    assert as_typed(paste) is paste
    key._set_forwarded()
    assert as_typed(key) is key


class Typist(App[int]):
    """A line and an area, in an app that hears keys as ours does."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = KeyQueue(self)

    def compose(self) -> ComposeResult:
        yield Input()
        yield ProseArea()
        yield Label()

    async def on_event(self, event: Event) -> None:
        await self.keys.hear(as_typed(event), super().on_event)

    async def stands(self, where: type[Input | TextArea], text: str) -> None:
        box = self.query_one(where)
        words = "value" if isinstance(box, Input) else "text"
        async with asyncio.timeout(60):
            while len(getattr(box, words)) < len(text):
                await asyncio.sleep(0)
        assert getattr(box, words) == text
        setattr(box, words, "")


def pieces(text: Sequence[str], size: int = 40) -> list[str]:
    return ["".join(text[start : start + size]) for start in range(0, len(text), size)]


@pytest.mark.parametrize("where", [Input, ProseArea])
async def test_each_character_that_is_typed_stands_where_it_is_typed(
    where: type[Input | TextArea], runs: Callable[[int, int], int]
) -> None:
    every = [*denied(), *PRIVATE, *ODD, *assigned()[:: runs(2003, 1)]]
    some = [each for each in every if each not in LINE_ENDS]
    app = Typist()
    async with app.run_test():
        app.query_one(where).focus()
        for piece in pieces(some):
            for event in sent(piece):
                app.post_message(event)
            await app.stands(where, piece)


async def test_a_line_and_an_area_take_text_and_a_label_does_not() -> None:
    app = Typist()
    async with app.run_test():
        assert takes_text(app.query_one(Input))
        assert takes_text(app.query_one(ProseArea))
        assert not takes_text(app.query_one(Label))
