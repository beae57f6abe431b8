"""The drafts that wait to be written, and when they are due. The writer guards it with a lock."""

from collections.abc import Container
from time import monotonic

DRAFT_PAUSE_SECONDS = 0.5
"""Seconds that a draft waits, so that not every key causes a write.

Together with a save on a slow disk that comes first, a draft is on disk within a second.
"""


class DraftQueue:
    """The latest text of each slot that is not written yet.

    Args:
        retry: seconds after which drafts that failed are due again.
    """

    def __init__(self, retry: float) -> None:
        self.due = 0.0
        """When the waiting drafts are due, on the clock of ``monotonic``."""
        self.is_writing = False
        """Whether those taken last may not be on disk yet."""
        self._untried: set[str] = set()
        """The slots whose text was never tried."""
        self._retry = retry
        self._texts: dict[str, str] = {}
        self._taken: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, slot: str, text: str) -> bool:
        """Add a draft.

        Returns:
            Whether the drafts are due sooner than before, so that the writer must wake.
        """
        due = monotonic() + DRAFT_PAUSE_SECONDS
        # later keys are written with the first, but a draft that failed makes no new text wait
        is_sooner = not self._texts or due < self.due
        self._texts[slot] = text
        self._untried.add(slot)
        if is_sooner:
            self.due = due
        return is_sooner

    def put_due(self, texts: dict[str, str]) -> None:
        """Add drafts of earlier runs that are due at once, unless there is newer text."""
        self._texts = texts | self._texts
        self.due = 0.0

    def wait_until(self, due: float) -> None:
        """Have the drafts wait at least until then, on the clock of ``monotonic``."""
        self.due = max(self.due, due)

    def is_due(self) -> bool:
        """Whether drafts wait, and it is time to write them."""
        return bool(self._texts) and monotonic() >= self.due

    def take(self, all_of_them: bool = False) -> dict[str, str]:
        """Remove the drafts that are due, to write them.

        Args:
            all_of_them: whether to remove those too that are not due.
        """
        if not all_of_them and not self.is_due():
            return {}
        self._taken, self._texts, self.is_writing = self._texts, {}, True
        self._untried.clear()
        return self._taken

    @property
    def was_tried(self) -> bool:
        """Whether all text was tried at least once."""
        return not (self._untried or self.is_writing)

    @property
    def unwritten(self) -> dict[str, str]:
        """The drafts that may not be on disk: those taken last, and those that wait."""
        return (self._taken if self.is_writing else {}) | self._texts

    def take_texts(self) -> dict[str, str]:
        """Remove the drafts that are due except empty ones, which wait for the session's save."""
        if not self.is_due():
            return {}
        texts = {slot: text for slot, text in self._texts.items() if text}
        self._texts = {slot: text for slot, text in self._texts.items() if not text}
        earlier = self._taken if self.is_writing else {}
        self._taken, self.is_writing = earlier | texts, True
        self._untried -= texts.keys()
        return texts

    def put_back(self, unsaved: dict[str, str], slots: Container[str] | None = None) -> None:
        """Add drafts that could not be written, unless there is newer text.

        Args:
            unsaved: the text of each slot.
            slots: the only slots that count, or None for all: others were entered meanwhile.
        """
        if slots is not None:
            unsaved = {slot: text for slot, text in unsaved.items() if slot in slots}
        if not self._texts:  # else newer text is due sooner, and these with it
            self.due = monotonic() + self._retry
        self._texts = unsaved | self._texts
