"""Looking back and clearing away from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.context import StorageContext
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.versions import versions_of

Run = Callable[..., tuple[int, str, str]]
CANARY = "canary in the cloakroom"


def made(run: Run) -> Path:
    """A session with a worry, and a version from before it."""
    path = Path(run("new", "--child", "Robin", "--discussion", "12/11/2026")[1].strip())
    assert run("add", "robin", "worries", typed=f"{CANARY}\n")[0] == 0
    assert run("add", "robin", "worries", typed="another\n")[0] == 0
    return path


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def holding(folder: Path, words: str) -> list[Path]:
    return [path for path in everything(folder) if words.encode() in path.read_bytes()]


def test_history_lists_and_restore_goes_back_and_forth(run: Run) -> None:
    path = made(run)
    now = path.read_bytes()
    code, out, _ = run("history", "robin")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 2
    oldest = lines[-1].split()[0]
    code, _, told = run("restore", "robin", oldest[:6])
    assert code == 0
    assert "What it held is a version now." in told
    assert CANARY.encode() not in path.read_bytes()
    newest = run("history", "robin")[1].splitlines()[0].split()[0]
    assert run("restore", "robin", newest)[0] == 0
    assert path.read_bytes() == now


def test_a_session_that_is_broken_or_gone_can_be_restored(run: Run) -> None:
    path = made(run)
    version = run("history", "robin")[1].splitlines()[0].split()[0]
    path.write_text("[broken", encoding="utf-8")
    assert run("restore", "robin", version)[0] == 0
    assert CANARY in path.read_text(encoding="utf-8")
    path.unlink()
    assert run("restore", path.stem, version)[0] == 0
    assert CANARY in path.read_text(encoding="utf-8")


def test_a_damaged_version_is_named_and_never_restored(run: Run, tmp_path: Path) -> None:
    path = made(run)
    before = path.read_bytes()
    version = versions_of(tmp_path)[0]
    version.path.write_bytes(version.path.read_bytes()[:-9])
    assert f"{version.digest}  " in run("history", "robin")[1]
    assert "damaged" in run("history", "robin")[1]
    assert {one["sound"] for one in json.loads(run("history", "robin", "--json")[1])} == {
        True,
        False,
    }
    code, _, told = run("restore", "robin", version.digest)
    assert code == 1
    assert "is damaged" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", ["nothing", ""])
def test_a_version_that_is_none_or_could_be_two_is_refused(run: Run, version: str) -> None:
    path = made(run)
    before = path.read_bytes()
    code, _, told = run("restore", "robin", version)
    assert code == 1
    assert "casetool history" in told
    assert path.read_bytes() == before


def test_a_session_without_versions_says_so(run: Run) -> None:
    run("new", "--child", "Ash")
    code, out, told = run("history", "ash")
    assert (code, out) == (0, "")
    assert "No earlier version" in told


def test_what_is_deleted_is_in_the_trash_and_comes_back_whole(run: Run, tmp_path: Path) -> None:
    path = made(run)
    before = {one.relative_to(tmp_path): one.read_bytes() for one in everything(tmp_path)}
    code, _, told = run("delete", "robin")
    assert code == 0
    assert "is in the trash" in told
    assert run("list")[1] == ""
    assert not path.exists()
    assert path.name in run("trash")[1]
    code, _, told = run("trash", "--restore", "")
    assert (code, path.exists()) == (1, False)
    assert "No session in the trash has “” in its name" in told
    code, out, _ = run("trash", "--restore", "robin")
    assert (code, out.strip()) == (0, str(path))
    after = {one.relative_to(tmp_path): one.read_bytes() for one in everything(tmp_path)}
    assert {name: data for name, data in after.items() if "locks" not in name.parts} == {
        name: data for name, data in before.items() if "locks" not in name.parts
    }
    assert "empty" in run("trash")[2]


def test_what_comes_back_never_lies_over_another(run: Run, tmp_path: Path) -> None:
    path = made(run)
    run("delete", "robin")
    other = tmp_path / path.name
    made_anew = Path(run("new", "--child", "Robin", "--discussion", "12/11/2026")[1].strip())
    assert made_anew != path  # what lies in the trash keeps its name for itself
    made_anew.rename(other)
    before = other.read_bytes()
    back = Path(run("trash", "--restore", "robin")[1].strip())
    assert back != path
    assert CANARY in back.read_text(encoding="utf-8")
    assert other.read_bytes() == before


def test_an_emptied_trash_holds_no_word(run: Run, tmp_path: Path) -> None:
    made(run)
    run("delete", "robin")
    assert holding(tmp_path, CANARY)
    assert run("trash", "--empty")[0] == 1
    assert holding(tmp_path, CANARY)
    code, _, told = run("trash", "--empty", "--yes")
    assert code == 0
    assert "1 removed" in told
    assert "cannot reach" in told
    assert holding(tmp_path, CANARY) == []


def test_purge_leaves_no_word_but_what_the_user_exported(run: Run, tmp_path: Path) -> None:
    path = made(run)
    run("new", "--child", "Ash")
    run("add", "ash", "worries", typed="a word of ash\n")
    run("add", "ash", "worries", typed="one more\n")
    of_ash = [one for one in everything(tmp_path) if "ash" in one.name]
    run("notes", "robin", "--output", str(path.with_suffix(".notes.md")))
    assert run("delete", "robin", "--purge")[0] == 1
    assert path.exists()
    code, _, told = run("delete", "robin", "--purge", "--yes")
    assert code == 0
    assert f"Still there: {path.with_suffix('.notes.md')}" in told
    assert "cannot reach" in told
    assert holding(tmp_path, CANARY) == [path.with_suffix(".notes.md")]
    assert not any("robin" in one.name for one in everything(tmp_path) if one.suffix != ".md")
    assert of_ash
    assert all(one.exists() for one in of_ash)


@pytest.mark.parametrize("verb", [("delete",), ("delete", "--purge", "--yes"), ("restore", "x")])
def test_a_session_open_in_a_window_is_left_alone(
    run: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    path = made(run)
    held = acquire_lock(path, StorageContext(state=tmp_path / ".state"))
    assert isinstance(held, Lock)
    before = path.read_bytes()
    name, *rest = verb
    if name == "restore":
        rest = [versions_of(tmp_path)[0].digest]
    code, _, told = run(name, "robin", *rest)
    assert code == 1
    assert "is open in another window" in told
    assert path.read_bytes() == before
    held.release()


def test_the_doctor_finds_a_sound_folder_sound(run: Run) -> None:
    made(run)
    code, out, told = run("doctor")
    assert (code, out) == (0, "")
    assert told == "Checked 1 session and 2 earlier versions: no problems.\n"


def test_the_doctor_names_what_is_not_sound_and_what_would_help(run: Run, tmp_path: Path) -> None:
    path = made(run)
    good, damaged = versions_of(tmp_path)
    damaged.path.write_bytes(b"flipped")
    path.write_bytes(path.read_bytes().replace(b'child = "Robin"', b"child = 7"))
    (tmp_path / ".2026-11-12-robin.toml.0a1b2c3d.tmp").write_bytes(b"half")
    (tmp_path / ".2026-11-12-robin.toml.0a1b2c3d.tmp").chmod(0o644)
    (tmp_path / "x.sync-conflict-1.toml").write_bytes(path.read_bytes())
    code, out, told = run("doctor")
    assert code == 1
    assert "child: expected a text in quotation marks" in out
    assert f"casetool restore {path.name} {good.digest}" in out
    assert f"{damaged.path}: {damaged.path.name} is damaged" in out
    assert "left by an interrupted save" in out
    assert "other users of this computer can read it" in out
    assert "problems" in told
    troubles = json.loads(run("doctor", "--json")[1])["troubles"]
    assert len(troubles) >= 5
    assert run("restore", "robin", good.digest)[0] == 0


def test_the_doctor_tells_of_a_letter_that_the_disk_changed(run: Run, tmp_path: Path) -> None:
    path = made(run)
    path.write_bytes(path.read_bytes().replace(b"Robin", b"Rocin"))
    code, out, _ = run("doctor")
    assert code == 1
    assert "not as casetool saved it last" in out


def test_the_doctor_of_nothing_says_so(run: Run, tmp_path: Path) -> None:
    code, _, told = run("doctor", "--sessions", str(tmp_path / "nowhere"))
    assert code == 1
    assert "There is no folder" in told
