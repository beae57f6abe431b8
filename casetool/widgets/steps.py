"""The way through: which step is open, what is done, what is still empty, always in view."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.method import Phase
from casetool.models.progress import Progress, State

MARKS = {State.EMPTY: "·", State.BEGUN: "○", State.DONE: "✓"}
"""How far a step is, told by shape."""

_PHASES = {
    Phase.BEFORE: "Before",
    Phase.DURING: "During",
    Phase.CLOSE: "Closing",
    Phase.AFTER: "After",
}


@dataclass
class StepChosen(Message):
    """Somebody pointed at a step."""

    step: str


class StepsColumn(Widget):
    """The steps one under the other, for wide terminals."""

    DEFAULT_CSS = """
    StepsColumn { width: 24; padding: 0 1; border-right: solid $panel; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """One line a step under its phase."""
        return Content("\n").join(line for line, _ in self._lines())

    def on_click(self, event: events.Click) -> None:
        """Open the step that was pointed at."""
        offset = event.get_content_offset(self)
        lines = self._lines()
        if offset is not None and offset.y < len(lines) and lines[offset.y][1]:
            self.post_message(StepChosen(lines[offset.y][1]))

    def _lines(self) -> list[tuple[Content, str]]:
        lines: list[tuple[Content, str]] = []
        phase = None
        for item in self.progress:
            step = item.step
            if step.phase is not phase:
                phase = step.phase
                lines.append((Content.styled(_PHASES[phase], "$foreground-muted"), ""))
            here = step.id == self.open_step
            name = f"{step.number or ' '} {step.short}"
            count = str(item.count) if item.count else ""
            pointer = "▸" if here else " "
            line = f"{pointer}{MARKS[item.state]} {name:<12}{count:>4}"
            lines.append((Content.styled(line, "bold reverse" if here else ""), step.id))
        return lines


class StepsLine(Widget):
    """The steps beside each other in one line, for narrow terminals."""

    DEFAULT_CSS = """
    StepsLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    progress: reactive[tuple[Progress, ...]] = reactive(())
    open_step: reactive[str] = reactive("")

    def render(self) -> Content:
        """A mark and a number or a name each; the open one with its name."""
        pieces: list[Content | tuple[str, str]] = []
        for text, _, here in self._pieces():
            pieces.append((text, "bold reverse" if here else ""))
        return Content.assemble(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Open the step that was pointed at."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = 0
        for text, step, _ in self._pieces():
            column += cell_len(text)
            if offset.x < column:
                self.post_message(StepChosen(step))
                return

    def _pieces(self) -> list[tuple[str, str, bool]]:
        pieces = []
        for item in self.progress:
            here = item.step.id == self.open_step
            if item.step.private and not here:
                continue  # one line has room for what all work on
            name = item.step.number or item.step.short
            if here and item.step.number:
                name = f"{item.step.number} {item.step.short}"
            pieces.append((f" {name}{MARKS[item.state]} ", item.step.id, here))
        return pieces
