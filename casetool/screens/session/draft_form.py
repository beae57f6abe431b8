"""Opens the form of a list or of a name, or a box of the tree, with drafts for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from textual.app import App
from textual.message import Message
from textual.widget import Widget

from casetool.models.session import tree_of
from casetool.screens.names.screen import NamesScreen
from casetool.services.meeting.drafts import FormDraft, drafts_of_forms, in_one_form
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.meeting.name_drafts import (
    NAME_FIELDS,
    NAMES_DRAFT,
    NEW_NAME,
    form_of_draft,
)
from casetool.services.meeting.person_drafts import missed_person
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import BOX_SLOT, place_in_tree
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.panes.step_container import StepContainer
from casetool.widgets.tree.pane import TreePane


class SessionWindow(Protocol):
    """The parts of the session screen that restoring drafts needs."""

    document: Document

    @property
    def app(self) -> App[Any]:
        """The running application."""

    @property
    def line(self) -> CaptureLine:
        """The capture line, which takes drafts whose form is gone."""

    @property
    def desk(self) -> StepContainer:
        """The container of the open step's pane."""

    def go_to(self, step: str) -> None:
        """Open a step."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give a widget the focus at once."""

    def post_message(self, message: Message) -> bool:
        """Send the screen a message."""

    def call_after_refresh(
        self, callback: Callable[..., Any], *args: object, **kwargs: object
    ) -> bool:
        """Call a function once the screen is drawn."""


def reopen(screen: SessionWindow, texts: Mapping[str, str]) -> Collection[str]:
    """Open the form or the box of the first text again. Give the slots of the texts there."""
    slot, text = next(iter(texts.items()))
    if slot.startswith(BOX_SLOT):
        return [slot] if reopen_box(screen, slot, text) else []
    drafts = drafts_of_forms(texts)
    first = next(draft for draft in drafts if draft.slot == slot)
    return [draft.slot for draft in reopen_form(screen, in_one_form(first, drafts))]


def reopen_box(screen: SessionWindow, slot: str, text: str) -> bool:
    """Open the editor of a box again, and return whether its place is still in the tree."""
    tree = tree_of(screen.document.session)
    if tree is None or place_in_tree(screen.document.session, slot, text) is None:
        return False
    screen.go_to(tree.step)
    pane = screen.desk.pane
    if not isinstance(pane, TreePane):
        return False
    hold_keys(screen.line.input)  # the next keys are for the box
    screen.call_after_refresh(pane.resume, slot, text)
    return True


def reopen_form(screen: SessionWindow, drafts: Sequence[FormDraft]) -> Sequence[FormDraft]:
    """Open the form of drafts with their texts, if it is still there. Give the drafts in it.

    Args:
        screen: the session screen.
        drafts: of one form. The cursor goes to the field of the first.
    """
    document, draft = screen.document, drafts[0]
    if draft.list_id == NAMES_DRAFT:
        return _reopen_name(screen, drafts)
    is_listed = draft.list_id in {step.id for step in document.method.steps}
    if not is_listed or missed_person(document, draft.slot):
        return ()
    previous_step = document.session.at
    screen.go_to(draft.list_id)
    pane = screen.desk.pane
    if not isinstance(pane, ListPane) or not pane.asks(draft.item_id, draft.field):
        if screen.line.text:
            screen.go_to(previous_step)  # the line is for it
        return ()
    drafts = [draft for draft in drafts if pane.asks(draft.item_id, draft.field)]
    _bring_in(screen, draft.item_id, drafts)
    hold_keys(screen.line.input)  # the next keys are for the form
    screen.call_after_refresh(pane.edit, draft.item_id, draft.field, home=True, text=draft.text)
    return drafts


def _reopen_name(screen: SessionWindow, drafts: Sequence[FormDraft]) -> Sequence[FormDraft]:
    """Open the form of a name, or of a new one. Give the drafts in it, none if it is for none."""
    document, draft = screen.document, drafts[0]
    item_id = form_of_draft(document.session.names, draft.item_id, draft.field, draft.text)
    if item_id is None:
        return ()
    if item_id != draft.item_id:
        drafts = [draft]  # one of an older version goes to a new slot, alone
    else:
        drafts = [draft for draft in drafts if draft.field in NAME_FIELDS]
    if item_id == NEW_NAME:
        item_id += document.fresh_id()
    _bring_in(screen, item_id, drafts)
    screen.app.push_screen(NamesScreen(document, replace(draft, item_id=item_id)))
    return drafts


def _bring_in(screen: SessionWindow, item_id: str, drafts: Sequence[FormDraft]) -> None:
    """Have drafts in the slots of their fields again. Other text there waits in their stead."""
    slots = FormDrafts(screen.document, drafts[0].list_id)
    key = slots.key_of(item_id)
    for draft in drafts:
        slot = slots.slot(key, draft.field)
        present = screen.document.unfinished.get(slot, "")
        if present not in ("", draft.text):
            screen.line.restore_draft(slot, present, reason="")
        slots.bring_in(key, draft)
