"""Two cases copied from one template have one id: the other in our place is another case too."""

from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.session_edits import edit_details
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.services.sessions.follower import OTHER_SESSION
from casetool.services.sessions.open import load_session, open_document
from casetool.services.sessions.own_session import create_own_session
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.context import StorageContext
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.history.purge import purge
from casetool.storage.history.restore import versions_of_case
from casetool.storage.history.trash import delete_session, restore_from_trash
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from casetool.storage.library.other_session import own_board_file
from tests.faults.working import worries
from tests.services.sessions.test_follower import Watching, say
from tests.support.driving import examples


class Twins:
    """Ash in ash.toml, which is open, and Bea in bea.toml, with one id."""

    def __init__(self, folder: Path) -> None:
        (folder / "s").mkdir()
        template = examples(folder / "s") / "example-in-discussion.toml"
        data = template.read_text(encoding="utf-8")
        for example in (folder / "s").glob("*.toml"):
            example.unlink()
        self.storage = StorageContext(state=folder / "state")
        self.ash, self.bea = folder / "s" / "ash.toml", folder / "s" / "bea.toml"
        self.own = folder / "s" / "ash-2.toml"
        child = load_session(self._write(self.ash, data)).session.child
        for path in (self.ash, self.bea):
            self._write(path, data.replace(f'"{child}"', f'"{path.stem.title()}"', 1))
        self.say_there(self.bea, "of Bea")
        self.document = open_document(self.ash, storage=self.storage)
        say(self.document, "of Ash")
        self.changes = Queue[ExternalChange | None]()

    @staticmethod
    def _write(path: Path, data: str) -> Path:
        path.write_text(data, encoding="utf-8")
        return path

    def say_there(self, path: Path, words: str) -> None:
        other = open_document(path, storage=self.storage)
        say(other, words)
        other.close()

    def put(self, data: bytes) -> None:
        beside = self.ash.with_name("beside")
        beside.write_bytes(data)
        beside.replace(self.ash)

    def bea_comes(self, how: str) -> None:
        """Put the case of Bea at the name of Ash, as another hand would."""
        if how == "link":
            self.ash.rename(self.ash.with_name("moved.dat"))
            self.ash.symlink_to(self.bea.name)
        elif how == "moved":
            self.bea.replace(self.ash)
        else:
            data = self.bea.read_bytes()
            if how == "trashed":
                delete_session(self.bea, self.storage)
            self.put(data)

    def hear(self, document: Document) -> bool:
        """Let a window hear of the change, and say whether it took it over."""
        document.on_outside(self.changes.put)
        change = self.changes.get(timeout=10)
        assert change is not None
        is_accepted = document.accept_external(change)
        assert document.flush()
        return is_accepted


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[Twins]:
    twins = Twins(tmp_path)
    yield twins
    twins.document.close()


@pytest.mark.parametrize("how", ["copied", "moved", "trashed", "link"])
@pytest.mark.parametrize("is_unsaved", [False, True])
def test_the_open_case_goes_on_beside_the_other(twins: Twins, how: str, is_unsaved: bool) -> None:
    document = twins.document
    document.keep_draft("capture worries", "! half a line")
    assert document.flush()
    twins.bea_comes(how)
    data = twins.ash.read_bytes()
    if is_unsaved:
        say(document, "not saved at that moment")
    else:
        assert not twins.hear(document)
    assert document.path == twins.own
    assert document.session.child == "Ash"
    assert "now holds another session. Yours goes on in ash-2.toml." in document.save_state()[1]
    assert document.conflicting_path is None
    assert other_versions(document) == ()
    assert twins.ash.read_bytes() == data
    assert read_drafts(twins.own) == {"capture worries": "! half a line"}
    assert "of Ash" in worries(load_session(twins.own).session)


