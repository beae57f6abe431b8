"""``casetool delete`` leaves what is of another case, and names what may be of this one."""

from pathlib import Path

import pytest

from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.drafts import update_drafts
from casetool.storage.autosave.emergency_copy import all_copies, place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.trash import list_trash
from casetool.storage.history.undo_journal import ChangeKind, JournalChange, append_to_journal
from casetool.storage.history.versions import keep_version, versions_of
from casetool.storage.library.summary import read_summary
from casetool.storage.went_on import note_move
from tests.storage.history.test_trash import session
from tests.support.driving import START
from tests.support.sealed import PASSPHRASE, ring
from tests.support.verbs import STDIN, Run, everything, holding, new

TEMPLATE = 'format = 1\nid = "template"\nchild = "{}"\nmethod = "stress-fracture"\n'


def case(folder: Path, name: str, child: str) -> Path:
    """A case made by hand from a template: its id is that of each other."""
    path = folder / name
    path.write_text(TEMPLATE.format(child), encoding="utf-8")
    keep_version(path, "template", path.read_bytes(), START)
    return path


def test_a_case_of_the_same_name_and_id_in_the_trash_is_another_childs(
    run: Run, tmp_path: Path
) -> None:
    path = case(tmp_path, "a.toml", "Ash")
    assert run("delete", "a.toml")[0] == 0
    case(tmp_path, "a.toml", "Bea")
    assert run("delete", "a.toml", "--purge", "--yes")[0] == 0
    assert not path.exists()
    (trashed,) = list_trash(tmp_path)
    assert "Ash" in (trashed.folder / "a.toml").read_text()
    assert list((trashed.folder / ".casetool").rglob("*.a.toml"))
    assert holding(tmp_path, "Bea") == []


def test_a_broken_file_with_another_id_is_no_copy_whatever_its_name(
    run: Run, tmp_path: Path
) -> None:
    run("new", "--child", "Child A")
    run("new", "--child", "Child A")
    first, second = sorted(tmp_path.glob("*.toml"), key=lambda path: len(path.name))
    second.write_text(second.read_text().replace('child = "Child A"', 'child = "Child A'))
    assert "a copy of" not in run("list")[1]
    code, _, told = run("delete", first.name, "--purge", "--yes", "--copies")
    assert (code, second.exists(), second.name in told) == (0, True, False)


def test_a_broken_file_that_may_be_another_session_is_named_and_stays(
    run: Run, tmp_path: Path
) -> None:
    run("new", "--child", "Child A")
    (first,) = tmp_path.glob("*.toml")
    second = first.with_name(f"{first.stem}-2.toml")
    second.write_bytes(b"\0" * 99)
    code, _, told = run("delete", first.name, "--purge", "--yes", "--copies")
    assert (code, first.exists(), second.exists()) == (0, False, True)
    assert f"Still there: {second}\n" in told


