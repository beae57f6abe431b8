"""The Document where it is not alone: other windows, other programs, and its own earlier self."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casetool.methods import find_method
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.session_edits import open_step
from casetool.services.sessions.create import create_document
from casetool.services.sessions.document import Document
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import (
    Fingerprint,
    SaveError,
    fingerprint_of,
    read_with_fingerprint,
    write_atomically,
)
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from casetool.storage.toml.codec import NewerFormatError, decode, dumps, loads
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


class Ticking:
    """A clock that goes on a little whenever it is asked."""

    def __init__(self, step: timedelta = timedelta(milliseconds=1)) -> None:
        self.now, self.step = NOW, step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def resting(folder: Path, **more: object) -> StorageContext:
    return StorageContext(state=folder / "state", now=Ticking(), **more)  # type: ignore[arg-type]


def made(folder: Path) -> Path:
    """The file of a new session."""
    session = Session(id="a", child="Robin", headings=empty_headings(METHOD))
    (folder / "sessions").mkdir(parents=True, exist_ok=True)
    document = create_document(session, METHOD, folder / "sessions", now=lambda: NOW)
    document.close()
    return document.path


@contextmanager
def opened(path: Path, folder: Path) -> Iterator[Document]:
    document = Document.open(path, find_method, storage=resting(folder))
    yield document
    document.close()


def catch(document: Document, words: str) -> bool:
    entry = Entry(id=document.fresh_id(), text=words)
    return document.apply(lambda session: add_entry(session, "worries", entry), f"caught {words}")


def worries(session: Session) -> list[str]:
    heading = session.heading("worries")
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


def on_disk(path: Path) -> Session:
    return loads(decode(path.read_bytes()), find_method).session


def theirs(path: Path, words: str) -> Session:
    """What another hand makes of the file."""
    entry = Entry(id="theirs", text=words)
    return add_entry(on_disk(path), "worries", entry)


def put_theirs(path: Path, words: str) -> None:
    """Another hand replaces the file, as a sync client does."""
    data = dumps(theirs(path, words), METHOD).encode()
    write_atomically(path.with_suffix(".sync"), data, None)
    path.with_suffix(".sync").replace(path)


def test_undo_goes_back_beyond_the_last_start(tmp_path: Path) -> None:
    path = made(tmp_path)
    for words in ("one", "two", "three"):
        with opened(path, tmp_path) as document:
            catch(document, words)
    with opened(path, tmp_path) as document:
        assert document.undo() == "caught three"
        assert document.undo() == "caught two"
        assert worries(document.session) == ["one"]
        assert document.redo() == "caught two"
    with opened(path, tmp_path) as document:
        assert worries(document.session) == ["one", "two"]
        assert document.undo() == "caught two"
        assert document.undo() == "caught one"
        assert document.undo() is None
        assert worries(document.session) == []


class Sittings(RuleBasedStateMachine):
    """Edits, undo, redo, other programs and restarts in any order, against a list of values."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.path = made(self.folder / str(id(self)))
        self.document = self.open()
        self.past: list[Session] = []
        self.future: list[Session] = []
        self.count = 0

    def open(self) -> Document:
        return Document.open(self.path, find_method, storage=StorageContext(now=Ticking()))

    @rule()
    def edit(self) -> None:
        self.count += 1
        self.past.append(self.document.session)
        self.future.clear()
        catch(self.document, str(self.count))

    @rule(step=st.sampled_from(["people", "facts", "worries"]))
    def walk(self, step: str) -> None:
        self.document.note(lambda session: open_step(session, step))

    @rule()
    def undo(self) -> None:
        before = self.document.session
        done = self.document.undo()
        assert (done is None) == (not self.past)
        if self.past:
            self.future.append(before)
            self.compare(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.document.session)
        assert self.document.redo() is not None
        self.compare(self.future.pop())

    @rule()
    def restart(self) -> None:
        self.document.close()
        self.document = self.open()
        self.future.clear()

    @rule()
    def another_hand(self) -> None:
        assert self.document.flush()
        known = fingerprint_of(self.path.read_bytes())
        put_theirs(self.path, f"theirs {self.count}")
        data, mark = read_with_fingerprint(self.path)
        assert self.document.accept_external(
            ExternalChange(loads(decode(data), find_method), mark, known)
        )
        assert worries(self.document.session)[-1] == f"theirs {self.count}"
        self.past.clear()
        self.future.clear()

    def compare(self, wanted: Session) -> None:
        assert worries(self.document.session) == worries(wanted)

    def teardown(self) -> None:
        self.document.close()