def test_its_earlier_versions_go_on_with_it_and_the_others_stay(twins: Twins) -> None:
    before = versions_of_case(twins.ash, twins.document.session.id, twins.storage)
    assert before
    twins.bea_comes("copied")
    assert not twins.hear(twins.document)
    twins.document.close()
    twins.say_there(twins.ash, "more of Bea")
    session_id = twins.document.session.id
    ours = versions_of_case(twins.own, session_id, twins.storage)
    theirs = versions_of_case(twins.ash, session_id, twins.storage)
    assert [version.digest for version in ours] == [version.digest for version in before]
    assert {load_session(version.path).session.child for version in ours} == {"Ash"}
    assert {load_session(version.path).session.child for version in theirs} == {"Bea"}
    twins.document = Document.open(twins.own, find_method, storage=twins.storage)


def test_a_window_that_only_shows_ours_shows_nothing_of_the_other(twins: Twins) -> None:
    reader = Document.open(twins.ash, find_method, storage=twins.storage)
    try:
        twins.bea_comes("copied")
        assert not twins.hear(reader)
        assert "now holds another session" in reader.read_only
        assert not twins.hear(reader), "as long as it is there"
        twins.document.close()
        assert not reader.try_acquire_lock()
        assert reader.session.child == "Ash"
    finally:
        reader.close()


@pytest.mark.parametrize("how", ["copied", "moved", "trashed", "link"])
def test_the_board_shows_nothing_of_the_other_and_goes_on_with_ours(twins: Twins, how: str) -> None:
    watching = Watching(twins.ash, twins.storage)
    watching.until(lambda: "of Ash" in watching.texts)
    shown = watching.texts
    twins.bea_comes(how)
    watching.until(lambda: watching.trouble == OTHER_SESSION)
    assert watching.texts == shown
    assert watching.room.is_dark
    assert not twins.hear(twins.document)
    watching.until(lambda: not watching.trouble)
    say(twins.document, "then")
    watching.until(lambda: watching.texts[-1:] == ["then"])


def test_a_board_of_the_other_never_follows_ours(twins: Twins) -> None:
    twins.bea_comes("copied")
    assert not twins.hear(twins.document)
    other = load_session(twins.ash).session
    assert own_board_file(twins.ash, twins.storage) == twins.ash
    watching = Watching(twins.ash, twins.storage, other)
    watching.until(lambda: watching.texts == worries(other))
    watching.look()
    assert watching.texts == worries(other)
    assert not watching.trouble


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_name_that_another_hand_corrects_is_no_other_case(twins: Twins, is_saved: bool) -> None:
    document = twins.document
    twins.put(twins.ash.read_bytes().replace(b'"Ash"', b'"Ashley"', 1))
    copy = twins.ash.with_name("ash.sync-conflict-20261129-120000-ABCDEFG.toml")
    copy.write_bytes(twins.ash.read_bytes())
    if is_saved:
        assert twins.hear(document)
        assert document.session.child == "Ashley"
        assert document.path == twins.ash
    else:
        say(document, "at the same moment")
        assert document.conflicting_path == twins.ash
        assert "Ashley" in {version.session.child for version in other_versions(document)}


def test_the_board_follows_names_that_its_own_window_corrects(twins: Twins) -> None:
    watching = Watching(twins.ash, twins.storage)
    watching.until(lambda: "of Ash" in watching.texts)
    twins.ash.with_name("backup of it.toml").write_bytes(twins.ash.read_bytes())
    twins.document.apply(lambda session: evolve(session, child="Ashley"), "the name")
    say(twins.document, "corrected")
    watching.until(lambda: watching.texts[-1:] == ["corrected"])
    twins.document.undo()
    twins.document.undo()
    assert twins.document.session.child == "Ash"
    say(twins.document, "corrected back")
    watching.until(lambda: watching.texts[-1:] == ["corrected back"])


