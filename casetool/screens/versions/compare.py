"""The screen that compares two versions of a session, difference by difference."""

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
from casetool.models.merge.tree import MergedTooDeepError
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.sessions.conflicts import copies_beside, merge_into, other_versions
from casetool.services.sessions.document import Document
from casetool.services.sessions.other_version import OtherVersion, has_words
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

NO_KEYS: frozenset[str] = frozenset()
"""Takes nothing from the other version, since all its text is here."""


class CompareScreen(ModalScreen[frozenset[str] | None]):
    """Returns the keys of the differences to take from the other version, or None to decide later.

    The default loses nothing: what exists only there is taken, everything else stays as here.
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
                tooltip="Go on with what is chosen. Both versions are kept; Ctrl+Z takes it back"),
        Binding("escape", "dismiss(None)", "Later", id="compare.back",
                tooltip="Decide later. Both versions stay as they are"),
    ]  # fmt: skip

    def __init__(
        self,
        differing: Sequence[Difference],
        other_name: str,
        titles: Mapping[str, str],
        take_all: bool = False,
    ) -> None:
        super().__init__()
        self._differences = tuple(differing)
        self._other_name = other_name
        self._titles = titles
        self._fixed_keys = {difference.key for difference in differing if difference.stays}
        self._taken_keys = {
            difference.key for difference in differing if take_all or not difference.here
        }
        self._items = ItemList("compare-list")

    def compose(self) -> ComposeResult:
        """Lay out the title, a hint, and one row for each difference."""
        count = len(self._differences)
        with Vertical():
            title = f"Two versions of this session: here, and {self._other_name}"
            yield Static(Content(terminal_safe(title)), classes="title")
            hint = (
                f"{count} {'thing differs' if count == 1 else 'things differ'}. ▸ marks what will"
                " be kept. Both versions stay among the earlier ones, whatever you choose."
            )
            yield Static(Content(hint), classes="hint")
            yield self._items
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the differences."""
        self._show()
        self._items.focus()
        self._items.highlighted = 0 if self._differences else None

    def action_turn(self) -> None:
        """Switch the highlighted difference to the other side."""
        if self._items.selected is not None:
            self._taken_keys ^= {self._items.selected} - self._fixed_keys
            self._show()

    def action_all(self, take_other: bool) -> None:
        """Choose the same side for every difference."""
        self._taken_keys = (
            {difference.key for difference in self._differences}
            if take_other
            else set(self._fixed_keys)
        )
        self._show()

    def action_keep(self) -> None:
        """Close the screen with the chosen sides."""
        self.dismiss(frozenset(self._taken_keys))

    def _show(self) -> None:
        self._items.show_rows([self._row(difference) for difference in self._differences])

    def _row(self, difference: Difference) -> ListRow:
        take_other = difference.key in self._taken_keys
        heading = self._titles.get(difference.step, difference.step) or "The session"
        content = Content.assemble(
            (f"{heading}\n", MUTED),
            _side("here ", difference.here, not take_other),
            "\n",
            _side("there", difference.there, take_other),
        )
        hanging = HangingText(Content.styled("± ", ACCENT), content)
        return ListRow(difference.key, hanging, (difference, take_other))

    @on(OptionList.OptionSelected)
    def _turn_clicked(self) -> None:
        self.action_turn()


def compare_versions(app: App[int], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator merge another version of the session, and say how many remain.

    The next one does not open by itself: its letters would take those of the next line.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    versions = DEFAULT_TIME_LIMIT.once(_versions_to_compare, document)
    if versions is None:
        tell(f"The other versions cannot be read: {NO_ANSWER}. What you type is kept.")
        return
    others, copies = versions
    if others:
        _compare_first(app, document, others, tell)
    elif copies:
        names = ", ".join(copy.path.name for copy in copies[:3]) + (" …" if len(copies) > 3 else "")
        tell(f"The same words stand in {names}. In the list, Enter moves a copy to the trash.")
    else:
        tell("There is only one version of this session.")


def _versions_to_compare(
    document: Document,
) -> tuple[tuple[OtherVersion, ...], tuple[OtherVersion, ...]]:
    """The versions with words that the session does not have, and all copies beside it."""
    copies = copies_beside(document)
    copies_with_text = (copy for copy in copies if has_words(document, copy))
    return (*other_versions(document), *copies_with_text), copies


def _compare_first(
    app: App[int], document: Document, others: Sequence[OtherVersion], tell: Callable[[str], object]
) -> None:
    """Compare the first version, and count the later ones that still have text of their own."""
    other, later = others[0], others[1:]

    def merge(keys: frozenset[str] | None) -> None:
        if keys is None:
            return
        try:
            on_disk = merge_into(document, other, keys)
        except (MergedTooDeepError, SaveError) as error:
            tell(str(error))
            return
        remaining = [version for version in later if has_words(document, version)]
        for version in later:
            if version not in remaining:  # all its text has come with another version
                merge_into(document, version, NO_KEYS)
        if remaining:
            tell(f"Brought together. {len(remaining)} more: Ctrl+R compares the next.")
        elif on_disk:
            tell("Brought together. Both versions are kept; Ctrl+Z takes the choice back.")
        else:
            tell(f"Brought together here, but not saved yet: {other.path} stays until it is.")

    differing = differences(document.session, other.session)
    titles = {step.id: step.title for step in document.method.steps}
    suffix = f" ({len(later)} more after it)" if later else ""
    app.push_screen(CompareScreen(differing, f"{other.name}{suffix}", titles), merge)


def _side(label: str, text: str, is_kept: bool) -> Content:
    mark = "▸" if is_kept else "·"
    shown_text = terminal_safe(text) if text else "(not there)"
    return Content.styled(f"{mark} {label}: {shown_text}", "bold" if is_kept else MUTED)
