"""The steps, always in view: which one is open, which are done and which are empty."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.method import Phase
from casetool.models.progress import Progress, StepState
from casetool.widgets.common.messages import GoTo

STEP_MARKS = {StepState.EMPTY: "·", StepState.BEGUN: "○", StepState.DONE: "✓"}
"""The mark of a step's state."""

STEP_POINTER = "▸"
"""The sign in front of the open step."""

COUNT_COLUMN = 4
"""Columns for the number of items of a step."""

_PHASES = {
    Phase.BEFORE: "Before",
    Phase.DURING: "During",
    Phase.CLOSE: "Closing",
    Phase.AFTER: "After",
}


class StepsColumn(Widget):
    """The steps in a column, for wide terminals."""

    DEFAULT_CSS = """
    StepsColumn { width: 24; padding: 0 1; border-right: solid $border-blurred; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """One line for each step, under the title of its phase."""
        return Content("\n").join(line for line, _ in self._in_view())

    def on_click(self, event: events.Click) -> None:
        """Open the step that was clicked."""
        offset = event.get_content_offset(self)
        lines = self._in_view()
        if offset is not None and offset.y < len(lines) and lines[offset.y][1]:
            self.post_message(GoTo(lines[offset.y][1]))

    def _in_view(self) -> list[tuple[Content, str]]:
        """The lines that fit, with their step ids, the open step among them. “…” for the others."""
        lines, rows = self._lines(), self.size.height
        if len(lines) <= rows or rows < 3:
            return lines
        open_index = next(
            (index for index, (_, step_id) in enumerate(lines) if step_id == self.open_step), 0
        )
        top = min(max(0, open_index - rows // 2), len(lines) - rows)
        visible, ellipsis = lines[top : top + rows], (Content("…"), "")
        if top:
            visible[0] = ellipsis
        if top + rows < len(lines):
            visible[-1] = ellipsis
        return visible

    def _lines(self) -> list[tuple[Content, str]]:
        lines: list[tuple[Content, str]] = []
        phase = None
        for item in self.progress:
            step = item.step
            if step.phase is not phase:
                phase = step.phase
                lines.append((Content.styled(_PHASES[phase], "$foreground-muted"), ""))
            is_open = step.id == self.open_step
            count = str(item.count) if item.count else ""
            pointer = STEP_POINTER if is_open else " "
            name = Content(f"{pointer}{STEP_MARKS[item.state]} {step.number or ' '} {step.short}")
            name = name.truncate(max(1, self.size.width - COUNT_COLUMN), ellipsis=True, pad=True)
            line = name + Content(f"{count:>{COUNT_COLUMN}}")
            lines.append((line.stylize("bold reverse") if is_open else line, step.id))
        return lines


class StepsLine(Widget):
    """The steps in one line, for narrow terminals."""

    DEFAULT_CSS = """
    StepsLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """A mark and a number for each step. The open one has its name, and is always in view."""
        pieces: list[Content | tuple[str, str]] = []
        for text, _, is_open in self._pieces():
            pieces.append((text, "bold reverse" if is_open else ""))
        return Content.assemble(*pieces).truncate(self.size.width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Open the step that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = 0
        for text, step_id, _ in self._pieces():
            column += cell_len(text)
            if offset.x < column:
                self.post_message(GoTo(step_id))
                return

    def _pieces(self) -> list[tuple[str, str, bool]]:
        """Text, id and whether it is open, of each step that is shown."""
        pieces = []
        for item in self.progress:
            is_open = item.step.id == self.open_step
            if item.step.private and not is_open:
                continue  # one line has only room for the shared steps
            number, short = item.step.number, item.step.short
            name = f"{number} {short}" if is_open and number else number or short
            gap = "" if number and not is_open else " "
            pointer = STEP_POINTER if is_open else " "
            pieces.append((f"{pointer}{STEP_MARKS[item.state]}{gap}{name}", item.step.id, is_open))
        hidden = 0
        while hidden < len(pieces) and not self._in_view(pieces[hidden:]):
            hidden += 1
        return [("…", pieces[hidden - 1][1], False), *pieces[hidden:]] if hidden else pieces

    def _in_view(self, pieces: list[tuple[str, str, bool]]) -> bool:
        """Whether the open step fits in the line."""
        column = 2
        for text, _, is_open in pieces:
            column += cell_len(text)
            if is_open:
                return column <= self.size.width
        return True
