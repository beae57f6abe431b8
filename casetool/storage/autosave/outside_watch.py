"""Look now and then whether another program changed the file of an open session."""

import contextlib
from time import monotonic

from casetool.models.method import Method
from casetool.storage.autosave.saver import Saver
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.atomic import fingerprint_of
from casetool.storage.files.watcher import (
    WATCH_SECONDS,
    ExternalChange,
    ExternalChangeCallback,
    Watch,
    read_external_change,
)


class OutsideWatch:
    """Looks at the session file while nothing of ours waits to be saved.

    Args:
        saver: saves the session, and knows its file.
        method: the session's method.
        cipher: decrypts the file.
    """

    def __init__(self, saver: Saver, method: Method, cipher: Cipher) -> None:
        self._saver, self._method, self._cipher = saver, method, cipher
        self._watch = Watch()
        self._callback: ExternalChangeCallback | None = None
        self.due = 0.0
        """When the next look is, on the clock of ``monotonic``."""

    @property
    def is_on(self) -> bool:
        """Whether anybody is told of changes."""
        return self._callback is not None

    def begin(self, callback: ExternalChangeCallback) -> None:
        """Report changes to a callback, but not at once: the session is being drawn."""
        self._callback, self.due = callback, monotonic() + WATCH_SECONDS

    def look(self) -> None:
        """Report whether another program changed the file, or left no whole session in it.

        Raises:
            OSError: the folder does not answer as a folder does. The next look may succeed.
        """
        self.due = monotonic() + WATCH_SECONDS
        if self._callback is None:
            return
        saver, expected = self._saver, self._saver.fingerprint
        data, loaded, change = self._watch.look(saver.path, expected), None, None
        if data and (loaded := read_external_change(data, self._method, self._cipher)):
            is_kept = saver.keep_ours(loaded.session)
            change = ExternalChange(loaded, fingerprint_of(data), expected, is_kept)
        is_lost = self._watch.lost(data is not None and loaded is None)
        if is_lost or change is not None or saver.other_form.has_come(saver.path):
            with contextlib.suppress(Exception):  # the listener may be gone
                self._callback(change)
