"""Notices that the folder of sessions has changed, and reads it again."""

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.message import Message
from textual.widget import Widget

from casetool.storage.library.folder_stamp import FolderStamp, folder_stamp
from casetool.storage.library.summary import SessionSummary

LOOK_SECONDS = 3.0
"""Seconds between two looks at the folder."""


class FolderWatch(Widget):
    """Looks at a folder every few seconds, in a thread, while its screen is in front.

    Args:
        folder: the folder of sessions.
        read: reads it.
    """

    DEFAULT_CSS = "FolderWatch { display: none; }"

    class Changed(Message):
        """Carries the sessions of a folder that has changed."""

        def __init__(self, heads: tuple[SessionSummary, ...]) -> None:
            super().__init__()
            self.heads = heads

    def __init__(self, folder: Path, read: Callable[[Path], tuple[SessionSummary, ...]]) -> None:
        super().__init__()
        self._folder, self._read = folder, read
        self._stamp: FolderStamp | None = None
        self._is_looking = False

    def on_mount(self) -> None:
        """Look from now on."""
        self.set_interval(LOOK_SECONDS, self._look_in_front)

    def look(self) -> None:
        """Look now, unless a look is still under way."""
        if not self._is_looking:
            self._is_looking = True
            self._look()

    def read_again(self) -> None:
        """Read the folder again, even if nothing seems to have changed."""
        self._stamp = None
        self.look()

    def _look_in_front(self) -> None:
        if self.screen.is_current:
            self.look()

    @work(thread=True, description="looking at the folder")
    def _look(self) -> None:
        try:
            stamp = folder_stamp(self._folder)
            if stamp is None or stamp != self._stamp:
                self._stamp = stamp
                self.post_message(self.Changed(self._read(self._folder)))
        finally:
            self._is_looking = False
