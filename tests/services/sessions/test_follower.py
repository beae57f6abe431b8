"""The room's window sees whole values alone, and says quietly when there is none."""

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from casetool.methods import find_method
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.services.sessions.follower import (
    DELETED,
    FILE_AWAY,
    FILE_BROKEN,
    NOW_ENCRYPTED,
    NOW_PLAIN,
    OTHER_HEADINGS,
    POLL_IDLE_SECONDS,
    POLL_TYPING_SECONDS,
    Follower,
    FollowUpdate,
)
from casetool.storage.autosave.drafts import write_drafts
from casetool.storage.board_state import (
    BoardState,
    begin_board_state,
    board_file,
    show_left_board,
    write_board_state,
)
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import decrypt_session, encrypt_session
from casetool.storage.history.purge import purge
from casetool.storage.history.trash import delete_session, restore_from_trash
from tests.faults.working import worries
from tests.support.driving import examples
from tests.support.sealed import ring, seal
from tests.support.serving import until

METHOD = find_method("case-discussion")


class Watching:
    """A follower that is looked with by hand, and what it found last."""

    def __init__(self, path: Path, storage: StorageContext, shown: Session | None = None) -> None:
        self.follower = Follower(path, storage, lambda news: None, METHOD, shown)
        self.texts: list[str] = []
        self.trouble = self.child = ""
        self.room = BoardState()

    def look(self) -> FollowUpdate:
        news = self.follower.look()
        if news.session is not None:
            self.texts, self.child = worries(news.session), news.session.child
        self.trouble = news.trouble if news.trouble is not None else self.trouble
        self.room = news.board_state or self.room
        return news

    def until(self, condition: Callable[[], bool], limit: float = 20.0) -> None:
        end = monotonic() + limit
        while not condition():
            assert monotonic() < end, "it never came"
            self.look()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "s").mkdir()
    return examples(tmp_path / "s") / "example-in-discussion.toml"


def rest(path: Path) -> StorageContext:
    return StorageContext(state=path.parents[1] / "state")


def opened(path: Path) -> Document:
    return Document.open(path, find_method, storage=rest(path))


def say(document: Document, text: str) -> None:
    entry = Entry(id=document.fresh_id(), text=text, at=document.now())
    document.apply(lambda session: add_entry(session, "worries", entry), "a line")
    assert document.flush()


def test_what_the_window_saved_is_there_at_the_next_look(path: Path) -> None:
    watching, document = Watching(path, rest(path)), opened(path)
    try:
        for number in range(5):
            say(document, f"line {number}")
            watching.look()
            assert watching.texts[-1] == f"line {number}"
    finally:
        document.close()


