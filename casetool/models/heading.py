"""A heading: what a step holds. Each kind of step has a heading class of its own."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Self

from casetool.models import kinds
from casetool.models.base import FrozenModel, Id, evolve
from casetool.models.cache import cached_by_identity
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
        return _texts_by_id(self).get(item_id)

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

    def item(self, item_id: str) -> HeadingItem | None:
        """The item with this id. None when there is none."""
        return _items_by_id(self).get(item_id)

    def readable_ids(self) -> tuple[str, ...]:
        """The ids of the items with a text, the newest first."""
        return tuple(item.id for item in self.all_items[::-1] if item.line.strip())

    def with_items(self, items: Iterable[HeadingItem]) -> Self:
        """The heading with other items."""
        return evolve(self, **{self.ITEMS: tuple(items)})


@cached_by_identity
def _texts_by_id(heading: Heading) -> Mapping[str, str]:
    """The text of each line, so that a list of many lines walks a heading once."""
    return dict(reversed(tuple(heading.texts())))  # the first of two equal ids counts


@cached_by_identity
def _items_by_id(heading: ItemsHeading) -> Mapping[str, HeadingItem]:
    """Each item, so that a list of many items walks a heading once."""
    return {item.id: item for item in reversed(heading.all_items)}


@cache
def further_fields(item: type[HeadingItem]) -> tuple[str, ...]:
    """The names of the fields with a spec that an item has beside its text.

    Args:
        item: the class of the item.
    """
    return tuple(name for name in field_specs(item) if name != item.TEXT)


@cache
def kind_names() -> frozenset[str]:
    """The names of the kinds of step: one for each module of ``models/kinds/``."""
    files = (path for folder in kinds.__path__ for path in Path(folder).iterdir())
    return frozenset(path.stem for path in files if path.suffix == ".py") - {"__init__"}


@cache
def heading_class(kind: str) -> type[Heading] | None:
    """The class of the headings of a kind. None for a kind without a heading.

    The module of the kind is imported by its name, because it knows sessions, which hold headings.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in kind_names():
        raise KeyError(kind)
    heading: type[Heading] | None = import_module(f"{kinds.__name__}.{kind}").KIND.heading
    return heading
