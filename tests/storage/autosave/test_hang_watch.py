"""A disk that does not answer for long: what waits for it is in emergency copies meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import EmergencyCopy, copies_of
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, write_atomically
from casetool.storage.toml.codec import dumps
from tests.storage.autosave.test_writer import Told, child_on_disk, session
from tests.support.serving import until
from tests.support.strategies import METHOD

HANG_SECONDS = 0.1


class Hanging:
    """A writer on a disk that does not answer until it is let go."""

    def __init__(self, folder: Path) -> None:
        self.path, self.go_on, self.is_waiting = folder / "a.toml", Event(), False
        self.storage = StorageContext(state=folder / "state")
        fingerprint = write_atomically(self.path, dumps(session("Before"), METHOD).encode(), None)
        self.writer = Writer(
            self.path, fingerprint, METHOD, self._write, storage=self.storage, hang=HANG_SECONDS
        )
        self.told: Told = []
        self.writer.status.on_change = lambda state, why: self.told.append((state, why))

    def _write(self, target: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if target == self.path:
            go_on, self.is_waiting = self.go_on, True
            assert go_on.wait(30)
            self.is_waiting = False
        return write_atomically(target, data, known)

    def answer_once(self) -> None:
        """Let one save through, and hang again at the next one."""
        former, self.go_on = self.go_on, Event()
        former.set()

    @property
    def copies(self) -> list[EmergencyCopy]:
        return copies_of(self.path, self.storage)

    def copied(self) -> str:
        """All that the emergency copies hold."""
        return "".join(copy.path.read_text(encoding="utf-8") for copy in self.copies)

    @property
    def state(self) -> SaveState:
        return self.writer.status.now[0]


@contextmanager
def hanging(folder: Path) -> Iterator[Hanging]:
    """A writer whose disk does not answer."""
    case = Hanging(folder)
    case.writer.start()
    try:
        yield case
    finally:
        case.go_on.set()
        case.writer.stop()


def test_what_waits_is_copied_and_is_called_not_saved(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.writer.put(session("After"))
        case.writer.put_draft("capture", "half a sentence")
        until(lambda: "After" in case.copied() and "half a sentence" in case.copied())
        until(lambda: case.state is SaveState.NOT_SAVED)
        assert case.writer.hang_watch.hangs
        assert case.told[-1][1] == (
            "a.toml is not saved: the disk does not answer."
            f" Every word is also in {case.writer.saver.copies.path}."
        )
        case.writer.put(session("Later"))
        case.writer.put_draft("capture", "half a sentence more")
        until(lambda: "Later" in case.copied() and "sentence more" in case.copied())
        assert len(case.copies) == 2
        until(lambda: case.state is SaveState.NOT_SAVED)
        assert child_on_disk(case.path) == "Before"


def test_the_copies_go_once_the_disk_has_everything(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.writer.put(session("After"))
        case.writer.put_draft("capture", "half a sentence")
        until(lambda: case.state is SaveState.NOT_SAVED and len(case.copies) == 2)
        case.go_on.set()
        until(lambda: case.state is SaveState.SAVED and not case.copies)
        assert not case.writer.hang_watch.hangs
        assert child_on_disk(case.path) == "After"
        assert list(read_drafts(case.path).values()) == ["half a sentence"]
        assert [state for state, _ in case.told][-2:] == [SaveState.NOT_SAVED, SaveState.SAVED]


def test_they_stay_if_the_program_ends_meanwhile(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.writer.put(session("After"))
        case.writer.put_draft("capture", "half a sentence")
        until(lambda: len(case.copies) == 2)
        case.writer.put_draft("capture", "half a sentence more")
        case.writer.stop(0.2)
        assert len(case.copies) == 2
        assert "After" in case.copied()
        assert "half a sentence more" in case.copied()


def test_a_disk_that_answers_leaves_no_copy(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.go_on.set()
        case.writer.put(session("After"))
        assert case.writer.flush(30)
        assert not case.writer.hang_watch.hangs
    assert [state for state, _ in case.told] == [SaveState.SAVING, SaveState.SAVED]
    assert case.copies == []


def test_a_copy_that_fails_is_tried_again(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        (tmp_path / "state").write_text("in the way", encoding="utf-8")
        case.writer.put(session("After"))
        until(lambda: case.state is SaveState.NOT_SAVED)
        assert "in no file" in case.told[-1][1]
        (tmp_path / "state").unlink()
        until(lambda: "After" in case.copied())
        until(lambda: "Every word is also in" in case.told[-1][1])


def test_a_copy_of_later_words_outlives_the_save_of_earlier_ones(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.writer.put(session("First"))
        until(lambda: case.is_waiting)
        case.writer.put(session("Second"))
        until(lambda: "Second" in case.copied())
        case.answer_once()
        until(lambda: child_on_disk(case.path) == "First" and case.is_waiting)
        assert "Second" in case.copied()
        until(lambda: case.state is SaveState.NOT_SAVED)
        case.writer.put(session("Third"))
        until(lambda: "Third" in case.copied())
        case.answer_once()
        until(lambda: child_on_disk(case.path) == "Second" and case.is_waiting)
        case.writer.stop(0.2)
        assert "Third" in case.copied()
        case.go_on.set()
        until(lambda: child_on_disk(case.path) == "Third")


def test_what_was_entered_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    with hanging(tmp_path) as case:
        case.writer.put_draft("capture", "half a sentence")
        until(lambda: list(read_drafts(case.path).values()) == ["half a sentence"])
        case.writer.put(session("half a sentence more"))
        case.writer.put_draft("capture", "")
        until(lambda: "sentence more" in case.copied() and len(case.copies) == 2)
        assert sorted(copy.is_outdated for copy in case.copies) == [False, True]
        case.writer.stop(0.2)
        assert "capture" not in DraftStore(case.storage).take_over(case.path)
