"""What a widget asks of the screen that it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message


@dataclass(frozen=True, slots=True)
class PickChoice:
    """One thing that can be picked."""

    id: str
    label: str
    key: str = ""
    """The one key that picks it at once."""


@dataclass
class Pick(Message):
    """Please let the facilitator pick one of these."""

    title: str
    choices: tuple[PickChoice, ...]
    picked: Callable[[str], None]
    """What to do with the id of the choice."""


def numbered(things: Sequence[tuple[str, str]], first: int = 1) -> tuple[PickChoice, ...]:
    """Things to pick from, by id and words, the first few each with a digit."""
    return tuple(
        PickChoice(thing, words, str(number) if number < 10 else "")
        for number, (thing, words) in enumerate(things, first)
    )


@dataclass
class GoTo(Message):
    """Please open this step and show this thing."""

    step: str
    thing: str | None = None


@dataclass
class Notice(Message):
    """Please say this where the facilitator looks while typing."""

    words: str


class BackToCapture(Message):
    """The work here is done: back to the capture line."""


@dataclass
class UnfinishedText(Message):
    """These words have no place of their own any more: please keep them where one types."""

    slot: str
    """The draft slot in which they are kept until then."""
    words: str
