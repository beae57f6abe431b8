"""Accept a repeated key as a yes only directly after its warning."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.events import Event, Key, MouseDown


@dataclass(slots=True)
class _Presses:
    last_two: deque[str] = field(default_factory=lambda: deque(("", ""), maxlen=2))
    count: int = 0
    warned_at: int = -1


_PRESSES: WeakKeyDictionary[App[Any], _Presses] = WeakKeyDictionary()


def _presses(app: App[Any]) -> _Presses:
    return _PRESSES.setdefault(app, _Presses())


def note_press(app: App[Any], event: Event) -> None:
    """Remember a key or a click as it acts.

    Args:
        app: the running application.
        event: any event.
    """
    if isinstance(event, Key | MouseDown) and not event.is_forwarded:
        presses = _presses(app)
        presses.last_two.append(event.key if isinstance(event, Key) else "click")
        presses.count += 1


def note_warning(app: App[Any]) -> None:
    """Remember that somebody is warned about the last press.

    Args:
        app: the running application.
    """
    _presses(app).warned_at = _presses(app).count


def is_pressed_again(app: App[Any], or_key: str = "") -> bool:
    """Whether the press before the last was warned about, and the last is the same.

    Args:
        app: the running application.
        or_key: a key that counts as the same.
    """
    presses = _presses(app)
    before, last = presses.last_two
    return presses.warned_at == presses.count - 1 and last in (before, or_key)
