"""A step that holds a list of things: the list, and a form for the selected thing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.services.meeting.drafts import FormDrafts
from casetool.widgets.common.form import Field, Form
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.messages import BackToCapture, UnfinishedText
from casetool.widgets.common.safe_remove import remove_safely


@dataclass(frozen=True, slots=True)
class ListSpec:
    """What a pane needs to know of the sort of things that it lists."""

    sees: Callable[[Session], tuple[object, ...]]
    """The parts of a session that it shows: nothing is done while they are the same objects."""
    rows: Callable[[Session], Sequence[ListRow]]
    fields: Callable[[str], Sequence[Field]]
    """The form of one thing, by its id."""
    store: Callable[[str, str, str], None]
    """Stores a field: the id of the thing, the name of the field, its words."""
    footnote: Callable[[dict[str, str]], str] | None = None
    """What is still missing while a form is typed."""
    empty: str = ""
    """What to say while there is nothing."""
    from_the_top: bool = False
    """Whether one begins with the first thing; else with the newest, which stands last."""


class ListPane(Vertical):
    """The pane of a step that holds a list."""

    DEFAULT_CSS = """
    ListPane {
        & ItemList { height: 1fr; }
        & .empty { height: auto; padding: 1 2; color: $text-muted; display: none; }
        & Form { max-height: 70%; border-top: solid $primary; padding: 0 1; }
        &.-empty .empty { display: block; }
    }
    """

    session: reactive[Session | None] = reactive(None)

    def __init__(self, step: Step, items: ItemList, sort: ListSpec, unfinished: FormDrafts) -> None:
        super().__init__(id=f"pane-{step.id}")
        self.step = step
        self.items = items
        self._sort = sort
        self._unfinished = unfinished
        self._form: Form | None = None
        self._wanted: str | None = None
        """What is to be highlighted, also when that is said before there is a list."""
        self._home = False
        """Whether the form goes back to the capture line when it is done."""

    def compose(self) -> ComposeResult:
        """The list, and what is said while there is nothing in it."""
        yield Static(Content(self._sort.empty), classes="empty")
        yield self.items

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Show the new value, unless nothing of it is shown here."""
        if new is None or not self.is_mounted:
            return
        seen = self._sort.sees(new)
        before = self._sort.sees(old) if old is not None else None
        if before is not None and all(a is b for a, b in zip(before, seen, strict=True)):
            return
        self._show(new)

    def on_mount(self) -> None:
        """Show what came in before there was a list to show it in."""
        if self.session is not None:
            self._show(self.session)
            if self._sort.from_the_top:
                self.items.action_first()
            self.items.select_near(self._wanted)

    def select(self, thing: str) -> None:
        """Highlight a thing by its id, and bring it into view; also in a pane just opened."""
        self._wanted = thing
        self.items.select(thing)

    def focus_content(self) -> None:
        """Go into the list."""
        self.items.select_near()
        self.items.focus()

    def asks(self, thing: str, field: str) -> bool:
        """Whether there is such a thing, and its form has this field."""
        return self._has(thing) and any(one.name == field for one in self._sort.fields(thing))

    def _has(self, thing: str) -> bool:
        rows = self._sort.rows(self.session) if self.session is not None else ()
        return any(row.id == thing for row in rows)

    def edit(
        self, thing: str, field: str | None = None, home: bool = False, words: str | None = None
    ) -> None:
        """Open the form of a thing.

        Args:
            thing: its id.
            field: the field to begin in; the first empty one without it.
            home: whether to go back to the capture line afterwards.
            words: what was being typed into that field, and is not stored yet.
        """
        fields = self._sort.fields(thing)
        if not fields:
            return  # it was taken away meanwhile
        self.items.select(thing)
        self._home = home
        if self._form is not None:
            self._form.store()
            remove_safely(self._form)
        typed = {field: words} if field and words is not None else {}
        self._form = Form(
            fields, self._sort.footnote, begin=field or "", unfinished=typed, of=thing
        )
        self.mount(self._form)

    def leave(self) -> bool:
        """Close the form if it is open, its words stored.

        Returns:
            Whether there was one.
        """
        if self._form is None:
            return False
        form, self._form = self._form, None
        form.store()
        self.items.focus()
        remove_safely(form)
        return True

    def _show(self, session: Session) -> None:
        rows = self._sort.rows(session)
        self.set_class(not rows and bool(self._sort.empty), "-empty")
        self.items.show_rows(rows)

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if message.option_id is not None:
            first = next(iter(self._sort.fields(message.option_id)), None)
            if first is not None:
                self.edit(message.option_id, first.name)

    @on(Form.Stored)
    def _stored(self, message: Form.Stored) -> None:
        message.stop()
        thing, field = message.form.of, message.name
        if self._has(thing):
            self._sort.store(thing, field, message.value)
            self._unfinished.keep(thing, field, "")
        elif message.value.strip():  # it was taken away while somebody wrote about it
            self.post_message(UnfinishedText(self._unfinished.slot(thing, field), message.value))

    @on(Form.Typed)
    def _typed(self, message: Form.Typed) -> None:
        message.stop()
        self._unfinished.keep(message.form.of, message.name, message.value)

    @on(Form.Done)
    def _done(self, message: Form.Done) -> None:
        message.stop()
        home = self._home
        self.leave()
        if home:
            self.post_message(BackToCapture())
