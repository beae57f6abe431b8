"""The draft of the capture line, with the step and the box that its text is for."""

from casetool.services.meeting.drafts import CAPTURE_SLOT, capture_slot
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
