"""What the list shows, read from the heads of files alone."""

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Literal
from unicodedata import normalize

import pytest

from casetool.storage.context import StorageContext
from casetool.storage.files.time_limit import NO_ANSWER, TimeLimit
from casetool.storage.library.health import examine
from casetool.storage.library.index import (
    NoFileNameError,
    NoSessionError,
    find_session,
    list_sessions,
    session_of_copy,
)
from tests.storage.toml.test_codec import SMALL

Form = Literal["NFC", "NFD"]


def put(folder: Path, name: str, text: str = SMALL) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def with_id(own: str) -> str:
    """A session with an id of its own."""
    return SMALL.replace('id = "', f'id = "{own}-', 1)


def test_the_newest_discussion_comes_first_and_problems_last(tmp_path: Path) -> None:
    for name, day in (("a", "2026-01-01"), ("b", "2026-03-01"), ("c", "2026-02-01")):
        put(
            tmp_path,
            f"{name}.toml",
            with_id(name).replace("format = 1", f"format = 1\ndiscussion = {day}"),
        )
    put(tmp_path, "bad.toml", "x")
    put(tmp_path, ".hidden.toml")
    put(tmp_path, "a.toml.tmp")
    put(tmp_path, "notes.md")
    assert [head.path.stem for head in list_sessions(tmp_path)] == ["b", "c", "a", "bad"]


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert list_sessions(tmp_path / "none") == ()


def test_a_session_is_found_by_path_name_and_part(tmp_path: Path) -> None:
    path = put(tmp_path, "2026-11-20-robin.toml")
    put(tmp_path, "2026-11-21-ash.toml")
    for name in (str(path), path.name, path.stem, "ROBIN"):
        assert find_session(tmp_path, name) == path


