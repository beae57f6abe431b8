"""The draft of the capture line, with the step and the box that its text is for."""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from casetool.services.meeting.drafts import (
    CAPTURE_SLOT,
    aim_of,
    capture_slot,
    has_form,
    unfinished_texts,
    with_own_slots,
)
from casetool.services.meeting.person_drafts import missed_person
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import line_text
from casetool.widgets.common.messages import PERSON_GONE, PLACE_GONE

LAST_TIME = "This was not finished last time. Enter keeps it."
"""The message with text that was left unfinished at the last start."""


class LineDraft:
    """Keeps the text of the line, so that it comes back where it was typed.

    Args:
        document: the open session.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._slot = CAPTURE_SLOT
        self._text = ""

    def keep(self, text: str, step_id: str, under: str, from_slot: str = "") -> None:
        """Keep a text, or nothing once it is empty. What other runs left is not touched by that.

        Args:
            text: the text.
            step_id: the id of the step that it is for.
            under: the id of the selected node of the tree.
            from_slot: the slot that had the text before, if it was another.
        """
        if not (text or self._text):
            return
        old_slots = {self._slot, from_slot or self._slot}
        self._slot = capture_slot(step_id, under)
        self._text = text
        self._document.keep_draft(self._slot, text)
        for slot in old_slots - {self._slot}:
            self._document.keep_draft(slot, "")


class LineWithDrafts(Protocol):
    """What bringing unfinished text into the line needs of it."""

    text: str

    @property
    def target(self) -> str:
        """Where Enter puts the text."""

    def keep_draft(self, text: str, from_slot: str = "") -> None:
        """Keep a text as the draft of the line."""

    def notice(self, message: str) -> None:
        """Show a message above the line."""

    def call_after_refresh(self, callback: Callable[..., object], *args: object) -> bool:
        """Call a function once the line is drawn."""


class WaitingTexts:
    """Texts that were not finished, until somebody brings them into the line or their editor.

    Args:
        document: the open session.
        aim: called with the ids of the step and the node that a text in the line is for.
        reopen: called with the texts by slot, of which the first is of a box or of a form. It
            opens its editor or form, and gives the slots of the texts there.
    """

    def __init__(
        self,
        document: Document,
        aim: Callable[[str, str], None],
        reopen: Callable[[Mapping[str, str]], Collection[str]],
    ) -> None:
        self._document, self._aim, self._reopen = document, aim, reopen
        self._texts = deque[tuple[str, str]]()
        self.notice = LAST_TIME
        """The message with the text that came into the line last."""

    def __len__(self) -> int:
        return len(self._waiting())

    @property
    def slots(self) -> frozenset[str]:
        """The slots of the texts that wait."""
        return frozenset(slot for slot, _ in self._waiting())

    def _waiting(self) -> deque[tuple[str, str]]:
        """The texts without those whose form or box was opened by hand, and which stood there."""
        drafts = self._document.unfinished
        return deque(
            (slot, text) for slot, text in self._texts if slot in drafts or not has_form(slot)
        )

    def add_drafts(self, drafts: Mapping[str, str], line_is_used: bool, skips_forms: bool) -> None:
        """Add what earlier runs left, as ``unfinished_texts`` gives it."""
        self._texts += unfinished_texts(self._document, drafts, line_is_used, skips_forms)

    def add(self, slot: str, text: str, is_next: bool) -> None:
        """Add a text.

        Args:
            slot: the slot of its draft.
            text: the text.
            is_next: whether it comes into the line at once.
        """
        if is_next:
            self._texts.appendleft((slot, text))
        else:
            used_slots = [used_slot for used_slot, _ in self._texts]
            self._texts += with_own_slots(self._document, [(slot, text)], used_slots)

    def drop(self, slots: Collection[str]) -> None:
        """Let the texts of these slots wait no longer, as they are where they belong."""
        self._texts = deque(waiting for waiting in self._texts if waiting[0] not in slots)

    def restore_next(self, line: LineWithDrafts, why: str = LAST_TIME) -> None:
        """Bring the next text into the line, or open the form or the editor of its box.

        Args:
            line: the capture line, which is empty.
            why: the message to show with it.
        """
        if why == LAST_TIME:
            self._texts = self._waiting()
        slot, text = self._texts.popleft()
        if has_form(slot) and why == LAST_TIME:
            if slots := self._reopen({slot: text, **dict(self._texts)}):
                self.drop(slots)
                line.call_after_refresh(line.notice, LAST_TIME)
                return
            missed = missed_person(self._document, slot)
            why = PERSON_GONE.format(missed) if missed else PLACE_GONE
        line.text = line_text(slot, text)
        line.keep_draft(line.text, slot)  # from now on it is the draft of the line
        if (aim := aim_of(slot, self._document.method)) is not None:
            self._aim(*aim)
        self.notice = why if why == LAST_TIME else f"{why} → {line.target}"
        line.call_after_refresh(self._tell, line)

    def _tell(self, line: LineWithDrafts) -> None:
        more = f" ({count} more)" if (count := len(self)) else ""
        if line.text:  # unless it waits again, as a form or a box came in between
            line.notice(f"{self.notice}{more}")
