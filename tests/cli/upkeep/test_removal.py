"""``casetool delete`` leaves what is of another case, and names what may be of this one."""

import re
from pathlib import Path

import pytest

from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.drafts import update_drafts
from casetool.storage.autosave.emergency_copy import all_copies, place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.continuation import note_move
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.trash import list_trash
from casetool.storage.history.undo_journal import JournalChange, append_to_journal
from casetool.storage.history.versions import keep_version, versions_of
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import read_summary
from tests.storage.history.test_trash import session
from tests.support.driving import START
from tests.support.sealed import PASSPHRASE, ring
from tests.support.verbs import STDIN, Hand, Run, everything, holding, new

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
    assert (
        f"Still there: {copy.path}, perhaps of a session with another child, name or folder."
        in told
    )


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
    (stick / "photo.jpg").touch()  # an empty folder may be where a stick was
    if is_other_case:
        other.write_bytes(path.read_bytes())
    session_id = "another1" if is_other_case else read_summary(path).id
    note_move(path, other, storage, session_id)
    assert "where it went on" not in run("delete", path.name, "--purge", "--yes")[2]


@pytest.mark.parametrize("name", ["x-2.toml", "x.toml.age"])
def test_what_waits_in_emergency_stays_with_the_session_of_which_a_copy_goes(
    run: Run, tmp_path: Path, name: str
) -> None:
    storage = StorageContext(state=tmp_path / ".state")
    path, other = case(tmp_path, "x.toml", "Ash"), tmp_path / name
    cipher = ring(tmp_path) if name.endswith(".age") else NO_CIPHER
    other.write_bytes(cipher.encrypt(path.read_bytes()))
    goes = path if name.endswith(".age") else other
    for words in (f"{path.read_text()}# unsaved\n", "half a line"):
        copy_path = place_of_copy(other, storage)
        assert copy_path is not None
        write_copy(copy_path, other, cipher.encrypt(words.encode()))
    before = {copy.path for copy in all_copies(storage)}
    assert len(before) == 2
    assert run("delete", goes.name, "--purge", "--yes")[0] == 0
    assert {copy.path for copy in all_copies(storage)} == before
    rest = () if cipher is NO_CIPHER else (STDIN,)
    left = path if goes is other else other
    assert run("delete", left.name, "--purge", "--yes", *rest, typed=f"{PASSPHRASE}\n")[0] == 0


def worked_on(run: Run, path: Path, child: str) -> None:
    """A case from a template, by hand, with a line of its own."""
    made = Path(run("new", "--child", child)[1].strip())
    text = re.sub(r'^id = ".*"', 'id = "template"', made.read_text(), flags=re.MULTILINE)
    made.unlink()
    path.write_text(text, encoding="utf-8")
    assert run("add", path.name, "worries", typed=f"of {child.lower()}\n")[0] == 0


@pytest.mark.parametrize("beside", ["twin", "conflict", "merge", "discard"])
def test_a_case_whose_childs_name_was_corrected_goes_with_its_past(
    run: Run, tmp_path: Path, beside: str
) -> None:
    path = tmp_path / "x.toml"
    if beside == "twin":
        worked_on(run, tmp_path / "b.toml", "Bea")
    worked_on(run, path, "Ahs")
    copy = tmp_path / {"conflict": "x-2.toml"}.get(beside, "x (1).toml")
    if beside != "twin":
        copy.write_bytes(path.read_bytes())
    if beside in ("merge", "discard"):
        assert run("copies", path.name, f"--{beside}")[0] == 0
        assert not copy.exists()
    for words in ("of ahs, again", "of ahs, later"):
        assert run("add", path.name, "worries", typed=f"{words}\n")[0] == 0
        path.write_text(path.read_text().replace('"Ahs"', '"Ash"'), encoding="utf-8")
    listed = run("list")[1]
    assert ("a copy of x.toml" in listed) is (beside == "conflict")
    code, _, told = run("delete", path.name, "--purge", "--yes", "--copies")
    assert (code, "Still there" in told) == (0, False)
    assert holding(tmp_path, "of ahs") == []
    assert (tmp_path / "b.toml").exists() is (beside == "twin")


