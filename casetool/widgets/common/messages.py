"""Messages with which a widget asks something of its screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message


@dataclass(frozen=True, slots=True)
class PickChoice:
    """One choice of a list to pick from."""

    id: str
    label: str
    key: str = ""
    """The key that picks it at once."""


@dataclass
class Pick(Message):
    """Asks the screen to let the facilitator pick one of these."""

    title: str
    choices: tuple[PickChoice, ...]
    picked: Callable[[str], None]
    """Called with the id of the choice."""

    def take(self, choice: str | None) -> None:
        """Hand on what was picked, if anything was."""
        if choice is not None:
            self.picked(choice)


def numbered(items: Sequence[tuple[str, str]], first: int = 1) -> tuple[PickChoice, ...]:
    """Choices from ids and labels, those up to 9 each with its digit as a key."""
    return tuple(
        PickChoice(item_id, label, str(number) if number < 10 else "")
        for number, (item_id, label) in enumerate(items, first)
    )


@dataclass
class GoTo(Message):
    """Asks the screen to open a step and select an item there."""

    step: str
    item_id: str | None = None
    opens_form: bool = False
    """Whether the next keys are for the form of the item."""


@dataclass
class Notice(Message):
    """Asks the screen to show a message where the facilitator looks while typing."""

    text: str


class BackToCapture(Message):
    """Asks the screen to go back to the capture line."""


ITEM_REMOVED = "What you were writing about is not there any more. Enter keeps your words."
"""Shown when a form closes whose item was removed meanwhile."""

CHANGED_MEANWHILE = (
    "While you typed, somebody else had changed this to “{}”. Yours stands there now, and theirs is"
    " an earlier version: Ctrl+L."
)
"""The message where two changed the same words."""

PLACE_GONE = "What this was for is not there any more. Enter keeps it where the arrow says."
"""Shown with text of a form or a box of the tree that cannot be where it was typed again."""

PERSON_GONE = "This was for {}, who is not there any more. Enter keeps it where the arrow says."
"""Shown with text of the form of a person whose handle means nobody or somebody else by now."""


@dataclass
class UnfinishedText(Message):
    """Asks the screen to put text into the capture line, as its item was deleted meanwhile."""

    slot: str
    """The draft slot that holds the text until then."""
    text: str
    reason: str = ITEM_REMOVED
    """The message to show with it. Without one, it waits for Enter, as the form goes on."""
