"""Restores drafts and reports emergency copies when a session opens."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from textual.app import App
from textual.message import Message
from textual.widget import Widget

from casetool.models.session import tree_of
from casetool.models.tree.model import FOCAL, find_node
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.lock.boards import boards_of
from casetool.screens.names.screen import NamesScreen
from casetool.services.meeting.drafts import (
    FormDraft,
    FormDrafts,
    aim_of,
    drafts_of_boxes,
    drafts_of_forms,
    notice_of_damaged_drafts,
    texts_beside_line,
    without_stored,
)
from casetool.services.meeting.name_drafts import NAMES_DRAFT, NEW_NAME, form_of_draft
from casetool.services.meeting.question_drafts import (
    drafts_of_questions,
    is_without_form,
    question_slot,
)
from casetool.services.sessions.conflicts import lists_of_words, other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import place_in_tree
from casetool.storage.went_on import where_it_went_on
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.capture.line_draft import WaitingTexts
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.messages import PLACE_GONE, Notice
from casetool.widgets.panes.step_container import StepContainer
from casetool.widgets.tree.pane import TreePane

DRAFTS_RESTORED = "What you were typing last time is here again, not kept yet: Enter keeps it."
WITH_ENTER = "What the other window had not finished comes with Enter on the empty line."
OTHER_COPY = "An emergency copy differs from the file. Ctrl+R compares them."
OTHER_COPIES = "{} emergency copies differ from the file. Each Ctrl+R compares one."


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


def waiting_texts(screen: SessionWindow) -> WaitingTexts:
    """The texts that wait to come into the line of a session, none yet.

    Args:
        screen: the session screen.
    """
    return WaitingTexts(screen.document, partial(_aim_line, screen), partial(_reopen_box, screen))


def restore_drafts(screen: SessionWindow, drafts: Mapping[str, str], typed_ahead: bool) -> None:
    """Reopen the form with a draft, and report other unfinished text.

    Args:
        screen: the session screen, just opened.
        drafts: the unfinished texts on disk, by slot.
        typed_ahead: whether text was typed during opening. Then no form and no box opens, and
            drafts wait for the capture line.
    """
    notices = _restore_forms(screen, drafts) if not typed_ahead else []
    is_last_time = bool(screen.line.text) and not (notices or typed_ahead)
    notices += _question_notices(screen, drafts)
    file_notices = _file_notices(screen.document)
    if file_notices or (notices and is_last_time):
        # the notice of the line itself would hide these, so it becomes part of them
        notices += [screen.line.unfinished.notice] if is_last_time else []
        screen.call_after_refresh(screen.line.notice, " ".join([*file_notices, *notices]))
    elif notices:
        screen.post_message(Notice(" ".join(notices)))


def report_takeover(screen: SessionWindow, reason: str) -> None:
    """Tell the facilitator that this window may write now, and what was left unfinished.

    Args:
        screen: the session screen.
        reason: why it may write now.
    """
    boards_of(screen.app).add(screen.document)  # its board shows it again
    drafts = without_stored(screen.document, screen.document.drafts())
    drafts = _without_open_question(screen, drafts)
    # nothing moves under hands that type, in the line, a form, a menu or a dialog
    is_used = bool(screen.line.text) or screen.app.focused is not screen.line.input
    if not is_used:  # so nothing is open here: also what could not be stored while it was shown
        drafts = texts_beside_line(screen.document) | drafts
    later = screen.line.take_over(drafts, is_used)
    notices = [reason, *_file_notices(screen.document), *_question_notices(screen, drafts)]
    if is_used:
        notices += [WITH_ENTER] if later else []
    else:
        restored = _restore_forms(screen, drafts)
        notices += restored or ([screen.line.unfinished.notice] if screen.line.text else [])
    # the notice of the line itself would hide these
    screen.call_after_refresh(screen.line.notice, " ".join(notices))


def _without_open_question(screen: SessionWindow, drafts: dict[str, str]) -> dict[str, str]:
    """Let what others left in a question that is open here wait for the line. Give the others.

    Nothing moves under hands that type, and their next letter would replace it.
    """
    for dialog in screen.app.screen_stack:
        if isinstance(dialog, FormScreen):
            for field in drafts_of_questions(drafts).get(dialog.slot, {}):
                slot = question_slot(dialog.slot, field)
                screen.line.restore_draft(slot, drafts.pop(slot), reason="")
    return drafts


def _question_notices(screen: SessionWindow, drafts: Mapping[str, str]) -> list[str]:
    """Name the questions that were not finished, and have a form."""
    drafts = {
        slot: text for slot, text in drafts.items() if not is_without_form(screen.document, slot)
    }
    return [
        f"Not finished last time: “{' … '.join(fields.values())}”. Open the same form to finish it."
        for fields in drafts_of_questions(drafts).values()
    ]


def _aim_line(screen: SessionWindow, step_id: str, node_id: str) -> None:
    """Let unfinished text in the line go where it was typed, if that is still there."""
    session, steps = screen.document.session, screen.document.method.steps
    if step_id != session.at and step_id in {step.id for step in steps}:
        screen.go_to(step_id)
        # the text is there, unless a form or a box opens after it
        screen.call_after_refresh(screen.set_focus, screen.line.input)
    tree, pane = tree_of(session), screen.desk.pane
    if tree is not None:
        node_id = node_id if find_node(tree, node_id) is not None else FOCAL
        screen.line.aim_under(node_id)
        if isinstance(pane, TreePane):
            screen.call_after_refresh(pane.select, node_id)


def _reopen_box(screen: SessionWindow, slot: str, text: str) -> bool:
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


def _restore_forms(screen: SessionWindow, drafts: Mapping[str, str]) -> list[str]:
    """Reopen the form or the box of the first draft, let the others wait, and say so."""
    notices: list[str] = []
    open_form = ""
    for draft in drafts_of_forms(drafts):
        if not notices and _reopen_form(screen, draft):
            notices.append(DRAFTS_RESTORED)
            # a draft of an older version went to a new slot, alone
            open_form = draft.form_slot if draft.slot in screen.document.unfinished else ""
        elif draft.form_slot != open_form:  # otherwise it stands in that form, too
            screen.line.restore_draft(draft.slot, draft.text)
    for slot, text in drafts_of_boxes(drafts).items():
        has_place = place_in_tree(screen.document.session, slot, text) is not None
        if not notices and _reopen_box(screen, slot, text):
            notices.append(DRAFTS_RESTORED)
        else:  # without a reason it waits for Enter, which opens its editor
            screen.line.restore_draft(slot, text, "" if has_place or notices else PLACE_GONE)
    if notices:
        _put_off_line(screen, drafts)
    return notices


def _put_off_line(screen: SessionWindow, drafts: Mapping[str, str]) -> None:
    """Let the text in the line wait for its own step, as a form at another one is open."""
    text, step_id = screen.line.text, screen.document.session.at
    method = screen.document.method
    for slot in [slot for slot in drafts if text and drafts[slot] == text]:
        if (aim := aim_of(slot, method)) is not None and aim[0] != step_id:
            screen.line.text = ""
            screen.line.restore_draft(slot, text, reason="")
            return


def _file_notices(document: Document) -> list[str]:
    """Notices about damaged drafts, and about other files with text of their own.

    They are repeated at each start, since the next key hides a notice.
    """
    damaged, count = notice_of_damaged_drafts(document), len(other_versions(document))
    copies = OTHER_COPY if count == 1 else OTHER_COPIES.format(count)
    went_on = where_it_went_on(document.path, document.storage).replace("it", "This session", 1)
    lists = [f"{way[:1].upper()}{way[1:]}." for way in lists_of_words(document)]
    places = [f"{went_on}."] if went_on else []
    return [*places, *([damaged] if damaged else []), *([copies] if count else []), *lists]


def _reopen_form(screen: SessionWindow, draft: FormDraft) -> bool:
    """Open the form of a draft, and return whether it still exists."""
    document = screen.document
    if draft.list_id == NAMES_DRAFT:
        return _reopen_name(screen, draft)
    if draft.list_id not in {step.id for step in document.method.steps}:
        return False
    previous_step = document.session.at
    screen.go_to(draft.list_id)
    pane = screen.desk.pane
    if not isinstance(pane, ListPane) or not pane.asks(draft.item_id, draft.field):
        if screen.line.text:
            screen.go_to(previous_step)  # the line is for it
        return False
    hold_keys(screen.line.input)  # the next keys are for the form
    screen.call_after_refresh(pane.edit, draft.item_id, draft.field, home=True, text=draft.text)
    return True


def _reopen_name(screen: SessionWindow, draft: FormDraft) -> bool:
    """Open the form of a name, or of a new one, and return whether the draft is for one."""
    document = screen.document
    item_id = form_of_draft(document.session.names, draft.item_id, draft.field, draft.text)
    if item_id is None:
        return False
    if item_id == NEW_NAME:
        item_id += document.fresh_id()
    slot = FormDrafts(document, NAMES_DRAFT).slot(item_id, draft.field)
    if slot != draft.slot:
        document.keep_draft(slot, draft.text)
        document.keep_draft(draft.slot, "")
    screen.app.push_screen(NamesScreen(document, replace(draft, slot=slot, item_id=item_id)))
    return True
