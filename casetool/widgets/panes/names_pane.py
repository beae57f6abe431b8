"""The list of real names and their stand-ins, and the form of one."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models.base import single_line
from casetool.models.method import Step
from casetool.models.pseudonyms.edits import add_name, edit_name, name_keys, remove_name
from casetool.models.pseudonyms.names import WITHHELD, Name, find_names, first_name
from casetool.models.pseudonyms.replace import names_left
from casetool.models.pseudonyms.room_view import holds_real_name
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.drafts import drafts_of_forms
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.meeting.name_drafts import (
    NAME_FIELDS,
    NAMES_DRAFT,
    NEW_NAME,
    is_new_name,
    real_name,
)
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import FieldWaitsError, ListSpec
from casetool.widgets.common.messages import Notice

WRITTEN_AGAIN = "was not on the list any more: it is written down again."
"""Shown after a name that was taken off the list while its form was open."""

HOLDS_REAL_NAME = "a real name is in it: the room sees initials"

NO_NAME_YET = "It is on the list, and replaced in notes, once it has a real name."


class NamesList(ItemList):
    """One name in each row, and a last row for a new one. Letters act on the selected row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("insert,ctrl+n", "add", "Add a name", id="names.add",
                tooltip="Write down one more name"),
        Binding("delete", "remove", "Remove", id="names.remove", key_display="Del",
                tooltip="Take the name off the list; Ctrl+Z in the session brings it back"),
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__("names-list")
        self._document = document

    def action_add(self) -> None:
        """Open the form of a new name."""
        self.action_last()
        self.action_select()

    def action_remove(self) -> None:
        """Take the selected name off the list."""
        if (key := self.selected or NEW_NAME) in name_keys(self._document.session.names):
            self._document.apply(partial(remove_name, key=key), "took a name off the list")


def names_pane(document: Document, step: Step) -> ListPane:
    """The names, with a form for each.

    Args:
        document: the document whose names they are.
        step: gives the pane its id, so any step will do.
    """
    items = NamesList(document)
    form = _NameForm(document, items)
    return ListPane(
        step,
        items,
        ListSpec(
            sees=lambda session: (session.names,),
            rows=_rows,
            fields=form.fields,
            store=form.store,
            tells_of_theirs=False,  # a name is known by itself, and a changed one is another
            footnote=_footnote,
            has=lambda item_id: True,
            form_id=form.form_id,
            from_the_top=True,
        ),
        form.drafts,
    )


class _NameDrafts(FormDrafts):
    """The drafts in the forms of names, each in the slot of the name that its form is for now."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, NAMES_DRAFT)
        self.keys: dict[str, str] = {}
        """The present key of each name whose form changed it, by the id of the form's item."""
        self._slots: dict[tuple[str, str], str] = {}

    def begin(self, item_id: str) -> None:
        """Go by the id of an item from now on, as its form opens."""
        self.keys.pop(item_id, None)
        self._slots |= {(item_id, field): self.slot(item_id, field) for field in NAME_FIELDS}

    def keep(self, item_id: str, field: str, text: str) -> None:
        """Save the draft of a field, and none under a name that it had before."""
        slot = self.slot(item_id, field)
        former = self._slots.get((item_id, field), slot)
        self._slots[item_id, field] = slot
        if former != slot:
            self._document.keep_draft(former, "")
        self._document.keep_draft(slot, text)

    def name_stored(self, item_id: str, stored: Iterable[str]) -> None:
        """Have the drafts that waited for the real name go by it, without those it is stored with.

        Args:
            item_id: the id of the item, which has its key now.
            stored: the fields that were stored with the name.
        """
        for field in NAME_FIELDS:
            text = self._document.unfinished.get(self._slots[item_id, field], "")
            self.keep(item_id, field, "" if field in stored else text)

    def waiting(self) -> str:
        """The id of a new name that has drafts, but is in no file yet. Empty if there is none."""
        prefix = super().slot(NEW_NAME, "").removesuffix("/")
        slots = sorted(slot for slot in self._document.unfinished if slot.startswith(prefix))
        return next((draft.item_id for draft in drafts_of_forms(dict.fromkeys(slots, "?"))), "")

    def slot(self, item_id: str, field: str) -> str:
        """The draft slot of a field of an item."""
        return super().slot(self.keys.get(item_id, item_id), field)


