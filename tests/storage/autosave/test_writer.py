"""The thread that writes: it outlives every fault, and never says more than is true."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from casetool.models.entries.model import Entries
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import (
    read_drafts,
    write_drafts,
)
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.autosave.saver import Saver
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.files import atomic
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    Write,
    write_atomically,
)
from casetool.storage.history.versions import versions_of
from casetool.storage.toml.codec import decode, dumps, loads
from casetool.storage.toml.row_cache import RowTexts
from tests.support.driving import HandClock
from tests.support.serving import until
from tests.support.strategies import METHOD

Told = list[tuple[SaveState, str]]
ALL = sum(isinstance(one, Entries) for one in empty_headings(METHOD))
"""The headings that hold entries."""


def session(child: str, **details: object) -> Session:
    data = {"id": "a", "child": child, "headings": empty_headings(METHOD), **details}
    return Session.model_validate(data)


def child_on_disk(path: Path) -> str:
    return loads(decode(path.read_bytes()), lambda _: METHOD).session.child


@contextmanager
def writing(
    folder: Path, disk: Write | None = None, retry: float = 60, told: Told | None = None
) -> Iterator[Writer]:
    """A writer at work on a file that holds the session of “Before”."""
    path = folder / "a.toml"
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, disk, retry)
    if told is not None:
        writer.status.on_change = lambda state, why: told.append((state, why))
    writer.start()
    yield writer
    writer.stop()


def failing(times: int) -> Callable[[Path, bytes, Fingerprint | None], Fingerprint]:
    """A disk that is full some times."""
    left = iter(range(times))

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if next(left, None) is not None:
            raise SaveError(f"{path.name} was not saved: no space left on device.")
        return write_atomically(path, data, known)

    return disk


def nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


ODD = datetime(1890, 1, 1, tzinfo=timezone(timedelta(seconds=-75)))
"""An offset that TOML cannot hold: nobody could read the file again."""


@pytest.mark.parametrize(
    "broken",
    [
        session("Deep", unknown=nested(3000)),
        session("Odd", begun=ODD),
        session("Robin").model_copy(update={"child": "\ud800"}),
        session("Robin").model_copy(update={"child": object()}),
        session("Huge", unknown=16**5000),
    ],
    ids=["deep", "odd offset", "surrogate", "no text", "huge number"],
)
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_what_cannot_be_saved_is_told_and_the_next_edit_is_saved(
    tmp_path: Path, broken: Session
) -> None:
    with writing(tmp_path) as writer:
        writer.put(broken)
        assert not writer.flush(0.5)
        assert writer.status.now[0] is SaveState.NOT_SAVED
        assert "a.toml was not saved" in writer.status.now[1]
        assert child_on_disk(tmp_path / "a.toml") == "Before"
        writer.put(session("After"))
        assert writer.flush(5)
        assert writer.status.now == (SaveState.SAVED, "")
    assert child_on_disk(tmp_path / "a.toml") == "After"


def test_a_fault_of_ours_ends_no_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults, as_ever = iter([ZeroDivisionError()]), DraftStore.belong_to

    def faulty(store: DraftStore, session: Session, place: Path) -> None:
        for fault in faults:
            raise fault
        as_ever(store, session, place)

    monkeypatch.setattr(DraftStore, "belong_to", faulty)
    with writing(tmp_path) as writer:
        writer.put(session("Before the fault"))
        until(lambda: writer.status.now[0] is SaveState.NOT_SAVED)
        words = "a.toml was not saved: a fault of casetool (ZeroDivisionError)."
        assert writer.status.now[1] == words
        writer.put(session("After"))
        assert writer.flush(5)
        assert writer.status.now == (SaveState.SAVED, "")
    assert child_on_disk(tmp_path / "a.toml") == "After"


def test_while_saving_fails_it_rests_until_the_next_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casetool.storage.autosave.outside_watch.WATCH_SECONDS", 0.0)
    with writing(tmp_path, failing(9), retry=60) as writer:
        writer.watch(lambda change: None)
        writer.put(session("Lost?"))
        until(lambda: writer.status.now[0] is SaveState.NOT_SAVED)
        seconds = writer._wait_seconds()
        assert seconds is not None
        assert seconds > 10, "a look at the file that does not come must not keep it awake"


def test_an_unknown_number_that_equals_nothing_can_be_kept(tmp_path: Path) -> None:
    with writing(tmp_path) as writer:
        writer.put(session("After", weight=float("nan")))
        assert writer.flush(5)
    assert "weight = nan" in (tmp_path / "a.toml").read_text()


def test_saving_is_told_before_saved(tmp_path: Path) -> None:
    told: Told = []
    with writing(tmp_path, told=told) as writer:
        writer.put(session("After"))
        assert writer.flush(5)
    assert told == [(SaveState.SAVING, ""), (SaveState.SAVED, "")]


def test_a_failure_is_told_once_however_often_it_is_tried(tmp_path: Path) -> None:
    told: Told = []
    with writing(tmp_path, failing(20), retry=0.001, told=told) as writer:
        writer.put(session("After"))
        assert writer.flush(5)
    assert [state for state, _ in told] == [
        SaveState.SAVING, SaveState.NOT_SAVED, SaveState.SAVED,
    ]  # fmt: skip


def test_a_listener_that_fails_stops_nothing(tmp_path: Path) -> None:
    def gone(state: SaveState, why: str) -> None:
        raise RuntimeError("the screen is gone")

    with writing(tmp_path) as writer:
        writer.status.on_change = gone
        writer.put(session("After"))
        assert writer.flush(5)
    assert child_on_disk(tmp_path / "a.toml") == "After"


def test_there_is_one_more_try_at_the_end(tmp_path: Path) -> None:
    with writing(tmp_path, failing(1), retry=600) as writer:
        writer.put(session("After"))
        assert not writer.flush(0.2)
        writer.put_draft("capture", "half a sen")
    assert child_on_disk(tmp_path / "a.toml") == "After"
    assert read_drafts(tmp_path / "a.toml") == {"capture": "half a sen"}
    assert writer.status.now == (SaveState.SAVED, "")


def test_a_draft_that_cannot_be_kept_is_tried_again(tmp_path: Path) -> None:
    in_the_way = tmp_path / ".casetool"
    in_the_way.write_bytes(b"")
    with writing(tmp_path, retry=0.01) as writer:
        writer.put_draft("capture", "half a sen")
        assert not writer.flush(0.1)
        in_the_way.unlink()
        assert writer.flush(5)
        assert read_drafts(tmp_path / "a.toml") == {"capture": "half a sen"}


@pytest.mark.parametrize("while_failing", [False, True])
def test_new_words_do_not_wait_for_a_draft_or_a_save_that_is_tried_again(
    tmp_path: Path, while_failing: bool
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, retry=600, storage=storage)
    writer.draft_store = store = HeardDrafts(storage)
    writer.start()
    path.parent.rename(tmp_path / "away")
    writer.put(session("said in the room"))
    writer.put_draft("capture", "")
    if while_failing:
        store.meanwhile = lambda: writer.put_draft("capture", "half a sen")
    assert not writer.flush(0.2)
    if not while_failing:
        writer.put_draft("capture", "half a sen")
    assert store.wrote_text.wait(10)
    assert DraftStore(storage).take_over(path) == {"capture": "half a sen"}
    assert writer.status.now[0] is SaveState.NOT_SAVED
    (tmp_path / "away").rename(path.parent)
    writer.stop()
    assert child_on_disk(path) == "said in the room"


def test_new_words_do_not_wait_while_another_program_has_the_session_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = tmp_path / "a.toml", list[tuple[SaveState, str]]()
    store, compare = HeardDrafts(StorageContext()), atomic._compare

    def open_elsewhere(target: Path, expected: Fingerprint | None) -> None:
        if target == path and not store.wrote_text.is_set():
            writer.put_draft("capture", "half a sen")
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise error
        compare(target, expected)

    with writing(tmp_path, told=told) as writer:
        writer.draft_store = store
        writer.put_draft("form", "")
        monkeypatch.setattr(atomic, "_compare", open_elsewhere)
        writer.put(session("After"))
        assert store.wrote_text.wait(20)
        assert writer.flush(10)
    assert [state for state, _ in told] == [SaveState.SAVING, SaveState.SAVED]
    assert read_drafts(path) == {"capture": "half a sen"}


def test_a_draft_stays_while_the_session_with_its_words_is_not_on_disk(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "said in the room")
    full = Event()
    full.set()

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if full.is_set():
            raise SaveError("The disk is full.")
        return write_atomically(path, data, known)

    with writing(tmp_path, disk, retry=0.01) as writer:
        assert writer.take_over_drafts() == {"capture": "said in the room"}
        writer.put(session("said in the room"))
        writer.put_draft("capture", "")
        assert not writer.flush(0.2)
        assert read_drafts(tmp_path / "a.toml") == {"capture": "said in the room"}
        full.clear()
        assert writer.flush(5)
    assert read_drafts(tmp_path / "a.toml") == {}


def test_a_draft_that_is_due_goes_after_the_session_with_its_words_is_saved(
    tmp_path: Path,
) -> None:
    drafts_at_save = list[Mapping[str, str]]()

    def disk(path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
        drafts_at_save.append(read_drafts(path))
        return write_atomically(path, data, expected)

    with writing(tmp_path, disk) as writer:
        for number in range(3):
            writer.put_draft("capture", f"words {number}")
            assert writer.flush(5)
            drafts_at_save.clear()
            writer.put_draft("capture", f"words {number}, and more")
            writer.put(session(f"Robin {number}"))
            writer.put_draft("capture", "")
            until(writer.try_drafts)
            assert writer.flush(5)
            assert drafts_at_save == [{"capture": f"words {number}"}]
            assert read_drafts(writer.path) == {}


def test_a_draft_goes_once_an_emergency_copy_has_its_words(tmp_path: Path) -> None:
    path, storage = tmp_path / "a.toml", StorageContext(state=tmp_path / "state")
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, failing(1000), 0.01, storage=storage)
    writer.start()
    writer.put(session("First"))
    until(lambda: bool(copies_of(path, storage)))
    writer.put_draft("capture", "half a sentence")
    until(lambda: read_drafts(path) == {"capture": "half a sentence"})
    writer.put(session("The whole sentence"))
    writer.put_draft("capture", "")
    until(lambda: read_drafts(path) == {})
    (copy,) = copies_of(path, storage)
    assert b"The whole sentence" in copy.path.read_bytes()
    assert child_on_disk(path) == "Before"
    writer.stop()


def test_going_on_beside_waits_for_the_disk_and_takes_the_drafts_along(tmp_path: Path) -> None:
    full, theirs = iter([True, False]), b"theirs"

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if known is None and next(full):
            raise SaveError("The disk is full.")
        return write_atomically(path, data, known)

    with writing(tmp_path, disk, retry=0.01) as writer:
        write_drafts(tmp_path / "a.toml", "capture", "half a sen")
        (tmp_path / "a.toml").write_bytes(theirs)
        writer.put(session("Ours"))
        assert writer.flush(5)
        assert writer.path == tmp_path / "a-2.toml"
        assert "a.toml was changed by another program" in writer.status.now[1]
        assert "yours is now a-2.toml" in writer.status.now[1]
    assert (tmp_path / "a.toml").read_bytes() == theirs
    assert child_on_disk(tmp_path / "a-2.toml") == "Ours"
    assert read_drafts(tmp_path / "a-2.toml") == {"capture": "half a sen"}
    assert read_drafts(tmp_path / "a.toml") == {}


def test_another_file_is_told_of_even_when_a_newer_edit_waits(tmp_path: Path) -> None:
    told, beside = list[tuple[SaveState, str]](), Event()

    def disk(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if not beside.is_set():
            if known is None:
                writer.put(session("Newer"))
                beside.set()
                return write_atomically(path, data, known)
            raise ChangedOnDiskError("Somebody else wrote it.")
        return write_atomically(path, data, known)

    with writing(tmp_path, disk, told=told) as writer:
        writer.put(session("Ours"))
        assert beside.wait(5)
        assert writer.flush(5)
    assert child_on_disk(tmp_path / "a-2.toml") == "Newer"
    assert told[-1] == (
        SaveState.SAVED, "Somebody else wrote it. Both are kept: yours is now a-2.toml.",
    )  # fmt: skip


def test_a_folder_that_will_not_sync_is_told_and_is_no_other_hand(tmp_path: Path) -> None:
    results = iter([None, OSError(errno.EIO, os.strerror(errno.EIO))])

    def sync(_: int) -> None:
        problem = next(results, None)
        if problem is not None:
            raise problem

    with writing(tmp_path, partial(write_atomically, sync=sync)) as writer:
        writer.put(session("First"))
        assert not writer.flush(0.5)
        assert "may not outlive a power cut" in writer.status.now[1]
        writer.put(session("Second", begun=datetime(2026, 11, 12, tzinfo=UTC)))
        assert writer.flush(5)
        assert writer.path == tmp_path / "a.toml"
    assert child_on_disk(tmp_path / "a.toml") == "Second"


def test_a_move_that_comes_while_the_same_value_is_being_saved_is_made(tmp_path: Path) -> None:
    begun, go_on = Event(), Event()

    def slow(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        begun.set()
        assert go_on.wait(10)
        return write_atomically(path, data, known)

    value, other = session("After"), tmp_path / "other.toml"
    with writing(tmp_path, slow) as writer:
        writer.put(value)
        assert begun.wait(10)
        writer.move(other, None, archive=False)
        writer.put(value)
        go_on.set()
        assert writer.flush(10)
        assert writer.path == other
        assert child_on_disk(other) == "After"


def test_the_text_before_the_first_change_is_made_while_nobody_waits(tmp_path: Path) -> None:
    """What the file holds is written out in an idle moment, not while a change waits for it."""
    made: list[str] = []
    with writing(tmp_path) as writer:
        writer.saver._rows = heard = Heard(made)
        writer.saver.begin(session("Before"))
        assert made == []
        writer.watch(lambda outside: None)
        assert heard.asked.wait(5)
        writer.put(session("After"))
        assert writer.flush(5)
        assert len(made) == 2 * ALL  # once more for what is new, and for nothing else


class HeardDrafts(DraftStore):
    """Says when it has written a draft with text."""

    def __init__(self, storage: StorageContext) -> None:
        super().__init__(storage)
        self.wrote_text = Event()
        self.meanwhile: Callable[[], None] | None = None
        """Called once, while drafts are being written."""

    def keep(self, path: Path, drafts: Mapping[str, str], session_unsaved: bool) -> dict[str, str]:
        unsaved = super().keep(path, drafts, session_unsaved)
        if drafts and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        if any(drafts.values()):
            self.wrote_text.set()
        return unsaved


class Heard(RowTexts):
    """Says for which headings it was asked."""

    def __init__(self, made: list[str]) -> None:
        super().__init__()
        self._heard, self.asked = made, Event()

    def of(self, heading: Entries) -> list[str]:
        self._heard.append(heading.step)
        if len(self._heard) == ALL:
            self.asked.set()
        return super().of(heading)


def test_a_clock_that_was_set_back_keeps_versions_all_the_same(tmp_path: Path) -> None:
    path, clock = tmp_path / "a.toml", HandClock()
    saver = Saver(path, None, METHOD, storage=StorageContext(now=clock))
    for number, minutes in enumerate((0, 1, -60, 1)):
        clock.on(minutes=minutes)
        saver.save(session(f"child {number}"))
    # at the first save there is nothing yet; at the second one is kept, and at the clock's jump
    assert len(versions_of(tmp_path, session("x").id)) == 2


def test_what_a_disk_does_not_take_in_time_is_in_emergency_copies(tmp_path: Path) -> None:
    go_on, state = Event(), StorageContext(state=tmp_path / "state")
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)

    def disk(target: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if target == path:
            assert go_on.wait(30)
        return write_atomically(target, data, known)

    writer = Writer(path, fingerprint, METHOD, disk, storage=state)
    writer.start()
    writer.put(session("After"))
    writer.put_draft("capture", "half a sentence")
    writer.flush(0.3)
    # the loop ends, and at the same time another thread ends the program
    other = Thread(target=writer.stop, args=(0.3,))
    other.start()
    writer.stop(0.3)
    other.join(30)
    copies = copies_of(path, state)
    assert len(copies) == 2
    texts = [copy.path.read_text(encoding="utf-8") for copy in copies]
    assert child_on_disk(path) == "Before"
    assert any("After" in text for text in texts)
    assert any("half a sentence" in text for text in texts)
    go_on.set()


def test_text_of_an_earlier_run_is_kept_once_there_is_room_though_nobody_types(
    tmp_path: Path,
) -> None:
    storage, path = StorageContext(state=tmp_path / "state"), tmp_path / "a.toml"
    hidden = tmp_path / ".casetool"
    hidden.write_text("in the place of the drafts", encoding="utf-8")
    DraftStore(storage).keep(path, {"capture": "half"}, session_unsaved=False)
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, retry=0.01, storage=storage)
    writer.start()
    assert writer.take_over_drafts() == {"capture": "half"}
    hidden.unlink()
    until(lambda: read_drafts(path) == {"capture": "half"})
    writer.stop()
    assert copies_of(path, storage) == []


def test_text_that_can_be_kept_nowhere_is_not_called_saved(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the place of the folder", encoding="utf-8")
    storage, told = StorageContext(state=tmp_path / "state"), Told()
    path = tmp_path / "s" / "a.toml"
    path.parent.mkdir()
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, retry=0.01, storage=storage)
    writer.status.on_change = lambda state, why: told.append((state, why))
    writer.start()
    (path.parent / ".casetool").write_text("in the place of the drafts", encoding="utf-8")
    writer.put_draft("capture", "half a sentence")
    assert not writer.try_drafts()
    until(lambda: writer.status.now[0] is SaveState.NOT_SAVED)
    until(writer.try_drafts)  # between two tries it is not
    assert "What you are typing is in no file yet" in writer.status.now[1]
    (path.parent / ".casetool").unlink()
    until(lambda: writer.status.now == (SaveState.SAVED, ""))
    assert read_drafts(path)["capture"] == "half a sentence"
    assert [state for state, _ in told] == [SaveState.NOT_SAVED, SaveState.SAVED]
    writer.stop()


def test_text_that_could_not_be_kept_goes_along_at_once_to_another_file(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path, other = tmp_path / "s" / "a.toml", tmp_path / "t" / "a.toml"
    for folder in (path.parent, other.parent):
        folder.mkdir()
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer = Writer(path, fingerprint, METHOD, retry=1_000, storage=storage)
    writer.start()
    (path.parent / ".casetool").write_text("in the place of the drafts", encoding="utf-8")
    writer.put_draft("capture", "half a sentence")
    until(lambda: copies_of(path, storage) != [])
    writer.move(other, None, archive=False)
    writer.put(session("After"))
    until(lambda: read_drafts(other) == {"capture": "half a sentence"})
    until(lambda: copies_of(path, storage) == [])  # it goes once the text stands elsewhere
    writer.stop()


def test_no_fault_beside_the_saving_ends_the_thread_that_saves(tmp_path: Path) -> None:
    """A share that logs out answers each look with an error of its own."""
    state, path = StorageContext(state=tmp_path / "state"), tmp_path / "a.toml"
    fingerprint = write_atomically(path, dumps(session("Before"), METHOD).encode(), None)
    writer, looks = Writer(path, fingerprint, METHOD, retry=0.01, storage=state), list[None]()
    get_ready = writer.saver.get_ready

    def refused() -> None:
        looks.append(None)
        raise PermissionError(13, "Permission denied")

    writer.saver.get_ready = refused  # type: ignore[method-assign]
    writer.start()
    writer.watch(lambda change: None)
    until(lambda: bool(looks))
    writer.put(session("After"))
    writer.put_draft("capture", "half")
    until(lambda: writer.status.now[0] is SaveState.NOT_SAVED)
    assert "a.toml was not saved: Permission denied." in writer.status.now[1]
    assert any("After" in copy.path.read_text(encoding="utf-8") for copy in copies_of(path, state))
    writer.saver.get_ready = get_ready  # type: ignore[method-assign]
    until(lambda: writer.status.now == (SaveState.SAVED, ""))
    assert child_on_disk(path) == "After"
    until(lambda: read_drafts(path) == {"capture": "half"})
    writer.stop()


def test_a_fault_while_drafts_are_saved_is_told_and_they_are_tried_again(tmp_path: Path) -> None:
    with writing(tmp_path, write_atomically, retry=0.01) as writer:
        keep = writer.draft_store.keep

        def refused(*_: object) -> dict[str, str]:
            raise PermissionError(13, "Permission denied")

        writer.draft_store.keep = refused  # type: ignore[method-assign, assignment]
        writer.put_draft("capture", "half")
        until(lambda: writer.status.now[0] is SaveState.NOT_SAVED)
        writer.draft_store.keep = keep  # type: ignore[method-assign]
        until(lambda: writer.status.now == (SaveState.SAVED, ""))
        assert read_drafts(tmp_path / "a.toml") == {"capture": "half"}


def test_half_a_line_is_written_again_once_its_file_was_removed(tmp_path: Path) -> None:
    with writing(tmp_path, retry=0.01) as writer:
        writer.watch(lambda change: None)
        writer.put_draft("capture", "half a line")
        assert writer.flush(5)
        shutil.rmtree(tmp_path / HIDDEN)
        until(lambda: read_drafts(tmp_path / "a.toml") == {"capture": "half a line"})
