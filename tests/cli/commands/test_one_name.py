"""Two cases of one day, both called “Child A”: what is done to one leaves the other alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.autosave import drafts
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import list_sessions
from tests.cli.commands.test_purge import disk
from tests.storage.history.test_trash import session
from tests.support.sealed import seal

Run = Callable[..., tuple[int, str, str]]

MADE = ("new", "--child", "Child A", "--discussion", "12/11/2026")


def made(run: Run) -> Path:
    return Path(run(*MADE)[1].strip())


def test_a_name_is_free_only_if_nothing_was_left_under_it(run: Run, tmp_path: Path) -> None:
    first = made(run)
    first.rename(first.with_name(f"{first.name}.age"))  # the encrypted form keeps its name
    second = made(run)
    assert second.name == "2026-11-12-child-a-2.toml"
    assert run("delete", second.name)[0] == 0  # and what is in the trash
    third = made(run)
    assert third.name == "2026-11-12-child-a-3.toml"
    drafts.write_drafts(third.with_name("2026-11-12-child-a-4.toml"), "capture", "half")
    storage = StorageContext(state=tmp_path / ".state")
    lost = third.with_name("2026-11-12-child-a-5.toml")
    place = place_of_copy(lost, storage)
    assert place is not None
    write_copy(place, lost, b"words that stand nowhere else")
    assert made(run).name == "2026-11-12-child-a-6.toml"


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


def test_versions_of_a_living_session_are_not_offered_for_a_broken_file(
    run: Run, tmp_path: Path
) -> None:
    living = session(tmp_path, "a.toml", "first", "abcde").rename(tmp_path / "renamed.toml")
    kept = versions_of(tmp_path)
    assert kept
    (tmp_path / "a.toml").write_bytes(b"broken")
    told = run("doctor")[1]
    assert "casetool restore a.toml" not in told
    assert run("delete", "a.toml", "--purge", "--yes")[0] == 0
    assert versions_of(tmp_path) == kept
    assert living.exists()


def test_what_comes_back_under_another_name_takes_its_draft_along(run: Run, tmp_path: Path) -> None:
    path = made(run)
    drafts.write_drafts(path, "capture", "/ of the first")
    assert run("delete", path.name)[0] == 0
    other = tmp_path / "elsewhere.toml"
    made(run).rename(other)
    other.rename(path)
    back = Path(run("trash", "--restore", path.name)[1].strip())
    assert back != path
    assert drafts.read_drafts(back) == {"capture": "/ of the first"}
    assert drafts.read_drafts(path) == {}


def test_a_file_of_another_child_with_a_longer_name_is_no_copy(run: Run, tmp_path: Path) -> None:
    path = made(run)
    text = path.read_text(encoding="utf-8")
    longer = path.with_name(f"{path.stem}-brother.toml")
    longer.write_text(text.replace("Child A", "Kim"), encoding="utf-8")
    by_a_program = path.with_name(f"{path.stem} (1).toml")
    by_a_program.write_text(text.replace("Child A", "Child B"), encoding="utf-8")
    copies = {head.path for head in list_sessions(tmp_path) if head.copy_of is not None}
    assert copies == {by_a_program}
