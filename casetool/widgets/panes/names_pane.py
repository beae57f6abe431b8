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
    """One name a row, and a last row for the next; letters act on the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,insert", "add", "Add a name", id="names.add",
                tooltip="Write down one more name"),
        Binding("delete,backspace,x", "remove", "Remove", id="names.remove", key_display="Del",
                tooltip="Take the name off the list; Ctrl+Z in the session brings it back"),
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__("names-list")
        self._document = document

    def action_add(self) -> None:
        """Write down one more name."""
        self.action_last()
        self.action_select()

    def action_remove(self) -> None:
        """Take the selected name off the list."""
        place = int(self.selected or 0)
        if place < len(self._document.session.names):
            self._document.apply(partial(remove_name, index=place), "took a name off the list")


def names_pane(document: Document, step: Step) -> ListPane:
    """The names, with a form for each.

    Args:
        document: the document whose names they are.
        step: any step: it only gives the pane its id.
    """
    writing = _Writing(document)
    return ListPane(
        step,
        NamesList(document),
        ListSpec(
            sees=lambda session: (session.names,),
            rows=_rows,
            fields=writing.fields,
            store=writing.store,
            footnote=_footnote,
            from_the_top=True,
        ),
        FormDrafts(document, NAMES_DRAFT),
    )


class _Writing:
    """The form of one name: a new one is kept as soon as it has a name."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._new = -1
        """The place of the name whose form was opened empty."""
        self._waiting: dict[str, object] = {}
        """What was typed of it before its name was."""

    def fields(self, thing: str) -> list[Field]:
        """What the form asks."""
        names, place = self._document.session.names, int(thing)
        if place == len(names):
            self._new, self._waiting = place, {}
        name = names[place] if place < len(names) else None
        return [
            Field("name", "Real name", name.name if name else "", "Robin Lee", self._count),
            Field("stand_in", "Stand-in", name.stand_in if name else "", "Child A", self._check),
            Field("also", "Also said", ", ".join(name.also) if name else "",
                  "other forms, with commas between: Robbie, Rob"),
        ]  # fmt: skip

    def store(self, thing: str, field: str, value: str) -> None:
        """Keep a field; of a new name the first name alone is looked for, too."""
        place, text = int(thing), single_line(value)
        change: object = text
        if field == "also":
            change = tuple(form for part in text.split(",") if (form := part.strip()))
        if place == len(self._document.session.names):
            self._waiting[field] = change
            if self._waiting.get("name"):
                name = _with_first(Name.model_validate(self._waiting))
                self._document.apply(partial(add_name, name=name), "wrote down a name")
        elif field != "name" or text:
            is_new = place == self._new

            def edit(session: Session) -> Session:
                edited = edit_name(session, place, **{field: change})
                if not is_new:
                    return edited
                return edit_name(edited, place, also=_with_first(edited.names[place]).also)

            self._document.apply(edit, "edited a name")

    def _count(self, text: str) -> str:
        """How often a name stands in the session, told while it is typed."""
        if not text.strip():
            return ""
        count = len(names_left(self._document.session, (Name(name=text),)))
        return f"stands here {count} time{'s' * (count != 1)}"

    def _check(self, text: str) -> str:
        holds = find_names(text, self._document.session.names)
        return "this is a real name, too" if holds else ""


def _with_first(name: Name) -> Name:
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
    rows = [_row(place, name) for place, name in enumerate(session.names)]
    words = Content.styled("write down a real name, and what stands for it", MUTED)
    mark = Content.styled("+ ", ACCENT)
    return [*rows, ListRow(str(len(rows)), HangingText(mark, words), "another")]


def _row(place: int, name: Name) -> ListRow:
    also = f", also {', '.join(name.also)}" if name.also else ""
    words = Content.assemble(
        (terminal_safe(name.name), "bold"),
        (terminal_safe(also), MUTED),
        f"  →  {terminal_safe(name.replacement)}",
    )
    return ListRow(str(place), HangingText(Content.styled("✎ ", ACCENT), words), name)
