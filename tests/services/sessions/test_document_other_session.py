"""Another session comes into the place of the open session: neither takes the other over."""

from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from casetool.methods import find_method
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.services.sessions.board_cover import BoardCover
from casetool.services.sessions.conflicts import copies_beside, other_versions
from casetool.services.sessions.document import Document
from casetool.services.sessions.follower import OTHER_SESSION
from casetool.services.sessions.open import load_session, open_document
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.board_state import (
    board_file,
    read_board_state,
    show_left_board,
    write_board_state,
)
from casetool.storage.context import StorageContext
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.library.index import list_sessions
from casetool.storage.library.other_session import own_board_file
from tests.faults.working import worries
from tests.services.sessions.test_follower import Watching
from tests.support.driving import examples

NAME, OTHER, OWN = (
    "example-in-discussion.toml",
    "example-closed.toml",
    "example-in-discussion-2.toml",
)


class Replaced:
    """An open session, and the session of another child to put in its place."""

    def __init__(self, folder: Path) -> None:
        self.storage = StorageContext(state=folder / "state")
        self.path = examples(folder / "s") / NAME
        self.other, self.own = self.path.with_name(OTHER), self.path.with_name(OWN)
        self.other_data = self.other.read_bytes()
        self.document = open_document(self.path, storage=self.storage)
        self.changes = Queue[ExternalChange | None]()
        self.say("ours, saved")

    def say(self, text: str) -> None:
        self.document.apply(
            lambda session: add_entry(session, "worries", Entry(id=text[:3], text=text)), "caught"
        )
        assert self.document.flush()

    def replace(self, by_link: bool) -> None:
        if by_link:
            self.path.rename(self.path.with_name("moved.dat"))
            self.path.symlink_to(OTHER)
            return
        beside = self.path.with_name("beside")
        beside.write_bytes(self.other_data)
        beside.replace(self.path)

    def notice(self, document: Document) -> None:
        document.on_outside(self.changes.put)
        change = self.changes.get(timeout=10)
        assert change is not None
        before = document.session
        assert not document.accept_external(change)
        assert document.session is before
        assert document.flush()


@pytest.fixture
def replaced(tmp_path: Path) -> Iterator[Replaced]:
    (tmp_path / "s").mkdir()
    replaced = Replaced(tmp_path)
    yield replaced
    replaced.document.close()


@pytest.mark.parametrize("by_link", [False, True])
@pytest.mark.parametrize("is_unsaved", [False, True])
def test_the_open_session_goes_on_beside_it(
    replaced: Replaced, is_unsaved: bool, by_link: bool
) -> None:
    document, path = replaced.document, replaced.path
    document.keep_draft("capture worries", "! half a line")
    assert document.flush()
    replaced.replace(by_link)
    if is_unsaved:
        replaced.say("not saved at that moment")
    else:
        replaced.notice(document)
    assert document.path == replaced.own
    assert document.save_state()[1] == (
        f"{NAME} now holds another session. Yours goes on in {OWN}."
    )
    assert document.conflicting_path is None
    assert (*other_versions(document), *copies_beside(document)) == ()
    before = document.session
    replaced.say("then")
    assert document.undo() is not None
    assert document.session == before
    assert document.flush()
    document.close()
    assert path.read_bytes() == replaced.other.read_bytes() == replaced.other_data
    assert read_drafts(replaced.own) == {"capture worries": "! half a line"}
    assert read_drafts(replaced.other) == {}
    assert not journal_path(replaced.other).exists()
    replaced.document = Document.open(replaced.own, find_method, storage=replaced.storage)
    while "ours, saved" in worries(replaced.document.session):
        assert replaced.document.undo() is not None
    summaries = {summary.path: summary for summary in list_sessions(path.parent)}
    assert summaries[replaced.other].copy_of is None
    assert summaries[replaced.own].copy_of is None


@pytest.mark.parametrize("text", ["", "format = 1\nchild = 'Juno'\n"])
def test_a_file_without_an_id_is_a_conflict_as_ever(replaced: Replaced, text: str) -> None:
    replaced.path.write_text(text, encoding="utf-8")
    replaced.say("then")
    assert replaced.document.conflicting_path == replaced.path
    assert "Both are kept" in replaced.document.save_state()[1]


def test_what_another_program_wrote_is_not_compared_once_it_is_another_session(
    replaced: Replaced,
) -> None:
    data = replaced.path.read_text(encoding="utf-8")
    replaced.path.write_text(data.replace("ours, saved", "theirs"), encoding="utf-8")
    replaced.say("then")
    assert len(other_versions(replaced.document)) == 1
    replaced.replace(by_link=False)
    assert other_versions(replaced.document) == ()


def test_a_window_that_only_shows_it_shows_nothing_of_the_other(replaced: Replaced) -> None:
    reader = Document.open(replaced.path, find_method, storage=replaced.storage)
    try:
        replaced.replace(by_link=False)
        replaced.notice(reader)
        assert "now holds another session" in reader.read_only
        replaced.document.close()
        assert not reader.try_acquire_lock()
        assert "ours, saved" in worries(reader.session)
        assert replaced.path.read_bytes() == replaced.other_data
    finally:
        reader.close()


@pytest.mark.parametrize("by_link", [False, True])
def test_the_board_shows_nothing_of_it_and_goes_on_with_ours(
    replaced: Replaced, by_link: bool
) -> None:
    watching = Watching(replaced.path, replaced.storage)
    watching.until(lambda: "ours, saved" in watching.texts)
    shown = watching.texts
    replaced.replace(by_link)
    watching.until(lambda: watching.trouble == OTHER_SESSION)
    assert watching.texts == shown
    assert watching.room.is_dark
    watching.look()
    assert watching.room.is_dark
    replaced.notice(replaced.document)
    watching.until(lambda: not watching.trouble)
    assert not watching.room.is_dark
    replaced.say("then")
    watching.until(lambda: watching.texts[-1:] == ["then"])


def test_a_board_of_the_other_session_never_follows_ours(replaced: Replaced) -> None:
    replaced.replace(by_link=False)
    replaced.notice(replaced.document)
    assert board_file(replaced.path, replaced.storage) == replaced.own
    other = load_session(replaced.other).session
    watching = Watching(replaced.path, replaced.storage, other)
    watching.until(lambda: watching.texts == worries(other))
    assert not watching.trouble


def test_a_board_of_the_other_session_and_f12_there_leave_ours_alone(replaced: Replaced) -> None:
    replaced.replace(by_link=False)
    replaced.notice(replaced.document)
    ours = BoardCover()
    ours.add(replaced.document)
    assert ours.leave(replaced.document)
    show_left_board(own_board_file(replaced.path, replaced.storage), replaced.storage)
    assert read_board_state(replaced.own, replaced.storage).is_left
    write_board_state(replaced.own, replaced.storage, is_left=False)
    other = open_document(replaced.path, storage=replaced.storage)
    theirs = BoardCover()
    theirs.add(other)
    assert theirs.blank(other)
    assert not read_board_state(replaced.own, replaced.storage).is_dark
    assert read_board_state(replaced.path, replaced.storage).blank
    other.close()
