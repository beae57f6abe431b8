"""The draft of the capture line, with the step and the box that its text is for."""

from collections import deque
from collections.abc import Mapping

from casetool.services.meeting.drafts import (
    CAPTURE_SLOT,
    capture_slot,
    unfinished_texts,
    with_own_slots,
)
from casetool.services.sessions.document import Document


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


class WaitingTexts:
    """Texts that were not finished, until somebody brings them into the line.

    Args:
        document: the open session.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts = deque[tuple[str, str]]()

    def __len__(self) -> int:
        return len(self._texts)

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

    def pop(self) -> tuple[str, str]:
        """The slot and the text of the next one, which waits no longer."""
        return self._texts.popleft()