@pytest.mark.parametrize(("form", "other_form"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_with_decomposed_letters_is_found_as_it_is_typed(
    tmp_path: Path, form: Form, other_form: Form
) -> None:
    path = put(tmp_path, f"{normalize(other_form, 'zoë-müller')}.toml")
    put(tmp_path, f"old-{path.name}", with_id("old"))
    put(tmp_path, f"{path.stem}-2.toml", with_id("second"))
    for name in ("zoë-müller", "ZOË-MÜLLER.toml", "zoë-müller.toml"):
        assert find_session(tmp_path, normalize(form, name)) == path
    assert find_session(tmp_path, normalize(form, "müller-2")).stem == f"{path.stem}-2"


def test_a_copy_is_told_by_its_name_whichever_letters_it_has(tmp_path: Path) -> None:
    session = put(tmp_path, f"{normalize('NFD', 'zoë')}.toml")
    copy = put(tmp_path, f"{normalize('NFC', 'zoë')} (1).toml", "broken")
    assert session_of_copy(copy) == session


@pytest.mark.parametrize("name", ["-", "toml", ".toml", "ml", "age", "l.a"])
def test_what_names_nothing_finds_nothing_though_there_is_only_one(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, "2026-11-20-robin.toml").rename(tmp_path / "2026-11-20-robin.toml.age")
    with pytest.raises(NoSessionError, match="There is no session"):
        find_session(tmp_path, name)
    assert find_session(tmp_path, "robin.t").name == "2026-11-20-robin.toml.age"


@pytest.mark.parametrize(
    "name",
    ["", " ", "\t\n", ".", "./", "..", "../", "/", "//", "a/", "a/..", "robin.toml/"],
)
def test_a_name_of_no_file_is_refused_whatever_is_there(tmp_path: Path, name: str) -> None:
    for hidden in ("robin.toml", ".toml", " .toml", "..toml"):
        put(tmp_path, hidden)
    with pytest.raises(NoFileNameError, match=r"Name a session\.$"):
        find_session(tmp_path, name)


def test_the_folder_of_sessions_is_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "robin"
    folder.mkdir()
    path = put(folder, "2026-11-20-robin.toml")
    monkeypatch.chdir(tmp_path)
    for name in (str(folder), "robin", "./robin", "robin/../robin"):
        with pytest.raises(NoFileNameError, match="is the folder of sessions"):
            find_session(folder, name)
    assert find_session(folder, "obin") == path
    exact = put(folder, "robin.toml")
    assert find_session(folder, "robin") == exact


def test_a_name_that_is_not_there_or_not_clear_is_told(tmp_path: Path) -> None:
    put(tmp_path, "2026-11-20-robin.toml")
    put(tmp_path, "2026-11-21-robin.toml", with_id("other"))
    with pytest.raises(NoSessionError, match="More than one"):
        find_session(tmp_path, "robin")
    with pytest.raises(NoSessionError, match="Did you mean 2026-11-2"):
        find_session(tmp_path, "2026-11-20-robbin.toml")
    with pytest.raises(NoSessionError, match="There is no session"):
        find_session(tmp_path, "ash")
    with pytest.raises(NoSessionError, match="There is no folder"):
        find_session(tmp_path / "none", "x")


def test_listing_needs_no_models() -> None:
    code = (
        "import sys, pathlib; from casetool.storage.library.index import list_sessions;"
        "list_sessions(pathlib.Path('.'));"
        "print('pydantic' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_odd_names_are_listed_as_what_they_are(tmp_path: Path) -> None:
    names = ("a.toml", "a b.toml", "日本.toml", "x\u202ey.toml", "e\x1b[2Jsc.toml", "A.TOML.toml")
    for number, name in enumerate(names):
        put(tmp_path, name, with_id(f"{number}"))
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "to-pipe.toml").symlink_to(tmp_path / "pipe.toml")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")).write_bytes(b"x")
    put(tmp_path, ".a.toml.1234.tmp")
    found = list_sessions(tmp_path)
    assert sum(head.child == "Robin" for head in found) == 6
    assert {
        head.child: re.split(r",| \(at", head.problem)[0] for head in found if head.problem
    } == {
        "folder.toml": "a folder",
        "nowhere.toml": "a link that leads nowhere",
        "pipe.toml": "a pipe",
        "to-pipe.toml": "a pipe",
        "\\udcff.toml": "it is not TOML: Expected '=' after a key in a key/value pair",
    }


def test_a_folder_that_is_none_or_cannot_be_read_is_borne(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml")
    assert list_sessions(path) == ()
    (told,) = list_sessions(tmp_path / ("x" * 300))
    assert "too long" in told.problem


def test_a_name_with_controls_or_of_any_length_is_told_in_plain_words(tmp_path: Path) -> None:
    put(tmp_path, "e\x1b[2Jsc.toml")
    for name in ("x\x1b[2J", "y" * 5000, "z\x00", "sc"):
        try:
            assert find_session(tmp_path, name).name == "e\x1b[2Jsc.toml"
        except NoSessionError as error:
            assert "\x1b" not in str(error)
            assert "\x00" not in str(error)


ODD_LINKS = {
    "loop": lambda path: path.symlink_to(path),
    "long": lambda path: path.symlink_to("x" * 300),
    "through": lambda path: path.symlink_to(path.with_name("good.toml") / "x"),
    "gone": lambda path: path.symlink_to(path.with_name("nowhere")),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("kind", ODD_LINKS)
def test_one_odd_link_hides_no_session(tmp_path: Path, kind: str) -> None:
    put(tmp_path, "good.toml")
    ODD_LINKS[kind](tmp_path / "odd.toml")
    good, odd = list_sessions(tmp_path)
    assert (good.child, good.problem) == ("Robin", "")
    assert (odd.child, bool(odd.problem)) == ("odd.toml", True)
    assert find_session(tmp_path, "good") == tmp_path / "good.toml"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_file_that_never_answers_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "good.toml")
    dead = put(tmp_path, "dead.toml")
    over = Event()

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path == dead:
            over.wait()
        return as_ever(path, **how)

    as_ever = Path.stat

    monkeypatch.setattr(Path, "stat", stat)  # what a drive does that has gone
    limit = TimeLimit(0.1)
    good, silent = list_sessions(tmp_path, limit=limit)
    assert good.child == "Robin"
    assert (silent.path, silent.problem) == (dead, NO_ANSWER)
    with pytest.raises(NoSessionError, match="does not answer"):
        find_session(tmp_path, "dead", limit)
    troubles = examine(tmp_path, StorageContext(), limit).troubles
    assert f"{NO_ANSWER}." in [trouble.message for trouble in troubles if trouble.path == dead]
    over.set()


def test_a_folder_that_never_answers_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()
    monkeypatch.setattr("casetool.storage.library.index.files_in", lambda _: over.wait())
    (silent,) = list_sessions(tmp_path, limit=TimeLimit(0.1))
    assert (silent.path, silent.problem) == (tmp_path, NO_ANSWER)
    over.set()
