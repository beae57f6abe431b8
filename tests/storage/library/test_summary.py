"""What the list shows of one file, whatever lies there."""

from pathlib import Path

import pytest

from casetool.storage.library.summary import (
    ENCRYPTED,
    LARGEST_SEALED_BYTES,
    LONGEST_HEAD_BYTES,
    read_summary,
    summary_keys,
)
from casetool.storage.toml.codec import dumps
from tests.storage.library.test_index import put
from tests.storage.toml.test_codec import SMALL, load
from tests.support.sealed import seal
from tests.support.strategies import METHOD


def test_a_head_says_what_the_list_shows(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml", dumps(load(SMALL), METHOD))
    head = read_summary(path)
    assert (head.child, head.method, head.stage, head.at) == (
        "Robin", "case-discussion", "preparing", "people",
    )  # fmt: skip
    assert head.problem == ""
    assert head.open_actions == 0


def test_a_head_is_read_without_the_rest(tmp_path: Path) -> None:
    path = put(tmp_path, "a.toml", SMALL + "\nthis is not TOML at all")
    assert read_summary(path).child == "Robin"
    assert read_summary(path).problem == ""


def test_a_long_head_and_text_that_looks_like_a_table_are_read(tmp_path: Path) -> None:
    long = SMALL.replace('child = "Robin"', f'child = "Robin"\nreason = "{"x" * 9000}"')
    assert read_summary(put(tmp_path, "a.toml", long)).child == "Robin"
    tricky = SMALL.replace('child = "Robin"', "reason = '''\n[not a table\n'''\nchild = 'Ash'")
    assert read_summary(put(tmp_path, "b.toml", tricky)).child == "Ash"


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
    assert problem in read_summary(put(tmp_path, "a.toml", text)).problem


def test_a_file_in_another_encoding_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("child = 'é'".encode("latin-1"))
    assert "UTF-8" in read_summary(tmp_path / "a.toml").problem


def test_control_characters_in_a_head_are_shown_not_sent(tmp_path: Path) -> None:
    head = read_summary(put(tmp_path, "a.toml", SMALL.replace("Robin", "Ro\\u001bbin")))
    assert head.child == "Ro\\u001bbin"


@pytest.mark.parametrize("line", ["format = true", "format = '1'", "format = 1.0"])
def test_a_format_that_is_no_number_is_no_session(tmp_path: Path, line: str) -> None:
    path = put(tmp_path, "a.toml", SMALL.replace("format = 1", line))
    assert "not a session" in read_summary(path).problem


def test_a_number_without_end_is_listed_with_its_reason(tmp_path: Path) -> None:
    assert "not TOML" in read_summary(put(tmp_path, "a.toml", f"x = {'1' * 5000}\n{SMALL}")).problem


def test_a_head_as_long_as_a_pasted_page_is_read(tmp_path: Path) -> None:
    long = SMALL.replace('child = "Robin"', f'child = "Robin"\nreason = "{"x" * 1_000_000}"')
    assert read_summary(put(tmp_path, "a.toml", long)).child == "Robin"
    tricky = SMALL.replace('child = "Robin"', "child = 'Robin'\nreason = '''\n[not a table\n'''")
    entries = '\n[[entries]]\ntext = "one more"\n' * 100_000
    assert read_summary(put(tmp_path, "b.toml", tricky + entries)).child == "Robin"


@pytest.mark.parametrize("piece", [b"x", b"\n", b"a = 1\n", b"# no word of a case\n"])
def test_a_large_file_without_a_head_is_given_up(tmp_path: Path, piece: bytes) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.write(piece * (LONGEST_HEAD_BYTES // len(piece) + 1))
        file.truncate(500_000_000)  # mostly holes; read piece by piece it took hours
    problem = read_summary(path).problem
    assert "not TOML" in problem
    assert "no table in its first 2 MB" in problem


def test_a_large_sealed_file_is_given_up_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.toml.age"
    with path.open("wb") as file:
        file.truncate(LARGEST_SEALED_BYTES + 1)
    assert read_summary(path).problem == ENCRYPTED
    assert "larger than 64 MB" in read_summary(path, seal()).problem


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_head_with_other_line_ends_is_read(end: str, size: int) -> None:
    head = 'format = 1\nchild = "Milo"\nreason = """\none\n\ntwo"""\n'
    data = f"{head}\n[people]\nnot = TOML\n".replace("\n", end).encode()
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert summary_keys(pieces) == {"format": 1, "child": "Milo", "reason": "one\n\ntwo"}
    assert summary_keys([head.replace("\n", end).encode()])["child"] == "Milo"


@pytest.mark.parametrize("number", ["-1", f"0x{'f' * 5000}", "true", "1.5", '"3"', "[]"])
def test_a_count_of_actions_that_no_session_has_is_not_shown(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'format = 1\nid = "a"\nchild = "Robin"\nopen_actions = {number}\n', "utf-8")
    assert str(read_summary(path).open_actions) == "0"
    assert read_summary(path).child == "Robin"
