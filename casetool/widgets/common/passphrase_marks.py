"""Recognise a passphrase that is typed where it does not belong, without keeping it."""

import hashlib
import secrets
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App

SHORTEST_TAIL = 6
"""Letters of the end of a passphrase that are recognised. Fewer could be a word of the case."""

NOT_A_LINE = "That was the passphrase, or the end of it. It was not written down."


class PassphraseMarks:
    """Knows the digests of a passphrase and of its ends, keyed for this run alone."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._digests: set[bytes] = set()
        self._lengths: set[int] = set()

    def add(self, passphrase: str) -> None:
        """Recognise a passphrase from now on."""
        self._lengths.add(len(passphrase))
        last_start = max(0, len(passphrase) - SHORTEST_TAIL)
        self._digests |= {self._digest(passphrase[start:]) for start in range(last_start + 1)}

    def without(self, text: str) -> str:
        """A text without a whole passphrase at its end. Nothing if it is one, or the end of one."""
        text = text.rstrip()
        ends = (size for size in self._lengths if self._digest(text[-size:]) in self._digests)
        size = max(ends, default=0)
        return "" if self.match(text) else text[: len(text) - size]

    def match(self, text: str) -> bool:
        """Whether a text is a passphrase or the end of one. Spaces around it do not count."""
        return self._digest(text) in self._digests

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.strip().encode(), key=self._key).digest()


_MARKS: WeakKeyDictionary[App[Any], PassphraseMarks] = WeakKeyDictionary()


def remember_passphrase(app: App[Any], passphrase: str) -> None:
    """Recognise a passphrase that has opened something.

    Args:
        app: the running application.
        passphrase: the passphrase. It is not kept itself.
    """
    _MARKS.setdefault(app, PassphraseMarks()).add(passphrase)


def without_passphrase(app: App[Any], text: str) -> str:
    """A typed text without a passphrase that has opened something in this run, at its end.

    Args:
        app: the running application.
        text: the text. It is empty if that is all, or the end of one.
    """
    marks = _MARKS.get(app)
    return text.rstrip() if marks is None else marks.without(text)
