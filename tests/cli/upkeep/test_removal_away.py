"""``casetool delete --purge`` of a copy whose session is not in the folder just now."""

from pathlib import Path

import pytest

from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from tests.support.verbs import Run, disk, holding, new


def worked_on(run: Run, folder: Path) -> Path:
    """A session with versions and undo, and a copy of it that a browser made."""
    path = new(run).rename(folder / "x.toml")
    for words in ("first canary", "second canary", "third canary"):
        assert run("add", "x.toml", "worries", typed=f"{words}\n")[0] == 0
    (folder / "x (1).toml").write_bytes(path.read_bytes())
    return path


def test_a_copy_leaves_what_is_of_its_session_while_that_is_away(run: Run, tmp_path: Path) -> None:
    path = worked_on(run, tmp_path)
    copy, before = tmp_path / "x (1).toml", disk(tmp_path)
    path.rename(tmp_path.parent / "away.toml")
    code, _, told = run("delete", "x (1).toml", "--purge", "--yes")
    assert code == 0
    assert f"{copy} is removed. It was a copy of x.toml, which is not here." in told
    assert disk(tmp_path) == before - {"x (1).toml", "x.toml"}
    kept = [version.path for version in versions_of(tmp_path, name="x.toml")]
    assert kept
    assert all(f"Still there: {file}" in told for file in (*kept, journal_path(path)))


@pytest.mark.parametrize("name", ["y.toml", "x-2.toml"])
def test_a_session_that_was_renamed_goes_with_all_that_it_left(
    run: Run, tmp_path: Path, name: str
) -> None:
    worked_on(run, tmp_path).rename(tmp_path / name)
    (tmp_path / "x (1).toml").unlink()
    assert run("delete", name, "--purge", "--yes")[0] == 0
    assert holding(tmp_path, "canary") == []


def test_a_copy_in_which_somebody_worked_on_is_the_session(run: Run, tmp_path: Path) -> None:
    worked_on(run, tmp_path).unlink()
    assert run("add", "x (1).toml", "worries", typed="fourth canary\n")[0] == 0
    assert run("delete", "x (1).toml", "--purge", "--yes")[0] == 0
    assert holding(tmp_path, "canary") == []


def test_a_copy_leaves_its_session_in_the_trash(run: Run, tmp_path: Path) -> None:
    worked_on(run, tmp_path)
    assert run("add", "x.toml", "worries", typed="fourth canary\n")[0] == 0
    assert run("delete", "x.toml")[0] == 0
    assert run("delete", "x (1).toml", "--purge", "--yes")[0] == 0
    assert run("trash", "--restore", "x.toml")[0] == 0
    assert "fourth canary" in (tmp_path / "x.toml").read_text(encoding="utf-8")
