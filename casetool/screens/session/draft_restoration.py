"""Restores drafts and reports emergency copies when a session opens."""

from collections.abc import Mapping, Sequence
from functools import partial

from casetool.models.session import tree_of
from casetool.models.tree.model import FOCAL, find_node
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.lock.boards import boards_of
from casetool.screens.session.draft_form import SessionWindow, reopen, reopen_box, reopen_form
from casetool.services.meeting.drafts import (
    FormDraft,
    aim_of,
    drafts_of_boxes,
    drafts_of_forms,
    in_one_form,
    notice_of_damaged_drafts,
    texts_beside_line,
)
from casetool.services.meeting.person_drafts import missed_person
from casetool.services.meeting.question_drafts import (
    drafts_of_questions,
    is_without_form,
    question_slot,
)
from casetool.services.meeting.stored_drafts import drafts_to_restore
from casetool.services.sessions.conflicts import lists_of_words, other_versions
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import place_in_tree
from casetool.storage.continuation import where_it_went_on
from casetool.widgets.capture.line_draft import WaitingTexts
from casetool.widgets.common.form import Form
from casetool.widgets.common.messages import PERSON_GONE, PLACE_GONE, Notice
from casetool.widgets.status.file_alerts import opening_notices
from casetool.widgets.tree.node_editor import NodeEditor
from casetool.widgets.tree.pane import TreePane

DRAFTS_RESTORED = "What you were typing last time is here again, not kept yet: Enter keeps it."
WITH_ENTER = "What was not finished comes with Enter on the empty line."
OTHER_COPY = "An emergency copy differs from the file. Ctrl+R compares them."
OTHER_COPIES = "{} emergency copies differ from the file. Each Ctrl+R compares one."


def waiting_texts(screen: SessionWindow) -> WaitingTexts:
    """The texts that wait to come into the line or their form, none yet.

    Args:
        screen: the session screen.
    """
    return WaitingTexts(screen.document, partial(_aim_line, screen), partial(reopen, screen))


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
    file_notices = [*opening_notices(screen.document), *_file_notices(screen.document)]
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
    drafts = drafts_to_restore(screen.document)
    drafts = _without_open_question(screen, drafts)
    # nothing moves under hands that type, in the line, a form, a menu or a dialog
    line = screen.line
    is_used = bool(line.text or line.unfinished) or screen.app.focused is not line.input
    drafts = _refused_texts(screen) | drafts
    later = screen.line.take_over(drafts, is_used)
    notices = [reason, *_file_notices(screen.document), *_question_notices(screen, drafts)]
    if is_used:
        notices += [WITH_ENTER] if later else []
    else:
        restored = _restore_forms(screen, drafts)
        notices += restored or ([screen.line.unfinished.notice] if screen.line.text else [])
    # the notice of the line itself would hide these
    screen.call_after_refresh(screen.line.notice, " ".join(notices))


def _refused_texts(screen: SessionWindow) -> dict[str, str]:
    """What could not be stored while the session was only shown, unless a form is still open."""
    if any(each.query(Form) or each.query(NodeEditor) for each in screen.app.screen_stack):
        return {}
    texts = texts_beside_line(screen.document)
    return {slot: texts[slot] for slot in texts.keys() - screen.line.unfinished.slots}


def _without_open_question(screen: SessionWindow, drafts: dict[str, str]) -> dict[str, str]:
    """The drafts to restore. Those of a question that is open here wait for the capture line.

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


def _restore_forms(screen: SessionWindow, drafts: Mapping[str, str]) -> list[str]:
    """Reopen the form or the box of the first draft, let the others wait, and say so."""
    notices: list[str] = []
    of_forms, unfinished = drafts_of_forms(drafts), screen.document.unfinished
    opened: Sequence[FormDraft] = ()
    for draft in of_forms:
        if not opened and (opened := reopen_form(screen, in_one_form(draft, of_forms))):
            notices.append(DRAFTS_RESTORED)
            screen.line.unfinished.drop([draft.slot for draft in opened])
        elif draft not in opened and unfinished.get(draft.slot) == draft.text:
            # without a reason it waits for Enter, which opens its form
            missed = missed_person(screen.document, draft.slot)
            reason = PERSON_GONE.format(missed) if missed else "" if opened else PLACE_GONE
            screen.line.restore_draft(draft.slot, draft.text, reason)
    for slot, text in drafts_of_boxes(drafts).items():
        has_place = place_in_tree(screen.document.session, slot, text) is not None
        if not notices and reopen_box(screen, slot, text):
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
