"""The pane of a kind of step that holds a plain list: its items, each with a form."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from textual.content import Content

from casetool.models.corrections.note_lines import field_words
from casetool.models.field_spec import field_specs, form_specs
from casetool.models.heading import HeadingItem, ItemsHeading, further_fields
from casetool.models.item_edits import edit_item
from casetool.models.method import Step
from casetool.models.people.model import speaker
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.read_back import line_states
from casetool.services.meeting.field_values import when_changes, when_echo
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field, form_field, no_echo
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import ListSpec
from casetool.widgets.panes.entry_list import agreement
from casetool.widgets.panes.plain_list import PlainList


def items_pane(document: Document, step: Step) -> ListPane:
    """The items under one heading, each with a form of the texts and the day that it has."""
    return ListPane(
        step,
        PlainList(document, step),
        ListSpec(
            sees=lambda session: (session.heading(step.id), session.people, session.agreed),
            rows=partial(_rows, step.id),
            fields=partial(_fields, document, step.id),
            store=partial(_store, document, step.id),
            empty="Nothing here yet. Type below and press Enter.",
        ),
        FormDrafts(document, step.id),
    )


def _items(session: Session, step_id: str) -> tuple[HeadingItem, ...]:
    heading = session.heading(step_id)
    return heading.all_items if isinstance(heading, ItemsHeading) else ()


def _rows(step_id: str, session: Session) -> list[ListRow]:
    states = line_states(session)
    return [_row(item, session, states.get(item.id, "")) for item in _items(session, step_id)]


def _row(item: HeadingItem, session: Session, state: str) -> ListRow:
    specs, by = field_specs(type(item)), getattr(item, "by", None)
    speaker_label = speaker(by, session.people) if by else ""
    fields = ((specs[name].name, field_words(item, name)) for name in further_fields(type(item)))
    details = [*(f"{label}: {text}" for label, text in fields if text), speaker_label]
    tail = "  ·  ".join(filter(None, details))
    text = Content.assemble(
        terminal_safe(item.line),
        (f"   {terminal_safe(tail)}" if tail else "", MUTED),
        agreement(state),
    )
    mark = Content.styled("· ", ACCENT)
    return ListRow(item.id, HangingText(mark, text), (id(item), speaker_label, state))


def _fields(document: Document, step_id: str, item_id: str) -> list[Field]:
    matching = [item for item in _items(document.session, step_id) if item.id == item_id]
    return [
        form_field(type(item), name, field_words(item, name), echo)
        for item in matching
        for name in form_specs(type(item))
        if (echo := _echo(document, item, name)) is not None
    ]


def _echo(document: Document, item: HeadingItem, name: str) -> Callable[[str], str] | None:
    """What is echoed beside a field. None for a field that is neither a text nor a deadline."""
    if name == "due" and hasattr(item, "due_words"):
        return partial(when_echo, document)
    value = getattr(item, name)
    return no_echo if isinstance(value, str) and not isinstance(value, Enum) else None


def _store(document: Document, step_id: str, item_id: str, name: str, value: str) -> None:
    items = _items(document.session, step_id)
    if any(name == item.TEXT for item in items) and not value.strip():
        return
    changes = when_changes(document, value) if name == "due" else {name: value}
    document.apply(lambda session: edit_item(session, item_id, **changes), "edited line")
