"""The help screen: the grammar of the capture line and the active keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

CAPTURE_HELP = """\
Type what is said and press Enter: it goes to the open step. To send it elsewhere, begin with:
  !  a worry            +  what worked well      ?  missing information
  >  an action          &  who else, what else   ^  effect, <  cause (in the tree)
What sort of words they are, also after one of those:
  =  a fact    ~  a feeling    %  a hypothesis    "  the child's own words    #  a document
Each with a space after it:   ! ~ I'm scared for Ash
Before a letter, ! + ? & # / need none:   !the tenancy
@kit or @health as the first or last word says who said it; @ alone: whoever spoke last.
A space in front: taken literally.
In steps 1 and 2 a source may follow a bar:   late 22 times | school print-out
"""


class KeysScreen(ModalScreen[None]):
    """Shows the active keys, and what the capture line understands."""

    DEFAULT_CSS = """
    KeysScreen {
        align: center middle;
        & > VerticalScroll {
            width: 100; max-width: 98%; height: auto; max-height: 95%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & Static { height: auto; }
        & .title { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "dismiss(None)", "Back", id="keys.back", tooltip="Back"),
    ]

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the grammar of the capture line, then the keys."""
        with VerticalScroll():
            yield Static("The capture line", classes="title")
            yield Static(Content(CAPTURE_HELP))
            yield Static("Keys that work where you were      (Esc: back)", classes="title")
            for key, description, tooltip in self._rows:
                yield Static(
                    Content.assemble((f"{key:>12}  ", "bold $text-accent"), f"{description:<24}  ",
                                     (tooltip, "$foreground-muted"))
                )  # fmt: skip
