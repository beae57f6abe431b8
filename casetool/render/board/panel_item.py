"""One item of a heading on the board."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelItem:
    """One item under a heading."""

    item_id: str
    text: str
    kind: str = ""
    """The kind of entry, shown before the text."""
    about: str = ""
    """Who and when, shown after the text."""
    indent: int = 0
    """Columns of white space before the item."""
    style: str = ""
    """Style of the text. An item without an id uses its own mark's style."""
