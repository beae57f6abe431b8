"""The key of an open session is put back if something takes it away, and no other is replaced."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from casetool.storage.context import HIDDEN
from casetool.storage.encryption import key_guard
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.case_files import contents
from casetool.storage.encryption.cipher import NO_CIPHER, CipherError
from casetool.storage.encryption.folder_key import key_problem, unlock
from casetool.storage.encryption.kept_key import keep_key, kept_key_paths, kept_list_path
from casetool.storage.encryption.key_guard import KEY_IS_ANOTHER, KEY_IS_BACK, KeyGuard
from casetool.storage.encryption.key_store import (
    change_passphrase,
    create_key,
    key_path,
    set_office,
)
from casetool.storage.encryption.recipients import recipients_path
from tests.support.sealed import PASSPHRASE, ring, seal


@pytest.fixture
def guard(tmp_path: Path) -> KeyGuard:
    ring(tmp_path)
    guard = KeyGuard(unlock(tmp_path, PASSPHRASE))
    assert guard.check(tmp_path) == ""
    return guard


def all_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / HIDDEN).iterdir() if path.is_file()}


TAKEN: list[Callable[[Path], object]] = [
    lambda folder: key_path(folder).unlink(),
    lambda folder: recipients_path(folder).unlink(),
    lambda folder: shutil.rmtree(folder / HIDDEN),
    lambda folder: key_path(folder).write_bytes(b""),
    lambda folder: key_path(folder).write_bytes(bytes(300)),
    lambda folder: key_path(folder).write_bytes(key_path(folder).read_bytes()[:60]),
]


@pytest.mark.parametrize("take", TAKEN)
def test_what_was_taken_away_is_there_again_and_that_is_said_once(
    guard: KeyGuard, tmp_path: Path, take: Callable[[Path], object]
) -> None:
    before = all_files(tmp_path)
    take(tmp_path)
    assert guard.check(tmp_path) == KEY_IS_BACK
    assert guard.trouble == guard.check(tmp_path) == guard.check(tmp_path) == ""
    assert all_files(tmp_path) == before
    assert unlock(tmp_path, PASSPHRASE).identity == seal().identity
    assert key_path(tmp_path).stat().st_mode & 0o777 == 0o600 or os.name == "nt"


def test_while_nothing_changes_it_costs_two_stats(
    guard: KeyGuard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, real_stat = list[object](), os.stat

    def counted_stat(*args: Any, **options: Any) -> os.stat_result:
        looks.append(args)
        return real_stat(*args, **options)

    monkeypatch.setattr(os, "stat", counted_stat)
    monkeypatch.setattr(key_guard, "_put_back", None)
    for _ in range(10):
        assert guard.check(tmp_path) == ""
    assert len(looks) == 20


def test_a_changed_passphrase_leaves_no_key_under_the_old_one(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    for old, new in ((PASSPHRASE, "another passphrase"), ("another passphrase", "and a third")):
        change_passphrase(tmp_path, old, new)
        assert guard.check(tmp_path) == guard.trouble == ""
    set_office(tmp_path, "and a third", None)
    assert guard.check(tmp_path) == guard.trouble == ""
    assert kept_key_paths(tmp_path) == []
    assert unlock(tmp_path, "and a third").identity == seal().identity
    with pytest.raises(CipherError, match="passphrase is wrong"):  # nor does the lock open with it
        unlock(tmp_path, PASSPHRASE, guard._cipher or NO_CIPHER)
    with pytest.raises(CipherError, match="passphrase is wrong"):
        unlock(tmp_path, PASSPHRASE)


def test_a_key_with_another_passphrase_stays(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    """Where an older casetool changed it, nobody can tell it from another laptop's key."""
    before_list = recipients_path(tmp_path).read_bytes()
    change_passphrase(tmp_path, PASSPHRASE, "another passphrase")
    recipients_path(tmp_path).write_bytes(before_list)
    before = all_files(tmp_path)
    assert (guard.check(tmp_path), guard.check(tmp_path)) == (KEY_IS_ANOTHER, "")
    assert guard.trouble == ""
    assert all_files(tmp_path).items() > before.items()
    assert unlock(tmp_path, "another passphrase").key_file == before["key.age"]
    assert unlock(tmp_path, PASSPHRASE).identity == seal().identity
    recipients_path(tmp_path).unlink()
    assert guard.check(tmp_path) == ""
    assert "there is another key.age, or one with another passphrase" in guard.trouble
    assert key_path(tmp_path).read_bytes() == before["key.age"]


