"""The fields of a form, and the area in which one is typed."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content

from casetool.models.base import FrozenModel, plain_line_ends, sanitise
from casetool.models.field_spec import field_specs
from casetool.widgets.common.key_queue import type_first
from casetool.widgets.common.paste_as_keys import TypedAtOnce
from casetool.widgets.common.prose_area import ProseArea


def no_echo(text: str) -> str:
    """An empty echo, for fields whose text needs no interpretation."""
    return ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    echo: Callable[[str], str] = no_echo
    """Gives the text beside the field while typing: the date or the person understood."""
    is_prose: bool = False
    """Whether it holds sentences, and no name, day or source."""


def form_field(
    model: type[FrozenModel], name: str, value: str = "", echo: Callable[[str], str] = no_echo
) -> Field:
    """The form field for a field of a model, called as its spec says.

    Args:
        model: the class that has the field.
        name: the field's name in it.
        value: its text.
        echo: gives the text beside it while typing.
    """
    spec = field_specs(model)[name]
    return Field(name, spec.label, value, spec.hint, echo, spec.prose)


class FieldArea(ProseArea):
    """The input of one field. It wraps, grows with its text, and Enter goes to the next field."""

    DEFAULT_CSS = """
    FieldArea {
        height: auto; max-height: 6; width: 1fr; padding: 0; border: none;
        background: $surface;
        &:focus { border: none; background: $boost; }
        & .text-area--placeholder { color: $text-muted; text-style: italic; }
    }
    """
    BINDINGS = [Binding("enter", "next", "Next", show=False, priority=True)]

    def __init__(
        self,
        field: Field,
        text: str,
        go_on: "Callable[[FieldArea], None]",
        count_fields: "Callable[[FieldArea], int]",
    ) -> None:
        super().__init__(
            text,
            id=f"field-{field.name}",
            compact=True,
            highlight_cursor_line=False,
            # in brackets: without colours, an example must not look like typed text
            placeholder=Content(f"({field.hint})" if field.hint else ""),
        )
        self.cursor_blink = False
        self.field = field
        self._go_on, self._count_fields = go_on, count_fields
        self.stored = field.value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave an arrow on the first or last row to the form, which goes to the next field."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        at_edge = {"cursor_up": row == 0, "cursor_down": row >= self.wrapped_document.height - 1}
        return False if at_edge.get(action) else super().check_action(action, parameters)

    def action_next(self) -> None:
        """Go to the next field at once, so that a key pressed right after goes there."""
        self._go_on(self)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as text that can be kept.

        Lines that came as keys fill a field each, if there are as many.
        """
        event.prevent_default()
        event.stop()
        text = str(sanitise(plain_line_ends(event.text)))
        if isinstance(event, TypedAtOnce) and 0 < text.count("\n") < self._count_fields(self):
            type_first(self.app, event.keys())
        else:
            self.insert_words(text)