def test_a_look_at_what_did_not_change_finds_nothing(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    assert watching.look() == FollowUpdate()


def test_half_a_file_is_never_shown_however_slowly_it_comes(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    before, whole = list(watching.texts), path.read_bytes()
    with path.open("wb") as file:
        for start in range(0, len(whole), 400):
            file.write(whole[start : start + 400])
            file.flush()
            watching.look()
            assert watching.texts == before


def test_a_file_that_stands_still_and_is_broken_is_told_of_and_then_comes_back(path: Path) -> None:
    watching, whole = Watching(path, rest(path)), path.read_bytes()
    watching.until(lambda: bool(watching.texts))
    before = list(watching.texts)
    path.write_bytes(whole[: len(whole) // 2] + b"[[[")
    watching.until(lambda: watching.trouble == FILE_BROKEN)
    assert watching.texts == before
    path.write_bytes(
        whole.replace(b"[[worries.entries]]\n", b"# by hand\n[[worries.entries]]\n", 1)
    )
    watching.until(lambda: watching.trouble == "")


def test_a_file_that_is_moved_away_for_a_moment(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    before, away = list(watching.texts), path.with_name("away")
    path.rename(away)
    watching.until(lambda: watching.trouble == FILE_AWAY)
    assert watching.texts == before
    away.rename(path)
    watching.until(lambda: watching.trouble == "")
    assert watching.texts == before


def test_once_it_is_encrypted_nothing_of_it_is_shown(path: Path) -> None:
    watching, sealed = Watching(path, rest(path)), path.with_name(f"{path.name}.age")
    watching.until(lambda: bool(watching.texts))
    path.rename(sealed)
    watching.until(lambda: watching.trouble == NOW_ENCRYPTED)
    assert watching.room.is_dark
    assert watching.look() == FollowUpdate()
    sealed.rename(path)
    watching.until(lambda: watching.trouble == "")
    assert not watching.room.is_dark


def sealed(path: Path) -> tuple[Path, StorageContext]:
    """A session as an encrypted file, and its storage context."""
    storage = StorageContext(state=path.parents[1] / "state", cipher=seal())
    show_left_board(path, storage)
    assert not encrypt_session(path, ring(path.parent), storage).failures
    return path.with_name(f"{path.name}.age"), storage


def test_the_board_of_a_session_that_is_decrypted_follows_it_and_back(path: Path) -> None:
    encrypted, storage = sealed(path)
    watching = Watching(encrypted, storage)
    watching.until(lambda: bool(watching.texts))
    before = list(watching.texts)
    assert not decrypt_session(encrypted, seal(), storage).failures
    write_board_state(path, storage, blank=True)
    watching.until(lambda: watching.room.blank)
    write_board_state(path, storage, blank=False)
    watching.until(lambda: not watching.room.is_dark and not watching.trouble)
    document = Document.open(path, find_method, storage=rest(path))
    say(document, "after it was decrypted")
    watching.until(lambda: watching.texts == [*before, "after it was decrypted"])
    document.close()
    assert not encrypt_session(path, seal(), storage).failures
    write_board_state(encrypted, storage, is_left=True)
    watching.until(lambda: watching.room.is_left)
    write_board_state(encrypted, storage, is_left=False)
    watching.until(lambda: not watching.room.is_dark and not watching.trouble)


def test_a_board_that_cannot_follow_shows_nothing_once_it_is_decrypted(path: Path) -> None:
    encrypted, storage = sealed(path)
    watching = Watching(encrypted, StorageContext(cipher=seal()))  # without a folder for states
    watching.until(lambda: bool(watching.texts))
    assert not decrypt_session(encrypted, seal(), storage).failures
    watching.until(lambda: watching.trouble == NOW_PLAIN)
    assert watching.room.is_dark
    assert watching.look() == FollowUpdate()


def test_a_board_without_the_passphrase_never_follows_into_an_encrypted_file(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    encrypted, storage = sealed(path)
    watching.until(lambda: watching.trouble == NOW_ENCRYPTED)
    write_board_state(encrypted, storage, is_left=False, frozen=True)
    write_board_state(path, storage, frozen=True)
    assert watching.look() == FollowUpdate()
    assert watching.room.is_dark
    assert not decrypt_session(encrypted, seal(), storage).failures
    watching.until(lambda: watching.trouble == "")
    assert not watching.room.is_dark


def test_another_case_with_the_old_name_is_not_taken_for_the_encrypted_one(path: Path) -> None:
    encrypted, storage = sealed(path)
    assert board_file(path, storage) == encrypted
    path.write_text("another case", encoding="utf-8")
    assert board_file(path, storage) == path


def test_a_purge_leaves_no_path_of_it_in_the_states(path: Path) -> None:
    encrypted, storage = sealed(path)
    begin_board_state(encrypted, storage)
    purge(encrypted, None, storage)
    states = [file for file in (path.parents[1] / "state" / "room").iterdir() if file.is_file()]
    assert [file for file in states if path.name.encode() in file.read_bytes()] == []


def test_once_it_is_in_the_trash_nothing_of_it_is_shown(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    trashed = delete_session(path, rest(path))
    watching.until(lambda: watching.room.is_left)
    restore_from_trash(trashed, StorageContext())
    watching.until(lambda: watching.trouble == "")
    assert watching.room.is_left
    show_left_board(path, rest(path))
    watching.until(lambda: not watching.room.is_dark)


@pytest.mark.parametrize("seen_since", ["a window opened it", "a board was started"])
def test_once_it_is_purged_nothing_of_it_is_shown(path: Path, seen_since: str) -> None:
    begin = begin_board_state if seen_since == "a window opened it" else show_left_board
    begin(path, rest(path))
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    data = path.read_bytes()
    purge(path, None, rest(path))
    watching.until(lambda: watching.trouble == DELETED)
    assert watching.room.is_left
    assert watching.look() == FollowUpdate()
    path.write_bytes(data)
    watching.until(lambda: not watching.trouble)
    assert not watching.room.is_dark


def test_another_program_replaces_the_file(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    new = path.with_name("new")
    new.write_bytes(path.read_bytes().replace(b"hospital by Christmas", b"hospital by Easter"))
    new.replace(path)
    watching.until(lambda: any("Easter" in text for text in watching.texts))


def test_what_the_facilitator_wants_shown_is_there_at_the_next_look(path: Path) -> None:
    watching = Watching(path, rest(path))
    watching.look()
    write_board_state(path, rest(path), blank=True)
    assert watching.look().board_state == BoardState(blank=True)
    assert watching.look().board_state is None


def test_after_a_conflict_the_room_goes_on_where_the_facilitator_does(path: Path) -> None:
    with_state = rest(path)
    document, watching = opened(path), Watching(path, with_state)
    watching.look()
    write_board_state(document.path, with_state, frozen=True)
    other = path.read_text(encoding="utf-8").replace("Milo", "Mila")
    path.write_text(other, encoding="utf-8")  # another hand
    document.apply(
        lambda session: add_entry(session, "worries", Entry(id="new", text="after it")), "caught"
    )
    assert document.flush()
    assert document.path != path
    watching.until(lambda: watching.texts[-1:] == ["after it"])
    assert watching.room.frozen
    assert board_file(path, with_state) == document.path
    write_board_state(document.path, with_state, blank=True)  # as F12 does, with the path of now
    watching.until(lambda: watching.room.blank)
    document.close()
    again = Document.open(path, find_method, storage=with_state)
    begin_board_state(again.path, with_state)
    assert board_file(path, with_state) == path
    again.close()


def test_it_never_writes(path: Path) -> None:
    def everything() -> dict[str, bytes]:
        found = path.parents[1].rglob("*")
        return {str(one): one.read_bytes() for one in found if one.is_file()}

    before = everything()
    watching = Watching(path, rest(path))
    watching.until(lambda: bool(watching.texts))
    os.utime(path)
    watching.look()
    assert everything() == before


def test_the_thread_tells_and_ends(path: Path) -> None:
    told: list[FollowUpdate] = []
    follower = Follower(path, rest(path), told.append, METHOD)
    follower.start()
    end = monotonic() + 20
    while not any(news.session is not None for news in told):
        assert monotonic() < end
    follower.stop()
    assert not follower._thread.is_alive()


def test_a_fault_of_ours_in_a_look_is_told_and_the_next_look_tries_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, as_ever = list[FollowUpdate](), Follower.look
    faults = iter([ZeroDivisionError()])

    def faulty(follower: Follower) -> FollowUpdate:
        for fault in faults:
            raise fault
        return as_ever(follower)

    monkeypatch.setattr(Follower, "look", faulty)
    follower = Follower(path, rest(path), news.append, METHOD)
    follower.start()
    until(lambda: len(news) > 1)
    follower.stop()
    assert news[0].trouble is not None
    assert news[0].trouble.startswith("The file could not be followed just now (ZeroDivisionError")
    assert (news[1].session is not None, news[1].trouble) == (True, "")


class Pauses:
    """What a follower's thread waits between its looks, in a time that only passes there."""

    def __init__(self, *events: Callable[[], object]) -> None:
        self.now, self.seconds, self._events = 1000.0, list[float](), list(events)

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        """Let some time pass, and something happen. Whether it is over."""
        self.seconds.append(seconds)
        self.now += 600
        if not self._events:
            return True
        self._events.pop(0)()
        return False


def test_it_looks_more_often_while_somebody_types(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = Pauses(lambda: None, lambda: write_drafts(path, "capture", "half a sen"))
    monkeypatch.setattr("casetool.services.sessions.follower.monotonic", pauses.monotonic)
    follower = Follower(path, rest(path), lambda news: None, METHOD)
    monkeypatch.setattr(follower, "_stopped", pauses)
    follower._run()
    assert pauses.seconds == [POLL_TYPING_SECONDS, POLL_IDLE_SECONDS, POLL_TYPING_SECONDS]


def test_a_session_with_other_headings_is_told_of_and_not_shown(path: Path) -> None:
    ours = Path("casetool/methods/case-discussion.toml").read_text(encoding="utf-8")
    (path.parent / "methods").mkdir()
    own = ours.replace('id = "worries"', 'id = "cares"').replace("case-discussion", "other")
    (path.parent / "methods" / "other.toml").write_text(own, encoding="utf-8")
    watching, before = Watching(path, rest(path)), path.read_text(encoding="utf-8")
    watching.until(lambda: bool(watching.texts))
    texts = watching.texts
    changed = before.replace("worries", "cares").replace("case-discussion", "other")
    path.write_text(changed, encoding="utf-8")
    watching.until(lambda: watching.trouble == OTHER_HEADINGS)
    assert watching.texts == texts
    path.write_text(before, encoding="utf-8")
    watching.until(lambda: watching.trouble == "")
