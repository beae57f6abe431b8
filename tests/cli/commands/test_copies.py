"""Copies of sessions on the command line: told, compared, taken in, away or apart."""

import json
import os
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.pseudonyms.names import Name
from casetool.models.tree.model import DEEPEST_TREE, Cause, Tree
from casetool.storage.history.trash import list_trash
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import list_sessions
from casetool.storage.toml.codec import dumps, loads
from tests.support.verbs import Run, child_a


@pytest.fixture
def both(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """A session and its copy, which differ by a line each."""
    path = Path(run("new", "--child", "Robin", "--discussion", "12/11/2026")[1].strip())
    run("add", "robin", "actions", typed="ring the school\n")
    before = path.read_bytes()
    run("add", "robin", "worries", typed="only in the copy\n")
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)
    path.write_bytes(before)
    run("add", path.name, "worries", typed="only in the session\n")
    return path, copy


def test_a_session_is_counted_once(run: Run, both: tuple[Path, Path]) -> None:
    path, copy = both
    code, out, told = run("actions", "--all")
    assert code == 0
    assert out.count("ring the school") == 1
    assert f"Not counted: {copy.name}, a copy of {path.name}" in told
    calendar = run("actions", "--all", "--format", "csv")[1]
    assert calendar.count("ring the school") == 1
    rows = json.loads(run("list", "--json")[1])
    assert [(row["file"], row["copy_of"]) for row in rows] == [
        (path.name, None),
        (copy.name, path.name),
    ]
    lines = run("list")[1].splitlines()
    assert "Robin" in lines[0]
    assert lines[1:] == [f"  {copy.name}: a copy of {path.name}, perhaps from OneDrive"]


def test_the_doctor_tells_of_a_copy(run: Run, both: tuple[Path, Path]) -> None:
    code, out, _ = run("doctor")
    assert code == 1
    assert f"a copy of {both[0].name}, perhaps from OneDrive" in out
    assert "casetool copies" in out


def test_nothing_is_written_into_a_copy(run: Run, both: tuple[Path, Path]) -> None:
    before = both[1].read_bytes()
    for verb in (("add", both[1].name, "worries", "x"), ("review", both[1].name, "7y")):
        code, _, told = run(*verb)
        assert code == 1
        assert "is a copy of" in told
    assert both[1].read_bytes() == before


@pytest.mark.parametrize("which", [0, 1])
def test_what_differs_is_told_thing_by_thing(run: Run, both: tuple[Path, Path], which: int) -> None:
    code, out, _ = run("copies", both[which].name)
    assert code == 0
    assert "2 things differ." in out
    assert f"    {both[1].name}: only in the copy" in out
    assert f"    {both[0].name}: only in the session" in out
    assert both[1].name in run("copies")[1]


def test_what_only_a_copy_holds_is_taken_in_and_the_copy_put_by(
    run: Run, tmp_path: Path, both: tuple[Path, Path]
) -> None:
    path, copy = both
    theirs = copy.read_bytes()
    code, _, told = run("copies", "robin", "--merge")
    assert code == 0, told
    assert "1 thing came from" in told
    words = path.read_text(encoding="utf-8")
    assert words.count("only in the copy") == words.count("only in the session") == 1
    assert not copy.exists()
    assert theirs in [version.read() for version in versions_of(tmp_path)]
    assert [one.name for one in list_trash(tmp_path)] == [copy.name]
    assert run("doctor")[0] == 0
    assert "no copy" in run("copies", "robin")[2]
    assert run("copies", "robin", "--merge")[0] == 1


@pytest.mark.parametrize("name", ["wren 2026.toml", "b.toml", "copied by hand.toml"])
def test_nothing_is_added_to_a_copy_whose_name_does_not_tell(
    run: Run, both: tuple[Path, Path], name: str
) -> None:
    path, other = both
    copy = other.rename(path.with_name(name))
    before = copy.read_bytes()
    for verb in (("add", name, "worries", "a line for it"), ("open", name)):
        code, _, told = run(*verb)
        assert code == 1
        assert f"{name} is a copy of {path.name}, and was not changed" in told
    assert copy.read_bytes() == before
    assert run("add", path.name, "worries", typed="a line for the session\n")[0] == 0


@pytest.mark.parametrize("way", ["relative", "link"])
def test_it_is_taken_in_however_the_folder_is_named(
    run: Run, tmp_path: Path, both: tuple[Path, Path], way: str
) -> None:
    link = tmp_path / ".link"
    link.symlink_to(tmp_path)
    folder = str(link) if way == "link" else os.path.relpath(tmp_path)
    assert run("copies", "robin", "--merge", "--sessions", folder)[0] == 0
    assert "only in the copy" in both[0].read_text(encoding="utf-8")
    assert not both[1].exists()


def test_real_names_of_both_are_kept_and_a_stand_in_is_told_in_words(
    run: Run, both: tuple[Path, Path]
) -> None:
    path, copy = both
    ours = Name(name="Robin Lee", stand_in="Child A"), Name(name="Uncle Bo")
    theirs = Name(name="Robin Lee", stand_in="Child B", also=("Rob",)), Name(name="Gran Jones")
    for file, names in ((path, ours), (copy, theirs)):
        session = loads(file.read_text(encoding="utf-8"), find_method).session
        text = dumps(evolve(session, names=names), find_method(session.method))
        file.write_text(text, encoding="utf-8")
    out = run("copies", copy.name)[1]
    assert f"    {copy.name}: real name: Robin Lee → Child B · also said: Rob" in out
    assert f"    {copy.name}: real name: Gran Jones → no stand-in yet" in out
    assert "Name(" not in out
    code, _, told = run("copies", path.name, "--merge")
    assert code == 0, told
    assert "2 things came from" in told
    assert "1 that differ stay" in told
    merged = loads(path.read_text(encoding="utf-8"), find_method).session
    assert set(merged.names) == {*ours, theirs[1]}


