"""The pane of a step that holds a list, with a form for the selected item."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.item_list import ItemList
from casetool.widgets.common.list_spec import FieldRefusedError, FieldWaitsError, ListSpec
from casetool.widgets.common.messages import (
    CHANGED_MEANWHILE,
    ITEM_REMOVED,
    PERSON_GONE,
    BackToCapture,
    Notice,
    UnfinishedText,
)
from casetool.widgets.common.safe_remove import remove_safely
from casetool.widgets.common.textual_compat import is_being_removed

HERE_AGAIN = "What you had typed is here again."
"""The message with a form that has text which could not be stored before."""

LONGEST_SLIP = 20
"""Letters of a date or a length at most. A longer text that is none is words, and waits."""


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

    session: reactive[Session | None] = reactive(None, repaint=False)

    def __init__(self, step: Step, items: ItemList, spec: ListSpec, drafts: FormDrafts) -> None:
        super().__init__(id=f"pane-{step.id}")
        self.step = step
        self.items = items
        self._spec = spec
        self._drafts = drafts
        self._form: Form | None = None
        self._stored_texts: dict[str, str] = {}
        """The text of each field of the form as this window knows it."""
        self._highlight_id: str | None = None
        """The item to highlight as soon as the list is there."""
        self._jotting_notice, self._returns_to_capture = "", False
        """What is said of a jotting in the form, and whether its last Enter goes to the line."""

    def compose(self) -> ComposeResult:
        """The list, and the text of an empty one."""
        yield Static(Content(self._spec.empty), classes="empty")
        yield self.items

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Draw the list again if a part of the session that it shows has changed."""
        if new is None or not self.is_mounted:
            return
        new_parts = self._spec.sees(new)
        old_parts = self._spec.sees(old) if old is not None else None
        if old_parts is not None and all(a is b for a, b in zip(old_parts, new_parts, strict=True)):
            return
        self._show(new)

    def on_mount(self) -> None:
        """Show the session and the selection that came before the list was mounted."""
        if self.session is not None:
            self._show(self.session)
            if self._spec.from_the_top:
                self.items.action_first()
            self.items.select_near(self._highlight_id)

    def select(self, item_id: str) -> None:
        """Highlight an item and scroll to it, also in a pane that was just opened."""
        self._highlight_id = item_id
        self.items.select(item_id)

    def focus_content(self) -> None:
        """Go into the list."""
        self.items.select_near()
        self.screen.set_focus(self.items)  # at once, so that nothing steals a later focus

    def asks(self, key: str, field_name: str) -> bool:
        """Whether the item of a draft exists and its form has this field."""
        item_id = self._drafts.item_of(key)
        return item_id is not None and (
            self._has(item_id)
            and any(form_field.name == field_name for form_field in self._spec.fields(item_id))
        )

    def _has(self, item_id: str) -> bool:
        if self._spec.has is not None:
            return self._spec.has(item_id)
        rows = self._spec.rows(self.session) if self.session is not None else ()
        return any(row.id == item_id for row in rows)

    def edit(
        self,
        item_id: str,
        field_name: str | None = None,
        home: bool = False,
        text: str | None = None,
    ) -> None:
        """Open the form of an item.

        Args:
            item_id: its id, or the key of it in a draft.
            field_name: the field to begin in. Without it, the first empty one.
            home: whether to go back to the capture line afterwards.
            text: what was being typed into that field and is not stored yet.
        """
        meant_id = self._drafts.item_of(item_id)
        if meant_id is None:
            return  # the handle means somebody else by now
        self.items.select(meant_id)
        item_id = self._spec.form_id(meant_id)
        fields = self._spec.fields(item_id)
        if not fields:
            return  # it was deleted meanwhile
        self._returns_to_capture = home
        if self._form is not None:
            self._form.store()
            remove_safely(self._form)
        self._stored_texts = {field.name: field.value for field in fields}
        key = self._drafts.rename(item_id)
        unfinished = self._drafts.take_up(item_id, self._stored_texts)
        if field_name and text is not None:
            unfinished[field_name] = text
        elif unfinished:
            self.post_message(Notice(HERE_AGAIN))
        begin, spec = field_name or "", self._spec
        self._form = Form(fields, spec.footnote, None, begin, unfinished, key, settle=self._settle)
        self.mount(self._form)

    def leave(self) -> bool:
        """Close the form if one is open, storing its text.

        Returns:
            Whether a form was open.
        """
        if self._form is None:
            return False
        form, self._form = self._form, None
        form.store()
        remove_safely(form)
        self.screen.set_focus(self.items)  # at once, so that nothing steals a later focus
        if self._jotting_notice:  # again, after what a list says as it gets the focus
            notice, self._jotting_notice = self._jotting_notice, ""
            self.items.call_later(lambda: self.items.post_message(Notice(notice)))
        return True

    def _show(self, session: Session) -> None:
        rows = self._spec.rows(session)
        self.set_class(not rows and bool(self._spec.empty), "-empty")
        self.items.show_rows(rows)

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        option_id = message.option_id
        if option_id is not None and (fields := self._spec.fields(option_id)):
            self.edit(option_id, fields[0].name)

    @on(Form.Stored)
    def _stored(self, message: Form.Stored) -> None:
        message.stop()
        key, field = message.form.item_id, message.name
        item_id = self._drafts.item_of(key)
        if item_id is not None and self._has(item_id):
            theirs = self._changed_text(item_id, field)
            try:
                self._spec.store(item_id, field, message.value)
            except FieldWaitsError:
                message.form.mark_unstored(field)
            except FieldRefusedError as refused:
                self._refuse(key, field, message.value, str(refused))
            else:
                self._drafts.forget(key, field)
                message.form.item_id = self._drafts.rename(item_id)  # it may be the name
                self._tell_of_theirs(item_id, field, theirs)
        elif message.value.strip():  # it was deleted while somebody was typing
            name = self._drafts.missed_person(key)
            reason = PERSON_GONE.format(name) if name else ITEM_REMOVED
            self.post_message(UnfinishedText(self._drafts.slot(key, field), message.value, reason))

    def _text_of(self, item_id: str, field_name: str) -> str:
        fields = self._spec.fields(item_id)
        return next((field.value for field in fields if field.name == field_name), "")

    def _changed_text(self, item_id: str, field_name: str) -> str:
        """What another hand put into a field since the form opened, or empty."""
        if not self._spec.tells_of_theirs:
            return ""
        text = self._text_of(item_id, field_name)
        return text if text != self._stored_texts.get(field_name, text) else ""

    def _tell_of_theirs(self, item_id: str, field_name: str, theirs: str) -> None:
        """Say which words of another hand ours have replaced. Their save is a version."""
        if not self._spec.tells_of_theirs:
            return
        self._stored_texts[field_name] = self._text_of(item_id, field_name)
        if theirs.strip() and theirs != self._stored_texts[field_name]:
            self.post_message(Notice(CHANGED_MEANWHILE.format(theirs)))

    def _settle(self, form: Form, area: FieldArea) -> str:
        """The words of an edit, without a private jotting that was begun in it."""
        old, new, field = area.stored, area.text, area.field
        is_needed = field.name == self._spec.needed_field
        item_id, kept_text, notice = self._drafts.item_of(form.item_id), old, ""
        if item_id is not None and self._spec.make_private is not None:
            notice = self._spec.make_private(item_id, field.name, old, new)
        if notice:
            self.call_later(lambda: form is self._form and self.leave())  # its item has gone
        else:
            kept_text, notice = self._drafts.keep_apart(old, new, field.is_prose, is_needed)
        if kept_text == old:
            self._drafts.forget(form.item_id, field.name)  # as if it were stored
        if notice:
            self._jotting_notice = notice
            self.post_message(Notice(notice))
        return kept_text

    def _refuse(self, key: str, field: str, text: str, reason: str) -> None:
        """Say why a text is not in its field. Words wait for the capture line."""
        if is_being_removed(self.screen):
            return  # it was left, where nobody reads why: the draft comes back in its field
        self.post_message(Notice(reason))
        if len(text.strip()) > LONGEST_SLIP:
            slot = self._drafts.send_to_line(key, field, text)
            self.post_message(UnfinishedText(slot, text, reason=""))
        else:
            self._drafts.forget(key, field)

    @on(Form.Typed)
    def _typed(self, message: Form.Typed) -> None:
        message.stop()
        self._drafts.keep(message.form.item_id, message.name, message.value)

    @on(Form.Done)
    def _done(self, message: Form.Done) -> None:
        message.stop()
        returns_to_capture = self._returns_to_capture
        self.leave()
        if returns_to_capture:
            self.post_message(BackToCapture())
