"""The middle of the window, with the pane of the open step."""

from textual.containers import Container
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.widgets.panes.kind_pane import Pane
from casetool.widgets.panes.registry import PANES


class StepContainer(Container):
    """Shows one pane at a time. A pane is made when its step is first opened."""

    DEFAULT_CSS = """
    StepContainer {
        height: 1fr;
        & > .pane { display: none; }
        & > .pane.-open { display: block; }
    }
    """

    session: reactive[Session | None] = reactive(None, repaint=False)

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

    def leave(self) -> None:
        """Store what is open in the pane, before the focus goes elsewhere."""
        if self.pane is not None:
            self.pane.leave()

    def open(self, step: Step) -> Pane:
        """Show the pane of a step."""
        if step.id not in self._panes:
            pane = PANES[step.kind].build(self._document, step)
            pane.add_class("pane")
            self._panes[step.id] = pane
            self.mount(pane)
        self._open = step.id
        opened = self._panes[step.id]
        for name, pane in self._panes.items():
            pane.set_class(name == step.id, "-open")
        assert isinstance(opened, Pane)
        opened.session = self.session
        return opened

    def watch_session(self, session: Session | None) -> None:
        """Hand the session to the open pane. The others get it when they are opened."""
        pane = self.pane
        if pane is not None:
            pane.session = session
