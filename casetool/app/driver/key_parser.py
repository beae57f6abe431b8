"""Textual's parser for the input of a terminal, made robust on every platform."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from math import inf
from time import monotonic

from textual.events import Paste
from textual.message import Message

from casetool.app.driver.text_burst import BURST_SILENCE_SECONDS, TextBurst
from casetool.app.driver.typing_speed import KEYS_PER_SECOND, TypingSpeed
from casetool.widgets.common.textual_compat import (
    PASTE_END,
    PASTE_START,
    TerminalParser,
    waits_in_sequence,
)

PASTE_SILENCE_SECONDS = 1.0
"""Seconds without input after which a paste ends, if its end mark was lost on the way."""

LAST_PASTE_SILENCE_SECONDS = 0.05
"""The same once the program must end: what came of a paste is kept."""

ESCAPE_KEY = "\x1b[27u"
"""Escape as a sequence of its own. A letter after it is that letter, not Alt and the letter."""

_UNSAFE_IN_PASTE = re.compile("[\x00\x1b]")
"""What Textual's parser drops from a paste, or takes for a key."""

_O_OF_WORD = (
    r"O(?:[^\x00-\x1fABCDFHPQRSa-d]|[ABCDFHa-d][^\x00-\x1f]|[PRS](?: |[B-HJ-Z] )|PEN|RAL|SCA)"
)
"""An O that begins a word, as in “Other”, “OFSTED” or “OPD at”: no key of a terminal goes on so.

After F1 to F4 a sentence may begin in capitals, such as “GP rang” or “CAMHS says”: ``OQGP rang``.

A keypad sends its keys with an O only to programs that ask for it, which this one never does.
"""

_INTERRUPT = re.compile(r"\x03|\x1b\[99;5u")
"""Ctrl+C, in both ways in which terminals send it."""

_ALT_AND_LETTER = re.compile(r"\x1b\[(\d{1,7});(\d{1,3})u")
"""A key with others held down, as some terminals send it that tell Alt from Escape."""

_ALT, _SHIFT, _LOCKS = 0b10, 0b1, 0b11000000
"""The bits of keys that are held down, or are locked: Caps Lock and Num Lock."""

_REPLY = r"\[|\\|\]\d+;|P(?:\d+[$+]|[>!]\|)|_G"
"""What follows Escape where a terminal answers. None sends Escape and N, X or ^ by itself."""

_KEY_AFTER_ESCAPE = re.compile(rf"\x1b(?=(?!{_REPLY})[^\x1bO]|{_O_OF_WORD})")
"""Escape before a key of its own. Before others a sequence of the terminal begins."""

_LETTERS_OF_KEYS = frozenset("ABCDFHPQRSabcd")
"""What a terminal may send after Escape and O, in one piece: F1 to F4, or an arrow, Home or End."""

_O_AT_END = re.compile(r"(?<=\x1b)O[ABCDFHa-d]?$")
"""An O after Escape before what is not read yet. What follows tells whether it begins a word."""

ARROW_SECONDS = 0.08
"""Seconds after which such a letter is an arrow: a word goes on by then, and Escape still waits."""

_LEAST_PAUSE_SECONDS = 0.02
"""The shortest pause between two keys of a hand. The parts of one key come sooner."""

_CONSOLE_BACK_TAB, _BACK_TAB = "\x1b\t", "\x1b[Z"
"""What a console without windows sends for Shift+Tab, and what every other terminal sends."""

_LETTER = r"[^\x00-\x1f\x7f]"
_TABS_IN_TEXT = re.compile(rf"(?<={_LETTER})(\t+)(?={_LETTER})")
"""Tabs between two letters."""

_TABS_AT_END = re.compile(rf"(?<={_LETTER})\t+$")
"""Tabs after a letter, before what is not read yet."""


