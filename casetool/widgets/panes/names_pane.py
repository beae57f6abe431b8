"""The list of real names and their stand-ins, and the form of one."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models.base import single_line
from casetool.models.method import Step
from casetool.models.pseudonyms.edits import add_name, edit_name, remove_name
from casetool.models.pseudonyms.names import WITHHELD, Name, find_names, first_name
from casetool.models.pseudonyms.replace import names_left
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.drafts import NAMES_DRAFT, FormDrafts
from casetool.services.sessions.document import Document
from casetool.widgets.common.form import Field
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.list_pane import ListPane, ListSpec


class NamesList(ItemList):
    """One name in each row, and a last row for a new one. Letters act on the selected row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,insert", "add", "Add a name", id="names.add",
                tooltip="Write down one more name"),
        Binding("delete,backspace,x", "remove", "Remove", id="names.remove", key_display="Del",
                tooltip="Remove the name. Ctrl+Z in the session brings it back"),
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
        index = int(self.selected or 0)
        if index < len(self._document.session.names):
            self._document.apply(partial(remove_name, index=index), "took a name off the list")


def names_pane(document: Document, step: Step) -> ListPane:
    """The names, with a form for each.

    Args:
        document: the document whose names they are.
        step: gives the pane its id, so any step will do.
    """
    form = _NameForm(document)
    return ListPane(
        step,
        NamesList(document),
        ListSpec(
            sees=lambda session: (session.names,),
            rows=_rows,
            fields=form.fields,
            store=form.store,
            footnote=_footnote,
            from_the_top=True,
        ),
        FormDrafts(document, NAMES_DRAFT),
    )


class _NameForm:
    """The form of one name. A new one is stored as soon as its real name is typed."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._new_index = -1
        """The index of the name whose form was opened empty, -1 for none."""
        self._unsaved_fields: dict[str, object] = {}
        """The other fields of a new name, typed before its real name."""

    def fields(self, item_id: str) -> list[Field]:
        """The fields of the form."""
        names, index = self._document.session.names, int(item_id)
        if index == len(names):
            self._new_index, self._unsaved_fields = index, {}
        name = names[index] if index < len(names) else None
        return [
            Field("name", "Real name", name.name if name else "", "Robin Lee", self._count_echo),
            Field("stand_in", "Stand-in", name.stand_in if name else "", "Child A",
                  self._stand_in_echo),
            Field("also", "Also said", ", ".join(name.also) if name else "",
                  "other forms, with commas between: Robbie, Rob"),
        ]  # fmt: skip

    def store(self, item_id: str, field: str, value: str) -> None:
        """Store a field. A new name is also looked for by its first name alone."""
        index, text = int(item_id), single_line(value)
        change: object = text
        if field == "also":
            change = tuple(stripped for form in text.split(",") if (stripped := form.strip()))
        if index == len(self._document.session.names):
            self._unsaved_fields[field] = change
            if self._unsaved_fields.get("name"):
                name = _with_first_name(Name.model_validate(self._unsaved_fields))
                self._document.apply(partial(add_name, name=name), "wrote down a name")
        elif field != "name" or text:
            is_new = index == self._new_index

            def edit(session: Session) -> Session:
                edited = edit_name(session, index, **{field: change})
                if not is_new:
                    return edited
                return edit_name(edited, index, also=_with_first_name(edited.names[index]).also)

            self._document.apply(edit, "edited a name")

    def _count_echo(self, text: str) -> str:
        """How often a name stands in the session, shown while it is typed."""
        if not text.strip():
            return ""
        count = len(names_left(self._document.session, (Name(name=text),)))
        return f"stands here {count} time{'s' * (count != 1)}"

    def _stand_in_echo(self, text: str) -> str:
        contains_name = find_names(text, self._document.session.names)
        return "this is a real name, too" if contains_name else ""


def _with_first_name(name: Name) -> Name:
    first = first_name(name.name)
    if not first or find_names(first, (Name(name=name.name, also=name.also),)):
        return name
    return Name(name=name.name, stand_in=name.stand_in, also=(*name.also, first))


def _footnote(values: dict[str, str]) -> str:
    if not values["name"].strip():
        return "Nothing is kept without the real name." if any(values.values()) else ""
    if not values["stand_in"].strip():
        return f"Without a stand-in it is left out: {WITHHELD}"
    return ""


def _rows(session: Session) -> list[ListRow]:
    rows = [_row(index, name) for index, name in enumerate(session.names)]
    text = Content.styled("write down a real name, and what stands for it", MUTED)
    mark = Content.styled("+ ", ACCENT)
    return [*rows, ListRow(str(len(rows)), HangingText(mark, text), "another")]


def _row(index: int, name: Name) -> ListRow:
    also = f", also {', '.join(name.also)}" if name.also else ""
    text = Content.assemble(
        (terminal_safe(name.name), "bold"),
        (terminal_safe(also), MUTED),
        f"  →  {terminal_safe(name.replacement)}",
    )
    return ListRow(str(index), HangingText(Content.styled("✎ ", ACCENT), text), name)
