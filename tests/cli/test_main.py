"""The command line, as scripts use it: what stands on stdout, what on stderr, which code."""

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool import __version__
from casetool.__main__ import main
from casetool.storage.library.examples import copy_examples

Run = Callable[..., tuple[int, str, str]]


def new(run: Run, *more: str) -> Path:
    code, out, _ = run("new", "--child", "Robin", *more)
    assert code == 0
    return Path(out.strip())


def test_new_makes_a_private_file_and_prints_where_it_is(run: Run, tmp_path: Path) -> None:
    path = new(run, "--referral", "14/10/2026", "--discussion", "12/11/2026", "--facilitator", "Mo")
    assert path == tmp_path / "2026-11-12-robin.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert new(run, "--discussion", "12/11/2026") == tmp_path / "2026-11-12-robin-2.toml"


def test_add_takes_lines_from_stdin_and_words_as_they_are(run: Run) -> None:
    new(run)
    code, out, err = run("add", "robin", "5", "-", typed="! one\n\n[TODO] @kit two\n")
    assert (code, out) == (0, "")
    assert "Added 2 lines to “What are we worried about?”" in err
    _, shown, _ = run("show", "robin")
    assert "- ! one" in shown
    assert "- [TODO] @kit two" in shown


def test_add_says_who_and_what_kind_and_where_from(run: Run) -> None:
    new(run)
    assert run("add", "robin", "people", "Kit Marsh, nurse, health")[0] == 0
    assert run("add", "robin", "worries", "x", "--by", "kit", "--kind", "feeling")[0] == 0
    assert run("add", "robin", "1", "late", "--source", "school", "--kind", "fact")[0] == 0
    held = json.loads(run("show", "robin", "--json")[1])
    tables = {heading["step"]: heading for heading in held["headings"]}
    assert tables["worries"]["entries"][0]["by"] == "kit"
    assert tables["worries"]["entries"][0]["kind"] == "feeling"
    assert tables["facts"]["entries"][0]["source"] == "school"
    assert held["stage"] == "in discussion"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "robin", "99", "x"), "There is no heading “99”"),
        (("add", "robin", "5", "-"), "no words"),
        (("add", "robin", "5", "x", "--by", "nobody"), "names nobody"),
        (("show", "someone"), "There is no session “someone”"),
        (("new", "--child", " "), "must not be empty"),
        (("new", "--child", "A", "--referral", "31 feb"), "not a date"),
        (
            ("notes", "robin", "--output", "{folder}/2026.toml"),
            "already exists and was not changed",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_words_with_code_1(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    new(run)
    (tmp_path / "2026.toml").touch()
    code, out, err = run(*(one.format(folder=tmp_path) for one in arguments))
    assert (code, out) == (1, "")
    assert words in err
    assert "Traceback" not in err
    assert err.count("\n") <= 3


@pytest.mark.parametrize("arguments", [("nosuch",), ("add",), ("tree", "a", "--width", "x")])
def test_wrong_usage_is_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "not TOML"),
        (b"a = 1", "format = 1"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b'format = 9\nchild = "A"\nmethod = "x"', "newer casetool"),
        (b'format = 1\nmethod = "nosuch"\nid = "a"\nchild = "A"', "There is no method"),
        (b'format = 1\nmethod = "case-discussion"\nid = "a"\nchild = ""', "Line 4"),
    ],
)
@pytest.mark.parametrize("verb", ["show", "notes", "tree", "check"])
def test_a_file_that_cannot_be_opened_is_named_and_left_alone(
    run: Run, tmp_path: Path, verb: str, data: bytes, words: str
) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(data)
    code, out, err = run(verb, "odd")
    assert (code, out) == (1, "")
    assert "odd.toml" in err
    assert words in err
    assert path.read_bytes() == data