@pytest.mark.parametrize("more", [(), ("--purge", "--yes", STDIN)])
def test_a_plain_file_that_came_back_leaves_the_encrypted_session_all_it_has(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    cipher = ring(tmp_path)
    plain = session(tmp_path, "a.toml", "older words", "abcde")
    encrypted = tmp_path / "a.toml.age"
    encrypted.write_bytes(cipher.encrypt(plain.read_bytes()))
    keep_version(encrypted, "abcde", encrypted.read_bytes(), START)
    update_drafts(encrypted, {"capture": "half a line"}, cipher, owner_key("abcde"))
    code, _, told = run("delete", plain.name, *more, typed=f"{PASSPHRASE}\n")
    assert (code, plain.exists(), encrypted.exists()) == (0, False, True)
    assert (tmp_path / ".casetool" / "drafts" / encrypted.name).exists()
    assert {version.name for version in versions_of(tmp_path)} == {plain.name, encrypted.name}
    assert not more or f"Still there: {encrypted}, which has the same name" in told


def test_an_emergency_copy_for_another_child_with_the_id_is_named(run: Run, tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / ".state")
    path, former = case(tmp_path, "ash.toml", "Ash"), tmp_path / "ahs.toml"
    copy_path = place_of_copy(former, storage)
    assert copy_path is not None
    write_copy(copy_path, former, TEMPLATE.format("Ahs").encode())
    (copy,) = all_copies(storage)
    assert copy.keys(NO_CIPHER) == (owner_key("template"), child_key("Ahs"))
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert code == 0
    assert f"Still there: {copy.path}, perhaps of a session with another child or name." in told


@pytest.mark.parametrize("left", ["2026-11-29-child-a-2.toml", "bea-2026-11-29-child-a.toml"])
def test_the_same_purge_again_removes_no_other_case(run: Run, tmp_path: Path, left: str) -> None:
    session(tmp_path, "2026-11-29-child-a.toml", "first", "first1")
    other = session(tmp_path, left, "second", "second")
    purge = ("delete", "2026-11-29-child-a", "--purge", "--yes")
    assert run(*purge)[0] == 0
    code, _, told = run(*purge)
    assert (code, other.exists()) == (1, True)
    part = f"“2026-11-29-child-a” is only a part of {left}."
    assert ("Did you mean" if left.endswith("-2.toml") else part) in told


def test_a_name_with_its_suffix_means_no_name_that_merely_ends_so(run: Run, tmp_path: Path) -> None:
    other = session(tmp_path, "bea.toml", "second", "second")
    code, _, told = run("delete", "a.toml")
    assert (code, other.exists()) == (1, True)
    assert "There is no session “a.toml”" in told


def test_a_copy_that_a_window_has_open_is_not_removed(run: Run, tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "words", "abcde")
    copy = tmp_path / "a (1).toml"
    copy.write_bytes(path.read_bytes())
    held = acquire_lock(copy, StorageContext(state=tmp_path / ".state"))
    assert isinstance(held, Lock)
    code, _, told = run("delete", path.name, "--purge", "--yes", "--copies")
    assert (code, path.exists(), copy.exists()) == (1, True, True)
    assert "a (1).toml is open in another window" in told
    held.release()
    assert run("delete", path.name, "--purge", "--yes", "--copies")[0] == 0
    assert not copy.exists()


def test_an_emptied_trash_names_the_emergency_copies_that_stay(run: Run, tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / ".state")
    path = session(tmp_path, "a.toml", "words", "abcde")
    copy_path = place_of_copy(path, storage)
    assert copy_path is not None
    write_copy(copy_path, path, path.read_bytes())
    assert run("delete", path.name)[0] == 0
    code, _, told = run("trash", "--empty", "--yes")
    assert code == 0
    assert f"Still there: {copy_path}, an emergency copy for a.toml." in told


def test_while_a_session_is_away_its_name_means_no_case_with_a_number_behind_it(
    run: Run, tmp_path: Path
) -> None:
    other = session(tmp_path, "2026-11-29-child-a-2.toml", "second", "second")
    before = other.read_bytes()
    for name in ("2026-11-29-child-a", "2026-11-29-child-a.toml"):
        for verb in (("add", name, "worries", "of the first"), ("delete", name)):
            code, _, told = run(*verb)
            assert (code, other.read_bytes()) == (1, before)
            assert "Did you mean 2026-11-29-child-a-2.toml?" in told


def test_a_session_whose_name_has_a_line_end_comes_back_from_the_trash(
    run: Run, tmp_path: Path
) -> None:
    path = session(tmp_path, "a\nb.toml", "words", "abcde")
    assert run("delete", path.name)[0] == 0
    assert run("trash", "--restore", path.name)[0] == 0
    assert path.exists()


@pytest.mark.parametrize("sealed", [False, True])
def test_a_purge_with_copies_leaves_nothing_under_their_names(
    run: Run, tmp_path: Path, sealed: bool
) -> None:
    cipher = ring(tmp_path) if sealed else NO_CIPHER
    keys = {path.name for path in everything(tmp_path)}
    path, copy = (tmp_path / f"{name}.toml{cipher.suffix}" for name in ("x", "x-2"))
    change = JournalChange(ChangeKind.EDIT, "x", "said by mistake", "said")
    for each in (path, copy):
        each.write_bytes(cipher.encrypt(TEMPLATE.format("Ash").encode()))
        append_to_journal(each, [change], cipher)
        keys_of_case = owner_key("template"), child_key("Ash")
        update_drafts(each, {"capture": f"in {each.name}"}, cipher, *keys_of_case)
    purge = ("delete", path.name, "--purge", "--yes", "--copies")
    code, _, told = run(*purge, *((STDIN,) if sealed else ()), typed=f"{PASSPHRASE}\n")
    assert (code, f"Also removed: {copy}" in told) == (0, True)
    left = {each.name for each in everything(tmp_path) if each.is_file()} - keys
    assert {name for name in left if "x" in name.partition(".")[0]} == set()


@pytest.mark.parametrize("is_same", [True, False])
def test_where_a_removed_session_went_on_is_named(run: Run, tmp_path: Path, is_same: bool) -> None:
    path, stick, storage = new(run), tmp_path / "stick", StorageContext(state=tmp_path / ".state")
    stick.mkdir()
    other = stick / path.name
    other.write_bytes(path.read_bytes() + (b"" if is_same else b"# more\n"))
    note_move(path, other, storage, read_summary(path).id)
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert (code, path.exists(), other.exists()) == (0, False, True)
    assert f"Still there: {other}, where it went on." in told


@pytest.mark.parametrize("is_other_case", [True, False])
def test_where_it_went_on_is_not_named_once_that_is_gone_or_of_another_case(
    run: Run, tmp_path: Path, is_other_case: bool
) -> None:
    path, stick, storage = new(run), tmp_path / "stick", StorageContext(state=tmp_path / ".state")
    stick.mkdir()
    other = stick / path.name
    if is_other_case:
        other.write_bytes(path.read_bytes())
    session_id = "another1" if is_other_case else read_summary(path).id
    note_move(path, other, storage, session_id)
    assert "where it went on" not in run("delete", path.name, "--purge", "--yes")[2]
