"""Textual's parser for the input of a terminal, made robust on every platform."""

import re
from collections.abc import Callable, Iterable, Iterator
from math import inf
from time import monotonic

from textual.events import Paste
from textual.message import Message

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

KEYS_PER_SECOND = 50
"""What no hand types. What comes faster from a terminal is a paste without its marks."""

SLACK_KEYS = 2
"""How many keys may come at once however quickly: two fingers can be on the keys."""

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

_MOST_KEYS_COUNTED = 10
"""Keys of a paste that are remembered, so that it soon counts as over."""


class KeyParser(TerminalParser):
    r"""Reads keys and pastes, and takes no key for another.

    - A paste whose end mark is lost ends after a second of silence, or with Ctrl+C.
    - In a paste, ESC and NUL become a visible ``\uXXXX`` (reliability target 23). Textual takes
      one for a key and drops the other (docs/upstream.md).
    - Escape and a key soon after are Escape and that key. No ``^`` stands for an Escape.
    - A line feed is Enter. A tab within text that comes faster than anybody types is pasted, in
      however many pieces it is read. What was typed while a busy machine did not read comes at once
      too, but not faster.

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
        self._pasting = False
        self._quick_keys = 0.0
        """How many keys came faster than anybody types, and came just now."""
        self._is_burst = self._is_quick = self._has_named_key = self._follows_letter = False
        self._waiting_tabs = ""
        """Tabs right after a letter. The next key tells whether they are pasted."""
        self._tail = ""
        """The last characters before a paste, or those held back within one."""
        self._ends_with_escape = False
        self._waiting_o, self._waits_since = "", -inf
        """An O right after Escape, perhaps with a letter, and when it was read."""
        self._ends_with_return = False
        self._fed_at = now()
        self._looked_at = -inf
        """When the input was last looked at: what comes now was typed since then."""

    @property
    def is_pasting(self) -> bool:
        """Whether the end of a paste is waited for."""
        return self._pasting

    def feed(self, data: str) -> Iterable[Message]:
        """Parse the next part of the input. Nothing means its end.

        Args:
            data: what was read.
        """
        now = self._now()
        self._measure_speed(data, now)
        self._fed_at = self._looked_at = now
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
        self._forget_keys(self._now())
        self._looked_at = self._now()
        if len(self._waiting_o) > 1 and self._now() - self._waits_since >= ARROW_SECONDS:
            yield from self._feed_waiting_o()
        yield from super().tick()
        if not waits_in_sequence(self):
            yield from self._feed_waiting_o()
        if self._now() - self._fed_at >= 1 / KEYS_PER_SECOND:
            yield from self._feed_waiting_tabs()
        silence = LAST_PASTE_SILENCE_SECONDS if self._must_end() else PASTE_SILENCE_SECONDS
        if self._pasting and self._now() - self._fed_at >= silence:
            yield from self._end_paste()

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
        if self._is_quick and (tabs := _TABS_AT_END.search(text)):
            self._waiting_tabs, text = tabs[0], text[: tabs.start()]
        self._follows_letter = not self._has_named_key and text[-1] >= " "
        parts = _TABS_IN_TEXT.split(text) if self._is_burst else [text]
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

    def _measure_speed(self, data: str, now: float) -> None:
        """Count the keys that come faster than anybody types, however they are read."""
        forgotten = (now - self._looked_at) * KEYS_PER_SECOND
        if self._quick_keys <= forgotten:
            self._has_named_key = self._follows_letter = False
        # a key with a name, such as F5, is never pasted
        self._has_named_key = self._has_named_key or "\x1b" in data
        quick_keys = max(0.0, self._quick_keys + len(data) - forgotten)
        self._is_burst = quick_keys > SLACK_KEYS and not self._has_named_key
        self._is_quick = quick_keys > 1 and not self._has_named_key
        self._quick_keys = min(quick_keys, _MOST_KEYS_COUNTED)

    def _forget_keys(self, now: float) -> None:
        """Forget as many quick keys as a hand could have typed since."""
        forgotten = (now - self._looked_at) * KEYS_PER_SECOND
        self._quick_keys = max(0.0, self._quick_keys - forgotten)

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
        if (position := text.find("\x03")) >= 0:
            self._pasting, self._tail = False, ""
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


def _escaped(text: str) -> str:
    return _UNSAFE_IN_PASTE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
