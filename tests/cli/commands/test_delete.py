"""``casetool delete`` does what it says and no more: the whole disk, before and after."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.services.sessions.open import load_session
from casetool.storage.autosave.draft_owner import owner_key
from casetool.storage.autosave.drafts import update_drafts
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.versions import keep_version
from tests.faults.working import environment
from tests.storage.history.test_trash import session
from tests.support.driving import START
from tests.support.sealed import PASSPHRASE, ring, seal
from tests.support.verbs import CANARY, STDIN, Run, disk, everything, holding, new, with_versions


def test_purge_leaves_no_word_but_what_the_user_exported(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    run("new", "--child", "Ash")
    run("add", "ash", "worries", typed="a word of ash\n")
    run("add", "ash", "worries", typed="one more\n")
    of_ash = [one for one in everything(tmp_path) if "ash" in one.name]
    run("notes", "robin", "--output", str(path.with_suffix(".notes.md")))
    assert run("delete", "robin", "--purge")[0] == 1
    assert path.exists()
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert code == 0
    assert f"Still there: {path.with_suffix('.notes.md')}" in told
    assert "cannot reach" in told
    assert holding(tmp_path, CANARY) == [path.with_suffix(".notes.md")]
    assert not any("robin" in one.name for one in everything(tmp_path) if one.suffix != ".md")
    assert of_ash
    assert all(one.exists() for one in of_ash)


@pytest.mark.parametrize("more", [(), ("--purge", "--yes")])
def test_the_other_form_of_the_name_may_be_another_case(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    sealed = tmp_path / "a.toml.age"
    sealed.write_bytes(seal().encrypt(b'format = 1\nid = "first"\nchild = "A"\n'))
    before = sealed.read_bytes()
    session(tmp_path, "a.toml", "second", "abcde")
    code, _, told = run("delete", "a.toml", *more)
    assert code == 0, told
    assert sealed.read_bytes() == before
    assert not (tmp_path / "a.toml").exists()


def test_a_place_in_the_trash_is_another_cases_where_no_id_can_be_read(
    run: Run, tmp_path: Path
) -> None:
    session(tmp_path, "a.toml", "first", "abcde")
    assert run("delete", "a.toml")[0] == 0
    before = disk(tmp_path)
    (tmp_path / "a.toml").write_bytes(b"broken")
    assert run("delete", "a.toml", "--purge", "--yes")[0] == 0
    assert disk(tmp_path) == before
    assert run("trash", "--restore", "a.toml")[0] == 0


@pytest.mark.parametrize("room", ["trash", "versions", "undo", "drafts"])
def test_what_belongs_to_another_is_left_whatever_this_is_called(
    run: Run, tmp_path: Path, room: str
) -> None:
    session(tmp_path, "other.toml", "other", "abcde")
    session(tmp_path, "gone.toml", "gone", "fghij")
    assert run("delete", "gone")[0] == 0
    before = disk(tmp_path)
    for number, name in enumerate((f"{room}.toml", "b.toml")):
        session(tmp_path, name, "mine", f"own{number}" if number == 0 else room)
        assert disk(tmp_path) > before
        code, _, told = run("delete", name, "--purge", "--yes")
        assert code == 0, told
        assert disk(tmp_path) == before


def test_an_older_session_of_this_name_keeps_what_it_has(run: Run, tmp_path: Path) -> None:
    session(tmp_path, "a.toml", "older", "older")
    assert run("delete", "a.toml")[0] == 0
    before = disk(tmp_path)
    session(tmp_path, "a.toml", "newer", "newer")
    assert run("delete", "a.toml", "--purge", "--yes")[0] == 0
    assert disk(tmp_path) == before


def test_of_a_link_what_it_leads_to_goes_too(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    real = session(home, "real.toml", "canary", "abcde")
    before = disk(tmp_path) - {f"elsewhere/{name}" for name in disk(home)}
    (tmp_path / "l.toml").symlink_to(real)
    code, _, told = run("delete", "l.toml", "--purge", "--yes")
    assert code == 0
    assert f"{real} is removed" in told
    assert f"Also removed: {tmp_path / 'l.toml'}" in told
    assert disk(tmp_path) == before


def _make_other_toml(path: Path) -> None:
    path.write_text("format = 1\n[project]\nname = 'x'\n", encoding="utf-8")


NO_SESSIONS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a text": ("precious.bin", lambda path: path.write_bytes(b"precious")),
    "other TOML": ("pyproject.toml", _make_other_toml),
    "a file of age": ("key.age", lambda path: path.write_bytes(b"age-encryption.org/v1\n")),
    "a pipe": ("a.toml", os.mkfifo),
    "a folder": ("a.toml", Path.mkdir),
    "nothing": ("a.toml", lambda path: None),
    "itself": ("l.toml", lambda path: path.symlink_to(path)),
}


@pytest.mark.parametrize("kind", NO_SESSIONS)
@pytest.mark.parametrize("more", [(), ("--copies",)])
def test_a_link_to_no_session_goes_alone(
    run: Run, tmp_path: Path, kind: str, more: tuple[str, ...]
) -> None:
    session(tmp_path, "b.toml", "other", "fghij")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    name, make = NO_SESSIONS[kind]
    make(elsewhere / name)
    before = sorted(tmp_path.rglob("*"))
    (tmp_path / "c.toml").symlink_to(elsewhere / name)
    (elsewhere / f"{name}.bak").symlink_to(elsewhere / name)
    code, _, told = run("delete", "c.toml", "--purge", *more)
    assert (code, (tmp_path / "c.toml").is_symlink()) == (1, True)
    assert "Only the link can be removed here." in told
    assert "Beside it" not in told
    code, _, told = run("delete", "c.toml", "--purge", "--yes", *more)
    assert code == 0
    assert f"The link {tmp_path / 'c.toml'} is removed." in told
    assert (f"Still there: {elsewhere / name}" in told) == (kind != "nothing")
    (elsewhere / f"{name}.bak").unlink()
    after = sorted(path for path in tmp_path.rglob("*") if ".state" not in path.parts)
    assert after == before


@pytest.mark.parametrize("content", [b"[broken", None])
def test_of_a_link_to_a_session_known_by_its_versions_it_goes_too(
    run: Run, tmp_path: Path, content: bytes | None
) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    real = session(home, "real.toml", "canary", "abcde")
    real.unlink() if content is None else real.write_bytes(content)
    (tmp_path / "l.toml").symlink_to(real)
    assert run("delete", "l.toml", "--purge", "--yes")[0] == 0
    assert not disk(tmp_path)


def test_of_a_link_to_an_encrypted_session_it_goes_too(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    (home / "real.toml.age").write_bytes(seal().encrypt(b'format = 1\nid = "a"\nchild = "A"\n'))
    (tmp_path / "l.toml.age").symlink_to(home / "real.toml.age")
    assert run("delete", "l.toml.age", "--purge", "--yes")[0] == 0
    assert not disk(tmp_path)


def test_what_is_no_file_is_never_beside_a_session(run: Run, tmp_path: Path) -> None:
    session(tmp_path, "a.toml", "canary", "abcde")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "a.toml.bak")
    (tmp_path / "a (1).toml").mkdir()
    (tmp_path / "a (2).toml").symlink_to("pipe")
    (tmp_path / "a.notes.md").symlink_to("a (1).toml")
    code, _, told = run("delete", "a.toml", "--purge", "--yes", "--copies")
    assert code == 0
    assert "Beside it" not in told
    assert disk(tmp_path) == {"pipe", "a.toml.bak", "a (2).toml"}
    assert (tmp_path / "a (1).toml").is_dir()
    assert (tmp_path / "a.notes.md").is_symlink()


def test_a_file_that_is_no_session_is_not_asked_about(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("words", encoding="utf-8")
    for more in ((), ("--purge",), ("--purge", "--yes")):
        code, _, told = run("delete", str(path), *more)
        assert (code, path.exists()) == (1, True)
        assert told == f"casetool: {path} is not a session. It was not touched.\n"


def test_a_link_to_no_session_says_that_it_stays(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("words", encoding="utf-8")
    (tmp_path / "l.toml").symlink_to(path)
    assert f"What it leads to stays: {path}" in run("delete", "l.toml")[2]
    assert path.exists()


def test_a_link_alone_goes_to_the_trash(run: Run, tmp_path: Path) -> None:
    real = session(tmp_path, "real.toml", "canary", "abcde")
    before = disk(tmp_path)
    (tmp_path / "l.toml").symlink_to("real.toml")
    code, _, told = run("delete", "l.toml")
    assert code == 0
    assert f"The session that it leads to stays: {real}" in told
    assert before < disk(tmp_path)
    assert run("trash", "--restore", "l.toml")[0] == 0
    assert (tmp_path / "l.toml").read_bytes() == real.read_bytes()


@pytest.mark.parametrize("too", [False, True])
def test_each_file_beside_it_is_named_and_goes_only_if_that_is_said(
    run: Run, tmp_path: Path, too: bool
) -> None:
    session(tmp_path, "a-2.toml", "other", "other")
    (tmp_path / "a-2.notes.md").write_text("other", encoding="utf-8")
    before = disk(tmp_path)
    path = session(tmp_path, "a.toml", "canary", "abcde")
    beside = [
        "a-LAPTOP7.toml", "a (1).toml", "a.toml~", ".a.toml.swp", "a.toml.bak", "#a.toml#",
        ".a.toml.un~", ".a.toml.kate-swp", ".a.toml.abc123.tmp", ".~lock.a.toml#",
        "a.notes.docx", "a.health.actions.txt",
    ]  # fmt: skip
    for name in beside:
        (tmp_path / name).write_bytes(path.read_bytes())
    code, _, told = run("delete", "a.toml", "--purge", "--yes", *(["--copies"] if too else []))
    assert code == 0
    for name in beside:
        assert f"{'Also removed' if too else 'Still there'}: {tmp_path / name}" in told
    assert disk(tmp_path) == (before if too else before | set(beside))
    assert "a-2" not in told


def test_a_purged_copy_leaves_the_session_all_that_it_has(run: Run, tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "canary", "abcde")
    before = disk(tmp_path)
    (tmp_path / "a (1).toml").write_bytes(path.read_bytes())
    assert run("delete", "a (1).toml", "--purge", "--yes")[0] == 0
    assert disk(tmp_path) == before


@pytest.mark.parametrize("more", [(), ("--copies",)])
@pytest.mark.parametrize("name", ["l.toml", "l2.toml", "a.toml"])
def test_what_is_called_still_there_is_there_and_nothing_else_is(
    run: Run, tmp_path: Path, name: str, more: tuple[str, ...]
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abcde")
    (tmp_path / "l.toml").symlink_to("a.toml")
    (tmp_path / "l2.toml").symlink_to("l.toml")
    (tmp_path / "l3").symlink_to("a.toml")
    os.link(path, tmp_path / "hard.txt")
    os.link(path, tmp_path / "hard2.toml")
    for copy in ("a (2).toml.tmp", "anything.dat", "Copie de a.toml"):
        (tmp_path / copy).write_bytes(path.read_bytes())
    code, _, told = run("delete", name, "--purge", "--yes", *more)
    assert code == 0
    assert not path.exists()
    still_there = {line.split(" (--copies")[0] for line in told.splitlines() if "Still " in line}
    assert still_there == {f"Still there: {tmp_path / left}" for left in disk(tmp_path)}
    if more:
        assert disk(tmp_path) == set()


def test_every_link_of_a_chain_goes_and_others_beside_it_are_named(
    run: Run, tmp_path: Path
) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    real = session(home, "real.toml", "canary", "abcde")
    for name, target in (("l.toml", real), ("l2.toml", "l.toml"), ("other.toml", "l.toml")):
        (tmp_path / name).symlink_to(target)
    _, _, told = run("delete", "l2.toml", "--purge", "--yes")
    for name in ("l.toml", "l2.toml"):
        assert f"Also removed: {tmp_path / name}" in told
    assert f"Still there: {tmp_path / 'other.toml'}" in told
    assert disk(tmp_path) == {"other.toml"}


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("name", ["a (1).toml", "zz.toml", "Copie de a.toml"])
def test_of_a_copy_the_session_is_named_and_keeps_all_that_it_has(
    run: Run, tmp_path: Path, name: str, linked: bool
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abcde")
    other_copy = tmp_path / "a (2).toml"
    other_copy.write_bytes(path.read_bytes())
    before = disk(tmp_path)
    if linked:
        os.link(path, tmp_path / name)
    else:
        (tmp_path / name).write_bytes(path.read_bytes())
    code, _, told = run("delete", name, "--purge", "--yes", "--copies")
    assert code == 0
    assert f"{tmp_path / name} is removed. It was a copy." in told
    assert f"Still there: {path}, the session" in told
    assert f"Still there: {other_copy}" in told
    assert disk(tmp_path) == before


@pytest.mark.parametrize("is_there", [True, False])
def test_a_session_whose_name_ends_in_this_one_keeps_its_files(
    run: Run, tmp_path: Path, is_there: bool
) -> None:
    session(tmp_path, "ash.toml", "first", "abcde")
    june = session(tmp_path, "j.ash.toml", "second", "fghij")
    names = ("j.ash.toml.bak", ".j.ash.toml.swp", "j~ash.toml~", "j#ash.toml.orig")
    junes = [tmp_path / name for name in names]
    hidden = tmp_path / ".casetool"
    junes += [hidden / "drafts" / "j.ash.toml", hidden / "undo" / "j.ash.toml"]
    for path in junes:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(june.read_bytes() if path.parent == tmp_path else b'capture = "June"\n')
    if not is_there:
        june.rename(tmp_path.parent / "away.toml")
    own = tmp_path / "ash.toml.bak"
    own.write_bytes((tmp_path / "ash.toml").read_bytes())
    assert run("delete", "ash.toml", "--purge", "--copies", "--yes")[0] == 0
    assert not own.exists()
    assert all(path.exists() for path in junes), [path for path in junes if not path.exists()]


def test_a_copy_of_any_name_goes_to_the_trash_alone(run: Run, tmp_path: Path) -> None:
    path = session(tmp_path, "a.toml", "canary", "abcde")
    before = disk(tmp_path)
    (tmp_path / "zz.toml").write_bytes(path.read_bytes())
    assert run("delete", "zz.toml")[0] == 0
    assert before < disk(tmp_path)


def test_no_word_of_it_is_left_on_the_whole_disk_but_where_it_says(tmp_path: Path) -> None:
    """Home, temporary folder, state and settings are searched, too."""
    root = tmp_path / "disk"
    for place in ("home", "tmp", "state", "config", "sessions"):
        (root / place).mkdir(parents=True)
    (root / "home" / "other.txt").write_text("shopping", encoding="utf-8")

    def verb(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "casetool", "--sessions", str(root / "sessions"), *words],
            cwd=root / "home",
            env={**os.environ, **environment(root)},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def holding(word: str) -> set[Path]:
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path for path in files if word in f"{path.name} {path.read_bytes()!r}"}

    before = disk(root)
    path = Path(verb("new", "--child", "Canaria", "--discussion", "12/11/2026").splitlines()[0])
    for words in ("canary one", "canary two"):
        verb("add", path.name, "5", words)
    verb("notes", path.name, "--yes", "--output", str(root / "home" / f"{path.stem}.md"))
    verb("notes", path.name, "--yes", "--output", str(path.with_suffix(".notes.md")))
    verb("show", path.name, "--json")
    assert len(holding("canary")) > 3
    told = verb("delete", path.name, "--purge", "--yes", "--copies")
    assert holding("canary") | holding("Canaria") == {root / "home" / f"{path.stem}.md"}
    assert "written under a name of its own" in told  # it cannot know where
    assert {name for name in disk(root) - before if not name.startswith("home/")} <= {
        "sessions/.casetool/trash"
    }


@pytest.mark.parametrize("with_key", (True, False))
def test_with_its_passphrase_a_purge_tells_its_files_from_those_of_a_former_session(
    run: Run, tmp_path: Path, with_key: bool
) -> None:
    cipher, former, present = ring(tmp_path), "former11", "present1"
    path = tmp_path / "a.toml.age"
    path.write_bytes(cipher.encrypt(f'format = 1\nid = "{present}"\nchild = "P"\n'.encode()))
    update_drafts(path, {"capture": "of the former"}, cipher, owner_key(former))
    old = cipher.encrypt(f'format = 1\nid = "{former}"\nchild = "F"\n'.encode())
    keep_version(path, former, old, START)
    keep_version(path, present, path.read_bytes(), START)
    options = (STDIN,) if with_key else ()
    code, _, err = run("delete", path.name, "--purge", "--yes", *options, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert not path.exists()
    assert ("Its passphrase was not given" in err) is not with_key
    hidden = {file.parent.name for file in everything(tmp_path / ".casetool")}
    assert hidden - {".casetool"} == ({"drafts", former} if with_key else set())


@pytest.mark.parametrize("with_key", (True, False))
def test_what_a_renamed_encrypted_session_left_goes_with_it_or_is_named(
    run: Run, tmp_path: Path, with_key: bool
) -> None:
    run("new", "--child", "Robin")
    for text in ("a word", "one more"):
        run("add", "robin", "worries", typed=f"{text}\n")
    assert run("encrypt", "robin", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    (encrypted,) = tmp_path.glob("*.age")
    encrypted.rename(tmp_path / "other.toml.age")
    options = (STDIN,) if with_key else ()
    code, _, err = run("delete", "other", *options, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert ("only what was kept under this name" in err) is not with_key
    assert run("trash", "--empty", "--yes")[0] == 0
    left = [file for file in everything(tmp_path / ".casetool") if file.is_file()]
    assert any("robin" in file.name for file in left) is not with_key


def test_without_its_passphrase_nothing_is_said_of_a_name_that_it_always_had(
    run: Run, tmp_path: Path
) -> None:
    run("new", "--child", "Robin")
    assert run("encrypt", "robin", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    code, _, err = run("delete", "robin")
    assert code == 0
    assert "passphrase" not in err


@pytest.mark.parametrize(
    "verbs",
    [
        [("delete", "c.toml", "--purge", "--yes")],
        [("delete", "c.toml"), ("trash", "--empty", "--yes")],
        [("encrypt", "c", STDIN)],
    ],
)
def test_what_it_left_under_two_names_before_goes_along(
    run: Run, tmp_path: Path, verbs: list[tuple[str, ...]]
) -> None:
    path = new(run)
    for number, name in enumerate(("a", "b", "c")):
        path = path.rename(tmp_path / f"{name}.toml")
        for text in (f"{CANARY} {number}", "more"):
            assert run("add", path.name, "worries", typed=f"{text}\n")[0] == 0
    assert holding(tmp_path, f"{CANARY} 0")
    for verb in verbs:
        assert run(*verb, typed=f"{PASSPHRASE}\n")[0] == 0
    assert holding(tmp_path, CANARY) == []


@pytest.mark.parametrize("encrypts", [True, False])
def test_what_it_left_in_the_undo_of_another_goes_from_there(
    run: Run, tmp_path: Path, encrypts: bool
) -> None:
    """A working file became the file of one child, and then of the next."""
    path = new(run).rename(tmp_path / "current.toml")
    assert run("add", "current", "worries", typed=f"{CANARY} 1\n")[0] == 0
    path = path.rename(tmp_path / "wren.toml")
    assert run("add", "wren", "worries", typed=f"{CANARY} 2\n")[0] == 0
    other = Path(run("new", "--child", "Oak")[1].strip()).rename(tmp_path / "current.toml")
    assert run("add", "current", "worries", typed="OAK\n")[0] == 0
    if encrypts:
        assert run("encrypt", "wren", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
        assert holding(tmp_path, CANARY) == []
        path = path.with_name(f"{path.name}.age")
    options = (STDIN,) if encrypts else ()
    assert run("delete", path.name, "--purge", "--yes", *options, typed=f"{PASSPHRASE}\n")[0] == 0
    assert holding(tmp_path, CANARY) == []
    assert len(holding(tmp_path, "OAK")) > 1
    assert other.exists()


def test_a_purge_of_an_encrypted_one_takes_what_was_left_in_plain(run: Run, tmp_path: Path) -> None:
    path = new(run).rename(tmp_path / "current.toml")
    assert run("add", "current", "worries", typed=f"{CANARY} 1\n")[0] == 0
    journal = tmp_path / ".casetool" / "undo" / "current.toml.jsonl"
    path = path.rename(tmp_path / "wren.toml")
    Path(run("new", "--child", "Oak")[1].strip()).rename(tmp_path / "current.toml")
    assert run("add", "current", "worries", typed="OAK\n")[0] == 0
    lines = journal.read_bytes()
    assert run("encrypt", "wren", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    journal.write_bytes(lines)  # as an older casetool left it
    purge = ("delete", "wren.toml.age", "--purge", "--yes", STDIN)
    assert run(*purge, typed=f"{PASSPHRASE}\n")[0] == 0
    assert holding(tmp_path, CANARY) == []


@pytest.mark.parametrize(
    "verb",
    [
        ("delete", "current.toml.age", "--purge", "--yes", STDIN),
        ("delete", "current.toml.age", "--purge", "--yes"),
        ("delete", "current.toml.age", STDIN),
        ("delete", "current.toml.age"),
    ],
)
@pytest.mark.parametrize("is_same", [True, False])
def test_what_is_of_a_plain_file_beside_an_encrypted_one_stays(
    run: Run, tmp_path: Path, verb: tuple[str, ...], is_same: bool
) -> None:
    """A backup was copied back, or the next child got the working file."""
    path = new(run).rename(tmp_path / "current.toml")
    assert run("add", "current", "worries", typed="first\n")[0] == 0
    plain = path.read_bytes()
    if not is_same:
        other = Path(run("new", "--child", "Oak")[1].strip())
        plain = other.read_bytes()
        other.unlink()
    assert run("encrypt", "current", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    path.write_bytes(plain)
    path.chmod(0o600)
    for text in ("second", "third"):
        assert run("add", "current.toml", "worries", typed=f"{CANARY} {text}\n")[0] == 0
    owner = owner_key(load_session(path).session.id)
    update_drafts(path, {"capture": "HALF a line"}, NO_CIPHER, owner)
    storage = StorageContext(state=tmp_path / ".state")
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, path.read_bytes().replace(b"third", b"fourth"))
    kept = {file: file.read_bytes() for file in holding(tmp_path, CANARY)}
    assert len(kept) > 1
    code, _, err = run(*verb, typed=f"{PASSPHRASE}\n")
    assert code == 0, err
    assert not path.with_name("current.toml.age").exists()
    assert {file: file.read_bytes() for file in holding(tmp_path, CANARY)} == kept
    assert len(holding(tmp_path, "HALF a line")) == 1
