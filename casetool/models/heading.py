"""A heading: what a step holds. Each kind of step has a heading class of its own."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar, Self

from casetool.models.base import FrozenModel, Id, evolve
from casetool.models.field_spec import field_specs


class HeadingItem(FrozenModel):
    """One line under a heading, such as an entry or an action.

    The house reads some fields wherever an item has them: ``by`` is the id of who said it, ``at``
    is when, and ``due`` and ``done`` are days.
    """

    TEXT: ClassVar[str] = "text"
    """The name of the field with its text."""

    id: Id

    @property
    def line(self) -> str:
        """Its text."""
        return str(getattr(self, self.TEXT))


class Heading(FrozenModel):
    """The content of a step."""

    ON_THE_BOARD: ClassVar[bool] = True
    """Whether the room's screen shows it."""

    kind: str
    step: Id

    @property
    def count(self) -> int:
        """Number of items."""
        return 0

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id and the text of each line."""
        return iter(())

    def text_of(self, item_id: str) -> str | None:
        """The text of the line with this id. None when it is not under this heading."""
        return next((text for other, text in self.texts() if other == item_id), None)

    def holds(self, item_id: str) -> bool:
        """Whether the line with this id is under it."""
        return self.text_of(item_id) is not None

    def readable_ids(self) -> tuple[str, ...]:
        """The ids of the lines that can be read back to the room, in reading order."""
        return ()


class ItemsHeading(Heading):
    """A heading that holds a list of items. The usual base for a new kind."""

    ITEMS: ClassVar[str]
    """The name of the field with the items."""
    ITEM: ClassVar[type[HeadingItem]]
    """The class of the items."""

    @property
    def all_items(self) -> tuple[HeadingItem, ...]:
        """The items in order."""
        items: tuple[HeadingItem, ...] = getattr(self, self.ITEMS)
        return items

    @property
    def count(self) -> int:
        """Number of items."""
        return len(self.all_items)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id and the text of each item."""
        return ((item.id, item.line) for item in self.all_items)

    def text_of(self, item_id: str) -> str | None:
        """The text of the item with this id. None when there is none."""
        return next((item.line for item in self.all_items if item.id == item_id), None)

    def readable_ids(self) -> tuple[str, ...]:
        """The ids of the items with a text, the newest first."""
        return tuple(item.id for item in self.all_items[::-1] if item.line.strip())

    def with_items(self, items: Iterable[HeadingItem]) -> Self:
        """The heading with other items."""
        return evolve(self, **{self.ITEMS: tuple(items)})


@cache
def further_fields(item: type[HeadingItem]) -> tuple[str, ...]:
    """The names of the fields with a spec that an item has beside its text.

    Args:
        item: the class of the item.
    """
    return tuple(name for name in field_specs(item) if name != item.TEXT)
