"""The drafts in the form of a name, which go by the name, not by its place in the list."""

import re

from casetool.models.base import single_line
from casetool.models.pseudonyms.edits import name_keys
from casetool.models.pseudonyms.names import Names

NAMES_DRAFT = "Names"
"""The id of the list of names, which no step can have."""

NEW_NAME = "+"
"""How the id of a new name begins. Each form of one has an id of its own."""

NAME_FIELDS = ("name", "stand_in", "also")
"""The fields in the form of a name."""

_KEY = re.compile(r"\d*=.")


def is_new_name(item_id: str) -> bool:
    """Whether the id is that of a name that was not on the list yet."""
    return item_id.startswith(NEW_NAME)


def real_name(key: str) -> str:
    """The real name in the key of a name, empty in the id of a new one."""
    return "" if is_new_name(key) else key.partition("=")[2]


def form_of_draft(names: Names, item_id: str, field: str, text: str) -> str | None:
    """The id of the name whose form a draft is for, None where that cannot be known.

    Older versions gave the place of the name in the list. A real name goes to that place only
    if it begins like the one there: otherwise it might overwrite another.

    Args:
        names: the names on the list.
        item_id: the id in the slot of the draft.
        field: the field of the draft.
        text: its text.
    """
    if field not in NAME_FIELDS:
        return None
    if is_new_name(item_id) or _KEY.match(item_id):
        return item_id
    index = int(item_id) if item_id.isascii() and item_id.isdecimal() else len(names) + 1
    if index >= len(names):
        return NEW_NAME if index == len(names) else None
    name = names[index].name
    is_same = field != "name" or text.startswith(name) or name.startswith(text)
    return name_keys(names)[index] if is_same else NEW_NAME


def is_listed(names: Names, item_id: str, field: str, text: str) -> bool:
    """Whether the draft of a new or changed real name is on the list already.

    Args:
        names: the names on the list.
        item_id: the id in the slot of the draft.
        field: the field of the draft.
        text: its text.
    """
    is_pending = field == "name" and (is_new_name(item_id) or "=" in item_id)
    return (
        is_pending
        and item_id not in name_keys(names)
        and single_line(text) in {name.name for name in names}
    )
