"""What goes between a page and the program that draws its board."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.web.protocol import (
    LARGEST_SIZE,
    READY,
    SMALLEST_SIZE,
    control_message,
    drawn_data,
    from_page,
    packet,
    size,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


def read(sent: bytes) -> list[bytes]:
    async def all_of_it() -> list[bytes]:
        stream = asyncio.StreamReader()
        stream.feed_data(sent)
        stream.feed_eof()
        return [part async for part in drawn_data(stream)]

    return asyncio.run(all_of_it())


@given(st.text())
def test_what_is_typed_goes_on_as_it_is(text: str) -> None:
    assert from_page(json.dumps(["stdin", text])) == packet(b"D", text.encode())


def test_half_a_character_does_no_harm() -> None:
    assert from_page('["stdin", "a\\ud800b"]') == packet(b"D", b"a?b")


@given(st.one_of(st.text(), JSON.map(json.dumps), st.just("[" * 5000)))
def test_a_page_may_say_what_it_likes(text: str) -> None:
    sent = from_page(text)
    assert sent == b"" or sent[:1] in (b"D", b"M")


@given(st.integers(), st.integers())
def test_a_size_is_kept_within_bounds(columns: int, rows: int) -> None:
    wide, high = size(columns, rows)
    assert SMALLEST_SIZE[0] <= wide <= LARGEST_SIZE[0]
    assert SMALLEST_SIZE[1] <= high <= LARGEST_SIZE[1]
    told = from_page(json.dumps(["resize", {"width": columns, "height": rows}]))
    assert told == control_message(type="resize", width=wide, height=high)


@pytest.mark.parametrize(
    "words", ['["deliver_file_start", "key"]', '["quit"]', '["ping", "1"]', "{}", "7", "["]
)
def test_nothing_else_is_handed_on(words: str) -> None:
    assert from_page(words) == b""


def test_only_what_is_drawn_reaches_the_page() -> None:
    sent = (
        b"a warning\n" + READY + packet(b"D", b"one") + control_message(type="open_url", url="http://x")
        + packet(b"P", b"a file") + packet(b"D", b"") + packet(b"D", b"two")
    )  # fmt: skip
    assert read(sent) == [b"one", b"", b"two"]


@pytest.mark.parametrize("kept", range(9))
def test_a_program_that_ends_in_the_middle_of_a_packet(kept: int) -> None:
    whole = packet(b"D", b"four")
    assert read(READY + packet(b"D", b"all") + whole[:kept]) == [b"all"]


def test_a_program_that_never_draws() -> None:
    assert read(b"") == []
    assert read(b"no\n" * 50 + READY + packet(b"D", b"late")) == []
