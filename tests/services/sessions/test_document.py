"""The Document: one value, its past, and a file that is told the truth about."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casetool.methods import find_method
from casetool.models.corrections.edits import circulate
from casetool.models.corrections.version_record import VERSIONS_STAY
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.session import Session
from casetool.models.session_edits import begin_discussion, edit_details, open_step
from casetool.models.timing.timer_edits import toggle_timer
from casetool.services.sessions.create import create_document
from casetool.services.sessions.document import Document
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.autosave.writer import Writer
from casetool.storage.files.atomic import (
    Fingerprint,
    SaveError,
    read_with_fingerprint,
    write_atomically,
)
from casetool.storage.history.versions import versions_of
from casetool.storage.toml.codec import SessionFileError, decode, loads
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


def new(folder: Path, child: str = "Robin") -> Document:
    session = Session(id="a", child=child, headings=empty_headings(METHOD))
    return create_document(session, METHOD, folder, now=lambda: NOW)


def on_disk(path: Path) -> Session:
    return loads(decode(path.read_bytes()), find_method).session


def catch(words: str) -> Callable[[Session], Session]:
    entry = Entry(id=f"e{abs(hash(words)) % 10**9}", text=words)
    return lambda session: add_entry(session, "worries", entry)


def worries(session: Session) -> list[str]:
    heading = session.heading("worries")
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


def with_disk(
    folder: Path, disk: Callable[[Path, bytes, Fingerprint | None], Fingerprint], retry: float = 60
) -> Document:
    """A document on a disk of the test's own."""
    made = new(folder)
    made.close()
    data, mark = read_with_fingerprint(made.path)
    loaded = loads(decode(data), find_method)
    return Document(loaded, made.path, mark, writer=Writer(made.path, mark, METHOD, disk, retry))


def test_a_new_session_is_on_disk_at_once(tmp_path: Path) -> None:
    document = new(tmp_path)
    assert document.path.name == "2026-11-12-robin.toml"
    assert on_disk(document.path) == document.session
    document.close()


def test_two_new_sessions_of_one_name_are_two_files(tmp_path: Path) -> None:
    assert new(tmp_path).path != new(tmp_path).path


def test_every_edit_reaches_the_disk_before_it_is_called_saved(tmp_path: Path) -> None:
    document, told = new(tmp_path), list[tuple[SaveState, str, list[str]]]()
    document.close()
    again = Document.open(document.path, find_method)
    again.on_saved(lambda state, why: told.append((state, why, worries(on_disk(again.path)))))
    for words in ("one", "two"):
        again.apply(catch(words), "caught")
        assert again.flush()
    assert again.save_state() == (SaveState.SAVED, "")
    assert told[-1] == (SaveState.SAVED, "", ["one", "two"])
    again.close()


def test_an_edit_that_changes_nothing_is_no_edit(tmp_path: Path) -> None:
    document = new(tmp_path)
    assert not document.apply(lambda session: session, "nothing")
    assert not document.apply(lambda session: edit_details(session, child="Robin"), "same")
    assert not document.history.can_undo
    document.close()


def test_watchers_are_told_of_old_and_new_until_they_leave(tmp_path: Path) -> None:
    document, seen = new(tmp_path), list[tuple[list[str], list[str]]]()
    leave = document.subscribe(lambda old, now: seen.append((worries(old), worries(now))))
    document.apply(catch("one"), "caught")
    document.undo()
    leave()
    document.redo()
    assert seen == [([], ["one"]), (["one"], [])]
    document.close()


def test_undo_says_what_it_took_back(tmp_path: Path) -> None:
    document = new(tmp_path)
    document.apply(catch("one"), "a line")
    assert document.undo() == "a line"
    assert document.undo() is None
    assert document.redo() == "a line"
    assert document.redo() is None
    document.close()


def test_undo_leaves_the_clock_and_the_open_step_as_they_are(tmp_path: Path) -> None:
    document = new(tmp_path)
    step = METHOD.step("thoughts")
    document.apply(catch("one"), "caught")
    document.note(lambda session: open_step(session, "tree"))
    document.note(lambda session: toggle_timer(session, step, NOW))
    document.note(lambda session: begin_discussion(session, METHOD, "thoughts", NOW))
    document.undo()
    assert worries(document.session) == []
    assert document.session.at == "tree"
    assert document.session.clocks[0].since == NOW
    assert document.session.begun == NOW
    document.close()


