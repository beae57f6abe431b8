"""Edits of the items under a heading that holds a list, whatever their kind."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from casetool.models.base import evolve
from casetool.models.heading import ItemsHeading
from casetool.models.sequence_edits import replace_heading, shifted
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError

SomeHeading = TypeVar("SomeHeading", bound=ItemsHeading)


def add_item(session: Session, step: str, item_id: str, text: str, **values: object) -> Session:
    """Add an item at the end of a list.

    Args:
        session: the session.
        step: the heading's step.
        item_id: the id of the item.
        text: its text.
        values: values by the names of fields. Those without a field in its class are left out.

    Raises:
        GoneError: the step holds no list.
    """
    return add_items(session, step, [{**values, "id": item_id, "text": text}])


def add_items(session: Session, step: str, items: Iterable[Mapping[str, object]]) -> Session:
    """Add items at the end of a list.

    Args:
        session: the session.
        step: the heading's step.
        items: the values of each item by the names of fields, with its text as ``text``. Those
            without a field in its class are left out.

    Raises:
        GoneError: the step holds no list.
    """
    heading = session.heading(step)
    if not isinstance(heading, ItemsHeading):
        raise GoneError(step)
    model = heading.ITEM
    fields = model.model_fields
    new_items = []
    for values in items:
        own_values = {name: value for name, value in values.items() if name in fields}
        new_items.append(model.model_validate({**own_values, model.TEXT: values["text"]}))
    return replace_heading(session, heading.with_items((*heading.all_items, *new_items)))


def edit_item(
    session: Session, item_id: str, among: type[ItemsHeading] = ItemsHeading, /, **changes: object
) -> Session:
    """Change fields of an item.

    Args:
        session: the session.
        item_id: the item.
        among: the class of the headings in which it is looked for.
        changes: the new values by the names of fields.

    Raises:
        GoneError: there is no such item.
    """
    heading, index = heading_and_index(session, item_id, among)
    items = heading.all_items
    edited = evolve(items[index], **changes)
    return replace_heading(
        session, heading.with_items((*items[:index], edited, *items[index + 1 :]))
    )


def delete_item(
    session: Session, item_id: str, among: type[ItemsHeading] = ItemsHeading
) -> Session:
    """Delete an item.

    Raises:
        GoneError: there is no such item.
    """
    heading, index = heading_and_index(session, item_id, among)
    items = heading.all_items
    return replace_heading(session, heading.with_items((*items[:index], *items[index + 1 :])))


def shift_item(
    session: Session, item_id: str, offset: int, among: type[ItemsHeading] = ItemsHeading
) -> Session:
    """Move an item up (negative offset) or down, within its heading.

    Raises:
        GoneError: there is no such item.
    """
    heading, index = heading_and_index(session, item_id, among)
    items = shifted(heading.all_items, index, offset)
    if items == heading.all_items:
        return session
    return replace_heading(session, heading.with_items(items))


def heading_and_index(
    session: Session, item_id: str, among: type[SomeHeading]
) -> tuple[SomeHeading, int]:
    """The heading that holds an item, and the item's position.

    Args:
        session: the session.
        item_id: the item.
        among: the class of the headings in which it is looked for.

    Raises:
        GoneError: there is no such item.
    """
    for heading in session.headings:
        if isinstance(heading, among):
            for index, item in enumerate(heading.all_items):
                if item.id == item_id:
                    return heading, index
    raise GoneError(item_id)
