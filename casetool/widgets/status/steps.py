"""The way through: which step is open, what is done, what is still empty, always in view."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.method import Phase
from casetool.models.progress import Progress, StepState
from casetool.widgets.common.messages import GoTo

STEP_MARKS = {StepState.EMPTY: "·", StepState.BEGUN: "○", StepState.DONE: "✓"}
"""How far a step is, told by shape."""

STEP_POINTER = "▸"
"""What stands before the step that is open."""

COUNT_COLUMN = 4
"""Columns for how much a step holds."""

_PHASES = {
    Phase.BEFORE: "Before",
    Phase.DURING: "During",
    Phase.CLOSE: "Closing",
    Phase.AFTER: "After",
}


class StepsColumn(Widget):
    """The steps one under the other, for wide terminals."""

    DEFAULT_CSS = """
    StepsColumn { width: 24; padding: 0 1; border-right: solid $border-blurred; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """One line a step under its phase."""
        return Content("\n").join(line for line, _ in self._in_view())

    def on_click(self, event: events.Click) -> None:
        """Open the step that was pointed at."""
        offset = event.get_content_offset(self)
        lines = self._in_view()
        if offset is not None and offset.y < len(lines) and lines[offset.y][1]:
            self.post_message(GoTo(lines[offset.y][1]))

    def _in_view(self) -> list[tuple[Content, str]]:
        """As many lines as there is room for, the open step among them; … for the others."""
        lines, rows = self._lines(), self.size.height
        if len(lines) <= rows or rows < 3:
            return lines
        place = next((n for n, (_, step) in enumerate(lines) if step == self.open_step), 0)
        top = min(max(0, place - rows // 2), len(lines) - rows)
        shown, more = lines[top : top + rows], (Content("…"), "")
        if top:
            shown[0] = more
        if top + rows < len(lines):
            shown[-1] = more
        return shown

    def _lines(self) -> list[tuple[Content, str]]:
        lines: list[tuple[Content, str]] = []
        phase = None
        for item in self.progress:
            step = item.step
            if step.phase is not phase:
                phase = step.phase
                lines.append((Content.styled(_PHASES[phase], "$foreground-muted"), ""))
            here = step.id == self.open_step
            count = str(item.count) if item.count else ""
            pointer = STEP_POINTER if here else " "
            name = Content(f"{pointer}{STEP_MARKS[item.state]} {step.number or ' '} {step.short}")
            name = name.truncate(max(1, self.size.width - COUNT_COLUMN), ellipsis=True, pad=True)
            line = name + Content(f"{count:>{COUNT_COLUMN}}")
            lines.append((line.stylize("bold reverse") if here else line, step.id))
        return lines


class StepsLine(Widget):
    """The steps beside each other in one line, for narrow terminals."""

    DEFAULT_CSS = """
    StepsLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """A mark and a number or a name each; the open one with its name, and in view."""
        pieces: list[Content | tuple[str, str]] = []
        for text, _, here in self._pieces():
            pieces.append((text, "bold reverse" if here else ""))
        return Content.assemble(*pieces).truncate(self.size.width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Open the step that was pointed at."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = 0
        for text, step, _ in self._pieces():
            column += cell_len(text)
            if offset.x < column:
                self.post_message(GoTo(step))
                return

    def _pieces(self) -> list[tuple[str, str, bool]]:
        """The steps from left to right; where there is no room for all, from the open one on."""
        pieces = []
        for item in self.progress:
            here = item.step.id == self.open_step
            if item.step.private and not here:
                continue  # one line has room for what all work on
            number, short = item.step.number, item.step.short
            name = f"{number} {short}" if here and number else number or short
            gap = "" if number and not here else " "
            pointer = STEP_POINTER if here else " "
            pieces.append((f"{pointer}{STEP_MARKS[item.state]}{gap}{name}", item.step.id, here))
        before = 0
        while before < len(pieces) and not self._in_view(pieces[before:]):
            before += 1
        return [("…", pieces[before - 1][1], False), *pieces[before:]] if before else pieces

    def _in_view(self, pieces: list[tuple[str, str, bool]]) -> bool:
        """Whether the open step can be read, where what comes after it is cut."""
        column = 2
        for text, _, here in pieces:
            column += cell_len(text)
            if here:
                return column <= self.size.width
        return True