def test_a_copy_goes_into_the_trash_and_leaves_the_past_of_the_session(
    run: Run, tmp_path: Path, both: tuple[Path, Path]
) -> None:
    path, copy = both
    past = run("history", path.name)[1]
    assert past
    theirs, ours = copy.read_bytes(), path.read_bytes()
    assert run("copies", copy.name, "--discard")[0] == 0
    assert not copy.exists()
    assert path.read_bytes() == ours
    assert run("history", path.name)[1] == past
    assert run("trash", "--restore", copy.name)[0] == 0
    assert copy.read_bytes() == theirs


def test_a_copy_becomes_a_session_of_its_own(run: Run, both: tuple[Path, Path]) -> None:
    path, copy = both
    assert run("copies", path.name, "--own")[0] == 1
    code, _, told = run("copies", copy.name, "--own")
    assert code == 0, told
    assert "a session of its own" in told
    assert all(not row["problem"] for row in json.loads(run("list", "--json")[1]))
    assert "only in the copy" in copy.read_text(encoding="utf-8")
    assert run("add", copy.name, "worries", "one more")[0] == 0


def test_a_broken_copy_is_told_and_can_go(run: Run, both: tuple[Path, Path]) -> None:
    both[1].write_text("[broken", encoding="utf-8")
    assert "cannot be read" in run("copies", "robin")[2]
    code, _, told = run("copies", "robin", "--merge")
    assert code == 1
    assert "stays where it is" in told
    assert both[1].read_text(encoding="utf-8") == "[broken"
    assert run("copies", "robin", "--discard")[0] == 0
    assert not both[1].exists()


def test_private_jottings_are_counted_and_not_printed(run: Run, both: tuple[Path, Path]) -> None:
    assert run("add", both[0].name, "jottings", "mine alone")[0] == 0
    code, out, told = run("copies", both[0].name)
    assert code == 0
    assert "mine alone" not in out + told
    assert "2 things differ." in out
    assert "Your private jottings also differ, in 1" in told


def test_a_file_of_another_child_with_a_longer_name_is_no_copy(run: Run, tmp_path: Path) -> None:
    path = child_a(run)
    text = path.read_text(encoding="utf-8")
    longer = path.with_name(f"{path.stem}-brother.toml")
    longer.write_text(text.replace("Child A", "Kim"), encoding="utf-8")
    by_a_program = path.with_name(f"{path.stem} (1).toml")
    by_a_program.write_text(text.replace("Child A", "Child B"), encoding="utf-8")
    copies = {head.path for head in list_sessions(tmp_path) if head.copy_of is not None}
    assert copies == {by_a_program}


def test_a_merge_that_makes_the_tree_too_deep_is_refused_in_words(
    run: Run, both: tuple[Path, Path]
) -> None:
    path, copy = both
    _add_causes(path, DEEPEST_TREE - 2)
    copy.write_bytes(path.read_bytes())
    _add_causes(copy, DEEPEST_TREE)
    _add_causes(path, DEEPEST_TREE - 2, "t")
    before = path.read_bytes()
    code, _, told = run("copies", "--merge", path.name)
    assert code == 1
    assert f"{copy.name}: Brought together like this, the tree would have more than 50" in told
    assert f"{copy.name} was not merged, and stays where it is." in told
    assert path.read_bytes() == before


def _add_causes(path: Path, length: int, top: str = "") -> None:
    """Write a chain of causes into a session, below one more cause if that is named."""
    loaded = loads(path.read_text(encoding="utf-8"), find_method)
    chain: tuple[Cause, ...] = ()
    for place in range(length, 0, -1):
        chain = (Cause(id=f"c{place}", text=f"why {place}", children=chain),)
    if top:
        chain = (Cause(id=top, text=top, children=chain),)
    headings = tuple(
        evolve(one, causes=chain) if isinstance(one, Tree) else one
        for one in loaded.session.headings
    )
    session = evolve(loaded.session, headings=headings)
    path.write_text(dumps(session, loaded.method), encoding="utf-8")


def test_two_people_with_one_first_name_are_two_after_a_merge(run: Run, tmp_path: Path) -> None:
    path = Path(run("new", "--child", "Robin", "--discussion", "12/11/2026")[1].strip())
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    before = path.read_bytes()
    run("add", "robin", "people", typed="Kit Brown, sergeant, police\n")
    run("add", "robin", "worries", "--by", "kit", typed="two logs in July\n")
    copy.write_bytes(path.read_bytes())
    path.write_bytes(before)
    run("add", path.name, "people", typed="Kit Marsh, school nurse, health\n")
    run("add", path.name, "worries", "--by", "kit", typed="he eats nothing\n")
    code, out, told = run("copies", path.name, "--merge")
    assert code == 0
    assert "2 things came" in out + told
    shown = run("show", path.name)[1]
    assert "two logs in July (said by: Kit Brown, police)" in " ".join(shown.split())
    assert "he eats nothing (said by: Kit Marsh, health)" in " ".join(shown.split())
