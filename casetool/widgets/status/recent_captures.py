"""The newest entries of the other headings, as people think across headings."""

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.heading import ItemsHeading
from casetool.models.method import Method, Phase
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.messages import GoTo


class RecentCaptures(Widget):
    """The headings that grow during the discussion, each with its newest lines."""

    DEFAULT_CSS = """
    RecentCaptures { width: 1fr; }
    """

    session: reactive[Session | None] = reactive(None, repaint=False)

    def __init__(self, method: Method) -> None:
        super().__init__(id="caught")
        self._method = method
        self._step_of_row: list[str] = []
        """The step that each row belongs to, from the top."""

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Draw only when a heading or the open step changed."""
        if old is None or new is None or old.at != new.at or _differ(old, new):
            self.refresh()

    def render(self) -> Content:
        """As many of the newest lines as fit."""
        self._step_of_row = []
        if self.session is None:
            return Content("")
        headings = _other_headings(self.session, self._method)
        rows_each = max(1, (self.size.height - len(headings)) // max(1, len(headings)))
        lines: list[Content] = []
        for step_id, title, texts in headings:
            count = str(len(texts)) if texts else ""
            title_line = Content(title).truncate(self.size.width - 4, ellipsis=True, pad=True)
            lines.append(Content.assemble((title_line + Content(f"{count:>4}")).stylize("bold")))
            self._step_of_row.append(step_id)
            for text in texts[-rows_each:]:
                line = Content(f"  {terminal_safe(text)}".replace("\n", " "))
                lines.append(line.truncate(self.size.width, ellipsis=True))
                self._step_of_row.append(step_id)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Open the heading that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._step_of_row):
            self.post_message(GoTo(self._step_of_row[offset.y]))


def _differ(old: Session, new: Session) -> bool:
    return any(a is not b for a, b in zip(old.headings, new.headings, strict=True))


def _other_headings(session: Session, method: Method) -> list[tuple[str, str, list[str]]]:
    """The headings of the discussion other than the open one: step id, title and texts."""
    headings = []
    for heading in session.headings:
        step = method.step(heading.step)
        if step.phase is not Phase.DURING or step.id == session.at:
            continue
        if isinstance(heading, ItemsHeading):
            texts = [item.line for item in heading.all_items]
            headings.append((step.id, f"{step.number} {step.short}".strip(), texts))
    return headings
