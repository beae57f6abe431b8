"""What the list shows, read from the heads of files alone."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.storage.codec import dumps
from casetool.storage.library import NoSessionError, find_session, head_of, heads, new_path
from tests.storage.test_codec import SMALL, load
from tests.strategies import METHOD, texts


def put(folder: Path, name: str, text: str = SMALL) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_head_says_what_the_list_shows(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml", dumps(load(SMALL), METHOD))
    head = head_of(path)
    assert (head.child, head.method, head.stage, head.at) == (
        "Robin", "case-discussion", "preparing", "people",
    )  # fmt: skip
    assert head.problem == ""
    assert head.open_actions == 0


def test_a_head_is_read_without_the_rest(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml", SMALL + "\nthis is not TOML at all")
    assert head_of(path).child == "Robin"
    assert head_of(path).problem == ""


def test_a_long_head_and_text_that_looks_like_a_table_are_read(tmp_path: Path) -> None:
    long = SMALL.replace('child = "Robin"', f'child = "Robin"\nreason = "{"x" * 9000}"')
    assert head_of(put(tmp_path, "a.toml", long)).child == "Robin"
    tricky = SMALL.replace('child = "Robin"', "reason = '''\n[not a table\n'''\nchild = 'Ash'")
    assert head_of(put(tmp_path, "b.toml", tricky)).child == "Ash"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a session"),
        ("hello", "not TOML"),
        ("a = 1", "not a session"),
        ("format = 2\nchild = 'Ash'", "newer casetool"),
        ('format = 1\nchild = "x', "not TOML"),
        ("x = " + "[" * 3000, "not TOML"),
    ],
)
def test_what_cannot_be_opened_is_listed_with_its_reason(
    tmp_path: Path, text: str, problem: str
) -> None:
    assert problem in head_of(put(tmp_path, "a.toml", text)).problem


def test_a_file_in_another_encoding_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("child = 'é'".encode("latin-1"))
    assert "UTF-8" in head_of(tmp_path / "a.toml").problem


@pytest.mark.parametrize(
    "name",
    [
        "a (Kit's conflicted copy 2026-11-12).toml",
        "a.sync-conflict-20261112-101010-ABC.toml",
        "a (conflict 2026-11-12).toml",
        "a_conflict-20261112.toml",
    ],
)
def test_copies_of_sync_programs_are_shown_as_what_they_are(tmp_path: Path, name: str) -> None:
    assert "sync program" in head_of(put(tmp_path, name)).problem


def test_the_newest_discussion_comes_first_and_problems_last(tmp_path: Path) -> None:
    for name, day in (("a", "2026-01-01"), ("b", "2026-03-01"), ("c", "2026-02-01")):
        put(
            tmp_path, f"{name}.toml", SMALL.replace("format = 1", f"format = 1\ndiscussion = {day}")
        )
    put(tmp_path, "bad.toml", "x")
    put(tmp_path, ".hidden.toml")
    put(tmp_path, "a.toml.tmp")
    put(tmp_path, "notes.md")
    assert [head.path.stem for head in heads(tmp_path)] == ["b", "c", "a", "bad"]


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert heads(tmp_path / "none") == ()


def test_control_characters_in_a_head_are_shown_not_sent(tmp_path: Path) -> None:
    head = head_of(put(tmp_path, "a.toml", SMALL.replace("Robin", "Ro\\u001bbin")))
    assert head.child == "Ro\\u001bbin"


@pytest.mark.parametrize(
    ("child", "name"),
    [
        ("Child A", "2026-11-20-child-a.toml"),
        ("  ", "2026-11-20-case.toml"),
        ("CON", "2026-11-20-case-con.toml"),
        ("a/../b\\c:d", "2026-11-20-a-b-c-d.toml"),
        ("Zoë", "2026-11-20-zoë.toml"),
        ("日本", "2026-11-20-日本.toml"),
    ],
)
def test_a_new_file_is_named_by_day_and_case(tmp_path: Path, child: str, name: str) -> None:
    assert new_path(tmp_path, child, date(2026, 11, 20)).name == name


def test_a_name_that_is_taken_is_never_used_again(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    for expected in ("2026-11-20-a.toml", "2026-11-20-a-2.toml", "2026-11-20-a-3.toml"):
        path = new_path(tmp_path, "A", day)
        assert path.name == expected
        path.touch()


def test_a_session_is_found_by_path_name_and_part(tmp_path: Path) -> None:
    path = put(tmp_path, "2026-11-20-robin.toml")
    put(tmp_path, "2026-11-21-ash.toml")
    for name in (str(path), path.name, path.stem, "ROBIN"):
        assert find_session(tmp_path, name) == path


def test_a_name_that_is_not_there_or_not_clear_is_told(tmp_path: Path) -> None:
    put(tmp_path, "2026-11-20-robin.toml")
    put(tmp_path, "2026-11-21-robin.toml")
    with pytest.raises(NoSessionError, match="More than one"):
        find_session(tmp_path, "robin")
    with pytest.raises(NoSessionError, match="Did you mean 2026-11-2"):
        find_session(tmp_path, "2026-11-20-robbin.toml")
    with pytest.raises(NoSessionError, match="There is no session"):
        find_session(tmp_path / "none", "x")


def test_listing_needs_no_models() -> None:
    code = (
        "import sys, pathlib; from casetool.storage.library import heads;"
        "heads(pathlib.Path('.')); print('pydantic' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_twelve_odd_names_are_listed_as_what_they_are_or_passed_over(tmp_path: Path) -> None:
    for name in (
        "a.toml",
        "a b.toml",
        "日本.toml",
        "x\u202ey.toml",
        "e\x1b[2Jsc.toml",
        "A.TOML.toml",
    ):
        put(tmp_path, name)
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "to-pipe.toml").symlink_to(tmp_path / "pipe.toml")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")).write_bytes(b"x")
    put(tmp_path, ".a.toml.1234.tmp")
    found = heads(tmp_path)
    assert sum(head.child == "Robin" for head in found) == 6
    assert [head.child for head in found if head.problem] == ["nowhere.toml", "\\udcff.toml"]


def test_a_folder_that_is_none_or_cannot_be_read_is_borne(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml")
    assert heads(path) == ()
    (told,) = heads(tmp_path / ("x" * 300))
    assert "too long" in told.problem


@pytest.mark.parametrize("line", ["format = true", "format = '1'", "format = 1.0"])
def test_a_format_that_is_no_number_is_no_session(tmp_path: Path, line: str) -> None:
    path = put(tmp_path, "a.toml", SMALL.replace("format = 1", line))
    assert "not a session" in head_of(path).problem


def test_a_number_without_end_is_listed_with_its_reason(tmp_path: Path) -> None:
    assert "not TOML" in head_of(put(tmp_path, "a.toml", f"x = {'1' * 5000}\n{SMALL}")).problem


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(child=st.text(max_size=80) | texts())
def test_every_child_gives_a_name_that_every_disk_bears(child: str) -> None:
    path = new_path(Path("folder"), child, date(2026, 11, 20))
    assert path.parent == Path("folder")
    assert len(os.fsencode(path.name)) <= 200
    assert re.fullmatch(r"2026-11-20-\w[\w-]*\.toml", path.name)
    assert not path.stem.endswith("-")


def test_a_name_with_controls_or_of_any_length_is_told_in_plain_words(tmp_path: Path) -> None:
    put(tmp_path, "e\x1b[2Jsc.toml")
    for name in ("x\x1b[2J", "y" * 5000, "z\x00", "sc"):
        try:
            assert find_session(tmp_path, name).name == "e\x1b[2Jsc.toml"
        except NoSessionError as error:
            assert "\x1b" not in str(error)
            assert "\x00" not in str(error)
