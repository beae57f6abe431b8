"""A program that works on a session as the app does, and is told what to do line by line.

    python -m tests.faults.child ORDERS SESSION STATE

    add TEXT      catches a worry; answers when it is saved, or why it is not
    many TEXT     catches “TEXT 1”, “TEXT 2” …, and answers after each that is saved, until killed
    fork TEXT     the same as add, in a copy of this program; its answer, then how it ended
    draft TEXT    words still being typed; answers when they are on disk
    vain TEXT     the same on a disk that is known to fail: it waits for a moment only
    undo          takes one back; answers what it was
    quit          ends in order

The real ``Document`` and its writer thread do the work. The disk is that of ``faulty.py``.
"""

import os
import sys
from functools import cached_property
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from typing import Any

PATIENCE = 30.0
"""Seconds after which an answer counts as never coming."""


class Work:
    """One open session, and what is done to it."""

    def __init__(self, path: Path, state: Path) -> None:
        self._path, self._state = path, state
        self._told: Queue[Any] = Queue()

    @cached_property
    def _document(self) -> Any:
        # here: what these modules keep of os at their import must be watched already
        from functools import partial

        from casetool.methods import find_method
        from casetool.services.sessions.document import Document
        from casetool.storage.context import StorageContext

        find = partial(find_method, folder=self._path.parent)
        document = Document.open(self._path, find, storage=StorageContext(state=self._state))
        document.on_saved(lambda state, why: self._told.put((state.value, why)))
        return document

    def open(self, _: str) -> str:
        """Open the session."""
        return f"open{self._document.read_only}"

    def fork(self, text: str) -> str:
        """Let a copy of this program open the session and catch a worry; how it ended."""
        import casetool.services.sessions.document  # noqa: F401 - once for all copies

        copy = os.fork()
        if copy == 0:
            try:
                answer(self.add(text))
            except Exception as error:  # else whoever asked would wait for ever
                answer(f"it could not be added: {error}")
                os._exit(1)
            os._exit(0)
        return f"{os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])}"

    def add(self, text: str) -> str:
        """Catch a worry; how that ended."""
        from casetool.models.entries.edits import add_entry
        from casetool.models.entries.model import Entry

        while not self._told.empty():
            self._told.get()
        entry = Entry(id=self._document.fresh_id(), text=text)
        self._document.apply(lambda now: add_entry(now, "worries", entry), f"caught {text}")
        return self._settled("saved", "not saved")

    def many(self, text: str) -> str:
        """Catch one after the other."""
        for number in count(1):
            answer(self.add(f"{text} {number}"))
        raise AssertionError

    def draft(self, text: str) -> str:
        """Keep words that are still being typed."""
        self._document.keep_draft("capture", text)
        return f"{self._document.flush(10)}"

    def vain(self, text: str) -> str:
        """Keep words, though that cannot succeed."""
        self._document.keep_draft("capture", text)
        return f"{self._document.flush(0.3)}"

    def undo(self, _: str) -> str:
        """Take one back."""
        label = self._document.undo()
        return f"{label}, {self._document.flush(5)}"

    def quit(self, _: str) -> str:
        """End."""
        self._document.close()
        return "ended"

    def _settled(self, *wanted: str) -> str:
        try:
            while True:
                state, why = self._told.get(timeout=PATIENCE)
                if state in wanted:
                    return f"{state}: {why}"
        except Empty:
            return "nothing came of it"


def answer(words: str) -> None:
    """One line to whoever asked."""
    sys.stdout.write(words.replace("\n", " ") + "\n")
    sys.stdout.flush()


def main(path: Path, state: Path) -> None:
    """Do as told until the end."""
    work = Work(path, state)
    answer("ready")
    for line in sys.stdin:
        command, _, rest = line.rstrip("\n").partition(" ")
        answer(getattr(work, command)(rest))
        if command == "quit":
            return


if __name__ == "__main__":
    from tests.faults.faulty import begin

    begin(Path(sys.argv[1]))
    main(Path(sys.argv[2]), Path(sys.argv[3]))
