"""Text that comes faster than anybody types is a paste, and what a hand types never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.message import Message

from casetool.app.driver.key_parser import KeyParser
from casetool.app.driver.text_burst import BURST_SILENCE_SECONDS, LEAST_CHARACTERS

LOOK_SECONDS = 0.1
"""How often a driver looks while nothing comes."""


def read(*parts: tuple[float, str]) -> list[str]:
    """What comes of parts, each some seconds after the one before: keys, and pastes in brackets."""
    now = [0.0]
    parser, events = KeyParser(now=lambda: now[0]), list[Message]()
    for seconds, part in ((0.0, ""), (1.0, ""), *parts, (0.2, "")):
        until = now[0] + seconds
        while now[0] + LOOK_SECONDS < until:
            now[0] += LOOK_SECONDS
            events += parser.tick()
        now[0] = until
        events += parser.feed(part) if part else ()
        events += parser.tick()
    return [
        f"<{event.text}>" if isinstance(event, Paste) else event.key
        for event in events
        if isinstance(event, Paste | Key)
    ]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\v", "\x85", "\u2028"])
def test_several_lines_in_one_read_are_a_paste(end: str) -> None:
    text = f"> Hi Jo{end}> thanks"
    assert read((0.0, f"{text}\r")) == [f"<{text}>"]
    assert read((0.0, "cold\rnow\r")) == ["<cold\rnow>"]


def test_a_line_in_one_read_is_a_paste_and_its_end_is_enter() -> None:
    assert read((0.0, "fag hungry Mum\r")) == ["<fag hungry Mum>", "enter"]
    assert read((0.0, "\tKit Lane\tnurse\t")) == ["tab", "<Kit Lane\tnurse>", "tab"]
    assert read((0.0, " " * LEAST_CHARACTERS)) == ["space"] * LEAST_CHARACTERS


def test_a_paste_in_several_reads_is_one() -> None:
    row, pause = "words that go on\rand on\r", BURST_SILENCE_SECONDS / 2
    parts = [(pause, row[start : start + 5]) for start in range(LEAST_CHARACTERS, len(row), 5)]
    assert read((0.0, row[:LEAST_CHARACTERS]), *parts) == [f"<{row.rstrip()}>"]


def test_a_key_ends_it() -> None:
    assert read((0.0, "fag hungry\r"), (0.001, "\x1b[15~")) == ["<fag hungry>", "enter", "f5"]
    assert read((0.0, "fag hungry"), (0.001, "\x03")) == ["<fag hungry>", "ctrl+c"]
    assert read((0.0, "fag hungry"), (0.2, "x")) == ["<fag hungry>", "x"]


@pytest.mark.parametrize(
    "keys", ["\x1b[15~fag hungry", "\x04cold now", "said\x1bOS8more", "a\x7fbcdefgh"]
)
def test_what_comes_with_a_key_is_typed(keys: str) -> None:
    assert not any("<" in key for key in read((0.0, keys)))


def test_what_a_hand_types_is_keys_however_fast() -> None:
    said = "said\rmore\rand more\r"
    keys = [{" ": "space", "\r": "enter"}.get(key, key) for key in said]
    assert read(*((0.02, key) for key in said)) == keys
    assert read(*((0.04, said[start : start + 2]) for start in range(0, len(said), 2))) == keys


def test_what_was_typed_while_the_machine_hung_is_keys() -> None:
    now = [0.0]
    parser = KeyParser(now=lambda: now[0])
    list(parser.tick())
    now[0] = 1.0  # nobody looked for a second, as the whole program hung
    keys = [event.key for event in parser.feed("said\rmore\r") if isinstance(event, Key)]
    assert keys == [*"said", "enter", *"more", "enter"]


def test_keys_that_a_program_writes_after_the_first_are_keys() -> None:
    assert read((0.0, "s"), (0.001, "aid\rmore\rand more\r"))[-1] == "enter"


def test_what_comes_of_it_is_handed_on_when_the_program_must_end() -> None:
    now = [0.0]
    parser = KeyParser(now=lambda: now[0], must_end=lambda: now[0] > 1)
    for now[0] in (0.9, 1.0):
        list(parser.tick())
    assert list(parser.feed("fag hungry Mum")) == []
    assert parser.is_pasting
    now[0] = 1.01
    (paste,) = parser.tick()
    assert isinstance(paste, Paste)
    assert not parser.is_pasting


@given(
    st.text(
        st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\u2028\u2029"),
        min_size=1,
    )
)
def test_no_character_is_lost(text: str) -> None:
    now = [0.0]
    parser = KeyParser(now=lambda: now[0])
    list(parser.tick())
    now[0] = 0.1
    events = [*parser.tick(), *parser.feed(text), *parser.feed("")]
    said = "".join(
        event.text if isinstance(event, Paste) else event.character or ""
        for event in events
        if isinstance(event, Paste | Key)
    )
    assert said == text


def test_what_was_typed_while_the_program_was_stopped_is_keys() -> None:
    """The look that the stop interrupted finds nothing, though keys wait already."""
    now, typed = [0.0], "seen on Monday\rand by whom\r"
    parser, events = KeyParser(now=lambda: now[0]), list[Message]()
    for seconds, part in ((0.1, ""), (0.1, ""), (2.0, ""), (0.001, typed), (0.2, "")):
        now[0] += seconds
        events += parser.feed(part) if part else ()
        events += parser.tick()
    assert not any(isinstance(event, Paste) for event in events)
    keys = [event for event in events if isinstance(event, Key)]
    assert "".join(key.character or "" for key in keys) == typed
