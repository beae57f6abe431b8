"""A paste of several lines, shown with the place of each before any is taken."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from casetool.models.capture.grammar import describe_target
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.method import Step
from casetool.models.step_kinds import find_kind
from casetool.render.text.terminal_safe import terminal_row
from casetool.services.sessions.document import Document
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

MOST_LINES_SHOWN = 300
"""Most lines of a paste that are listed one by one."""


class PasteScreen(ModalScreen[tuple[CapturedLine, ...] | None]):
    """Shows each line of a paste with its place. Returns the lines to take, or None.

    Args:
        document: the open session.
        lines: the lines as they were understood.
        under: the selected node of the tree.
    """

    DEFAULT_CSS = """
    PasteScreen {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; height: auto; }
        & ItemList { height: auto; max-height: 16; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take them", id="paste.take", priority=True,
                tooltip="Put each line where the list says; Ctrl+Z undoes all of it at once"),
        Binding("right", "place(1)", "Another place", id="paste.next", priority=True,
                tooltip="The next heading for the highlighted line"),
        Binding("left", "place(-1)", "Place before", id="paste.before", show=False,
                priority=True,
                tooltip="The heading before for the highlighted line"),
        Binding("delete", "leave_out", "Leave it out", id="paste.leave-out", key_display="Del",
                tooltip="Do not take the highlighted line"),
        Binding("escape", "dismiss(None)", "Back", id="paste.back",
                tooltip="Put nothing in the record; your text stays in the line below"),
    ]  # fmt: skip

    def __init__(self, document: Document, lines: Sequence[CapturedLine], under: str) -> None:
        super().__init__()
        self.document = document
        self._lines = dict(enumerate(lines))
        self._under = under
        self._rows: dict[int, ListRow] = {}
        """The rows as last shown. A row is made anew only if its line has changed."""
        self._items = ItemList("paste-list")
        self._title = Static(classes="title")

    def compose(self) -> ComposeResult:
        """The number of lines, each with its place, and the keys."""
        with Vertical():
            yield self._title
            yield self._items
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the lines, and go into the list."""
        self._draw()
        self._items.highlighted = 0
        self.set_focus(self._items)

    def action_take(self) -> None:
        """Take what stands in the list."""
        self.dismiss(tuple(self._lines.values()))

    def action_place(self, by: int) -> None:
        """Send the highlighted line to another heading."""
        key = self._selected()
        if key is None:
            return
        steps = [
            step
            for step in self.document.method.steps
            if find_kind(step.kind).add_lines is not None
        ]
        line = self._lines[key]
        index = steps.index(line.step) if line.step in steps else 0
        self._lines[key] = _moved(line, steps[(index + by) % len(steps)])
        self._draw()

    def action_leave_out(self) -> None:
        """Leave the highlighted line out. Without any line there is nothing to take."""
        key = self._selected()
        if key is not None:
            del self._lines[key]
            self._draw()
        if not self._lines:
            self.dismiss(None)

    def _selected(self) -> int | None:
        selected = self._items.selected
        return int(selected) if selected is not None else None

    def _draw(self) -> None:
        count = len(self._lines)
        what = "One line was pasted" if count == 1 else f"{count} lines were pasted"
        first = f" These are the first {MOST_LINES_SHOWN}." if count > MOST_LINES_SHOWN else ""
        self._title.update(Content(f"{what}. Enter takes each to its place.{first}"))
        shown = islice(self._lines.items(), MOST_LINES_SHOWN)
        old_rows = self._rows
        self._rows = {
            key: old_rows[key]
            if key in old_rows and old_rows[key].fingerprint is line
            else self._row(key, line)
            for key, line in shown
        }
        self._items.show_rows(tuple(self._rows.values()))

    def _row(self, key: int, line: CapturedLine) -> ListRow:
        heading_title, *details = describe_target(line, self.document.session, self._under)
        target = " · ".join([heading_title, *details])
        text = Content.assemble(
            terminal_row(line.text) or "(no words)", (f"\n→ {terminal_row(target)}", MUTED)
        )
        return ListRow(str(key), HangingText(Content.styled("  ", ACCENT), text), line)


def review_paste(
    screen: Screen[None], document: Document, line: CaptureLine, lines: Sequence[CapturedLine]
) -> None:
    """Show a paste, and take what is left of it.

    Args:
        screen: the screen of the session.
        document: the open session.
        line: the capture line, where the words wait meanwhile.
        lines: the lines as they were understood.
    """
    pasted = line.text

    def closed(chosen_lines: tuple[CapturedLine, ...] | None) -> None:
        if not chosen_lines:
            return
        typed_since = line.text.removeprefix(pasted)
        try:
            line.take(chosen_lines)
        except CaptureRefused as refused:
            line.notice(str(refused))
        else:
            line.text = " ".join(filter(None, [line.text, typed_since]))

    screen.app.push_screen(PasteScreen(document, lines, line.under), closed)


def _moved(line: CapturedLine, step: Step) -> CapturedLine:
    """A line at another heading. A side of the tree is only for the tree."""
    return replace(line, step=step, side=None, source=line.source if step.sources else "")
