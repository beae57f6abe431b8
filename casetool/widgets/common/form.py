"""A form: a few labelled fields, each stored as it is left, nothing ever thrown away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from casetool.models.base import sanitise
from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.prose_area import ProseArea


def no_echo(text: str) -> str:
    """An echo that says nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    echo: Callable[[str], str] = no_echo
    """What stands beside the field while typing: how a date is understood, whom a name means."""


class FieldArea(ProseArea):
    """Where one field is typed: it wraps, grows with its text, and Enter goes on."""

    DEFAULT_CSS = """
    FieldArea {
        height: auto; max-height: 6; width: 1fr; padding: 0; border: none;
        background: $surface;
        &:focus { border: none; background: $boost; }
        & .text-area--placeholder { color: $text-muted; text-style: italic; }
    }
    """
    BINDINGS = [Binding("enter", "next", "Next", show=False, priority=True)]

    def __init__(self, field: Field, words: str, go_on: "Callable[[FieldArea], None]") -> None:
        super().__init__(
            words,
            id=f"field-{field.name}",
            compact=True,
            highlight_cursor_line=False,
            # in brackets: where no text is pale, an example must not look like what was typed
            placeholder=Content(f"({field.hint})" if field.hint else ""),
        )
        self.cursor_blink = False
        self.field = field
        self._go_on = go_on
        self.stored = field.value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An arrow on the first or last row is the form's: it leads to the neighbouring field."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        leaves = {"cursor_up": row == 0, "cursor_down": row >= self.wrapped_document.height - 1}
        return False if leaves.get(action) else super().check_action(action, parameters)

    def action_next(self) -> None:
        """Go on to the next field, at once: a key that comes quickly after goes there too."""
        self._go_on(self)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as text that can be kept."""
        event.prevent_default()
        event.stop()
        self.insert(str(sanitise(event.text)))


class Form(VerticalScroll, can_focus=False):
    """Labelled fields one under the other, with what is still missing below them.

    Args:
        fields: what is asked for.
        footnote: says what is still missing, from the words in the fields.
        widget_id: the id of the form.
        begin: the field that has the keys at once; an empty name for the first empty one, None
            where somebody else says so.
        unfinished: what stands in a field though it is not stored yet, by the field's name.
        of: the id of the thing that it is about.
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
    ]

    @dataclass
    class Stored(Message):
        """A field was left with other words in it than before."""

        form: "Form"
        name: str
        value: str

    @dataclass
    class Typed(Message):
        """Other words stand in a field now, which are not stored yet; none where they are."""

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
        of: str = "",
    ) -> None:
        super().__init__(id=widget_id)
        self.of = of
        """The id of the thing that it is about: a message may come when another is open."""
        self._unfinished = dict(unfinished or {})
        self._fields = tuple(fields)
        self._footnote = footnote
        self._begin = begin

    def compose(self) -> ComposeResult:
        """A label, a place to type, and an echo for each field."""
        for field in self._fields:
            with Horizontal(classes="field"):
                yield Static(Content(field.label), classes="label")
                words = self._unfinished.get(field.name, field.value)
                yield FieldArea(field, words, self._go_on)
                yield Static(Content(terminal_safe(field.echo(words))), classes="echo")
        if self._footnote is not None:
            yield Static(id="footnote")

    def on_mount(self) -> None:
        """Say what is missing from the start."""
        self._tell()
        if self._begin is not None:
            self.focus_field(self._begin or None)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields now, stored or not."""
        values = {field.name: field.value for field in self._fields}
        return values | {area.field.name: area.text for area in self.query(FieldArea)}

    def focus_field(self, name: str | None = None) -> None:
        """Go to a field; without a name to the first that is empty, else to the first."""
        areas = list(self.query(FieldArea))
        wanted = [area for area in areas if area.field.name == name]
        empty = [area for area in areas if not area.text.strip()] if name is None else []
        area = next(iter(wanted or empty or areas), None)
        if area is None:
            return  # the form was taken away before it was there
        self.screen.set_focus(area)  # at once: the next key is for it
        area.move_cursor(area.document.end)

    def store(self) -> None:
        """Store every field that changed, wherever the cursor is."""
        for area in self.query(FieldArea):
            self._store(area)

    def action_move(self, by: int) -> None:
        """Go to a neighbouring field (from its first or last line: the rest is the area's)."""
        areas = list(self.query(FieldArea))
        focused = self.screen.focused
        if isinstance(focused, FieldArea):
            place = areas.index(focused) + by
            if 0 <= place < len(areas):
                self._enter(areas[place])

    def _go_on(self, area: FieldArea) -> None:
        areas = list(self.query(FieldArea))
        after = areas[areas.index(area) + 1 :] if area in areas else []
        if after:
            self._enter(after[0])
        else:  # once the keys that came before Enter are in their field
            area.call_later(self._end)

    def _enter(self, area: FieldArea) -> None:
        """Into a field: what is read as a date, a time or a name is typed anew, words go on."""
        self.screen.set_focus(area)
        if area.field.echo is no_echo:
            area.move_cursor(area.document.end)
        else:
            area.select_all()

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
            self._tell()
            words = area.text if area.text != area.stored else ""
            self.post_message(self.Typed(self, area.field.name, words))

    def _store(self, area: FieldArea) -> None:
        if area.text != area.stored:
            area.stored = area.text
            self.post_message(self.Stored(self, area.field.name, area.text))

    def _tell(self) -> None:
        for line in self.query("#footnote").results(Static):
            line.update(Content(self._footnote(self.values) if self._footnote else ""))
