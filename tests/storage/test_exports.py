"""Notes go beside the session, and never over another file."""

import stat
from pathlib import Path

from casetool.storage.exports import write_notes


def test_notes_take_a_free_name_beside_the_session(tmp_path: Path) -> None:
    first = write_notes(tmp_path / "a.toml", "one\n")
    second = write_notes(tmp_path / "a.toml", "two\n")
    assert (first.name, second.name) == ("a.notes.md", "a.notes-2.md")
    assert (first.read_text(), second.read_text()) == ("one\n", "two\n")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
