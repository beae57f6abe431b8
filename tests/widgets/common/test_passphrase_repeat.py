"""A passphrase typed again just after its box closed reaches no field. Words of the case do."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from casetool.widgets.common.passphrase_repeat import (
    EXPECTED_SECONDS,
    REPEAT_PAUSE_SECONDS,
    PassphraseRepeat,
)

SECRET = "Zebra-Kettle 77"
NAMES = {" ": "space", "\r": "enter", "\b": "backspace", "\x1b": "escape"}


class Hand:
    """Types just after the box closed. What acts is in ``acted``."""

    def __init__(self, begun: str = "") -> None:
        self.now, self.acted, self.told = 0.0, list[str](), 0
        self.repeat = PassphraseRepeat(SECRET, begun, self._act, self._tell, lambda: self.now)

    def type(self, text: str) -> "Hand":
        for letter in text:
            named = letter if letter in "\r\b\x1b" else ""
            event = Key(NAMES.get(letter, letter), None if named else letter)
            self._act(self.repeat.admit(event))
        return self

    def _act(self, events: object) -> None:
        assert isinstance(events, list)
        for event in events:
            self.acted.append(event.text if isinstance(event, Paste) else event.character or "\r")

    def _tell(self) -> None:
        self.told += 1

    @property
    def text(self) -> str:
        return "".join(self.acted)


async def test_it_reaches_nothing_and_is_told_once() -> None:
    hand = Hand().type(f"{SECRET}\r")
    assert (hand.text, hand.told) == ("", 1)
    assert hand.type("she said so\r").text == "she said so\r"


@pytest.mark.parametrize("typed", ["Zebra-Kettel 77\r", "Zebra-Kettle 777\r", "Zebra-Ke\x1b"])
async def test_one_with_a_slip_or_half_of_one_does_not_either(typed: str) -> None:
    hand = Hand().type(typed)
    assert hand.text.strip("\r") == ""
    assert hand.told == 1


async def test_one_that_is_mended_does_not_either() -> None:
    assert Hand().type("Zee\b\b\b").text == "Zee\r\r\r"  # it had differed by then
    hand = Hand().type("Ze\b\bZebra-Kettle 77\r")
    assert (hand.text, hand.told) == ("", 1)


@pytest.mark.parametrize(
    "words", ["Zebra crossing at school\r", "Zeb\r", "Mum said\r", "Zebra-\r", "Z\x1b", "\r"]
)
async def test_words_that_begin_like_it_act_in_their_order(words: str) -> None:
    hand = Hand().type(words)
    assert (hand.text, hand.told) == (words.replace("\x1b", "\r"), 0)


@pytest.mark.parametrize(
    "words",
    ["Zebra-Kettle broke at nine, he said\r", "Zebra-Kettle 7 of them\r", "Zebra-Kett on\r"],
)
async def test_words_that_begin_like_most_of_it_act_whole(words: str) -> None:
    hand = Hand().type(words)
    assert (hand.text, hand.told) == (words, 0)


async def test_what_is_held_back_acts_after_a_pause() -> None:
    hand = Hand().type("Zeb")
    assert hand.text == ""
    await asyncio.wait_for(_acted(hand), REPEAT_PAUSE_SECONDS + 5)
    assert (hand.text, hand.told) == ("Zeb", 0)


async def _acted(hand: Hand) -> None:
    while not hand.text:
        await asyncio.sleep(0.01)


async def test_a_passphrase_without_enter_is_dropped_when_something_ends_it() -> None:
    hand = Hand().type(SECRET)
    assert hand.repeat.release() == []
    assert (hand.text, hand.told) == ("", 1)


async def test_one_that_is_pasted_does_not_either() -> None:
    hand = Hand()
    assert hand.repeat.admit(Paste(f"{SECRET}\n")) == []
    assert hand.told == 1
    other = Hand()
    assert len(other.repeat.admit(Paste("from the school"))) == 1


async def test_it_may_be_typed_several_times_and_begun_before() -> None:
    hand = Hand(SECRET[:9]).type(f"{SECRET[9:]}\r{SECRET}\r{SECRET}\r")
    assert (hand.text, hand.told) == ("", 3)


@pytest.mark.parametrize(
    "between", ["\r", "\b", "\x1b", "x\b", "\r\r", "Ze\r", "mum said ", "Z", "Zebra "]
)
async def test_a_key_or_a_word_between_lets_none_of_it_through(between: str) -> None:
    hand = Hand().type(between + SECRET + "\r")
    assert hand.text == "".join("\r" if letter in "\r\b\x1b" else letter for letter in between)
    assert hand.told == 1


async def test_one_that_is_typed_with_caps_lock_does_not_either() -> None:
    hand = Hand().type(f"{SECRET.swapcase()}\r")
    assert (hand.text, hand.told) == ("", 1)


async def test_it_is_expected_for_a_while() -> None:
    hand = Hand()
    hand.now = EXPECTED_SECONDS + 0.1
    assert hand.type("Ze").text == "Ze"


@given(words=st.text(alphabet="Zebra-Ktl 7", max_size=12))
def test_no_word_is_lost_that_is_not_the_passphrase(words: str) -> None:
    async def type_all() -> str:
        hand = Hand().type(words)
        hand._act(hand.repeat.release())
        return hand.text

    text = asyncio.run(type_all())
    assert text == words or words.startswith(SECRET[:8])