class KeyParser(TerminalParser):
    r"""Reads keys and pastes, and takes no key for another.

    - A paste whose end mark is lost ends after a second of silence, or with Ctrl+C.
    - In a paste, ESC and NUL become a visible ``\uXXXX`` (reliability target 23). Textual takes
      one for a key and drops the other (docs/upstream.md).
    - Escape and a key soon after are Escape and that key. No ``^`` stands for an Escape.
    - A line feed is Enter. Text faster than typing counts as a paste. Keys that queued on a busy
      machine do not.

    Args:
        debug: whether Textual writes what it reads to a file.
        now: the clock, in seconds.
        must_end: whether the program must end. Then it waits for no more of a paste.
        is_console: whether this is a console without windows. Escape and Tab are Shift+Tab there.
    """

    def __init__(
        self,
        debug: bool = False,
        now: Callable[[], float] = monotonic,
        must_end: Callable[[], bool] = lambda: False,
        is_console: bool = False,
    ) -> None:
        super().__init__(debug)
        self._now, self._must_end, self._is_console = now, must_end, is_console
        self._pasting, self._fed_at = False, now()
        self._speed, self._burst, self._follows_letter = TypingSpeed(), TextBurst(), False
        self._waiting_tabs = ""
        """Tabs right after a letter. The next key tells whether they are pasted."""
        self._tail = ""
        """The last characters before a paste, or those held back within one."""
        self._ends_with_escape = False
        self._waiting_o, self._waits_since = "", -inf
        """An O right after Escape, perhaps with a letter, and when it was read."""
        self._ends_with_return = False

    @property
    def is_pasting(self) -> bool:
        """Whether the end of a paste is waited for."""
        return self._pasting or bool(self._burst)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse the next part of the input. Nothing means its end.

        Args:
            data: what was read.
        """
        now = self._now()
        if self._speed.measure(data, now):
            self._follows_letter = False
        silence, self._fed_at = now - self._fed_at, now
        if not self._is_within() and self._burst.gather(data, silence, self._speed.is_burst):
            return
        yield from self._end_burst()
        if not data:
            yield from self._end_paste()
            yield from self._feed_waiting_tabs()
            yield from self._feed_waiting_o()
            yield from super().feed("")
            return
        remaining = data
        while remaining:
            if self._pasting:
                part, remaining = self._split_at_end(remaining)
                yield from super().feed(part) if part else ()
            else:
                part, remaining = self._split_at_paste(remaining)
                yield from self._feed_keys(part)

    def tick(self) -> Iterable[Message]:
        """End what waited for too long: an escape sequence, or a paste."""
        self._speed.forget(self._now())
        if len(self._waiting_o) > 1 and self._now() - self._waits_since >= ARROW_SECONDS:
            yield from self._feed_waiting_o()
        yield from super().tick()
        if not waits_in_sequence(self):
            yield from self._feed_waiting_o()
        if self._now() - self._fed_at >= 1 / KEYS_PER_SECOND:
            yield from self._feed_waiting_tabs()
        if self._now() - self._fed_at >= BURST_SILENCE_SECONDS or self._must_end():
            yield from self._end_burst()
        silence = LAST_PASTE_SILENCE_SECONDS if self._must_end() else PASTE_SILENCE_SECONDS
        if self._pasting and self._now() - self._fed_at >= silence:
            yield from self._end_paste()

    def _is_within(self) -> bool:
        """Whether a paste, a sequence or a key has begun, and what is read next goes on with it."""
        return self._pasting or bool(self._waiting_o) or waits_in_sequence(self)

    def _end_burst(self) -> Iterator[Message]:
        """Hand on what was gathered: a paste, and the keys around it."""
        for part in self._burst.end() if self._burst else ():
            if isinstance(part, Paste):
                self._follows_letter = self._ends_with_return = False
                yield part
            else:
                yield from self._feed_keys(part)

    def _feed_keys(self, text: str) -> Iterator[Message]:
        """Parse what is not in a paste."""
        if self._ends_with_return and text.startswith("\n"):
            text = text[1:]
        self._ends_with_return = text.endswith("\r")
        text = text.replace("\r\n", "\r").replace("\n", "\r")
        text = self._with_escapes(text)
        yield from self._feed_text(text) if text else ()

    def _with_escapes(self, text: str) -> str:
        """The text with Escape as a key of its own wherever no sequence begins."""
        before = "\x1b" if self._ends_with_escape and waits_in_sequence(self) else ""
        start = ESCAPE_KEY if before and self._is_word(text) else before
        text, self._waiting_o = f"{start}{self._waiting_o}{text}", ""
        if self._is_console:
            text = text.replace(_CONSOLE_BACK_TAB, _BACK_TAB)
        text = _ALT_AND_LETTER.sub(_escape_and_letter, text)
        text = _KEY_AFTER_ESCAPE.sub(ESCAPE_KEY, text)
        if match := _O_AT_END.search(text):
            text, self._waiting_o, self._waits_since = text[: match.start()], match[0], self._now()
        self._ends_with_escape = text.endswith("\x1b")
        return text.removeprefix(before)

    def _is_word(self, text: str) -> bool:
        """Whether an O that waits and this letter were typed by a hand, in two reads."""
        has_pause = self._now() - self._waits_since >= _LEAST_PAUSE_SECONDS
        return self._waiting_o == "O" and text[:1] in _LETTERS_OF_KEYS and has_pause

    def _feed_waiting_o(self) -> Iterator[Message]:
        """Parse Escape and an O as two keys, since nothing came after them. An arrow is one."""
        waiting_o, self._waiting_o = self._waiting_o, ""
        if len(waiting_o) > 1 and waits_in_sequence(self):
            yield from super().feed(waiting_o)
        elif waiting_o:
            yield from super().feed(ESCAPE_KEY[1:]) if waits_in_sequence(self) else ()
            yield from self._feed_text(waiting_o)

    def _feed_text(self, text: str) -> Iterator[Message]:
        """Parse keys, and take tabs within text that comes at once as pasted."""
        text = ("x" if self._follows_letter else "\r") + self._waiting_tabs + text
        self._waiting_tabs = ""
        if self._speed.is_quick and (tabs := _TABS_AT_END.search(text)):
            self._waiting_tabs, text = tabs[0], text[: tabs.start()]
        self._follows_letter = not self._speed.has_named_key and text[-1] >= " "
        parts = _TABS_IN_TEXT.split(text) if self._speed.is_text else [text]
        parts[0] = parts[0][1:]  # what stood for the key before
        for index, part in enumerate(parts):
            if index % 2:
                yield Paste(part)
            elif part:
                yield from super().feed(part)

    def _feed_waiting_tabs(self) -> Iterator[Message]:
        """Parse tabs as keys, since no letter came right after them."""
        tabs, self._waiting_tabs = self._waiting_tabs, ""
        if tabs:
            self._follows_letter = False
            yield from super().feed(tabs)

    def _split_at_paste(self, text: str) -> tuple[str, str]:
        """The text up to the start of a paste, and the remaining text."""
        buffered = self._tail + text
        position = buffered.find(PASTE_START)
        if position < 0:
            self._tail = buffered[1 - len(PASTE_START) :]
            return text, ""
        cut = position + len(PASTE_START) - len(self._tail)
        self._pasting, self._tail = True, ""
        return text[:cut], text[cut:]

    def _split_at_end(self, text: str) -> tuple[str, str]:
        """The safe text of a paste, and the remaining text after its end."""
        text = self._tail + text
        position = text.find(PASTE_END)
        if position >= 0:
            self._pasting, self._tail = False, ""
            after = position + len(PASTE_END)
            return _escaped(text[:position]) + PASTE_END, text[after:]
        if interrupt := _INTERRUPT.search(text):
            self._pasting, self._tail = False, ""
            position = interrupt.start()
            return _escaped(text[:position]) + PASTE_END, text[position:]
        sizes = range(1, len(PASTE_END))
        possible = [size for size in sizes if text.endswith(PASTE_END[:size])]
        size = max(possible, default=0)  # perhaps the beginning of the end mark
        self._tail = text[len(text) - size :]
        return _escaped(text[: len(text) - size]), ""

    def _end_paste(self) -> Iterator[Message]:
        """End a paste as if its end mark had come, a part of which may have."""
        if self._pasting:
            self._tail, self._pasting = "", False
            yield from super().feed(PASTE_END)


def _escape_and_letter(sequence: re.Match[str]) -> str:
    """Alt and a letter as Escape and that letter, as most terminals send it."""
    code, modifiers = int(sequence[1]), int(sequence[2]) - 1 & ~_LOCKS
    if modifiers & ~_SHIFT != _ALT or code > sys.maxunicode or not chr(code).isprintable():
        return sequence[0]
    letter = chr(code)
    return ESCAPE_KEY + (letter.upper() if modifiers & _SHIFT else letter)


def _escaped(text: str) -> str:
    return _UNSAFE_IN_PASTE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