def test_list_shows_every_file_and_json_says_the_same(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    (tmp_path / "broken.toml").write_text("x")
    code, out, _ = run("list")
    assert code == 0
    assert "Milo" in out
    assert "in discussion · Tree" in out
    assert "broken.toml" in out
    rows = json.loads(run("list", "--json")[1])
    assert [row["child"] for row in rows] == ["Fern", "Milo", "Juno", "broken.toml"]
    assert [row["open_actions"] for row in rows] == [0, 3, 5, 0]


def test_check_finds_what_is_missing_and_says_so_by_its_code(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("check", "closed") == (0, "", "")
    code, out, _ = run("check", "in-discussion")
    assert code == 1
    assert "4: Effect “Somebody unsafe fetches him one day” lacks short or longer term" in out
    found = json.loads(run("check", "in-discussion", "--json")[1])
    assert {"check", "step", "thing", "words"} == set(found[0])


def test_notes_go_to_stdout_or_to_a_file_that_is_ours_alone(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, out, _ = run("notes", "closed")
    assert code == 0
    assert out.startswith("# Case Discussion Notes\n")
    path = tmp_path / "n.md"
    code, printed, err = run("notes", "closed", "--output", str(path))
    assert (code, printed) == (0, "")
    assert path.read_text(encoding="utf-8") == out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in err
    assert "said by" not in run("notes", "in-discussion")[1]
    assert "said by: Odette Farrow" in run("notes", "in-discussion", "--who")[1]


def test_tree_fits_the_width_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    wide = run("tree", "in-discussion")[1]
    narrow = run("tree", "in-discussion", "--width", "60")[1]
    assert "╔" in wide
    assert max(map(len, narrow.splitlines())) <= 60 < max(map(len, wide.splitlines()))


def test_schema_is_json_schema(run: Run) -> None:
    schema = json.loads(run("schema")[1])
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"facts", "tree", "actions"} <= set(schema["properties"])


def test_the_folder_may_stand_after_the_verb(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    code, out, _ = run("new", "--child", "Ash", "--sessions", str(other))
    assert code == 0
    assert Path(out.strip()).parent == other


def test_hostile_text_reaches_no_terminal(run: Run, tmp_path: Path) -> None:
    path = new(run)
    run("add", "robin", "5", "-", typed="a\x1b[31m b\u202ec\u200b\x9b2J\n")
    path.write_text(path.read_text(encoding="utf-8").replace('"Robin"', '"Ro\\u009bbin"'))
    for arguments in (("show", "robin"), ("list",), ("check", "robin"), ("tree", "robin")):
        out = run(*arguments)[1]
        assert not {"\x1b", "\x9b", "\u202e", "\u200b"} & set(out)


def test_the_version_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capfd.readouterr().out == f"casetool {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"), [("ntoes", "notes"), ("lst", "list"), ("encrpyt", "encrypt")]
)
def test_a_verb_that_is_nearly_one_is_suggested(run: Run, typed: str, meant: str) -> None:
    code, out, err = run(typed, "robin")
    assert (code, out) == (2, "")
    assert err == (
        f"casetool: There is no verb “{typed}”. Did you mean {meant}?"
        " casetool help lists them all.\n"
    )


def test_a_verb_that_is_like_none_suggests_nothing(run: Run) -> None:
    assert run("zzzzzz") == (
        2,
        "",
        "casetool: There is no verb “zzzzzz”. casetool help lists them all.\n",
    )


@pytest.mark.parametrize("arguments", [(), ("notes",), ("delete",)])
def test_help_is_a_verb_too(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("help", *arguments) == run(*arguments, "--help")
    assert run("help", *arguments)[0] == 0


def test_help_itself_is_known(run: Run) -> None:
    assert run("help", "help") == run("--help")
    assert "Did you mean help?" in run("helpp")[2]


@pytest.mark.parametrize("verb", ["list", "copies", "trash", "look", "doctor"])
def test_a_folder_that_is_named_and_not_there_is_an_error(
    run: Run, tmp_path: Path, verb: str
) -> None:
    code, out, err = run("--sessions", str(tmp_path / "nope"), verb)
    assert (code, out) == (1, "")
    assert f"There is no folder {tmp_path / 'nope'}" in err


@pytest.mark.parametrize("verb", [("show", "x"), ("actions", "--all"), ("notes", "x")])
def test_so_it_is_for_a_verb_that_looks_for_a_session(
    run: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    code, out, err = run("--sessions", str(tmp_path / "nope"), *verb)
    assert (code, out) == (1, "")
    assert f"There is no folder {tmp_path / 'nope'}" in err


def test_a_folder_that_is_named_and_not_there_is_made_by_the_first_session(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "nope"
    assert run("--sessions", str(folder), "new", "--child", "Robin")[0] == 0
    assert "Robin" in run("--sessions", str(folder), "list")[1]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize(
    "words",
    [
        ("add", "{name}", "worries", "one"),
        ("doctor",),
        ("history", "{name}"),
        ("check", "{name}"),
        ("review", "{name}"),
        ("encrypt", "{name}", "--passphrase-stdin"),
        ("copies", "{name}"),
        ("delete", "{name}", "--yes"),
    ],
)
def test_a_line_end_in_a_name_never_ends_a_row(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    name = "rob\nin\x1b[7m\t.toml"
    new(run).rename(tmp_path / name)
    (tmp_path / name).chmod(0o644)
    _, out, err = run(*(word.format(name=name) for word in words))
    printed = out + err
    assert "rob\n" not in printed
    assert "\x1b" not in printed
    assert "rob\\nin\\u001b[7m\\t.toml" in printed or words[0] in ("check", "encrypt")
