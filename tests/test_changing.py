"""``casetool notes FILE --changes``."""

from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.models.edits.circulation import circulate
from casetool.models.edits.entries import edit_entry
from casetool.models.entries import Entry
from casetool.models.names import Name
from casetool.models.words import changed
from tests.journeys.robin_room import in_file
from tests.models.room_of_robin import NOW, ROOM, with_lines
from tests.strategies import METHOD

BEFORE = changed(
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
        tmp_path, capsys, "--stand-ins"
    )
    assert (tmp_path / "robin.toml").read_bytes() == before


def test_a_private_jotting_is_never_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jotting = Entry(id="jot", text="Lee looked away")
    in_file(tmp_path, with_lines(circulate(BEFORE, METHOD, NOW), "jottings", jotting))
    assert "Nothing has changed since version 1" in said(tmp_path, capsys)
