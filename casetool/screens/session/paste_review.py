"""A paste of several lines, shown with the place of each before any is taken."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Paste
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from casetool.models.capture.grammar import describe_target
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.capture.line_marks import marked_lines
from casetool.models.capture.moved_line import moved_line
from casetool.models.capture.waiting_people import waiting_lines, waiting_text
from casetool.models.kinds.people import NOBODY_ADDED
from casetool.models.people.row import row_as_line
from casetool.models.step_kinds import find_kind
from casetool.render.text.terminal_safe import terminal_row
from casetool.services.meeting.capture import read_capture, unclear_lines
from casetool.services.sessions.document import Document
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.line_input import pasted_lines

MOST_LINES_SHOWN = 300
"""Most lines of a paste that are listed one by one."""


class PasteScreen(ModalScreen[None]):
    """Shows each line of a paste with its place, until they are taken or left.

    Args:
        document: the open session.
        lines: the lines as they were understood.
        under: the selected node of the tree.
        take: takes the lines of the list. If it refuses them, the list stays open.
        add: reads a further paste, and keeps its words with those that wait in the line.
    """

    IS_TYPED_ON: ClassVar[bool] = False
    """Whether words go on with Enter: here that takes the lines, as the title says."""

    DEFAULT_CSS = """
    PasteScreen {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; height: auto; }
        & .refusal { color: $text-warning; height: auto; display: none; }
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

    def __init__(
        self,
        document: Document,
        lines: Sequence[CapturedLine],
        under: str,
        take: Callable[[Sequence[CapturedLine]], object],
        add: Callable[[str], Sequence[CapturedLine]],
    ) -> None:
        super().__init__()
        self.document = document
        self._lines = dict(enumerate(lines))
        self._as_read = dict(self._lines)
        """The lines at the headings at which they were read."""
        self._under = under
        self._take, self._add = take, add
        self._first_key = 0
        """The key of the first line that is listed."""
        self._rows: dict[int, ListRow] = {}
        """The rows as last shown. A row is made anew only if its line has changed."""
        self._items = ItemList("paste-list")
        self._title = Static(classes="title")
        self._refusal = Static(classes="refusal")

    def compose(self) -> ComposeResult:
        """The number of lines, each with its place, and the keys."""
        with Vertical():
            yield self._title
            yield self._refusal
            yield self._items
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the lines, and go into the list."""
        self._draw()
        self._items.highlighted = 0
        self.set_focus(self._items)

    def on_paste(self, event: Paste) -> None:
        """List further lines with the others. A single one stands in the line, as if typed."""
        if len(pasted_lines(event.text)) > 1 and (new_lines := self._add(event.text)):
            event.stop()
            more = dict(enumerate(new_lines, max(self._as_read, default=-1) + 1))
            self._lines |= more
            self._as_read |= more
            self._draw()

    def action_take(self) -> None:
        """Take what stands in the list, or say which line cannot go there, and why."""
        try:
            self._take(tuple(self._lines.values()))
        except CaptureRefused as refused:
            self._show_refusal(refused)
        else:
            self.dismiss(None)

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
        step, people = steps[(index + by) % len(steps)], self.document.session.people
        self._lines[key] = moved_line(self._as_read[key], step, people)
        self._say("")
        self._draw()

    def action_leave_out(self) -> None:
        """Leave the highlighted line out. Without any line there is nothing to take."""
        key = self._selected()
        if key is not None:
            del self._lines[key]
            self._say("")
            self._draw()
        if not self._lines:
            self.dismiss(None)

    def _show_refusal(self, refused: CaptureRefused) -> None:
        """Say why nothing was taken, at the line that is the reason."""
        self._say(f"Nothing was taken yet. {refused}")
        keys = (key for key, line in self._lines.items() if line is refused.line)
        if (refused_key := next(keys, None)) is not None:
            if refused_key not in self._rows:
                self._first_key = refused_key
                self._draw()
            self._items.select(str(refused_key))

    def _say(self, why: str) -> None:
        if why or self._refusal.display:
            self._refusal.update(Content(terminal_row(why)))
            self._refusal.display = bool(why)

    def _selected(self) -> int | None:
        selected = self._items.selected
        return int(selected) if selected is not None else None

    def _draw(self) -> None:
        count = len(self._lines)
        if max(self._lines, default=0) < self._first_key:
            self._first_key = 0
        what = "One line was pasted" if count == 1 else f"{count} lines were pasted"
        self._title.update(
            Content(f"{what}. Enter takes each to its place.{self._which_are_listed()}")
        )
        listed = (item for item in self._lines.items() if item[0] >= self._first_key)
        visible_lines = islice(listed, MOST_LINES_SHOWN)
        old_rows = self._rows
        self._rows = {
            key: old_rows[key]
            if key in old_rows and old_rows[key].fingerprint is line
            else self._row(key, line)
            for key, line in visible_lines
        }
        self._items.show_rows(tuple(self._rows.values()))

    def _which_are_listed(self) -> str:
        """Which lines the list shows, for the title, if there are too many for it."""
        count = len(self._lines)
        before = sum(key < self._first_key for key in self._lines)
        if not before:
            return f" These are the first {MOST_LINES_SHOWN}." if count > MOST_LINES_SHOWN else ""
        return f" These are {before + 1} to {min(before + MOST_LINES_SHOWN, count)}."

    def _row(self, key: int, line: CapturedLine) -> ListRow:
        heading_title, *details = describe_target(line, self.document.session, self._under)
        target = " · ".join([heading_title, *details])
        text = Content.assemble(
            terminal_row(row_as_line(line.text)) or "(no words)",
            (f"\n→ {terminal_row(target)}", MUTED),
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
    pasted, all_lines = line.text, list(lines)

    def add(text: str) -> Sequence[CapturedLine]:
        nonlocal pasted
        if not line.text.startswith(pasted):
            return ()  # it was changed meanwhile
        new_lines, typed_since = _read(document, text), line.text.removeprefix(pasted)
        all_lines.extend(new_lines)
        pasted = waiting_lines(all_lines) or marked_lines(f"{pasted}\n{text.rstrip()} ")
        line.text = f"{pasted}{typed_since}"
        return new_lines

    def take(chosen_lines: Sequence[CapturedLine]) -> None:
        typed_since = line.text.removeprefix(pasted)
        unclear_people = _take(document, line, chosen_lines)
        line.text = " ".join(filter(None, [line.text, typed_since]))
        if unclear_people:
            people, questions = zip(*unclear_people, strict=True)
            more = f" ({len(people) - 1} more after this)" if len(people) > 1 else ""
            line.text = waiting_text(people, line.text)
            line.call_after_refresh(line.notice, f"{questions[0]}{more}")

    def closed(_: None) -> None:
        if line.text == pasted:
            line.text = pasted.rstrip()  # its last space was for what could be typed meanwhile

    screen.app.push_screen(PasteScreen(document, lines, line.under, take, add), closed)


def _read(document: Document, text: str) -> tuple[CapturedLine, ...]:
    """The lines of a paste at the open step."""
    return read_capture(document, document.method.step(document.session.at), text)


def _take(
    document: Document, line: CaptureLine, lines: Sequence[CapturedLine]
) -> list[tuple[str, str]]:
    """Take the lines, but not the people who are not understood.

    Returns:
        Those people, each with the question about them.

    Raises:
        CaptureRefused: another line cannot be added. Then none is.
    """
    try:
        line.take(lines)
    except CaptureRefused as refused:
        if refused.line is None or not _is_person(refused.line):
            raise
        reasons = unclear_lines(document, lines)
        clear_lines = [captured for index, captured in enumerate(lines) if index not in reasons]
        if clear_lines:
            line.take(clear_lines)
        else:
            line.text = ""
        return [
            (lines[index].text, reason.removesuffix(NOBODY_ADDED))
            for index, reason in reasons.items()
        ]
    return []


def _is_person(line: CapturedLine) -> bool:
    return find_kind(line.step.kind).takes_plain_lines
