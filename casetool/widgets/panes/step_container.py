"""The middle of the window: the pane of the open step. A pane is made when it is first opened."""

from textual.containers import Container
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.widgets.panes.registry import PANES, Pane


class StepContainer(Container):
    """One pane at a time; all of them see the session."""

    DEFAULT_CSS = """
    StepContainer {
        height: 1fr;
        & > .pane { display: none; }
        & > .pane.-open { display: block; }
    }
    """

    session: reactive[Session | None] = reactive(None)

    def __init__(self, document: Document) -> None:
        super().__init__(id="desk")
        self._document = document
        self._panes: dict[str, Widget] = {}
        self._open = ""

    @property
    def pane(self) -> Pane | None:
        """The pane of the open step."""
        pane = self._panes.get(self._open)
        return pane if isinstance(pane, Pane) else None

    def open(self, step: Step) -> Pane:
        """Show the pane of a step."""
        if step.id not in self._panes:
            pane = PANES[step.kind](self._document, step)
            pane.add_class("pane")
            self._panes[step.id] = pane
            self.mount(pane)
        self._open = step.id
        shown = self._panes[step.id]
        for name, pane in self._panes.items():
            pane.set_class(name == step.id, "-open")
        assert isinstance(shown, Pane)
        shown.session = self.session
        return shown

    def watch_session(self, session: Session | None) -> None:
        """Hand the value to the pane that is looked at; the others get it when they are opened."""
        pane = self.pane
        if pane is not None:
            pane.session = session
