"""The pane of wishes."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.sessions.document import Document
from casetool.widgets.panes.kind_pane import KindPane


class WishesPane(Static, can_focus=True):
    """The wishes of a step, each with a star."""

    session: reactive[Session | None] = reactive(None)

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(id=f"pane-{step.id}")
        self.step = step

    def watch_session(self, session: Session | None) -> None:
        """Draw the wishes of the session."""
        if session is not None:
            texts = [text for _, text in session.heading(self.step.id).texts()]
            self.update(Content("\n".join(f"★ {terminal_safe(text)}" for text in texts)))

    def select(self, item_id: str) -> None:
        """All wishes are in view."""

    def focus_content(self) -> None:
        """Go to the wishes."""
        self.focus()

    def leave(self) -> bool:
        """There is no form to close."""
        return False


PANE = KindPane(WishesPane)
