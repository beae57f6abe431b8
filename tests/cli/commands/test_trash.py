"""``casetool trash``: what is deleted comes back whole, or is gone."""

from pathlib import Path

import pytest

from casetool.storage.autosave import drafts
from casetool.storage.context import StorageContext
from casetool.storage.history.trash import delete_session, list_trash, restore_from_trash
from tests.support.verbs import CANARY, Hand, Run, child_a, everything, holding, new, with_versions


def test_what_is_deleted_is_in_the_trash_and_comes_back_whole(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
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
    for files in (before, after):  # the board shows nothing of it until somebody opens it
        for file in [file for file in files if {"locks", "room"} & set(file.parts)]:
            del files[file]
    assert after == before
    assert "empty" in run("trash")[2]


def test_what_comes_back_never_lies_over_another(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
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
    with_versions(run)
    run("delete", "robin")
    assert holding(tmp_path, CANARY)
    assert run("trash", "--empty")[0] == 1
    assert holding(tmp_path, CANARY)
    code, _, told = run("trash", "--empty", "--yes")
    assert code == 0
    assert "1 removed" in told
    assert "cannot reach" in told
    assert holding(tmp_path, CANARY) == []


def test_what_comes_back_under_another_name_takes_its_draft_along(run: Run, tmp_path: Path) -> None:
    path = child_a(run)
    drafts.write_drafts(path, "capture", "/ of the first")
    assert run("delete", path.name)[0] == 0
    other = tmp_path / "elsewhere.toml"
    child_a(run).rename(other)
    other.rename(path)
    back = Path(run("trash", "--restore", path.name)[1].strip())
    assert back != path
    assert drafts.read_drafts(back) == {"capture": "/ of the first"}
    assert drafts.read_drafts(path) == {}


def test_what_is_no_deleted_session_is_named_and_stays(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    run("delete", "robin")
    odd = tmp_path / ".casetool" / "trash" / "20261129T042300000000Z.file.toml"
    odd.write_text("words", encoding="utf-8")
    code, out, told = run("trash")
    assert (code, out.count("\n"), path.name in out) == (0, 1, True)
    assert f"In the trash, but no deleted session: {odd}" in told
    code, _, told = run("trash", "--empty", "--yes")
    assert (code, odd.exists()) == (1, True)
    assert "1 removed." in told
    assert "is now empty" not in told
    assert f"Still there, as it is no deleted session: {odd}" in told
    code, _, told = run("trash")
    assert "The trash is empty" not in told


def test_what_comes_into_the_trash_while_it_asks_stays(run: Run, tmp_path: Path) -> None:
    robin, wren = child_a(run), Path(run("new", "--child", "Wren")[1].strip())
    assert run("delete", robin.name)[0] == 0
    storage = StorageContext(state=tmp_path / ".state")
    hand = Hand(lambda: delete_session(wren, storage))
    code, _, told = run("trash", "--empty", typed=hand)
    assert (code, "1 removed." in told) == (1, True)
    assert f"Still there, as it came since you were asked: {wren.name}" in told
    assert [trashed.name for trashed in list_trash(tmp_path)] == [wren.name]
    assert run("trash", "--restore", wren.name)[0] == 0


def test_what_is_brought_back_while_it_asks_stays(run: Run, tmp_path: Path) -> None:
    robin, wren = child_a(run), Path(run("new", "--child", "Wren")[1].strip())
    assert [run("delete", path.name)[0] for path in (robin, wren)] == [0, 0]
    hand = Hand(lambda: restore_from_trash(list_trash(tmp_path)[0], StorageContext()))
    code, _, told = run("trash", "--empty", typed=hand)
    assert (code, "The trash is now empty: 1 removed." in told) == (0, True)
    assert sum(path.exists() for path in (robin, wren)) == 1


@pytest.mark.parametrize("suffix", ["", ".age"])
def test_a_session_that_took_its_other_form_in_the_trash_comes_back(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    """Encryption or decryption was killed before it could rename the folder of the session."""
    path = new(run)
    assert run("delete", path.name)[0] == 0
    (trashed,) = (tmp_path / ".casetool" / "trash").iterdir()
    other = ".age" if not suffix else ""
    (trashed / path.name).rename(trashed / f"{path.name}{suffix}")
    trashed.rename(trashed.with_name(trashed.name + other))
    code, out, err = run("trash", "--restore", "robin")
    assert (code, err) == (0, "")
    assert Path(out.strip()).name == f"{path.name}{suffix}"
    assert Path(out.strip()).exists()


def test_a_whole_name_means_that_session_alone(run: Run, tmp_path: Path) -> None:
    path = new(run)
    other = path.with_name(f"{path.name}.bak")
    other.write_bytes(path.read_bytes())
    assert run("copies", other.name, "--discard")[0] == 0
    assert run("delete", path.name)[0] == 0
    assert run("trash", "--restore", "robin")[0] == 1
    assert run("trash", "--restore", path.name)[0] == 0
    assert path.exists()