def test_undo_of_n_changes_gives_the_earlier_value_whatever_lies_between(tmp_path: Path) -> None:
    machine = type("Machine", (Sittings,), {"folder": tmp_path})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )


def test_the_second_window_looks_on_and_loses_nothing(tmp_path: Path) -> None:
    path, said = made(tmp_path), list[str]()
    with opened(path, tmp_path) as first, opened(path, tmp_path) as second:
        assert first.read_only == ""
        assert "open in another window, since" in second.read_only
        second.refused = said.append
        catch(first, "one")
        assert not catch(second, "lost?")
        assert second.undo() is None
        second.keep_draft("capture", "half a sen")
        assert said == [second.read_only] * 2
        assert first.flush()
        assert second.flush()
        assert first.drafts() == second.drafts() == {}
        second.note(lambda session: open_step(session, "worries"))
        assert second.session.at == "worries"
    assert worries(on_disk(path)) == ["one"]
    assert on_disk(path).at == "people"


def test_the_second_window_writes_once_the_first_is_gone(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path, tmp_path) as first:
        second = Document.open(path, find_method, storage=resting(tmp_path))
        second.note(lambda session: open_step(session, "worries"))
        assert not second.try_acquire_lock()
        catch(first, "one")
    assert second.try_acquire_lock()
    assert not second.try_acquire_lock()
    assert second.read_only == ""
    assert worries(second.session) == ["one"]
    assert second.session.at == "worries"
    assert catch(second, "two")
    second.close()
    assert worries(on_disk(path)) == ["one", "two"]


def test_what_another_program_writes_is_taken_in_by_itself(tmp_path: Path) -> None:
    path, seen = made(tmp_path), Queue[ExternalChange | None]()
    with opened(path, tmp_path) as document:
        catch(document, "ours")
        document.on_outside(seen.put)
        assert document.flush()
        put_theirs(path, "theirs")
        outside = seen.get(timeout=10)
        assert outside is not None
        assert document.accept_external(outside)
        assert worries(document.session) == ["ours", "theirs"]
        assert document.undo() is None
        catch(document, "more")
    assert worries(on_disk(path)) == ["ours", "theirs", "more"]


@pytest.mark.parametrize("words", ["", "[", "format = 1\n", "\x00", "format = 1\nid = 'a'\nchild"])
def test_what_is_no_whole_session_is_never_taken_in(tmp_path: Path, words: str) -> None:
    path, seen = made(tmp_path), Queue[ExternalChange | None]()
    with opened(path, tmp_path) as document:
        document.on_outside(seen.put)
        path.write_text(words, encoding="utf-8")
        put = dumps(theirs_of(document.session), METHOD)
        document.flush()
        path.write_text(put, encoding="utf-8")
        outside = seen.get(timeout=10)
        assert outside is not None
        assert worries(outside.loaded.session) == ["theirs"]
        assert seen.empty()


def theirs_of(session: Session) -> Session:
    return add_entry(session, "worries", Entry(id="theirs", text="theirs"))


