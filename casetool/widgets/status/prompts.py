"""What the facilitator can say or ask at the open step."""

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Static

from casetool.models.meeting.ticks import Tick
from casetool.models.method import Step
from casetool.models.session import Session, tree_of
from casetool.widgets.common.ellipsis import cut_at_end


def ticked_off(ticked: tuple[Tick, ...], step: Step) -> frozenset[str]:
    """The questions of a step that are ticked off."""
    return frozenset(tick.words for tick in ticked if tick.step == step.id)


def mark(done: bool) -> str:
    """The mark of a question: whether it is ticked off."""
    return "✓" if done else "◦"


class Prompts(Static):
    """The prompts of a step, in the method's wording: one of them, all, or none."""

    DEFAULT_CSS = """
    Prompts {
        height: auto; max-height: 60%; padding: 0 1; color: $text-muted; text-style: italic;
    }
    Prompts.-silent { display: none; }
    """

    amount: reactive[int] = reactive(1)
    """0: nothing, 1: the first prompt, 2: all prompts and the questions for the facilitator."""
    step: reactive[Step | None] = reactive(None)
    """The open step."""
    ticked: reactive[tuple[Tick, ...]] = reactive(())
    """The questions that are ticked off."""
    start: reactive[int] = reactive(0)
    """The index of the first prompt that is not answered yet."""

    _chosen = False
    """Whether the facilitator chose the amount."""

    def follow(self, session: Session) -> None:
        """Skip the prompts that are answered, and tick off questions."""
        tree = tree_of(session)
        agreed = tree is not None and tree.step == session.at and bool(tree.focal.strip())
        self.start = 1 if agreed else 0
        self.ticked = session.ticked

    def turn(self) -> None:
        """Show the next amount: nothing, one or all."""
        self._chosen = True
        self.amount = (self.amount + 1) % 3

    def suit(self, roomy: bool) -> None:
        """Show all prompts if there is room, unless the facilitator chose."""
        if not self._chosen:
            self.amount = 2 if roomy else 1

    def watch_amount(self) -> None:
        """Draw another amount."""
        self._draw()

    def watch_step(self) -> None:
        """Draw the prompts of another step."""
        self._draw()

    def watch_ticked(self) -> None:
        """Draw the ticks."""
        self._draw()

    def watch_start(self) -> None:
        """Draw without the prompts that are answered."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """One row. The last ends in a sign if there is no room for all."""
        strip = super().render_line(y)
        width, height = self.size
        if y < height - 1 or self.get_content_height(self.size, self.size, width) <= height:
            return strip
        return cut_at_end(strip.adjust_cell_length(width, self.rich_style))

    def _draw(self) -> None:
        lines: list[str] = []
        if self.step is not None and self.amount:
            prompts = self.step.prompts[self.start :]
            lines += prompts[:1] if self.amount == 1 else prompts
        if self.step is not None and self.amount > 1:
            done = ticked_off(self.ticked, self.step)
            lines += [f"{mark(question in done)} {question}" for question in self.step.assurance]
        self.set_class(not lines, "-silent")
        self.update(Content("\n".join(lines)))