@pytest.mark.parametrize("how", ["moved", "renamed"])
def test_a_case_that_was_taken_elsewhere_leaves_no_version_to_the_other(
    twins: Twins, tmp_path: Path, how: str
) -> None:
    """Nor does a purge of the other remove what it left."""
    twins.document.close()
    for words in ("Bea again", "and again"):
        twins.say_there(twins.bea, words)
    (tmp_path / "archive").mkdir()
    session_id = twins.document.session.id
    place = twins.bea.with_name("done.toml") if how == "renamed" else tmp_path / "archive/bea.toml"
    twins.bea.rename(place)
    if how == "renamed":
        create_own_session(place, twins.storage)
        own = versions_of_case(place, load_session(place).session.id, twins.storage)
        assert {version.name for version in own} == {"bea.toml", "done.toml"}
    versions = versions_of_case(twins.ash, session_id, twins.storage)
    assert {version.name for version in versions} == {"ash.toml"}
    of_bea = [version for version in versions_of(twins.ash.parent) if version not in versions]
    purge(twins.ash, session_id, twins.storage)
    assert [version for version in of_bea if not version.path.exists()] == []


def test_a_renamed_session_keeps_the_versions_of_its_former_name(twins: Twins) -> None:
    """Also where the name of the child was corrected before or since."""
    document, session_id = twins.document, twins.document.session.id
    document.apply(lambda session: edit_details(session, child="Ashley"), "the name")
    document.close()
    renamed = twins.ash.rename(twins.ash.with_name("ashley.toml"))
    names = [version.name for version in versions_of_case(renamed, session_id, twins.storage)]
    other = open_document(renamed, storage=twins.storage)
    other.apply(lambda session: edit_details(session, child="Ashleigh"), "the name")
    other.close()
    versions = versions_of_case(renamed, session_id, twins.storage)
    assert {version.name for version in versions} == {*names, renamed.name}
    assert "ash.toml" in names


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_working_name_used_again_offers_nothing_of_the_child_before(
    twins: Twins, tmp_path: Path, is_saved: bool
) -> None:
    template = twins.ash.with_name("template.toml")
    template.write_bytes(twins.bea.read_bytes().replace(b'"Bea"', b'"Template"', 1))
    document, place = twins.document, twins.ash
    document.keep_draft("capture worries", "! half a line about Ash")
    assert document.flush()
    if not is_saved:
        place.parent.rename(tmp_path / "away")
        document.keep_draft("capture worries", "! half a line about Ash, more")
        document.apply(lambda session: edit_details(session, reason="nowhere else"), "the reason")
        document.flush()
    document.close()
    if not is_saved:
        (tmp_path / "away").rename(place.parent)
    place.replace(tmp_path / "archived.toml")
    place.write_bytes(template.read_bytes().replace(b'"Template"', b'"Cas"', 1))
    again = open_document(place, storage=twins.storage)
    assert again.drafts() == {}
    assert other_versions(again) == ()
    assert not again.lacks_last_state, "it would lead to the words of the child before"
    again.close()


def test_what_is_in_the_undo_of_who_has_its_former_name_goes_with_it(twins: Twins) -> None:
    """A working file: renamed once the discussion is over, and made anew for the next child.

    Its earlier versions, which are known by that undo, go as well. From the trash all come back.
    """
    twins.document.close()
    twins.say_there(twins.ash, "of Ash again")
    renamed = twins.ash.rename(twins.ash.with_name("done.toml"))
    twins.ash.write_bytes(twins.bea.read_bytes().replace(b'"Bea"', b'"Cal"', 1))
    twins.say_there(twins.ash, "of Cal")
    journal, session_id = journal_path(twins.ash), load_session(renamed).session.id
    versions = [version.path for version in versions_of_case(renamed, session_id, twins.storage)]
    assert len(versions) > 1
    restored = restore_from_trash(delete_session(renamed, twins.storage), twins.storage)
    assert restored == renamed
    kept = [version.path for version in versions_of_case(renamed, session_id, twins.storage)]
    assert kept == versions
    assert b"of Ash" in journal.read_bytes()
    purge(renamed, session_id, twins.storage)
    assert b"of Ash" not in journal.read_bytes()
    assert b"of Cal" in journal.read_bytes()
    assert [path for path in versions if path.exists()] == []
    assert not journal_path(renamed).exists()
