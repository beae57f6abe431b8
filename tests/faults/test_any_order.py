"""Any edits, undo, saves, deaths and starts in any order: what was there comes back equal."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.session import Session
from casetool.services.sessions.create import create_document
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.toml.session_file import read_session
from tests.models.test_session_edits_any_order import ALL
from tests.support.sealed import ring
from tests.support.strategies import METHOD, sessions

KEPT = ("clocks", "hour", "at", "begun")
"""What undo leaves as it is."""


class Sittings(RuleBasedStateMachine):
    """One session, worked on by a Document on a real disk."""

    cipher: Cipher = NO_CIPHER

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="casetool-test-"))
        self.places, self.ids = count(), count()
        self.before: list[Session] = []
        self.since: list[Session] = []

    @initialize(session=sessions())
    def begin(self, session: Session) -> None:
        """A generated session, in a folder of its own."""
        folder = self.home / str(next(self.places))
        folder.mkdir(mode=0o700)
        if self.cipher is not NO_CIPHER:
            self.cipher = ring(folder)
        self.document = create_document(session, METHOD, folder, storage=self.storage())
        self.since = [session]

    def storage(self) -> StorageContext:
        """How it is kept."""
        return StorageContext(cipher=self.cipher, state=self.home / "state")

    @rule(data=st.data(), edit=st.sampled_from(ALL))
    def work(self, data: st.DataObject, edit: Callable[..., tuple[Session, object]]) -> None:
        """Any edit."""
        before = self.document.session
        after, _ = edit(before, data, f"new{next(self.ids)}")
        kept = {name: getattr(before, name) for name in KEPT}
        if evolve(after, **kept) == before:  # as the app does it: nothing for undo to take back
            self.document.note(lambda _: after)
            self.since.append(self.document.session)
        elif self.document.apply(lambda _: after, "something"):
            self.before.append(before)
            self.since.append(self.document.session)

    @rule()
    def undo(self) -> None:
        """Back to just what was there before, however often it was closed or killed since."""
        now = self.document.session
        done = self.document.undo()
        if done is not None and self.before:
            was = self.before.pop()
            kept = {name: getattr(now, name) for name in KEPT}
            assert self.document.session == evolve(was, **kept)
            assert self.document.redo() is not None
            assert self.document.undo() is not None
        if done is not None:  # also where what it goes back to is not told apart
            self.since.append(self.document.session)

    @rule()
    def save(self) -> None:
        """All is on the disk, and equal."""
        assert self.document.flush(20)
        assert self.on_disk() == self.document.session
        self.since = [self.document.session]

    @rule()
    def close(self) -> None:
        """An end in order, and the next start."""
        session = self.document.session
        self.document.close()
        self.open(self.document.path)
        assert self.document.session == session
        self.since = [session]

    @rule()
    def die(self) -> None:
        """A death at any moment leaves what the disk holds now: one of the values since the last
        save, and the next start opens it."""
        folder = self.home / str(next(self.places))
        shutil.copytree(self.document.path.parent, folder, ignore_dangling_symlinks=True)
        old = self.document
        self.open(folder / old.path.name)
        old.close()
        assert self.document.session in self.since
        last, *earlier = reversed(self.since)
        if last != self.document.session or last in earlier:
            # what undo goes back to is not told apart here (an edit and its opposite may both be
            # lost, or neither); that it goes back is
            self.before = []
        self.since = [self.document.session]

    @invariant()
    def whole(self) -> None:
        """Whatever happens, the file is a whole session."""
        if hasattr(self, "document"):
            assert self.on_disk() in self.since

    def on_disk(self) -> Session:
        """What the file holds now."""
        find = partial(find_method, folder=self.document.path.parent)
        return read_session(self.document.path, find, self.storage())[0].session

    def open(self, path: Path) -> None:
        """The next start."""
        find = partial(find_method, folder=path.parent)
        self.document = Document.open(path, find, storage=self.storage())
        assert self.document.read_only == ""

    def teardown(self) -> None:
        """Nothing is left."""
        if hasattr(self, "document"):
            self.document.close()
        shutil.rmtree(self.home)


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
def test_what_was_there_comes_back_equal(sealed: bool, runs: Callable[[int, int], int]) -> None:
    machine = type("Machine", (Sittings,), {"seal": ring(Path(tempfile.mkdtemp()))})
    run_state_machine_as_test(
        machine if sealed else Sittings,
        settings=settings(
            max_examples=runs(5, 1000),
            stateful_step_count=runs(25, 40),
            # making what was found smaller takes minutes, which .ci/run has not got
            phases=[phase for phase in Phase if phase is not Phase.shrink],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
