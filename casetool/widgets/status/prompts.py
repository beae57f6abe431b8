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
    """The questions of a step that were seen to."""
    return frozenset(one.words for one in ticked if one.step == step.id)


def mark(done: bool) -> str:
    """Whether a question was seen to, told by shape."""
    return "✓" if done else "◦"


class Prompts(Static):
    """The prompts of a step in the words of the method: one of them, all of them, or none."""

    DEFAULT_CSS = """
    Prompts {
        height: auto; max-height: 60%; padding: 0 1; color: $text-muted; text-style: italic;
    }
    Prompts.-silent { display: none; }
    """

    amount: reactive[int] = reactive(1)
    """0 nothing, 1 the first prompt, 2 all prompts and the questions for the facilitator."""
    step: reactive[Step | None] = reactive(None)
    """The open step."""
    ticked: reactive[tuple[Tick, ...]] = reactive(())
    """The questions that were seen to."""
    start: reactive[int] = reactive(0)
    """The first prompt that still helps: those before it are answered."""

    _chosen = False
    """Whether the facilitator chose how much is shown."""

    def follow(self, session: Session) -> None:
        """Pass over what is answered, and tick off what was seen to."""
        tree = tree_of(session)
        agreed = tree is not None and tree.step == session.at and bool(tree.focal.strip())
        self.start = 1 if agreed else 0
        self.ticked = session.ticked

    def turn(self) -> None:
        """Fewer or more of them, as the facilitator wants it."""
        self._chosen = True
        self.amount = (self.amount + 1) % 3

    def suit(self, roomy: bool) -> None:
        """All of them where there is room, until the facilitator chooses."""
        if not self._chosen:
            self.amount = 2 if roomy else 1

    def watch_amount(self) -> None:
        """Show as much as is wanted."""
        self._draw()

    def watch_step(self) -> None:
        """Show the prompts of another step."""
        self._draw()

    def watch_ticked(self) -> None:
        """Tick off what was seen to."""
        self._draw()

    def watch_start(self) -> None:
        """Pass over what is answered."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """One row; the last says that more follows, where there is not room for all of them."""
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
            lines += [f"{mark(one in done)} {one}" for one in self.step.assurance]
        self.set_class(not lines, "-silent")
        self.update(Content("\n".join(lines)))