def test_a_key_that_comes_at_the_same_moment_stays(guard: KeyGuard, tmp_path: Path) -> None:
    temporary, target = tmp_path / "new", tmp_path / "there"
    temporary.write_bytes(b"ours")
    target.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        key_guard._to_free_name(temporary, target)
    assert target.read_bytes() == b"theirs"


def test_a_list_of_another_key_stays_and_the_trouble_ends_with_it(
    guard: KeyGuard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = recipients_path(tmp_path).read_bytes()
    recipients_path(tmp_path).write_bytes(ours.replace(b"checked by casetool: ", b"& 0"))
    key_path(tmp_path).unlink()
    assert guard.check(tmp_path) == ""
    (own_key,) = (tmp_path / HIDDEN).glob("key-*.age")
    assert guard.trouble == (
        f"Nobody can open this session without its key: key.age or recipients.txt in"
        f" {tmp_path / HIDDEN} is gone or of another key, and could not be put back"
        " (recipients.txt there is of another key, or damaged. Its own key is"
        f" {own_key.name} there)."
    )
    recipients_path(tmp_path).write_bytes(ours)
    guard.look_again(tmp_path / "a.toml")
    assert guard.trouble, "not at every look"
    monkeypatch.setattr(key_guard, "monotonic", lambda: float("inf"))
    guard.look_again(tmp_path / "a.toml")
    assert guard.trouble == ""
    assert unlock(tmp_path, PASSPHRASE)


def test_another_key_with_its_list_stays_and_is_told(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    """Two laptops encrypted the folder before they met, and a sync program chose one key."""
    other = tmp_path / "other"
    other.mkdir()
    create_key(other, "quite another one")
    ours, our_list = key_path(tmp_path).read_bytes(), recipients_path(tmp_path).read_bytes()
    for path in (key_path(other), recipients_path(other)):
        shutil.copy(path, tmp_path / HIDDEN / path.name)
    before = all_files(tmp_path)
    assert guard.check(tmp_path) == ""
    assert "of another key" in guard.trouble
    name, list_name = sorted(all_files(tmp_path).keys() - before.keys(), reverse=True)
    assert f"Its own key is {name} there" in guard.trouble
    assert all_files(tmp_path) == {**before, name: ours, list_name: our_list}
    assert not list(contents(tmp_path)), "it is no file of a session"
    sealed = seal().encrypt(b"words")
    assert unlock(tmp_path, PASSPHRASE).decrypt(sealed) == b"words"
    assert unlock(tmp_path, "quite another one").identity != seal().identity


@pytest.mark.parametrize("is_damaged", [False, True])
def test_another_key_without_its_list_leaves_ours_beside_it(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None, is_damaged: bool
) -> None:
    """A sync program decides each file for itself, and the list may come much later."""
    other = tmp_path / "other"
    other.mkdir()
    create_key(other, "quite another one")
    ours = key_path(tmp_path).read_bytes()
    theirs = ours[:-9] + bytes(9) if is_damaged else key_path(other).read_bytes()
    key_path(tmp_path).write_bytes(theirs)
    assert (guard.check(tmp_path), guard.check(tmp_path)) == (KEY_IS_ANOTHER, "")
    assert guard.trouble == ""
    (kept,) = kept_key_paths(tmp_path)
    assert (kept.read_bytes(), key_path(tmp_path).read_bytes()) == (ours, theirs)
    assert unlock(tmp_path, PASSPHRASE).identity == seal().identity
    assert kept.name in key_problem(tmp_path)
    with pytest.raises(CipherError, match="passphrase is wrong"):
        unlock(tmp_path, "not a passphrase of it")


def test_a_new_passphrase_removes_what_was_kept_under_the_old_one(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    own = unlock(tmp_path, PASSPHRASE)
    keep_key(tmp_path, own)
    keep_key(tmp_path, AgeCipher(own.identity, own.recipients, b"the key of somebody else"))
    change_passphrase(tmp_path, PASSPHRASE, "another passphrase")
    (kept,) = kept_key_paths(tmp_path)
    assert kept.read_bytes() == b"the key of somebody else"
    assert list((tmp_path / HIDDEN).glob("key-*-recipients.txt")) == [kept_list_path(kept)]


def test_an_open_session_is_saved_for_the_office_of_now(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    office = pyrage.x25519.Identity.generate()
    readers = set_office(tmp_path, PASSPHRASE, str(office.to_public())).recipients
    assert guard.check(tmp_path) == guard.trouble == ""
    assert guard._cipher is not None
    assert guard._cipher.recipients == readers
    assert pyrage.decrypt(guard._cipher.encrypt(b"x"), [office]) == b"x"


def test_a_kept_key_keeps_its_office_key(tmp_path: Path, quick_passphrases: None) -> None:
    office = pyrage.x25519.Identity.generate()
    create_key(tmp_path, PASSPHRASE, str(office.to_public()))
    guard = KeyGuard(unlock(tmp_path, PASSPHRASE))
    other = tmp_path / "other"
    other.mkdir()
    create_key(other, "quite another one")
    for path in (key_path(other), recipients_path(other)):
        shutil.copy(path, tmp_path / HIDDEN / path.name)
    guard.check(tmp_path)
    sealed = unlock(tmp_path, PASSPHRASE).encrypt(b"words")
    assert pyrage.decrypt(sealed, [office]) == b"words"


def test_one_passphrase_of_two_laptops_opens_what_either_encrypted(
    guard: KeyGuard, tmp_path: Path, quick_passphrases: None
) -> None:
    """A team's: each laptop encrypted the folder with it before they met."""
    other = tmp_path / "other"
    other.mkdir()
    theirs = create_key(other, PASSPHRASE)
    for path in (key_path(other), recipients_path(other)):
        shutil.copy(path, tmp_path / HIDDEN / path.name)
    guard.check(tmp_path)
    cipher = unlock(tmp_path, PASSPHRASE)
    assert cipher.decrypt(seal().encrypt(b"ours")) == b"ours"
    assert cipher.decrypt(theirs.encrypt(b"theirs")) == b"theirs"
    assert theirs.decrypt(cipher.encrypt(b"later")) == b"later"


def test_a_window_that_never_read_a_key_makes_none(tmp_path: Path) -> None:
    guard = KeyGuard(seal())
    assert guard.check(tmp_path) == guard.trouble == ""
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_looked_after_between_two_saves(guard: KeyGuard, tmp_path: Path) -> None:
    """There may be no other save: somebody leaves, or types half a line."""
    path = tmp_path / "a.toml.age"
    path.write_bytes(b"x")
    before = all_files(tmp_path)
    key_path(tmp_path).unlink()
    guard.look_again(path)
    assert all_files(tmp_path) == before
    assert (guard.check(tmp_path), guard.check(tmp_path)) == (KEY_IS_BACK, "")
    shutil.rmtree(tmp_path / HIDDEN)
    path.unlink()
    guard.look_again(path)
    assert guard.trouble == "", "a drive that is out has its key with it"


def test_a_folder_that_refuses_every_look_is_no_fault(
    guard: KeyGuard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", refused)
    monkeypatch.setattr(os, "lstat", refused)
    guard.look_again(tmp_path / "a.toml.age")
    KeyGuard(NO_CIPHER).look_again(tmp_path / "a.toml")


def test_a_draft_that_another_window_replaces_ends_no_list_of_files(tmp_path: Path) -> None:
    drafts = tmp_path / HIDDEN / "drafts"
    drafts.mkdir(parents=True)
    for name in ("a.toml", "b.toml", "c.toml"):
        (drafts / name).touch()
    files = contents(tmp_path)
    assert next(files).name == "a.toml"
    (drafts / "b.toml").unlink()
    assert [path.name for path in files] == ["c.toml"]
