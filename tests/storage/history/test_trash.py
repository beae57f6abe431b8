"""The trash: what goes in comes out as it was, whatever else lies there."""

import errno
import os
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.storage.autosave.drafts import write_drafts
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.purge import purge
from casetool.storage.history.trash import (
    Trashed,
    empty_trash,
    list_trash,
    odd_in_trash,
    put_in_trash,
    restore_from_trash,
)
from casetool.storage.history.undo_journal import JournalChange, append_to_journal
from casetool.storage.history.versions import keep_version
from tests.support.removals import Removals
from tests.support.sealed import seal

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
STORAGE = StorageContext(now=lambda: NOW)


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
    trashed = put_in_trash(path, "abc", STORAGE)
    outside = [name for name in files(tmp_path) if not name.startswith(".casetool/trash/")]
    assert outside == [name for name in files(tmp_path) if "ba.toml" in name]
    assert all(one.stat().st_mode & 0o077 == 0 for one in [trashed.folder, trashed.folder.parent])
    assert restore_from_trash(trashed, STORAGE) == path
    assert files(tmp_path) == before
    assert list_trash(tmp_path) == []


@pytest.mark.parametrize("cipher", [NO_CIPHER, seal()], ids=["plain", "encrypted"])
def test_a_version_under_a_name_that_another_session_has_now_goes_in_too(
    tmp_path: Path, cipher: Cipher
) -> None:
    storage = StorageContext(now=lambda: NOW, cipher=cipher)
    paths = [tmp_path / f"{name}.toml{cipher.suffix}" for name in ("wren", "current")]
    for path, session_id in zip(paths, ("ours", "other"), strict=True):
        head = f'format = 1\nid = "{session_id}"\nchild = "{session_id}"\n'
        path.write_bytes(cipher.encrypt(head.encode()))
    for session_id in ("ours", "other"):
        keep_version(paths[1], session_id, b"words", NOW)
    assert len(files(tmp_path)) == 4
    trashed = put_in_trash(paths[0], "ours", storage)
    outside = [name for name in files(tmp_path) if "trash" not in name]
    assert [name for name in outside if "/ours/" in name] == []
    assert len([name for name in outside if "/other/" in name]) == 1
    assert restore_from_trash(trashed, storage) == paths[0]


def test_two_of_one_name_in_one_instant_are_two(tmp_path: Path) -> None:
    for words in ("one", "two"):
        put_in_trash(session(tmp_path, "a.toml", words, words), words, STORAGE)
    newest, oldest = list_trash(tmp_path)
    assert b"two" in (newest.folder / "a.toml").read_bytes()
    assert b"one" in (oldest.folder / "a.toml").read_bytes()
    assert empty_trash(list_trash(tmp_path)) == 2
    assert list_trash(tmp_path) == []


def test_purge_reaches_what_is_in_the_trash_too(tmp_path: Path) -> None:
    put_in_trash(session(tmp_path, "a.toml", "canary", "abc"), "abc", STORAGE)
    again = session(tmp_path, "a.toml", "canary", "abc")
    other = files(tmp_path / "nowhere")
    purge(again, "abc", StorageContext())
    assert files(tmp_path) == other == {}


def test_no_power_cut_brings_back_what_was_removed_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_trash(session(tmp_path, "b.toml", "canary", "xyz"), "xyz", STORAGE)
    path = session(tmp_path, "a.toml", "canary", "abc")
    removals = Removals(monkeypatch)
    purge(path, "abc", StorageContext())
    assert {name for name in removals.names() if ".toml" in name} == set()
    (trashed,) = list_trash(tmp_path)
    assert empty_trash(list_trash(tmp_path)) == 1
    assert trashed.folder.name not in removals.names()


