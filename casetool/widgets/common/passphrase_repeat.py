"""Withhold a passphrase that an impatient hand types again just after its box has closed.

It would stand in the record, in whatever field lies under the box, and on the room's screen.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Sequence
from itertools import accumulate
from time import monotonic

from textual.events import Key, Paste

EXPECTED_SECONDS = 10.0
"""Seconds after the box closed in which the passphrase may be typed again."""

REPEAT_PAUSE_SECONDS = 2.0
"""Seconds of silence after which nothing more of a passphrase is waited for."""

CERTAIN_LETTERS = 6
"""Letters of a passphrase, and at least half of it, that are no words of the case."""

MISFITS = 2
"""Wrong letters in a row after which the text is not the passphrase."""

HeldCallback = Callable[[Sequence[Key | Paste]], None]


class PassphraseRepeat:
    """Holds keys back as long as they may be a passphrase that is typed again.

    Words of the case differ from it after a letter or two, and act then, in their order.

    Args:
        passphrase: what opened something just now, of which only digests are kept.
        begun: the beginning of it that was typed again already.
        act: lets events act that were held back.
        tell: says that a passphrase was not written down.
        now: the clock, in seconds.
    """

    def __init__(
        self,
        passphrase: str,
        begun: str,
        act: HeldCallback,
        tell: Callable[[], None],
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._key = secrets.token_bytes(32)
        self._beginnings = [self._digest(text) for text in accumulate(passphrase)]
        """The digests of the passphrase and of all its beginnings, the shortest first."""
        self._letters = {self._digest_of_letter(*letter) for letter in enumerate(passphrase)}
        self._act, self._tell, self._now = act, tell, now
        self._held: list[Key] = []
        self._typed = begun
        self._ends_at = now() + EXPECTED_SECONDS
        self._is_certain, self._misfits = False, 0
        self._timer: asyncio.TimerHandle | None = None

    def admit(self, event: Key | Paste) -> list[Key | Paste]:
        """Give the events that may act now: none while it may be the passphrase.

        A key or a word between does not end that, nor a letter in the other case.

        Args:
            event: what was typed or pasted.
        """
        if not self._held and self._now() > self._ends_at:
            return [event]
        self._wait_for_pause()
        if isinstance(event, Paste):
            return self._admit_paste(event)
        if event.key == "backspace" and self._held:
            self._held.pop()
            self._typed = self._typed[:-1]
            self._is_certain = self._is_certain and bool(self._held)
            return []
        if event.key == "enter" and (self._is_certain or self._is_whole):
            self._drop()
            return []
        held_keys: list[Key | Paste] = []
        if event.is_printable and event.character:
            if not self._goes_on(event.character):
                held_keys = self.release()
                if not self._goes_on(event.character):
                    self._typed = ""
                    return [*held_keys, event]
            self._held.append(event)
            return held_keys
        return [*self.release(), event]

    def release(self) -> list[Key | Paste]:
        """Give what is held back. A passphrase is dropped, and may still be typed once more."""
        if self._is_certain or self._is_whole:
            self._drop()
        held_keys: list[Key | Paste] = [*self._held]
        self._end()
        return held_keys

    @property
    def _is_whole(self) -> bool:
        return bool(self._held) and self._digest(self._typed) == self._beginnings[-1]

    def _goes_on(self, letter: str) -> bool:
        """Whether it may still be the passphrase, also with a slip in its second half."""
        typed, index = self._typed + letter, len(self._typed)
        is_next = self._digest(typed) in self._beginnings[index : index + 1]
        near = (index, index - 1, index + 1)  # two letters changed places, one more, one less
        is_near = any(self._digest_of_letter(number, letter) in self._letters for number in near)
        self._misfits = 0 if is_next or is_near else self._misfits + 1
        self._typed = typed
        if is_next and len(typed) >= max(CERTAIN_LETTERS, len(self._beginnings) / 2):
            self._is_certain = True
        self._is_certain = self._is_certain and self._misfits < MISFITS
        return is_next or self._is_certain

    def _admit_paste(self, event: Paste) -> list[Key | Paste]:
        if not self._held and self._digest(event.text.strip()) in self._beginnings[-1:]:
            self._drop()
            return []
        return [*self.release(), event]

    def _digest_of_letter(self, index: int, letter: str) -> bytes:
        return self._digest(f"{index} {letter}")

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.lower().encode(), key=self._key).digest()

    def _wait_for_pause(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(REPEAT_PAUSE_SECONDS, self._pause)

    def _pause(self) -> None:
        self._act(self.release())

    def _drop(self) -> None:
        self._held.clear()
        self._end()
        self._ends_at = self._now() + EXPECTED_SECONDS  # it may come once more
        self._tell()

    def _end(self) -> None:
        self._held, self._typed, self._is_certain, self._misfits = [], "", False, 0
        if self._timer is not None:
            self._timer.cancel()
