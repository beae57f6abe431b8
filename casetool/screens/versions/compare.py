"""Two values of one session side by side: thing by thing, which is kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from casetool.models.merge.diff import Difference, differences
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.sessions.conflicts import (
    OtherVersion,
    copies_beside,
    has_words,
    merge_into,
    other_versions,
)
from casetool.services.sessions.document import Document
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

NOTHING_TAKEN: frozenset[str] = frozenset()
"""Nothing is taken from the other version: all words of it are here."""


class CompareScreen(ModalScreen[frozenset[str] | None]):
    """Gives the keys of what becomes as it is there, or None when nothing is decided yet.

    At first nothing would be lost: what is only there comes here, all else stays as it is here.
    """

    DEFAULT_CSS = """
    CompareScreen {
        align: center middle;
        & > Vertical {
            width: 110; max-width: 98%; height: 96%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; }
        & .hint { color: $foreground-muted; padding-bottom: 1; }
        & ItemList { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Here / there", id="compare.turn", priority=True,
                tooltip="Keep this one as it is here, or as it is there"),
        Binding("h", "all(False)", "All as here", id="compare.here",
                tooltip="Keep everything as it is here"),
        Binding("t", "all(True)", "All as there", id="compare.there",
                tooltip="Everything becomes as it is there"),
        Binding("enter,f2", "keep", "Go on with this", id="compare.keep", priority=True,
                tooltip="Go on with what is chosen; both versions are kept, Ctrl+Z takes it back"),
        Binding("escape", "dismiss(None)", "Later", id="compare.back",
                tooltip="Decide later; both versions stay as they are"),
    ]  # fmt: skip

    def __init__(
        self,
        found: Sequence[Difference],
        there: str,
        titles: Mapping[str, str],
        all_there: bool = False,
    ) -> None:
        super().__init__()
        self._found = tuple(found)
        self._there = there
        self._titles = titles
        self._take = {one.key for one in found if all_there or not one.here}
        self._items = ItemList("compare-list")

    def compose(self) -> ComposeResult:
        """What this is, and one row a difference."""
        count = len(self._found)
        with Vertical():
            title = f"Two versions of this session: here, and {self._there}"
            yield Static(Content(terminal_safe(title)), classes="title")
            words = (
                f"{count} {'thing differs' if count == 1 else 'things differ'}. ▸ marks what will"
                " be kept. Both versions stay among the earlier ones, whatever you choose."
            )
            yield Static(Content(words), classes="hint")
            yield self._items
            yield KeyFooter()

    def on_mount(self) -> None:
        """Show the differences."""
        self._show()
        self._items.focus()
        self._items.highlighted = 0 if self._found else None

    def action_turn(self) -> None:
        """Take the other side of this one."""
        if self._items.selected is not None:
            self._take ^= {self._items.selected}
            self._show()

    def action_all(self, there: bool) -> None:
        """Take the same side of every one."""
        self._take = {one.key for one in self._found} if there else set()
        self._show()

    def action_keep(self) -> None:
        """Go on with what is chosen."""
        self.dismiss(frozenset(self._take))

    def _show(self) -> None:
        self._items.show_rows([self._row(one) for one in self._found])

    def _row(self, one: Difference) -> ListRow:
        there = one.key in self._take
        place = self._titles.get(one.step, one.step) or "The session"
        words = Content.assemble(
            (f"{place}\n", MUTED),
            _side("here ", one.here, not there),
            "\n",
            _side("there", one.there, there),
        )
        return ListRow(one.key, HangingText(Content.styled("± ", ACCENT), words), (one, there))

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_turn()


def compare_versions(app: App[int], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator choose between two versions of a session, as often as there are two.

    Args:
        app: shows the choice.
        document: the open session.
        tell: says what came of it.
    """
    copies = copies_beside(document)
    different = tuple(copy for copy in copies if has_words(document, copy))
    others = (*other_versions(document), *different)
    if others:
        _compare_each(app, document, others, tell)
    elif copies:
        names = ", ".join(copy.path.name for copy in copies[:3]) + (" …" if len(copies) > 3 else "")
        tell(f"The same words stand in {names}. In the list, Enter moves a copy to the trash.")
    else:
        tell("There is only one version of this session.")


def _compare_each(
    app: App[int], document: Document, others: Sequence[OtherVersion], tell: Callable[[str], object]
) -> None:
    """One after the other; what holds no words of its own by then is settled without a question."""
    other, after = others[0], others[1:]

    def chosen(take: frozenset[str] | None) -> None:
        if take is None:
            return
        on_disk = merge_into(document, other, take)
        left = [one for one in after if has_words(document, one)]
        for one in after:
            if one not in left:  # its words came with the others
                merge_into(document, one, NOTHING_TAKEN)
        if left:
            _compare_each(app, document, left, tell)
        elif on_disk:
            tell("Brought together. Both versions are kept; Ctrl+Z takes the choice back.")
        else:
            tell(f"Brought together here, but not saved yet: {other.path} stays until it is.")

    found = differences(document.session, other.session)
    titles = {step.id: step.title for step in document.method.steps}
    more = f" ({len(after)} more after it)" if after else ""
    app.push_screen(CompareScreen(found, f"{other.name}{more}", titles), chosen)


def _side(where: str, words: str, kept: bool) -> Content:
    mark = "▸" if kept else "·"
    text = terminal_safe(words) if words else "(not there)"
    return Content.styled(f"{mark} {where}: {text}", "bold" if kept else MUTED)
