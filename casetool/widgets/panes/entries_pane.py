"""The pane of a step that holds entries."""

from functools import partial

from casetool.models.entries.edits import edit_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import Step
from casetool.models.people.model import People
from casetool.models.session import Session
from casetool.render.views.read_back import line_states
from casetool.services.meeting.field_values import (
    when_changes,
    when_echo,
    when_text,
    who_echo,
    who_value,
)
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.meeting.jottings import move_to_jottings
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field, form_field
from casetool.widgets.common.item_list import ListRow
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import ListSpec
from casetool.widgets.panes.entry_list import EntryList, entry_row


def entries_pane(document: Document, step: Step) -> ListPane:
    """The list of entries under one heading, each with a form."""
    return ListPane(
        step,
        EntryList(document, step),
        ListSpec(
            sees=lambda session: (session.heading(step.id), session.people, session.agreed),
            rows=_Rows(step.id),
            fields=partial(_fields, document, step),
            store=partial(_store, document),
            make_private=partial(_make_private, document),
            needed_field="text",
            empty="Nothing here yet. Type below and press Enter.",
        ),
        FormDrafts(document, step.id),
    )


def _entries(session: Session, step_id: str) -> tuple[Entry, ...]:
    heading = session.heading(step_id)
    return heading.entries if isinstance(heading, Entries) else ()


class _Rows:
    """Makes the row of each entry, and uses a row again while its entry is unchanged."""

    def __init__(self, step_id: str) -> None:
        self._step_id = step_id
        self._people: People = ()
        self._cache: dict[str, tuple[Entry, str, ListRow]] = {}
        """The entry, its state and its row, by the entry's id."""

    def __call__(self, session: Session) -> list[ListRow]:
        states, people = line_states(session), session.people
        old_rows = self._cache if people == self._people else {}
        rows = {}
        for entry in _entries(session, self._step_id):
            state, old_row = states.get(entry.id, ""), old_rows.get(entry.id)
            is_unchanged = old_row is not None and old_row[0] is entry and old_row[1] == state
            row = old_row[2] if old_row and is_unchanged else entry_row(entry, people, state)
            rows[entry.id] = (entry, state, row)
        self._people, self._cache = people, rows
        return [row for _, _, row in rows.values()]


def _fields(document: Document, step: Step, entry_id: str) -> list[Field]:
    matching = [entry for entry in _entries(document.session, step.id) if entry.id == entry_id]
    if not matching:
        return []
    entry = matching[0]
    fields = [form_field(Entry, "text", entry.text)]
    if step.sources:
        fields.append(form_field(Entry, "source", entry.source))
    if step.owners:
        due = when_text(entry.due, entry.due_words)
        fields += [
            form_field(Entry, "owner", entry.owner, partial(who_echo, document)),
            form_field(Entry, "due", due, partial(when_echo, document, stored=due)),
            form_field(Entry, "answer", entry.answer),
        ]
    return fields


def _make_private(document: Document, entry_id: str, name: str, old: str, new: str) -> str:
    return move_to_jottings(document, entry_id, old, new) if name == "text" else ""


def _store(document: Document, entry_id: str, name: str, value: str) -> None:
    match name:
        case "text":
            if not value.strip():
                return
            changes: dict[str, object] = {"text": value}
        case "due":
            changes = when_changes(document, value)
        case "owner":
            changes = {"owner": who_value(document, value)}
        case _:
            changes = {name: value}
    document.apply(lambda session: edit_entry(session, entry_id, **changes), "edited entry")
