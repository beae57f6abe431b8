"""The pane of a step that holds entries."""

from functools import partial

from casetool.document import Document
from casetool.models.edits.entries import edit_entry
from casetool.models.entries import Entries, Entry
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.render.read_back import states
from casetool.widgets.entry_list import EntryList, entry_row
from casetool.widgets.form import Field
from casetool.widgets.item_list import Row
from casetool.widgets.item_pane import ItemPane, Sort
from casetool.widgets.typed import when_changes, when_echo, when_text, who_echo, who_value


def entries_pane(document: Document, step: Step) -> ItemPane:
    """The list of what was said under one heading, each line editable."""
    return ItemPane(
        step,
        EntryList(document, step),
        Sort(
            sees=lambda session: (session.heading(step.id), session.people, session.agreed),
            rows=partial(_rows, step.id),
            fields=partial(_fields, document, step),
            store=partial(_store, document),
            empty="Nothing here yet. Type below and press Enter.",
        ),
    )


def _entries(session: Session, step: str) -> tuple[Entry, ...]:
    heading = session.heading(step)
    return heading.entries if isinstance(heading, Entries) else ()


def _rows(step: str, session: Session) -> list[Row]:
    known = states(session)
    return [
        entry_row(entry, session.people, known.get(entry.id, ""))
        for entry in _entries(session, step)
    ]


def _fields(document: Document, step: Step, thing: str) -> list[Field]:
    found = [entry for entry in _entries(document.session, step.id) if entry.id == thing]
    if not found:
        return []
    entry = found[0]
    fields = [Field("text", "Words", entry.text)]
    if step.sources:
        fields.append(Field("source", "Source", entry.source, "which paper or record says so"))
    if step.owners:
        due = when_text(entry.due, entry.due_words)
        fields += [
            Field("owner", "Who finds out", entry.owner, "", partial(who_echo, document)),
            Field("due", "By when", due, "fri, 12 dec, +2w, 10wd", partial(when_echo, document)),
            Field("answer", "Answer", entry.answer, "once it is known"),
        ]
    return fields


def _store(document: Document, thing: str, name: str, value: str) -> None:
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
    document.apply(lambda session: edit_entry(session, thing, **changes), "edited entry")
