"""``casetool notes``: where they go, and what changed since they went round."""

import io
import os
from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import edit_entry
from casetool.models.entries.model import Entry
from casetool.models.pseudonyms.names import Name
from casetool.storage.library.examples import copy_examples
from tests.support.robin_room import in_file
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD
from tests.support.verbs import Run

BEFORE = evolve(
    with_lines(ROOM, "worries", Entry(id="worry", text="Nobody has seen Ash")),
    names=(Name(name="Ash", stand_in="the sister"),),
)


def said(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--sessions", str(folder), "notes", "robin", "--changes", *options]) == 0
    return capsys.readouterr().out


def test_notes_to_a_hyphen_are_notes_to_standard_output(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("notes", "closed", "--output", "-") == run("notes", "closed")
    assert not (tmp_path / "-").exists()


class Terminal(io.StringIO):
    """Standard output that somebody reads."""

    def isatty(self) -> bool:
        return True


def test_notes_on_a_terminal_are_text_that_cannot_act_on_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Entry(id="worry", text="Nobody has \u202eseen Ash")
    in_file(tmp_path, with_lines(ROOM, "worries", said))
    assert "\u202e" in run("notes", "robin")[1], "a file or another program takes each character"
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", terminal := Terminal())
        assert run("notes", "robin")[0] == 0
        assert run("notes", "robin", "--format", "docx") == (
            1,
            "",
            "casetool: docx cannot be shown in a terminal. Name a file with --output.\n",
        )
    assert "seen Ash" in terminal.getvalue()
    assert "\u202e" not in terminal.getvalue()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
@pytest.mark.parametrize("output", ["/dev/full", "{folder}/pipe.md"])
def test_no_device_and_no_pipe_is_written_to(run: Run, tmp_path: Path, output: str) -> None:
    copy_examples(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    code, out, err = run("notes", "closed", "--output", output.format(folder=tmp_path))
    assert (code, out) == (1, "")
    assert "not a file. Nothing was written." in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("{folder}", "is a folder, not a file. Nothing was written."),
        ("{folder}/none/n.md", "folder is not there"),
        ("{folder}/example-closed.toml", "Choose another name"),
    ],
)
def test_notes_that_cannot_be_written_are_told_of(
    run: Run, tmp_path: Path, output: str, words: str
) -> None:
    copy_examples(tmp_path)
    before = (tmp_path / "example-closed.toml").read_bytes()
    code, out, err = run("notes", "closed", "--output", output.format(folder=tmp_path))
    assert (code, out) == (1, "")
    assert words in err
    assert (tmp_path / "example-closed.toml").read_bytes() == before


def test_what_changed_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_file(tmp_path, BEFORE)
    assert "not gone round yet" in said(tmp_path, capsys)
    session = circulate(BEFORE, METHOD, NOW)
    in_file(tmp_path, edit_entry(session, "worry", text="Ash was seen"))
    before = (tmp_path / "robin.toml").read_bytes()
    assert "changed: “Nobody has seen Ash” → “Ash was seen”" in said(tmp_path, capsys)
    assert "“Nobody has seen the sister” → “the sister was seen”" in said(
        tmp_path, capsys, "--stand-ins", "--yes"
    )
    assert (tmp_path / "robin.toml").read_bytes() == before


@pytest.mark.parametrize("names", ["--stand-ins", "--initials"])
def test_what_stands_for_names_is_shown_and_approved_first(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    names: str,
) -> None:
    session = circulate(BEFORE, METHOD, NOW)
    in_file(tmp_path, edit_entry(session, "worry", text="Ash was seen"))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    command = ["--sessions", str(tmp_path), "notes", "robin", "--changes", names]
    assert main(command) != 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "“Ash” → “" in said.err
    assert "There is no terminal to ask at. To say yes, add --yes." in said.err
    assert main([*command, "--yes"]) == 0
    said = capsys.readouterr()
    assert "Ash" not in said.out
    assert "was seen" in said.out


def test_real_names_in_it_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = circulate(BEFORE, METHOD, NOW)
    in_file(tmp_path, edit_entry(session, "worry", text="Ash was seen"))
    assert main(["--sessions", str(tmp_path), "notes", "robin", "--changes"]) == 0
    assert "Real names appear in these changes 2 times. --stand-ins" in capsys.readouterr().err


def test_a_private_jotting_is_never_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jotting = Entry(id="jot", text="Lee looked away")
    in_file(tmp_path, with_lines(circulate(BEFORE, METHOD, NOW), "jottings", jotting))
    assert "Nothing has changed since version 1" in said(tmp_path, capsys)