def test_a_session_of_which_nothing_is_known_but_its_name_can_go(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("[broken", encoding="utf-8")
    assert (
        restore_from_trash(put_in_trash(path, None, STORAGE), STORAGE).read_text(encoding="utf-8")
        == "[broken"
    )


def test_what_is_not_there_cannot_be_trashed(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be moved"):
        put_in_trash(tmp_path / "a.toml", None, STORAGE)


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
            put_in_trash(path, session_name, STORAGE)
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
        lambda path: put_in_trash(path, None, STORAGE),
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
    put_in_trash(path, "abc", STORAGE)
    assert not path.exists()
    broken = tmp_path / "b.txt"
    broken.write_text("[broken", encoding="utf-8")
    keep_version(broken, "xyz", b"a session", NOW)
    purge(broken, None, StorageContext())
    assert not broken.exists()


def _make_odd_entries(folder: Path, elsewhere: Path) -> list[Path]:
    """A file, a link, a pipe and a foreign folder in the trash, and files where the link leads."""
    trash = folder / ".casetool" / "trash"
    trash.mkdir(parents=True, exist_ok=True)
    (elsewhere / "drafts").mkdir(parents=True)
    for name in ("link.toml", "drafts/link.toml", "drafts/keep.txt"):
        (elsewhere / name).write_text("keep", encoding="utf-8")
    (trash / "20261129T042300000000Z.file.toml").write_text("x", encoding="utf-8")
    (trash / "20261129T042301000000Z.link.toml").symlink_to(elsewhere)
    os.mkfifo(trash / "20261129T042302000000Z.pipe.toml")
    (trash / "foreign").mkdir()
    return sorted(trash.iterdir())


def test_what_is_no_deleted_session_stays_in_the_trash_and_blocks_nothing(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "elsewhere"
    odd = _make_odd_entries(folder, elsewhere)
    trashed = put_in_trash(session(folder, "a.toml", "canary", "abc"), "abc", STORAGE)
    before = files(elsewhere)
    assert list_trash(folder) == [trashed]
    assert odd_in_trash(folder) == odd
    assert empty_trash(list_trash(folder)) == 1
    assert sorted((folder / ".casetool" / "trash").iterdir()) == odd
    assert files(elsewhere) == before


def test_a_session_in_the_trash_is_known_beside_what_is_none(tmp_path: Path) -> None:
    """Of two cases with one id, a purge takes only its own, whatever else is in the trash."""
    put_in_trash(session(tmp_path, "b.toml", "other", "abc"), "abc", STORAGE)
    before = files(tmp_path)
    _make_odd_entries(tmp_path, tmp_path / "elsewhere")
    odd = files(tmp_path)
    purge(session(tmp_path, "a.toml", "canary", "abc"), "abc", StorageContext())
    assert files(tmp_path) == odd
    assert before.items() <= odd.items()


def test_nothing_is_brought_back_through_a_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "elsewhere"
    link = _make_odd_entries(folder, elsewhere)[1]
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SaveError, match="is a link, and not a folder of the trash"):
        restore_from_trash(Trashed(link, NOW, "link.toml"), STORAGE)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_within_a_deleted_session_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "elsewhere"
    _make_odd_entries(folder, elsewhere)
    trashed = put_in_trash(session(folder, "a.toml", "canary", "abc"), "abc", STORAGE)
    (trashed.folder / ".casetool" / "linked").symlink_to(elsewhere)
    (trashed.folder / ".casetool" / "drafts" / "b.toml").symlink_to(elsewhere / "link.toml")
    before = files(elsewhere)
    restore_from_trash(trashed, STORAGE)
    assert files(elsewhere) == before
    assert not (folder / ".casetool" / "drafts" / "b.toml").exists()
    assert not (folder / ".casetool" / "linked").exists()


@pytest.mark.parametrize("instead", [None, Path.mkdir, os.mkfifo])
def test_without_its_file_nothing_of_a_session_is_brought_back(
    tmp_path: Path, instead: Callable[[Path], None] | None
) -> None:
    trashed = put_in_trash(session(tmp_path, "a.toml", "canary", "abc"), "abc", STORAGE)
    (trashed.folder / "a.toml").unlink()
    if instead is not None:
        instead(trashed.folder / "a.toml")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SaveError, match=r"a\.toml cannot be brought back: "):
        restore_from_trash(trashed, STORAGE)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("room", ["drafts", "undo", "versions"])
def test_what_cannot_all_be_brought_back_stays_whole_in_the_trash(
    tmp_path: Path, room: str
) -> None:
    trashed = put_in_trash(session(tmp_path, "a.toml", "canary", "abc"), "abc", STORAGE)
    for empty in ("drafts", "undo", "versions"):
        shutil.rmtree(tmp_path / ".casetool" / empty)
    (tmp_path / ".casetool" / room).write_text("in the way", encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(SaveError, match=r"a\.toml cannot be brought back: "):
        restore_from_trash(trashed, STORAGE)
    assert files(tmp_path) == before
    (tmp_path / ".casetool" / room).unlink()
    assert restore_from_trash(trashed, STORAGE).exists()


def test_what_was_removed_is_told_where_something_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        put_in_trash(session(tmp_path, f"{name}.toml", name, name), name, STORAGE)
    remove = shutil.rmtree

    def refuse_b(path: Path) -> None:
        if path.name.endswith("b.toml"):
            raise PermissionError(errno.EACCES, "Permission denied")
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", refuse_b)
    expected = r"^2 of 3 in the trash are removed\. Still there: b\.toml \(Permission denied\)\.$"
    with pytest.raises(SaveError, match=expected):
        empty_trash(list_trash(tmp_path))
    assert [trashed.name for trashed in list_trash(tmp_path)] == ["b.toml"]


def test_a_session_that_cannot_be_moved_leaves_nothing_in_the_trash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "Robin", "m4scm")
    before = files(tmp_path)
    real = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(SaveError, match="cannot be moved to the trash"):
        put_in_trash(path, "m4scm", STORAGE)
    assert list_trash(tmp_path) == []
    assert files(tmp_path) == before


def test_a_trash_whose_folder_has_gone_is_not_called_empty(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    put_in_trash(session(folder, "a.toml", "canary", "abc"), "abc", STORAGE)
    sessions = list_trash(folder)
    folder.rename(tmp_path / "away")
    folder.mkdir()  # the mount point of its drive
    with pytest.raises(SaveError, match="0 of 1 in the trash"):
        empty_trash(sessions)


def test_what_it_left_under_a_former_name_goes_along_through_a_link(tmp_path: Path) -> None:
    folder, link = tmp_path / "s", tmp_path / "link"
    folder.mkdir()
    link.symlink_to("s")
    session(folder, "b.toml", "canary", "abc")
    former = folder / HIDDEN / "undo" / "a.toml.jsonl"
    former.write_text("", encoding="utf-8")
    before = files(folder)
    trashed = put_in_trash(link / "b.toml", "abc", STORAGE, [former])
    assert [name for name in files(folder) if "/trash/" not in name] == []
    restore_from_trash(trashed, STORAGE)
    assert files(folder) == before
