"""The items of a heading as a list, and the keys that move and delete them."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from casetool.models.item_edits import delete_item, shift_item
from casetool.models.method import Step
from casetool.services.sessions.document import Document
from casetool.widgets.common.item_list import PaneList
from casetool.widgets.common.messages import Notice


class PlainList(PaneList):
    """The items of one heading. Its keys are also those of a list of entries."""

    NOUN: ClassVar[str] = "line"
    """What an item is called in the list of what can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "shift(-1)", "Up", id="entry.up", show=False,
                tooltip="Move it one place up"),
        Binding("shift+down", "shift(1)", "Down", id="entry.down", show=False,
                tooltip="Move it one place down"),
        Binding("delete", "delete", "Delete", id="entry.delete", key_display="Del",
                tooltip="Delete it; Ctrl+Z brings it back"),
    ]  # fmt: skip

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(widget_id=f"list-{step.id}")
        self.document = document
        self.step = step

    def action_shift(self, by: int) -> None:
        """Move it up or down in its heading."""
        if self.selected is not None:
            edit = partial(shift_item, item_id=self.selected, offset=by)
            self.document.apply(edit, "moved in its heading")

    def action_delete(self) -> None:
        """Delete it."""
        if self.selected is not None:
            edit = partial(delete_item, item_id=self.selected)
            if self.document.apply(edit, f"deleted {self.NOUN}"):
                self.post_message(Notice("Deleted. Ctrl+Z brings it back."))