@pytest.mark.parametrize("in_journal", [False, True], ids=["now", "by an older casetool"])
def test_undo_brings_no_names_back_on_the_room_s_screen(tmp_path: Path, in_journal: bool) -> None:
    document = new(tmp_path)
    document.apply(catch("one"), "a line")
    hide = partial(edit_details, wall=NameDisplay.INITIALS)
    document.apply(hide, "names on the room's screen") if in_journal else document.note(hide)
    document.close()
    again = Document.open(document.path, lambda _: METHOD)
    assert again.undo() == "a line"
    assert again.session.wall is NameDisplay.INITIALS
    assert again.undo() is None
    assert again.redo() == "a line"
    assert again.session.wall is NameDisplay.INITIALS
    again.close()


@pytest.mark.parametrize("in_journal", [False, True], ids=["now", "by an older casetool"])
def test_undo_steps_over_what_was_sent_also_after_a_restart(
    tmp_path: Path, in_journal: bool
) -> None:
    document = new(tmp_path)
    document.apply(catch("one"), "a line")
    send = partial(circulate, method=METHOD, now=NOW)
    document.apply(send, "circulated") if in_journal else document.note(send)
    document.close()
    again = Document.open(document.path, lambda _: METHOD)
    assert again.undo() == f"a line{VERSIONS_STAY}"
    assert again.undo() is None
    assert worries(again.session) == []
    assert [version.number for version in again.session.circulated] == [1]
    assert again.redo() == "a line"
    assert [version.number for version in again.session.circulated] == [1]
    again.close()


def test_what_was_undone_is_a_version_once_the_session_is_closed(tmp_path: Path) -> None:
    document = new(tmp_path)
    for words in ("one", "two", "three"):
        document.apply(catch(words), words)
    for _ in range(2):
        document.undo()
    document.close()
    document.path.write_bytes(document.path.read_bytes() + b"\n# by another hand\n")
    again = Document.open(document.path, lambda _: METHOD)
    assert again.redo() is None
    texts = [version.read().decode() for version in versions_of(tmp_path, again.session.id)]
    assert any("three" in text for text in texts)
    count = len(texts)
    again.close()
    assert len(versions_of(tmp_path, again.session.id)) == count, "once"


STEPS = ["edit", "undo", "redo", "note", "away", "restart"]


def at_step(number: int) -> Callable[[Session], Session]:
    return lambda session: open_step(session, METHOD.steps[number % len(METHOD.steps)].id)


