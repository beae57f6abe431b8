"""``casetool notes FILE --changes``."""

import io
from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import edit_entry
from casetool.models.entries.model import Entry
from casetool.models.pseudonyms.names import Name
from tests.support.robin_room import in_file
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD

BEFORE = evolve(
    with_lines(ROOM, "worries", Entry(id="worry", text="Nobody has seen Ash")),
    names=(Name(name="Ash", stand_in="the sister"),),
)


def said(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--sessions", str(folder), "notes", "robin", "--changes", *options]) == 0
    return capsys.readouterr().out


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
