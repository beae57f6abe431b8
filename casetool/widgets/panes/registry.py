"""The registry that gives each kind of step its pane."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from textual.widget import Widget

from casetool.models.method import KindName, Step
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.widgets.panes.actions_pane import actions_pane
from casetool.widgets.panes.entries_pane import entries_pane
from casetool.widgets.panes.notes_pane import NotesPane
from casetool.widgets.panes.people_pane import people_pane
from casetool.widgets.panes.round_pane import round_pane
from casetool.widgets.tree.pane import TreePane


@runtime_checkable
class Pane(Protocol):
    """What the session screen needs of a pane."""

    session: Session | None

    def select(self, item_id: str) -> None:
        """Select an item by its id."""

    def focus_content(self) -> None:
        """Go to what the pane shows."""

    def leave(self) -> bool:
        """Close an open form or editor, storing its text. Returns whether there was one."""


PANES: dict[str, Callable[[Document, Step], Widget]] = {
    KindName.PEOPLE: people_pane,
    KindName.ENTRIES: entries_pane,
    KindName.TREE: TreePane,
    KindName.ACTIONS: actions_pane,
    KindName.ROUND: round_pane,
    KindName.NOTES: NotesPane,
}
