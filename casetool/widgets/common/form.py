"""A form of labelled fields. Each is stored when it is left, so nothing typed is lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.field_area import Field, FieldArea, no_echo

_WRITTEN = re.compile(
    r"(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2} \d{4}|\d{1,2}:\d{2}|\d{1,4}(?: min)?"
)
"""A date, a time of day or minutes as casetool writes them: no words that somebody said."""


class Form(VerticalScroll, can_focus=False):
    """Labelled fields one under the other, with a footnote below them.

    Args:
        fields: the fields.
        footnote: says what is still missing, from the values of the fields.
        widget_id: the id of the form.
        begin: the field that gets the focus. An empty name means the first empty field, None
            leaves the focus where it is.
        unfinished: text that was typed but is not stored yet, by the field's name.
        item_id: the id of the item that the form is about.
        settle: gives what becomes of an edit, from the form and the field that was left.
    """

    DEFAULT_CSS = """
    Form {
        height: auto; max-height: 100%;
        & .field { height: auto; }
        & .label { width: 17; color: $text-muted; text-align: right; padding-right: 1; }
        & .echo { width: auto; max-width: 40%; color: $text-accent; padding-left: 1; }
        & #footnote { height: auto; color: $text-warning; padding-left: 17; }
    }
    """
    BINDINGS = [
        Binding("down", "move(1)", "Next field", show=False),
        Binding("up", "move(-1)", "Field before", show=False),
        Binding("tab", "go_past(1)", "Next field", show=False),
        Binding("shift+tab", "go_past(-1)", "Field before", show=False),
    ]

    @dataclass
    class Stored(Message):
        """A field was left with changed text."""

        form: "Form"
        name: str
        value: str

    @dataclass
    class Typed(Message):
        """The text of a field that is not stored yet, empty if it equals what is stored."""

        form: "Form"
        name: str
        value: str

    @dataclass
    class Done(Message):
        """Enter was pressed in the last field."""

        form: "Form"

    def __init__(
        self,
        fields: Sequence[Field],
        footnote: Callable[[dict[str, str]], str] | None = None,
        widget_id: str | None = None,
        begin: str | None = None,
        unfinished: Mapping[str, str] | None = None,
        item_id: str = "",
        settle: Callable[["Form", FieldArea], str] | None = None,
    ) -> None:
        super().__init__(id=widget_id)
        self._settle = settle
        self.item_id = item_id
        """The id of the item: a message may arrive when the form of another item is open."""
        self._unfinished = dict(unfinished or {})
        self._fields = tuple(fields)
        self._footnote = footnote
        self._begin = begin

    def compose(self) -> ComposeResult:
        """A label, an input and an echo for each field."""
        for field in self._fields:
            with Horizontal(classes="field"):
                yield Static(Content(field.label), classes="label")
                text = self._unfinished.get(field.name, field.value)
                yield FieldArea(field, text, self._go_on, self._fields_from)
                yield Static(Content(terminal_safe(field.echo(text))), classes="echo")
        if self._footnote is not None:
            yield Static(id="footnote")

    def on_mount(self) -> None:
        """Show the footnote and focus the first field."""
        self._show_footnote()
        if self._begin is not None:
            self.focus_field(self._begin or None)

    @property
    def values(self) -> dict[str, str]:
        """The text of all fields now, stored or not."""
        values = {field.name: field.value for field in self._fields}
        return values | {area.field.name: area.text for area in self.query(FieldArea)}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Have other texts in the fields.

        Args:
            texts: the texts, by the name of the field.
        """
        for area in self.query(FieldArea):
            if area.text != texts[area.field.name]:
                area.text = texts[area.field.name]

    def focus_field(self, name: str | None = None) -> None:
        """Focus a field. Without a name, the first empty one, or the first of all."""
        areas = list(self.query(FieldArea))
        matching = [area for area in areas if area.field.name == name]
        empty = [area for area in areas if not area.text.strip()] if name is None else []
        area = next(iter(matching or empty or areas), None)
        if area is None:
            return  # the form was removed before it was mounted
        self.screen.set_focus(area)  # at once: the next key is for it
        area.move_cursor(area.document.end)

    def store(self) -> None:
        """Store every field that changed, wherever the cursor is."""
        for area in self.query(FieldArea):
            self._store(area)

    def mark_unstored(self, name: str) -> None:
        """Let a field that was left be stored again when it is left again."""
        for area in self.query(FieldArea):
            if area.field.name == name:
                area.stored = area.field.value

    def action_move(self, by: int) -> None:
        """Go to a neighbouring field. Within a field, the arrows move the cursor."""
        if (area := self._neighbour(by)) is not None:
            self._enter(area)

    def action_go_past(self, by: int) -> None:
        """Go to a neighbouring field, or from the first or last one out of the form."""
        if (area := self._neighbour(by)) is not None:
            self._enter(area)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _neighbour(self, by: int) -> FieldArea | None:
        areas, focused = list(self.query(FieldArea)), self.screen.focused
        index = areas.index(focused) + by if isinstance(focused, FieldArea) else -1
        return areas[index] if 0 <= index < len(areas) else None

    def _fields_from(self, area: FieldArea) -> int:
        """The number of fields from this one on."""
        areas = list(self.query(FieldArea))
        return len(areas) - areas.index(area) if area in areas else 0

    def _go_on(self, area: FieldArea) -> None:
        areas = list(self.query(FieldArea))
        following = areas[areas.index(area) + 1 :] if area in areas else []
        if following:
            self._enter(following[0])
        else:  # after the keys that were pressed before Enter
            area.call_later(self._end)

    def _enter(self, area: FieldArea) -> None:
        """Focus a field. A date or time is selected to be retyped, other text goes on."""
        self.screen.set_focus(area)
        is_read = area.field.echo is not no_echo
        if is_read and area.text == area.stored and _WRITTEN.fullmatch(area.text):
            area.select_all()
        else:
            area.move_cursor(area.document.end)

    def _end(self) -> None:
        self.store()
        self.post_message(self.Done(self))

    @on(events.DescendantBlur)
    def _field_left(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, FieldArea):
            self._store(event.widget)

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        area = message.text_area
        if isinstance(area, FieldArea) and area.parent is not None:
            echo = area.parent.query_one(".echo", Static)
            echo.update(Content(terminal_safe(area.field.echo(area.text))))
            self._show_footnote()
            unstored = area.text if area.text != area.stored else ""
            self.post_message(self.Typed(self, area.field.name, unstored))

    def _store(self, area: FieldArea) -> None:
        if area.text != area.stored and self._settle is not None:
            text = self._settle(self, area)
            if text != area.text:
                area.text = text
        if area.text != area.stored:
            area.stored = area.text
            self.post_message(self.Stored(self, area.field.name, area.text))

    def _show_footnote(self) -> None:
        for line in self.query("#footnote").results(Static):
            line.update(Content(self._footnote(self.values) if self._footnote else ""))
