"""Cases that were made from one template have one id: nothing of one is taken for the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.restore import versions_to_restore
from casetool.storage.library.index import list_sessions
from casetool.storage.library.other_case import other_cases

Run = Callable[..., tuple[int, str, str]]


def two_cases(run: Run, folder: Path) -> tuple[Path, Path]:
    """Robin and Wren, both made from one file by hand, each with a line of its own."""
    template = Path(run("new", "--child", "Template", "--reason", "Neglect")[1].strip())
    text = template.read_text(encoding="utf-8")
    template.unlink()
    paths = []
    for child in ("Robin", "Wren"):
        path = folder / f"{child.lower()}.toml"
        path.write_text(text.replace("Template", child), encoding="utf-8")
        path.chmod(0o600)
        paths.append(path)
    for path in paths:
        for number in range(2):
            assert run("add", path.name, "worries", f"of {path.stem} {number}")[0] == 0
    return paths[0], paths[1]


def test_both_are_sessions_and_the_doctor_tells_of_the_id(run: Run, tmp_path: Path) -> None:
    robin, wren = two_cases(run, tmp_path)
    assert [head.copy_of for head in list_sessions(tmp_path)] == [None, None]
    code, out, _ = run("doctor")
    assert code == 1
    assert f"it has the same id as {robin.name}, though it is another case" in out
    code, _, told = run("copies", wren.name, "--own")
    assert (code, "a session of its own now" in told) == (0, True)
    assert "the same id" not in run("doctor")[1]


def test_the_history_of_one_has_no_version_of_the_other(run: Run, tmp_path: Path) -> None:
    robin, wren = two_cases(run, tmp_path)
    for path, other in ((robin, wren), (wren, robin)):
        versions = versions_to_restore(path, StorageContext())
        assert versions
        assert all(b"of " + other.stem.encode() not in one.read() for one in versions)
        assert other_cases(path, "x", NO_CIPHER) == []


def test_a_purge_of_one_leaves_the_other_in_the_trash_with_its_past(
    run: Run, tmp_path: Path
) -> None:
    robin, wren = two_cases(run, tmp_path)
    assert run("delete", wren.name)[0] == 0
    assert run("delete", robin.name, "--purge", "--yes")[0] == 0
    left = {path for path in tmp_path.rglob("*") if path.is_file() and ".state" not in path.parts}
    assert not [path for path in left if b"of robin" in path.read_bytes()]
    assert [path.name for path in left if b"of wren 1" in path.read_bytes()]
    assert run("trash", "--restore", wren.name)[0] == 0
    assert "of wren 1" in wren.read_text(encoding="utf-8")
    assert [
        one for one in versions_to_restore(wren, StorageContext()) if b"of wren 0" in one.read()
    ]


@pytest.mark.parametrize("purged", ["wren", "robin"])
def test_a_finished_case_renamed_by_hand_takes_its_versions_along(
    run: Run, tmp_path: Path, purged: str
) -> None:
    """One working file from a template, for one case after the other."""
    template = Path(run("new", "--child", "Template", "--reason", "Neglect")[1].strip())
    text = template.read_text(encoding="utf-8")
    template.unlink()
    working, robin = tmp_path / "working.toml", tmp_path / "robin.toml"
    for child in ("Robin", "Wren"):
        working.write_text(text.replace("Template", child), encoding="utf-8")
        for number in range(2):
            assert run("add", working.name, "worries", f"of {child} {number}")[0] == 0
        if child == "Robin":
            working.rename(robin)
    for path, child, other in ((working, "Wren", "Robin"), (robin, "Robin", "Wren")):
        texts = [each.read().decode() for each in versions_to_restore(path, StorageContext())]
        assert any(f"of {child} 0" in each for each in texts)
        assert not any(f"of {other}" in each for each in texts)
    goes, stays = (working, robin) if purged == "wren" else (robin, working)
    child, other = ("Wren", "Robin") if purged == "wren" else ("Robin", "Wren")
    assert run("delete", goes.name, "--purge", "--yes")[0] == 0
    assert versions_to_restore(stays, StorageContext())
    versions = [each.read_bytes() for each in (tmp_path / ".casetool" / "versions").rglob("*.toml")]
    assert not [each for each in versions if f"of {child}".encode() in each]
    assert [each for each in versions if f"of {other} 0".encode() in each]


def test_a_name_that_is_no_text_hides_no_action(run: Run, tmp_path: Path) -> None:
    assert run("new", "--child", "Robin")[0] == 0
    (robin,) = tmp_path.glob("*.toml")
    assert run("add", robin.name, "actions", "see Robin at home")[0] == 0
    odd = tmp_path / "Zo\udceb.toml"
    try:
        odd.write_bytes(robin.read_bytes().replace(b"Robin", b"Zoe").replace(b'id = "', b'id = "z'))
    except OSError:
        return  # a system whose names are all text
    for more in ((), ("--format", "csv")):
        code, out, _ = run("actions", "--all", *more)
        assert code == 0
        assert out.count("see ") == 2


def test_an_encrypted_file_without_a_key_hides_no_action(run: Run, tmp_path: Path) -> None:
    assert run("new", "--child", "Robin")[0] == 0
    (robin,) = tmp_path.glob("*.toml")
    assert run("add", robin.name, "actions", "see Robin at home")[0] == 0
    (tmp_path / "b.toml.age").write_bytes(b"")
    code, out, told = run("actions", "--all")
    assert code == 1
    assert "see Robin at home" in out
    assert "Left out: b.toml.age" in told
