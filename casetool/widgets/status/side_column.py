"""The right column: recent entries, and the voices, which only the facilitator sees."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.widgets.status.recent_captures import RecentCaptures
from casetool.widgets.status.voices_line import VoicesLine


class SideColumn(Vertical):
    """The recent entries, with the voices at the foot."""

    DEFAULT_CSS = """
    SideColumn {
        width: 34; padding: 0 1; border-left: solid $border-blurred;
        & RecentCaptures { height: 1fr; }
    }
    """

    session: reactive[Session | None] = reactive(None, repaint=False)

    def __init__(self, document: Document) -> None:
        super().__init__(id="aside")
        self._document = document

    def compose(self) -> ComposeResult:
        """Both widgets follow the session."""
        yield RecentCaptures(self._document.method).data_bind(SideColumn.session)
        yield VoicesLine(self._document).data_bind(SideColumn.session)