def test_copies_of_each_of_two_cases_with_one_id_are_copies_of_that_case(
    run: Run, tmp_path: Path
) -> None:
    path, other = tmp_path / "a.toml", tmp_path / "b.toml"
    worked_on(run, path, "Ash")
    worked_on(run, other, "Bea")
    names = "b (1).toml", "b-LAPTOP7.toml", "b.toml~", "b.sync-conflict-20261129-101010-ABC.toml"
    for name in names:
        (tmp_path / name).write_bytes(other.read_bytes())
    originals = {head.path.name: head.copy_of for head in list_sessions(tmp_path)}
    assert originals == {path.name: None, other.name: None, **dict.fromkeys(names, other)}
    run("copies", path.name, "--merge")
    assert "of bea" not in path.read_text()
    run("delete", path.name, "--purge", "--yes", "--copies")
    assert {each.name for each in tmp_path.glob("*.toml*")} == {other.name, *names}
    assert run("delete", other.name, "--purge", "--yes", "--copies")[0] == 0
    assert holding(tmp_path, "of bea") == []


@pytest.mark.parametrize("typed", ["2026-11-29-ash", "2026-11-29-ash.toml"])
def test_a_whole_name_means_no_name_that_goes_on_behind_it(
    run: Run, tmp_path: Path, typed: str
) -> None:
    other = session(tmp_path, "2026-11-29-ashley.toml", "x", "another1")
    before = other.read_bytes()
    assert run("add", typed, "worries", "of ash")[0] == 1
    assert run("delete", typed)[0] == 1
    assert other.read_bytes() == before


def test_the_trash_of_another_folder_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    path = session(other, "a.toml", "words", "abcde")
    told = run("delete", str(path))[2]
    assert f'casetool --sessions "{other}" trash --restore brings it back.' in told
    assert run("--sessions", str(other), "trash", "--restore", "a.toml")[0] == 0
    assert path.exists()
    monkeypatch.chdir(tmp_path)
    here = session(tmp_path, "b.toml", "words", "fghij")
    told = run("--sessions", ".", "delete", str(here))[2]
    assert "casetool trash --restore brings it back." in told


def two_cases(run: Run, folder: Path, how: str) -> tuple[Path, Path]:
    """Ash's case and Bea's, from one template, after what people do with files."""
    ash, bea = folder / "a.toml", folder / "b.toml"
    if how == "the wrong sister first":
        worked_on(run, ash, "Bea")
        ash.write_text(ash.read_text().replace('"Bea"', '"Ash"'), encoding="utf-8")
        assert run("add", ash.name, "worries", typed="of ash\n")[0] == 0
        worked_on(run, bea, "Bea")
    else:  # the template is always copied to the same name
        bea = folder / "case.toml"
        worked_on(run, bea, "Ash")
        if how == "renamed":
            bea.rename(ash)
        else:
            assert run("delete", bea.name)[0] == 0
            ash = folder / "case-2.toml"
        worked_on(run, bea, "Bea")
        if how == "restored":
            assert run("trash", "--restore", bea.name)[0] == 0
    assert run("add", ash.name, "worries", typed="of ash again\n")[0] == 0
    assert run("add", bea.name, "worries", typed="of bea again\n")[0] == 0
    return ash, bea


@pytest.mark.parametrize("how", ["the wrong sister first", "renamed", "restored"])
def test_two_cases_from_one_template_stay_two(run: Run, tmp_path: Path, how: str) -> None:
    ash, bea = two_cases(run, tmp_path, how)
    assert [head.copy_of for head in list_sessions(tmp_path)] == [None, None]
    run("copies", ash.name, "--merge")
    run("copies", bea.name, "--merge")
    assert "of bea" not in ash.read_text() or how == "the wrong sister first"
    assert "of ash" not in bea.read_text()
    before = {version.digest for version in versions_of(tmp_path) if version.name == ash.name}
    assert before
    assert run("delete", bea.name, "--purge", "--yes", "--copies")[0] == 0
    assert ash.exists()
    assert before <= {version.digest for version in versions_of(tmp_path)}


