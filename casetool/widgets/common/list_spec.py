"""What the pane of a list needs to know about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casetool.models.session import Session
from casetool.widgets.common.field_area import Field
from casetool.widgets.common.item_list import ListRow


class FieldRefusedError(ValueError):
    """A field cannot be stored. The text says why, and what is true now."""


class FieldWaitsError(ValueError):
    """A field cannot be stored until another one is. Its draft stays until then."""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """What a pane needs to know about its list: rows, forms, and how to store a field."""

    sees: Callable[[Session], tuple[object, ...]]
    """The parts of a session that it shows. It is drawn again when one is another object."""
    rows: Callable[[Session], Sequence[ListRow]]
    fields: Callable[[str], Sequence[Field]]
    """The form fields of an item, by its id. Empty if there is no such item."""
    store: Callable[[str, str, str], None]
    """Stores a field, given the item's id, the field's name and its text.

    It raises FieldRefusedError if that is not possible, and FieldWaitsError if not yet.
    """
    make_private: Callable[[str, str, str, str], str] | None = None
    """Moves an item to the private jottings, if the sign of one was put before all its words.

    It is given the item's id, the field's name, and its text before and after. It returns what to
    say of it, empty where the item stays.
    """
    needed_field: str = ""
    """The name of the field without which there is no item."""
    footnote: Callable[[dict[str, str]], str] | None = None
    """Says what is still missing, from the values typed so far."""
    empty: str = ""
    """The text of an empty list."""
    has: Callable[[str], bool] | None = None
    """Whether an item can be stored, by its id. Without it, an item that has a row."""
    form_id: Callable[[str], str] = str
    """Gives the id of the item that the form of a row is about."""
    tells_of_theirs: bool = True
    """Whether it is said that another hand had changed a field meanwhile."""
    from_the_top: bool = False
    """Whether the first item is selected at the start, not the newest, which is last."""