class _NameForm:
    """The form of one name. A new one is stored as soon as its real name is typed.

    A name is known by its key, as its place in the list changes with what comes in before it.
    """

    def __init__(self, document: Document, items: NamesList) -> None:
        self._document = document
        self._items = items
        self.drafts = _NameDrafts(document)
        self._fields: dict[str, dict[str, object]] = {}
        """What is known of each name that is not on the list, by the id of the form's item."""

    def form_id(self, row_id: str) -> str:
        """The id that the form of a row goes by. Each new name has one of its own."""
        if row_id != NEW_NAME:
            return row_id
        return self.drafts.waiting() or f"{NEW_NAME}{self._document.fresh_id()}"

    def fields(self, item_id: str) -> list[Field]:
        """The fields of the form. Of a name that is not on the list, only the name is known."""
        names = self._document.session.names
        listed = dict(zip(name_keys(names), names, strict=True))
        unlisted_name = real_name(item_id)
        name = listed.get(item_id) or (Name(name=unlisted_name) if unlisted_name else None)
        self.drafts.begin(item_id)
        self._fields[item_id] = dict(name) if name is not None else {}
        return [
            Field("name", "Real name", name.name if name else "", "Robin Lee", self._count_echo),
            Field("stand_in", "Stand-in", name.stand_in if name else "", "Child A",
                  self._stand_in_echo),
            Field("also", "Also said", ", ".join(name.also) if name else "",
                  "other forms, with commas between: Robbie, Rob"),
        ]  # fmt: skip

    def store(self, item_id: str, field: str, value: str) -> None:
        """Store a field. A new name is also looked for by its first name alone."""
        text = single_line(value)
        change: object = text
        if field == "also":
            change = tuple(stripped for form in text.split(",") if (stripped := form.strip()))
        if field == "name" and not text and not is_new_name(item_id):
            return
        key = self.drafts.keys.get(item_id, item_id)
        keys = name_keys(self._document.session.names)
        self._fields[item_id][field] = change
        if key in keys:
            self._edit(item_id, keys.index(key), {field: change})
        elif self._fields[item_id].get("name"):
            self._add(item_id)
        elif text:
            raise FieldWaitsError

    def _edit(self, item_id: str, index: int, changes: dict[str, object]) -> None:
        key = name_keys(self._document.session.names)[index]

        def edit(session: Session) -> Session:
            edited = edit_name(session, key, **changes)
            if not is_new_name(item_id):
                return edited
            names = edited.names
            also = _with_first_name(names[index]).also
            return edit_name(edited, name_keys(names)[index], also=also)

        if self._document.apply(edit, "edited a name"):
            self._go_by(item_id, index)

    def _add(self, item_id: str) -> None:
        """Write down a name that is not on the list, or not any more."""
        name = _with_first_name(Name.model_validate(self._fields[item_id]))
        if not self._document.apply(partial(add_name, name=name), "wrote down a name"):
            return
        if not is_new_name(item_id) or item_id in self.drafts.keys:
            was = real_name(self.drafts.keys.get(item_id, item_id))
            # a message of the list would stop at its pane, which sends it
            self._items.screen.post_message(Notice(f"“{was}” {WRITTEN_AGAIN}"))
        stored_fields = tuple(self._fields[item_id])
        self._go_by(item_id, len(self._document.session.names) - 1)
        self.drafts.name_stored(item_id, stored_fields)

    def _go_by(self, item_id: str, index: int) -> None:
        """Go by the present key of a name, and keep it selected."""
        names = self._document.session.names
        self.drafts.keys[item_id] = key = name_keys(names)[index]
        self._fields[item_id] = dict(names[index])
        self._items.select(key)

    def _count_echo(self, text: str) -> str:
        """How often a name stands in the session, shown while it is typed."""
        if not text.strip():
            return ""
        count = len(names_left(self._document.session, (Name(name=text),)))
        return f"stands here {count} time{'s' * (count != 1)}"

    def _stand_in_echo(self, text: str) -> str:
        return HOLDS_REAL_NAME if holds_real_name(text, self._document.session) else ""


def _with_first_name(name: Name) -> Name:
    first = first_name(name.name)
    if not first or find_names(first, (Name(name=name.name, also=name.also),)):
        return name
    return Name(name=name.name, stand_in=name.stand_in, also=(*name.also, first))


def _footnote(values: dict[str, str]) -> str:
    if not values["name"].strip():
        return NO_NAME_YET if any(values.values()) else ""
    if not values["stand_in"].strip():
        return f"Without a stand-in it is left out: {WITHHELD}"
    return ""


def _rows(session: Session) -> list[ListRow]:
    rows = [_row(*pair) for pair in zip(name_keys(session.names), session.names, strict=True)]
    text = Content.styled("write down a real name, and what stands for it", MUTED)
    mark = Content.styled("+ ", ACCENT)
    return [*rows, ListRow(NEW_NAME, HangingText(mark, text), "another")]


def _row(key: str, name: Name) -> ListRow:
    also = f", also {', '.join(name.also)}" if name.also else ""
    text = Content.assemble(
        (terminal_safe(name.name), "bold"),
        (terminal_safe(also), MUTED),
        f"  →  {terminal_safe(name.replacement)}",
    )
    return ListRow(key, HangingText(Content.styled("✎ ", ACCENT), text), name)