def test_a_change_of_ours_is_never_passed_over(tmp_path: Path) -> None:
    path = made(tmp_path)
    data, mark = read_with_fingerprint(path)
    loaded = loads(decode(data), find_method)

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        raise SaveError("Not now.")

    document = Document(loaded, path, mark, writer=Writer(path, mark, METHOD, disk, 60))
    catch(document, "ours")
    known = mark
    put_theirs(path, "theirs")
    data, mark = read_with_fingerprint(path)
    assert not document.accept_external(
        ExternalChange(loads(decode(data), find_method), mark, known)
    )
    assert worries(document.session) == ["ours"]
    document.close()


def test_old_news_is_not_taken_in_after_a_save_of_ours(tmp_path: Path) -> None:
    path, seen = made(tmp_path), Queue[ExternalChange | None]()
    with opened(path, tmp_path) as document:
        document.on_outside(seen.put)
        put_theirs(path, "theirs")
        news = seen.get(timeout=10)
        assert news is not None
        catch(document, "ours")
        assert document.flush()
        assert not document.accept_external(news)
        assert worries(document.session) == ["ours"]
        assert document.conflicting_path == path


def test_the_rival_of_a_conflict_is_known(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path, tmp_path) as document:
        assert document.conflicting_path is None
        put_theirs(path, "theirs")
        catch(document, "ours")
        assert document.flush()
        assert document.conflicting_path == path
        assert worries(on_disk(document.path)) == ["ours"]
        assert worries(on_disk(path)) == ["theirs"]
        assert document.undo() == "caught ours"


def test_a_file_that_was_taken_away_is_made_again_and_told_of(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path, tmp_path) as document:
        path.rename(path.with_suffix(".moved"))
        catch(document, "one")
        assert document.flush()
        assert "had been taken away; it is there again" in document.save_state()[1]
    assert worries(on_disk(path)) == ["one"]


def test_a_file_that_another_laptop_encrypted_is_not_made_again_in_plain(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path, tmp_path) as document:
        catch(document, "one")
        assert document.flush()
        journal = journal_path(path).read_bytes()
        encrypted = path.rename(path.with_name(f"{path.name}.age"))
        document.keep_draft("capture worries", "! half")
        catch(document, "plain words")
        assert not document.flush()
        assert not draft_path(path).exists()
        state, why = document.save_state()
        assert state is not SaveState.SAVED
        assert f"the session is encrypted now, in {encrypted.name}. Open that one" in why
        assert not path.exists()
        assert journal_path(path).read_bytes() == journal
        assert document.rescue is not None
        assert "plain words" in worries(on_disk(document.rescue))[-1]


def test_a_file_that_is_made_again_before_its_encrypted_form_comes_is_written_no_more(
    tmp_path: Path,
) -> None:
    path = made(tmp_path)
    encrypted = path.with_name(f"{path.name}.age")
    with opened(path, tmp_path) as document:
        news = Queue[ExternalChange | None]()
        path.unlink()
        catch(document, "one")
        assert document.flush()
        document.on_outside(news.put)
        encrypted.write_bytes(b"a sync client brings it last")
        assert news.get(timeout=10) is None
        before = path.read_bytes()
        document.keep_draft("capture worries", "! half")
        catch(document, "plain words")
        assert not document.flush()
        assert not draft_path(path).exists()
        state, why = document.save_state()
        assert state is not SaveState.SAVED
        assert f"the session is encrypted now, in {encrypted.name}. Open that one" in why
        assert path.read_bytes() == before
        assert document.rescue is not None
        assert "plain words" in worries(on_disk(document.rescue))[-1]
        encrypted.unlink()
        catch(document, "more")
        assert document.flush()
    assert worries(on_disk(path)) == ["one", "plain words", "more"]