@pytest.mark.parametrize("more", [(), ("--purge", "--yes", STDIN)])
@pytest.mark.parametrize("both", [True, False])
def test_versions_of_an_encrypted_case_with_the_same_id_stay(
    run: Run, tmp_path: Path, both: bool, more: tuple[str, ...]
) -> None:
    cipher = ring(tmp_path)
    paths = tmp_path / ("a.toml.age" if both else "a.toml"), tmp_path / "b.toml.age"
    for path, child in zip(paths, ("Ash", "Bea"), strict=True):
        text = TEMPLATE.format(child).encode()
        path.write_bytes(cipher.encrypt(text) if path.suffix == ".age" else text)
        keep_version(path, "template", path.read_bytes(), START)
    assert run("delete", paths[0].name, *more, typed=f"{PASSPHRASE}\n")[0] == 0
    assert [version.name for version in versions_of(tmp_path)] == [paths[1].name]


def test_an_encrypted_emergency_copy_under_the_name_of_a_plain_file_stays(
    run: Run, tmp_path: Path
) -> None:
    storage, cipher = StorageContext(state=tmp_path / ".state"), ring(tmp_path)
    path, former = case(tmp_path, "ash.toml", "Ash"), tmp_path / "ash.toml.age"
    copy_path = place_of_copy(former, storage)
    assert copy_path is not None
    write_copy(copy_path, former, cipher.encrypt(path.read_bytes() + b"# lost line"))
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert (code, copy_path.exists()) == (0, True)
    assert (
        f"Still there: {copy_path}, perhaps of a session with another child, name or folder."
        in told
    )


@pytest.mark.parametrize("change", ["another case", "more words", "gone"])
def test_a_purge_removes_only_what_was_asked_about(run: Run, tmp_path: Path, change: str) -> None:
    path, other = new(run), Path(run("new", "--child", "Wren")[1].strip())
    for each, words in ((path, "of robin"), (other, "of wren")):
        assert run("add", each.name, "worries", typed=f"{words}\n")[0] == 0
    data = path.read_bytes().replace(b"of robin", b"of robin, written elsewhere")

    def meanwhile() -> None:
        if change == "another case":
            other.replace(path)
        elif change == "gone":
            path.unlink()
        else:
            path.write_bytes(data)

    before = {*everything(tmp_path)}
    code, _, told = run("delete", path.name, "--purge", typed=Hand(meanwhile))
    assert code == 1
    assert f"{path.name} is not what it was when you were asked" in told
    assert "Nothing was removed." in told
    assert before - {*everything(tmp_path)} <= {path, other}
    assert path.exists() == (change != "gone")


def test_a_copy_that_comes_while_a_purge_asks_is_named(run: Run, tmp_path: Path) -> None:
    path = new(run)
    copy = path.with_name(f"{path.stem} (1).toml")
    hand = Hand(lambda: copy.exists() or copy.write_bytes(path.read_bytes()))
    code, _, told = run("delete", path.name, "--purge", typed=hand)
    assert (code, path.exists(), copy.exists()) == (0, False, True)
    assert f"Still there: {copy}" in told


def test_an_emergency_copy_from_a_stick_that_is_not_in_stays_and_is_named(
    run: Run, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / ".state")
    path, on_stick = case(tmp_path, "ash.toml", "Ash"), tmp_path / "stick" / "ash.toml"
    copy_path = place_of_copy(on_stick, storage)
    assert copy_path is not None
    write_copy(copy_path, on_stick, path.read_bytes() + b"# only on the stick's session\n")
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert (code, copy_path.exists()) == (0, True)
    assert f"Still there: {copy_path}, perhaps of a session" in told
