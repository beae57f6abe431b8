"""What the session screen needs to know of the pane of a kind of step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.widget import Widget

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.widgets.panes.items_pane import items_pane


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


@dataclass(frozen=True, slots=True)
class KindPane:
    """The pane of a kind, as its module in ``widgets/kinds/`` declares it as ``PANE``.

    What it does not say is as for a plain list of items.

    Attributes:
        build: makes the pane of a step.
        is_wide: whether it needs the width of the side columns.
        takes_focus: whether the focus goes into it as soon as its step is opened.
        selects_new_lines: whether a captured line is selected in it.
        opens_form: whether the form of a captured line opens, which needs a ``ListPane``.
    """

    build: Callable[[Document, Step], Widget] = items_pane
    is_wide: bool = False
    takes_focus: bool = False
    selects_new_lines: bool = True
    opens_form: bool = False