def test_a_pair_that_was_there_when_it_was_opened_is_saved_as_ever(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.with_name(f"{path.name}.age").write_bytes(b"another session perhaps")
    with opened(path, tmp_path) as document:
        catch(document, "one")
        assert document.flush()
        assert worries(on_disk(path)) == ["one"]


def test_while_the_disk_fails_every_word_is_in_the_emergency_copy(tmp_path: Path) -> None:
    path, rest, full = made(tmp_path), resting(tmp_path), [True]

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if full[0]:
            raise SaveError(f"{path.name} was not saved: no space left on device.")
        return write_atomically(path, data, known)

    data, mark = read_with_fingerprint(path)
    loaded = loads(decode(data), find_method)
    writer = Writer(path, mark, METHOD, disk, 0.01, rest)
    document = Document(loaded, path, mark, writer=writer, storage=rest)
    told = Queue[tuple[SaveState, str]]()
    document.on_saved(lambda state, why: told.put((state, why)))
    catch(document, "one")
    assert told.get(timeout=10)[0] is SaveState.SAVING
    state, why = told.get(timeout=10)
    assert state is SaveState.NOT_SAVED
    assert "no space left" in why
    assert "Every word is also in" in why
    (copy,) = copies_of(path, rest)
    assert worries(loads(decode(copy.read()), find_method).session) == ["one"]
    assert document.rescue == copy.path
    assert copy.path.stat().st_mode & 0o777 == 0o600
    full[0] = False
    assert document.flush()
    assert document.rescue is None
    assert list((tmp_path / "state" / "emergency").iterdir()) == []
    document.close()


def test_the_first_save_of_a_sitting_keeps_what_was_there(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = path.read_bytes()
    with opened(path, tmp_path) as document:
        catch(document, "one")
        assert document.flush()
        catch(document, "two")
    (version,) = versions_of(path.parent, "a")
    assert version.read() == before


def test_a_long_sitting_keeps_a_version_every_five_minutes(tmp_path: Path) -> None:
    path = made(tmp_path)
    storage = StorageContext(now=Ticking(timedelta(minutes=3)))
    document = Document.open(path, find_method, storage=storage)
    for number in range(6):
        catch(document, str(number))
        assert document.flush()
    document.close()
    assert len(versions_of(path.parent, "a")) == 3


def test_a_newer_format_is_shown_and_left_byte_for_byte(tmp_path: Path) -> None:
    path = made(tmp_path)
    text = path.read_text(encoding="utf-8").replace("format = 1", 'format = 2\nmoon = "full"')
    path.write_text(text, encoding="utf-8")
    with opened(path, tmp_path) as document:
        assert "newer casetool (format 2)" in document.read_only
        assert not catch(document, "one")
        document.note(lambda session: open_step(session, "worries"))
        document.keep_draft("capture", "x")
        document.flush()
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in path.parent.iterdir() if one.name != ".casetool"] == [path.name]


def test_a_newer_format_that_cannot_be_understood_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    text = path.read_text(encoding="utf-8").replace("format = 1", "format = 2\nchild_of = 3")
    path.write_text(text.replace('child = "Robin"', "child = 3"), encoding="utf-8")
    with pytest.raises(NewerFormatError):
        Document.open(path, find_method)


@given(st.binary(max_size=40))
def test_a_mark_tells_any_bytes_apart(data: bytes) -> None:
    assert fingerprint_of(data) != fingerprint_of(data + b"x")


def test_what_we_saved_is_an_earlier_version_once_another_hand_replaced_it(tmp_path: Path) -> None:
    path, seen = made(tmp_path), Queue[ExternalChange | None]()
    with opened(path, tmp_path) as document, opened(path, tmp_path) as follower:
        old = dumps(theirs(path, "theirs"), METHOD).encode()  # made without what we save now
        catch(document, "ours")
        assert document.flush()
        ours = path.read_bytes()
        follower.on_outside(lambda _: None)
        document.on_outside(seen.put)
        write_atomically(path.with_suffix(".sync"), old, None)
        path.with_suffix(".sync").replace(path)
        news = seen.get(timeout=10)
        assert news is not None
        assert news.old_version_saved
        assert document.accept_external(news)
        assert worries(document.session) == ["theirs"]
        assert versions_of(path.parent, "a")[0].read() == ours
        assert len(versions_of(path.parent, "a")) == 2  # who looks on keeps nothing
