"""The parser of keys: what is typed and pasted arrives as that, whatever the terminal loses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.message import Message

from casetool.app.driver.key_parser import ARROW_SECONDS, PASTE_SILENCE_SECONDS, KeyParser

START, END = "\x1b[200~", "\x1b[201~"


def read(*parts: str) -> list[str]:
    """What the parts come to, each read on its own: names of keys, and pastes in brackets."""
    parser, events = KeyParser(), list[Message]()
    events += parser.tick()
    for part in parts:
        events += parser.feed(part)
        events += parser.tick()
    events += parser.feed("") if parts[-1] else ()
    return [shown(event) for event in events]


def typed(pause: float, *parts: str) -> list[str]:
    """What the parts come to, with a pause in seconds before each."""
    now = [0.0]
    parser, events = KeyParser(now=lambda: now[0]), list[Message]()
    events += parser.tick()
    for part in parts:
        now[0] += pause
        events += parser.feed(part)
        events += parser.tick()
    now[0] += 0.1
    return [shown(event) for event in [*events, *parser.tick()]]


def shown(event: Message) -> str:
    if isinstance(event, Paste):
        return f"<{event.text}>"
    assert isinstance(event, Key)
    return event.key


@pytest.mark.parametrize("letter", [*"azAZ09", "é", "م", "£", "\N{NO-BREAK SPACE}"])
def test_escape_and_a_letter_at_once_are_both(letter: str) -> None:
    parser = KeyParser()
    first, second = (event for event in parser.feed(f"\x1b{letter}") if isinstance(event, Key))
    assert (first.key, second.character) == ("escape", letter)


@pytest.mark.parametrize("sign", [*"!+?>&<~%=@/|.,;-' ", '"'])
def test_escape_and_a_sign_in_two_reads_are_both(sign: str) -> None:
    parser = KeyParser()
    events = [*parser.feed("\x1b"), *parser.feed(sign)]
    keys = [event for event in events if isinstance(event, Key)]
    assert [keys[0].key, keys[1].character] == ["escape", sign]


@pytest.mark.parametrize(
    ("code", "sign"), [(57403, "4"), *zip(range(57409, 57414), "./*-+", strict=True), (57415, "=")]
)
@pytest.mark.parametrize("end", ["u", ";129u", ";;{}u"])
def test_a_sign_of_the_number_pad_is_that_sign(code: int, sign: str, end: str) -> None:
    sent = f"\x1b[{code}{end.format(ord(sign))}"
    (event,) = (event for event in KeyParser().feed(sent) if isinstance(event, Key))
    assert (event.character, event.is_printable) == (sign, True)


def test_escape_twice_and_words_are_no_circumflex() -> None:
    assert read("\x1be", " wo", "\x1brd") == ["escape", "e", "space", "w", "o", "escape", "r", "d"]
    assert read("\x1b\rx") == ["escape", "enter", "x"]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b\x10\x1b[A", ["escape", "ctrl+p", "up"]),
        ("\x1b\x04w\x1bOQ", ["escape", "ctrl+d", "w", "f2"]),
        ("\x1b\r\x1b[B", ["escape", "enter", "down"]),
        ("\x1bd\x1b[B", ["escape", "d", "down"]),
        ("\x1be\x1bOQ", ["escape", "e", "f2"]),
        ("\x1b[1;5A^\x1b[5~", ["ctrl+up", "circumflex_accent", "pageup"]),
        ("\x1b[27u\x10", ["escape", "ctrl+p"]),
        ("\x1b\x7f\x1b\t", ["escape", "backspace", "escape", "tab"]),
        ("\x1b\tMa", ["escape", "tab", "M", "a"]),
        ("\x1bOther", ["escape", *"Other"]),
        ("\x1bOFSTED", ["escape", *"OFSTED"]),
        ("\x1bOak", ["escape", *"Oak"]),
        ("\x1bO n", ["escape", "O", "space", "n"]),
        ("\x1bO'", ["escape", "O", "apostrophe"]),
        ("\x1bOQa", ["f2", "a"]),
        ("\x1bOS3", ["f4", "3"]),
        ("\x1bOSJ", ["f4", "J"]),
        ("\x1bORMum", ["f3", *"Mum"]),
        ("\x1bORI am", ["f3", "I", "space", "a", "m"]),
        ("\x1bOQGP rang", ["f2", *"GP", "space", *"rang"]),
        ("\x1bORCAMHS", ["f3", *"CAMHS"]),
        ("\x1bOPEHCP", ["f1", *"EHCP"]),
        ("\x1bNursery", ["escape", *"Nursery"]),
        ("\x1bNHS", ["escape", *"NHS"]),
        ("\x1bPolice", ["escape", *"Police"]),
        ("\x1bPRU", ["escape", *"PRU"]),
        ("\x1bP45", ["escape", *"P45"]),
        ("\x1bX", ["escape", "X"]),
        ("\x1b]x", ["escape", "right_square_bracket", "x"]),
        ("\x1b_x^", ["escape", "underscore", "x", "circumflex_accent"]),
        ("\x1bOMG he", ["escape", *"OMG", "space", "h", "e"]),
        ("\x1bOD a", ["escape", *"OD", "space", "a"]),
        ("\x1bOH no", ["escape", *"OH", "space", "n", "o"]),
        ("\x1bOA\x1bOA", ["up", "up"]),
        ("\x1bOC\r", ["right", "enter"]),
    ],
)
def test_escape_and_a_key_that_come_together_type_no_sign(sent: str, keys: list[str]) -> None:
    assert read(sent) == keys
    assert read(*sent) == keys


def test_sequences_stay_sequences() -> None:
    assert read("\x1b[A\x1bOP\x1b[15~", "\x1b[Z", "\x1b", "[B") == [
        "up", "f1", "f5", "shift+tab", "down",
    ]  # fmt: skip
    assert read("\x1bOA", "\x1bOa") == read("\x1bOA\x1bOa") == ["up", "ctrl+up"]


@pytest.mark.parametrize("initial", "OE")
def test_a_letter_alone_after_escape_comes_once_nothing_follows(initial: str) -> None:
    assert typed(0.15, "\x1b", initial, "h") == ["escape", initial, "h"]
    assert read(f"\x1b{initial}") == ["escape", initial]


@pytest.mark.parametrize("word", ["Other", "Our", "Over", "On", "Only", "One", "Okay", "OAP", "O5"])
def test_a_word_after_escape_is_that_word_however_it_is_read(word: str) -> None:
    assert read(f"\x1b{word}") == read("\x1b", word) == ["escape", *word]
    assert read("\x1bO", word[1:]) == read(*f"\x1b{word}") == ["escape", *word]


@pytest.mark.parametrize("word", ["OPD to", "OR to", "OSCAR", "OPEN", "OD at", "OFSTED", "OMG"])
def test_a_word_in_capitals_after_escape_is_no_function_key(word: str) -> None:
    keys = ["escape", *(" ".join(word).replace("   ", " space ").split())]
    assert read(f"\x1b{word}") == keys, "all at once, after the program was held up"
    assert typed(0.06, "\x1b", *word) == typed(0.06, "\x1bO", *word[1:]) == keys


def test_an_arrow_of_an_old_terminal_comes_once_no_word_goes_on() -> None:
    now = [0.0]
    parser = KeyParser(now=lambda: now[0])
    assert [*parser.feed("\x1bOA"), *parser.tick()] == []
    now[0] = ARROW_SECONDS
    assert [shown(event) for event in parser.tick()] == ["up"]


def test_escape_and_tab_are_shift_tab_on_a_console_without_windows() -> None:
    parser = KeyParser(is_console=True)
    assert [shown(event) for event in parser.feed("\x1b\tx\x1b[Z")] == [
        "shift+tab",
        "x",
        "shift+tab",
    ]


def test_a_line_feed_is_enter_and_both_are_one() -> None:
    assert read("a\nb\r\nc\r", "\nd") == ["a", "enter", "b", "enter", "c", "enter", "d"]


def test_what_was_typed_while_nobody_looked_is_typed() -> None:
    now = [0.0]
    parser = KeyParser(now=lambda: now[0])
    keys = ["w", "h", "y", "tab", "s", "o"]
    assert [shown(event) for event in parser.feed("why\tso")] == keys, "before the first look"
    list(parser.tick())
    now[0] = 0.6  # a busy machine read nothing for as long as six keys take
    assert [shown(event) for event in parser.feed("why\tso")] == keys
    list(parser.tick())
    now[0] = 0.61
    assert "<\t>" in [shown(event) for event in parser.feed("why\tso")]


def test_a_tab_within_words_that_come_at_once_is_pasted() -> None:
    assert read("Kit\tnurse\r") == ["K", "i", "t", "<\t>", *"nurse", "enter"]
    assert read("a\t\tb\r") == ["a", "<\t\t>", "b", "enter"]
    assert read("@k\t") == ["at", "k", "tab"]
    assert read("@k\t\r") == ["at", "k", "tab", "enter"]
    assert read("\x1b[15~\td") == ["f5", "tab", "d"]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 40])
@pytest.mark.parametrize("pause", [0.0, 0.002, 0.008])
def test_a_row_that_comes_at_once_is_pasted_however_it_is_cut(size: int, pause: float) -> None:
    row = "Jo Poe\tnurse\t\thealth\r"
    parts = [row[start : start + size] for start in range(0, len(row), size)]
    keys = ["J", "o", "space", "P", "o", "e", "<\t>", *"nurse", "<\t\t>", *"health", "enter"]
    assert typed(pause, *parts) == keys


def test_a_tab_that_a_hand_types_is_a_key() -> None:
    keys = ["a", "tab", "b", "c", "tab", "tab", "d"]
    assert typed(0.03, *"a\tbc\t\td") == keys
    assert typed(0.2, "a\t", "b", "c", "\t", "\t", "d") == keys
    assert typed(0.2, "abcd", "\tefg") == [*"abcd", "tab", *"efg"]
    assert typed(0.0, *"\x1b[15~\td") == ["f5", "tab", "d"]
    assert typed(0.0, *"Kit\t", "\x1b[A") == ["K", "i", "t", "tab", "up"]


def test_a_paste_is_one_and_controls_in_it_are_shown() -> None:
    assert read(f"a{START}b\x1bc\x00\rd{END}e") == ["a", "<b\\u001bc\\u0000\rd>", "e"]
    assert read("a\x1b[20", "0~b\x1b[2", "01~c") == ["a", "<b>", "c"]


def test_a_paste_without_an_end_is_ended_by_silence() -> None:
    now = [100.0]
    parser = KeyParser(now=lambda: now[0])
    assert list(parser.feed(f"before {START}pasted text\x1b[20")) != []
    now[0] += PASTE_SILENCE_SECONDS / 2
    assert list(parser.tick()) == []
    now[0] += PASTE_SILENCE_SECONDS
    assert [shown(event) for event in parser.tick()] == ["<pasted text>"]
    assert [shown(event) for event in parser.feed("on\x1bOP")] == ["o", "n", "f1"]


def test_a_paste_without_an_end_is_ended_by_ctrl_c() -> None:
    assert read(f"{START}pasted", " text\x03x") == ["<pasted text>", "ctrl+c", "x"]
    assert read(f"{START}pasted", " text\x1b[99;5ux") == ["<pasted text>", "ctrl+c", "x"]


def test_a_paste_without_an_end_is_not_lost_with_the_input() -> None:
    assert read(f"{START}pasted", "") == ["<pasted>"]


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1), st.data())
def test_what_is_typed_is_the_same_however_it_is_read(text: str, data: st.DataObject) -> None:
    parser, characters, start = KeyParser(), "", 0
    while start < len(text):
        size = data.draw(st.integers(1, len(text) - start))
        events = parser.feed(text[start : start + size])
        characters += "".join(event.character or "" for event in events if isinstance(event, Key))
        start += size
    assert characters == text
