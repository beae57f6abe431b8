"""The trash: what goes in comes out as it was, whatever else lies there."""

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.storage.autosave.drafts import write_drafts
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import (
    empty_trash,
    list_trash,
    purge,
    put_in_trash,
    restore_from_trash,
)
from casetool.storage.history.undo_journal import ChangeKind, JournalChange, append_to_journal
from casetool.storage.history.versions import keep_version
from tests.support.removals import Removals

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


def session(folder: Path, name: str, words: str, session_id: str) -> Path:
    """A session with a draft, a journal and a version."""
    path = folder / name
    path.write_text(f'format = 1\nid = "{session_id}"\nchild = "{words}"\n', encoding="utf-8")
    write_drafts(path, "capture", words)
    append_to_journal(path, [JournalChange(ChangeKind.EDIT, "x", words, f"{words}!")], NO_CIPHER)
    keep_version(path, session_id, words.encode(), NOW)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_in_and_out_again_is_as_before(tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    session(tmp_path, "ba.toml", "other", "def")
    before = files(tmp_path)
    trashed = put_in_trash(path, "abc", NOW)
    outside = [name for name in files(tmp_path) if not name.startswith(".casetool/trash/")]
    assert outside == [name for name in files(tmp_path) if "ba.toml" in name]
    assert all(one.stat().st_mode & 0o077 == 0 for one in [trashed.folder, trashed.folder.parent])
    assert restore_from_trash(trashed) == path
    assert files(tmp_path) == before
    assert list_trash(tmp_path) == []


def test_two_of_one_name_in_one_instant_are_two(tmp_path: Path) -> None:
    for words in ("one", "two"):
        put_in_trash(session(tmp_path, "a.toml", words, words), words, NOW)
    newest, oldest = list_trash(tmp_path)
    assert b"two" in (newest.folder / "a.toml").read_bytes()
    assert b"one" in (oldest.folder / "a.toml").read_bytes()
    assert empty_trash(tmp_path) == 2
    assert list_trash(tmp_path) == []


def test_purge_reaches_what_is_in_the_trash_too(tmp_path: Path) -> None:
    put_in_trash(session(tmp_path, "a.toml", "canary", "abc"), "abc", NOW)
    again = session(tmp_path, "a.toml", "canary", "abc")
    other = files(tmp_path / "nowhere")
    purge(again, "abc", StorageContext())
    assert files(tmp_path) == other == {}


def test_no_power_cut_brings_back_what_was_removed_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_trash(session(tmp_path, "b.toml", "canary", "xyz"), "xyz", NOW)
    path = session(tmp_path, "a.toml", "canary", "abc")
    removals = Removals(monkeypatch)
    purge(path, "abc", StorageContext())
    assert {name for name in removals.names() if ".toml" in name} == set()
    (trashed,) = list_trash(tmp_path)
    assert empty_trash(tmp_path) == 1
    assert trashed.folder.name not in removals.names()


def test_a_session_of_which_nothing_is_known_but_its_name_can_go(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("[broken", encoding="utf-8")
    assert (
        restore_from_trash(put_in_trash(path, None, NOW)).read_text(encoding="utf-8") == "[broken"
    )


def test_what_is_not_there_cannot_be_trashed(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be moved"):
        put_in_trash(tmp_path / "a.toml", None, NOW)


def _make_folder(path: Path) -> None:
    path.mkdir()
    (path / "a.toml").write_text("words", encoding="utf-8")


def _make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _make_text(path: Path) -> None:
    path.write_text("[project]\nname = 'x'\n", encoding="utf-8")


def _make_age_file(path: Path) -> None:
    path.write_bytes(b"age-encryption.org/v1\n")


ODD: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a folder": ("a.toml", _make_folder),
    "a folder of sessions": ("sessions", _make_folder),
    "a pipe": ("a.toml", os.mkfifo),
    "a socket": ("a.toml", _make_socket),
    "a text": ("notes.txt", _make_text),
    "the style": ("look.toml", _make_text),
    "a file of age": ("key.age", _make_age_file),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("session_name", [None, "abc"])
def test_what_is_no_session_is_neither_moved_nor_removed(
    tmp_path: Path, kind: str, session_name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name, make = ODD[kind]
    make(Path(name))
    session(tmp_path, "b.toml", "other", "def")
    before = sorted(tmp_path.rglob("*")), files(tmp_path)
    for path in (tmp_path / name, Path(name)):
        with pytest.raises(SaveError, match=r"not a session\. It was not touched\."):
            put_in_trash(path, session_name, NOW)
        with pytest.raises(SaveError, match=r"not a session\. It was not touched\."):
            purge(path, session_name, StorageContext())
    assert (sorted(tmp_path.rglob("*")), files(tmp_path)) == before


@pytest.mark.parametrize("name", ["", ".", "..", "x/..", "/"])
def test_a_path_of_a_folder_is_never_moved(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "outer" / "sessions"
    (folder / "x").mkdir(parents=True)
    session(folder, "a.toml", "canary", "abc")
    before = sorted(tmp_path.rglob("*"))
    for act in (
        lambda path: put_in_trash(path, None, NOW),
        lambda path: purge(path, None, StorageContext()),
    ):
        with pytest.raises(SaveError, match="is a folder, and not a session"):
            act(Path(f"{folder}/{name}") if name != "/" else folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_of_what_goes_too_only_files_and_links_may_be_named(tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    before = files(tmp_path)
    os.mkfifo(tmp_path / "a.toml.bak")
    with pytest.raises(SaveError, match=r"is a pipe\. It was not touched"):
        purge(path, "abc", StorageContext(), [tmp_path / "a.toml.bak"])
    assert files(tmp_path) == before


def test_a_session_under_any_name_can_go(tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc").rename(tmp_path / "anything.dat")
    put_in_trash(path, "abc", NOW)
    assert not path.exists()
    broken = tmp_path / "b.txt"
    broken.write_text("[broken", encoding="utf-8")
    keep_version(broken, "xyz", b"a session", NOW)
    purge(broken, None, StorageContext())
    assert not broken.exists()
