"""The library screen: the sessions of a folder, a filter and a preview."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from casetool.errors import value_or_fault_line
from casetool.models.parsing.compared_text import compared_text
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.commands.providers import show_keys
from casetool.screens.library.folder_watch import FolderWatch
from casetool.screens.library.rows import fault_row, in_columns, session_row
from casetool.screens.library.session_filter import SessionFilter
from casetool.storage.files.atomic import SaveError
from casetool.storage.library.subfolders import line_about_subfolders
from casetool.storage.library.summary import SessionSummary
from casetool.storage.locations import refuse_dead_drive
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.item_list import ItemList

StyledLine = tuple[str, str]
"""The style name and the text of one line of a preview."""

WIDE_SCREEN_CELLS = 116
"""Columns from which the preview stands beside the list."""

PREVIEW_DELAY_SECONDS = 0.1
"""Seconds that a session stays selected before its preview is made."""

EMPTY_LIBRARY = """\
No sessions here yet.

  F2        prepare a new case discussion
  F9        look at an invented example first
  F1        help
"""

LIBRARY_CSS = """
LibraryScreen {
    & #library-title {
        height: 1; dock: top; padding: 0 1; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    & #filter { border: none; height: 1; padding: 0 1; background: $boost; }
    & #columns { height: 1; padding: 0 1; color: $text-muted; }
    & #sessions { height: 1fr; width: 1fr; }
    & #preview { display: none; width: 45%; padding: 0 1; border-left: solid $border-blurred; }
    & #library-notice { height: auto; padding: 0 1; color: $text-warning; }
    & #empty { height: auto; padding: 1 2; display: none; }
    &.-wide #preview { display: block; }
    &.-narrow.-look {
        & #preview { display: block; width: 1fr; }
        & #sessions { display: none; }
    }
    &.-empty { & #empty { display: block; } & #columns, & #sessions { display: none; } }
}
"""
"""The style of the list, the preview and the lines around them."""


class LibraryScreen(Screen[None]):
    """Lists the sessions quickly, from the heads of their files."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_SCREEN_CELLS, "-wide")]
    DEFAULT_CSS = LIBRARY_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="library.help", tooltip="The keys that work here"),
        Binding("enter", "open", "Open", id="library.open", tooltip="Open the selected session"),
        Binding("f2,ctrl+n", "new", "New", id="library.new", tooltip="Prepare a new discussion"),
        Binding("down", "move(1)", "Next", show=False, id="library.down",
                tooltip="The next session"),
        Binding("up", "move(-1)", "Before", show=False, id="library.up",
                tooltip="The session before"),
        Binding("f5", "look", "Preview", id="library.look", tooltip="Show or hide the preview"),
        Binding("f9", "demo", "Example", id="library.demo",
                tooltip="Copy the invented examples into this folder"),
        Binding("f8", "delete", "Delete", id="library.delete", show=False,
                tooltip="Move the selected session to the trash"),
        Binding("f7", "trash", "Trash", id="library.trash", show=False,
                tooltip="Bring a session back from the trash, or empty it"),
        Binding("ctrl+r", "refresh", "Read again", id="library.refresh", show=False,
                tooltip="Read the folder again. It is also looked at every few seconds"),
        Binding("escape", "clear", "Clear", show=False, id="library.clear",
                tooltip="Empty the filter"),
    ]  # fmt: skip

    class Chosen(Message):
        """Asks to open a session, and then run a command if one is named."""

        def __init__(self, path: Path, command: str = "") -> None:
            super().__init__()
            self.path, self.command = path, command

    class Ask(Message):
        """Asks what to do with a file: delete a session, or resolve a copy."""

        def __init__(self, head: SessionSummary) -> None:
            super().__init__()
            self.head = head

    class Trash(Message):
        """Asks to show the trash."""

    class New(Message):
        """Asks to prepare a new session."""

    class Demo(Message):
        """Asks to show the examples."""

    class Preview(Message):
        """Carries the finished preview of a session."""

        def __init__(self, path: Path, lines: tuple[StyledLine, ...]) -> None:
            super().__init__()
            self.path, self.lines = path, lines

    action_help = show_keys
    _list = query_one("#sessions", ItemList)

    def __init__(
        self,
        folder: Path,
        folder_origin: str,
        read: Callable[[Path], tuple[SessionSummary, ...]],
        preview: Callable[[Path], tuple[StyledLine, ...]],
        describe_progress: Callable[[SessionSummary], str],
        notice: str = "",
        filter_text: str = "",
    ) -> None:
        super().__init__()
        self._folder, self._folder_origin = folder, folder_origin
        self._notice, self._filter_text = notice, filter_text
        self._read, self._preview, self._describe_progress = read, preview, describe_progress
        self._heads: dict[str, SessionSummary] = {}
        self._preview_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the folder, the filter, the sessions and the preview."""
        self.set_class(
            self.app.size.width >= WIDE_SCREEN_CELLS, "-wide"
        )  # before the first layout, to lay out only once
        title = terminal_safe(f"casetool   {self._folder}   {self._folder_origin}")
        yield Static(Content(title), id="library-title")
        yield SessionFilter(self._filter_text)
        yield Static(Content(in_columns("Discussion", "Case", "How far", "To do")), id="columns")
        with Horizontal():
            yield ItemList("sessions")
            with VerticalScroll(id="preview"):
                yield Static(id="preview-text")
        yield Static(Content(EMPTY_LIBRARY), id="empty")
        yield Static(Content(terminal_safe(self._notice)), id="library-notice")
        yield FolderWatch(self._folder, self._read)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Focus the filter, and show the sessions."""
        self._list.can_focus = False
        self.query_one("#filter", Input).focus()
        self.refill()

    def refill(self) -> None:
        """Read the folder, and show its sessions."""
        self._show_heads(self._read(self._folder))

    @on(FolderWatch.Changed)
    def _folder_changed(self, message: FolderWatch.Changed) -> None:
        self._show_heads(message.heads)

    def _show_heads(self, heads: tuple[SessionSummary, ...]) -> None:
        self._heads = {head.path.name: head for head in heads}
        self.set_class(not heads, "-empty")
        if not heads:
            line = terminal_safe(line_about_subfolders(self._folder))
            text = f"{EMPTY_LIBRARY}\n{line}" if line else EMPTY_LIBRARY
            self.query_one("#empty", Static).update(Content(text))
        self._narrow(self.query_one("#filter", Input).value)

    def notice(self, message: str) -> None:
        """Show a message under the list, also once a screen that has just opened is laid out."""
        self._notice = message
        for row in self.query("#library-notice").results(Static):
            row.update(Content(terminal_safe(message)))

    def action_open(self) -> None:
        """Open the selected session, ask about a copy, or show why it cannot be opened."""
        head = self._heads.get(self._list.selected or "")
        if head is not None and (head.may_open or head.copy_of is not None):
            if head.copy_of is None:
                self.post_message(self.Chosen(head.path))
            else:
                self.action_delete()  # asks what becomes of a copy
        elif head is not None:
            self.notice(f"{head.path.name}: {head.problem}")

    def action_new(self) -> None:
        """Prepare a new session."""
        _post_if_there(self, self._folder, self.New())

    def action_delete(self) -> None:
        """Ask to move the selected session to the trash, even an unreadable one."""
        head = self._heads.get(self._list.selected or "")
        if head is not None:
            _post_if_there(self, self._folder, self.Ask(head))

    def action_trash(self) -> None:
        """Show the trash."""
        _post_if_there(self, self._folder, self.Trash())

    def action_demo(self) -> None:
        """Show the examples."""
        _post_if_there(self, self._folder, self.Demo())

    def action_move(self, by: int) -> None:
        """Move the highlight while the filter has the focus."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_refresh(self) -> None:
        """Read the folder again."""
        self.query_one(FolderWatch).read_again()

    def action_look(self) -> None:
        """Toggle the preview on narrow terminals."""
        self.toggle_class("-look")

    def action_clear(self) -> None:
        """Empty the filter."""
        self.query_one(SessionFilter).empty()

    def _narrow(self, filter_text: str) -> None:
        patterns = compared_text(filter_text).split()
        rows = []
        for name, head in self._heads.items():
            row = value_or_fault_line(
                partial(session_row, head, self._describe_progress), partial(fault_row, head)
            )
            text = compared_text(f"{row.content.plain} {name}")
            if all(pattern in text for pattern in patterns):
                rows.append(row)
        self._list.show_rows(rows)
        if self._list.highlighted is None and rows:
            self._list.highlighted = 0
        self._preview_selected()

    @work(thread=True, exclusive=True, description="previewing a session")
    def _make_preview(self, head: SessionSummary) -> None:
        problem_lines = (("$text-warning", terminal_safe(f"{head.path.name}: {head.problem}")),)
        lines = self._preview(head.path) if head.may_open else problem_lines
        self.post_message(self.Preview(head.path, lines))

    @on(OptionList.OptionHighlighted, "#sessions")
    def _preview_selected(self) -> None:
        """Preview the highlighted session after a pause, since previews are slow to make."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
        head = self._heads.get(self._list.selected or "")
        if head is not None:
            self._preview_timer = self.set_timer(
                PREVIEW_DELAY_SECONDS, partial(self._make_preview, head)
            )
        else:
            self.query_one("#preview-text", Static).update("")

    @on(Preview)
    def _show_preview(self, message: Preview) -> None:
        if self._list.selected == message.path.name:
            lines = [Content.styled(text, style) for style, text in message.lines]
            self.query_one("#preview-text", Static).update(Content("\n").join(lines))

    @on(Input.Changed, "#filter")
    def _filter_changed(self, message: Input.Changed) -> None:
        self._narrow(message.value)

    @on(Input.Submitted, "#filter")
    @on(OptionList.OptionSelected, "#sessions")
    def _submitted(self) -> None:
        self.action_open()


def _post_if_there(screen: LibraryScreen, folder: Path, message: Message) -> None:
    """Ask for what reads a folder, unless its drive does not answer."""
    try:
        refuse_dead_drive(folder)
        screen.post_message(message)
    except SaveError as error:
        screen.notice(str(error))
