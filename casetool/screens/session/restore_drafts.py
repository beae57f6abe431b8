"""What the last sitting left unfinished: there again as soon as its session is open."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from casetool.screens.names.screen import NamesScreen
from casetool.services.meeting.drafts import (
    NAMES_DRAFT,
    FormDraft,
    drafts_of_forms,
    drafts_of_questions,
)
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.messages import Notice
from casetool.widgets.panes.step_container import StepContainer

DRAFTS_RESTORED = "What you were typing last time stands here again, not kept yet: Enter keeps it."
OWN_COPY = "The other window has closed the session: it is yours now."
OTHER_COPY = "An emergency copy holds other words than the file. Ctrl+R compares them."
OTHER_COPIES = (
    "{} emergency copies hold other words than the file. Ctrl+R compares them, one by one."
)


class SessionWindow(Protocol):
    """What takes words back: the window on a session, without all else that it can do."""

    document: Document

    @property
    def app(self) -> App[Any]:
        """Shows a form over it."""

    @property
    def line(self) -> CaptureLine:
        """Takes the words whose place is gone."""

    @property
    def desk(self) -> StepContainer:
        """Has the pane of the open step."""

    def go_to(self, step: str) -> None:
        """Open a step."""

    def post_message(self, message: Message) -> bool:
        """Tell the window something."""

    def call_after_refresh(
        self, callback: Callable[..., Any], *args: object, **kwargs: object
    ) -> bool:
        """Do something once the window is drawn."""


def restore_drafts(screen: SessionWindow, drafts: Mapping[str, str], typed_ahead: bool) -> None:
    """What was being typed into a form stands in it again; what else was left is told.

    Args:
        screen: the session, just opened.
        drafts: what is kept on disk of unfinished words, by slot.
        typed_ahead: whether something was typed while it opened: then no form takes the keys,
            and the line has those words too.
    """
    told: list[str] = []
    for left in drafts_of_forms(drafts) if not typed_ahead else ():
        if DRAFTS_RESTORED not in told and _there_again(screen, left):
            told.append(DRAFTS_RESTORED)
        else:
            screen.line.restore_draft(left.slot, left.words)
    for fields in drafts_of_questions(drafts).values():
        words = " … ".join(fields.values())
        told.append(f"Not finished last time: “{words}”. It is there when the same is asked again.")
    told += _waiting(screen.document)
    if told:
        screen.post_message(Notice(" ".join(told)))


def tell_taken_over(screen: SessionWindow) -> None:
    """This window writes from now on: say so, and what the other one may have left.

    Args:
        screen: the session.
    """
    screen.line.notice(" ".join([OWN_COPY, *_waiting(screen.document)]))


def _waiting(document: Document) -> list[str]:
    """What there is to say of words that only emergency copies have; nothing where there are none.

    It is said at each start, since the notice gives way to the next key.
    """
    count = len(other_versions(document))
    return [OTHER_COPY if count == 1 else OTHER_COPIES.format(count)] if count else []


def _there_again(screen: SessionWindow, left: FormDraft) -> bool:
    """Open the form in which words were left; whether it is still there."""
    document = screen.document
    if left.place == NAMES_DRAFT:
        there = left.thing.isdecimal() and int(left.thing) <= len(document.session.names)
        if there:
            screen.app.push_screen(NamesScreen(document, left))
        return there
    if left.place not in {step.id for step in document.method.steps}:
        return False
    screen.go_to(left.place)
    pane = screen.desk.pane
    if not isinstance(pane, ListPane) or not pane.asks(left.thing, left.field):
        return False
    hold_keys(screen.line.input)  # the next keys are for the form
    screen.call_after_refresh(pane.edit, left.thing, left.field, home=True, text=left.words)
    return True