@settings(suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.sampled_from(["edit", "undo", "redo", "note", "away", "restart"]), max_size=30
    ),
)
@example(steps=["edit", "edit", "undo", "undo", "restart", "redo", "redo", "redo"])
@example(steps=["edit", "edit", "edit", "undo", "restart", "undo", "restart", "redo", "redo"])
@example(steps=["edit", "undo", "restart", "edit", "restart", "redo", "undo", "undo"])
@example(steps=["edit", "away", "edit", "away", "edit", "restart", "undo", "undo", "undo"])
@example(steps=["edit", "away", "edit", "undo", "away", "restart", "redo", "undo", "undo"])
def test_undo_and_redo_walk_through_every_value_also_after_a_restart(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("undo") / "s"
    folder.mkdir()
    document = new(folder)
    values, at = [document.session], 0
    for number, step in enumerate(steps):
        if step == "edit":
            document.apply(catch(f"words {number}"), "caught")
            values, at = [*values[: at + 1], document.session], at + 1
        elif step == "note":
            document.note(at_step(number))
            values = [at_step(number)(value) for value in values]
        elif step == "away":
            _take_away_or_back(folder, document)
        elif step == "restart":
            if not folder.exists():
                _take_away_or_back(folder, document)
            document.close()
            document = Document.open(document.path, lambda _: METHOD)
        elif step == "undo":
            assert (document.undo() is None) == (at == 0)
            at = max(0, at - 1)
        else:
            assert (document.redo() is None) == (at == len(values) - 1)
            at = min(len(values) - 1, at + 1)
        assert document.session == values[at]
    if not folder.exists():
        _take_away_or_back(folder, document)
    assert document.flush()
    assert on_disk(document.path) == values[at]
    document.close()


def _take_away_or_back(folder: Path, document: Document) -> None:
    """Take the folder of a session away after all is tried, or bring it back."""
    away = folder.with_name("away")
    if folder.exists():
        document.flush()
        folder.rename(away)
    else:
        document.flush(0.01)  # refused
        away.rename(folder)


def test_the_newest_value_wins_while_the_disk_is_slow(tmp_path: Path) -> None:
    gate, writes = Event(), list[bytes]()

    def slow(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        gate.wait(10)
        writes.append(data)
        return write_atomically(path, data, known)

    document = with_disk(tmp_path, slow)
    for number in range(50):
        document.apply(catch(f"words {number}"), "caught")
    assert document.save_state()[0] is SaveState.SAVING
    gate.set()
    assert document.flush()
    assert len(writes) <= 3
    assert len(worries(on_disk(document.path))) == 50
    document.close()


def test_a_failing_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    full = Event()
    full.set()

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if full.is_set():
            raise SaveError("The disk is full.")
        return write_atomically(path, data, known)

    document = with_disk(tmp_path, disk)
    before = document.path.read_bytes()
    document.apply(catch("one"), "caught")
    assert not document.flush(0.5)
    state, why = document.save_state()
    assert state is SaveState.NOT_SAVED
    assert "full" in why
    assert document.path.read_bytes() == before
    full.clear()
    document.apply(catch("two"), "caught")
    assert document.flush()
    assert worries(on_disk(document.path)) == ["one", "two"]
    assert document.save_state()[0] is SaveState.SAVED
    document.close()


def test_a_disk_that_comes_back_is_written_without_another_edit(tmp_path: Path) -> None:
    failures = iter([True, True, False])

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if next(failures, False):
            raise SaveError("Not now.")
        return write_atomically(path, data, known)

    document = with_disk(tmp_path, disk, retry=0.01)
    document.apply(catch("one"), "caught")
    assert document.flush()
    assert worries(on_disk(document.path)) == ["one"]
    document.close()


def test_closing_on_a_failing_disk_comes_to_an_end(tmp_path: Path) -> None:
    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        raise SaveError("Never.")

    document = with_disk(tmp_path, disk)
    document.apply(catch("one"), "caught")
    document.close()
    assert document.save_state()[0] is SaveState.NOT_SAVED


def test_a_file_changed_by_another_hand_is_kept_and_ours_goes_beside_it(tmp_path: Path) -> None:
    document = new(tmp_path)
    theirs = document.path.read_bytes() + b"\n# theirs\n"
    first = document.path
    first.write_bytes(theirs)
    document.apply(catch("ours"), "caught")
    assert document.flush()
    assert first.read_bytes() == theirs
    assert document.path == first.with_stem(f"{first.stem}-2")
    assert worries(on_disk(document.path)) == ["ours"]
    assert "Both are kept" in document.save_state()[1]
    document.apply(catch("more"), "caught")
    assert document.flush()
    assert worries(on_disk(document.path)) == ["ours", "more"]
    document.close()


def test_drafts_are_on_disk_within_a_second_and_gone_when_empty(tmp_path: Path) -> None:
    document = new(tmp_path)
    for length in range(1, 20):
        document.keep_draft("capture", "x" * length)
    assert document.flush(1.0)
    assert read_drafts(document.path) == {"capture": "x" * 19}
    document.keep_draft("capture", "")
    assert document.flush(1.0)
    assert read_drafts(document.path) == {}
    document.close()


def test_a_draft_is_written_by_itself(tmp_path: Path) -> None:
    document, patience = new(tmp_path), Event()
    document.keep_draft("capture", "half a sen")
    document.keep_draft("capture", "half a sentence")
    for _ in range(200):
        if read_drafts(document.path):
            break
        patience.wait(0.01)
    assert read_drafts(document.path) == {"capture": "half a sentence"}
    document.close()


@pytest.mark.parametrize("cut", [0, 1, 40, 200, -1, -9])
def test_a_broken_file_is_left_as_it_is(tmp_path: Path, cut: int) -> None:
    document = new(tmp_path)
    document.apply(catch("one"), "caught")
    document.close()
    broken = document.path.read_bytes()[:cut] + b"\n[["
    document.path.write_bytes(broken)
    with pytest.raises(SessionFileError):
        Document.open(document.path, find_method)
    assert document.path.read_bytes() == broken
    assert [path for path in tmp_path.iterdir() if path.name != ".casetool"] == [document.path]


def test_new_ids_are_new(tmp_path: Path) -> None:
    document = new(tmp_path)
    ids = set()
    for _ in range(200):
        new_id = document.fresh_id()
        assert new_id not in ids
        ids.add(new_id)
        entry = Entry(id=new_id, text="x")
        document.apply(lambda session, entry=entry: add_entry(session, "worries", entry), "x")  # type: ignore[misc]
    document.close()


def test_a_full_disk_is_told_in_plain_words(tmp_path: Path) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    document = with_disk(tmp_path, partial(write_atomically, sync=full))
    document.apply(catch("one"), "caught")
    assert not document.flush(0.5)
    assert "no space left" in document.save_state()[1]
    document.close()
