"""Notes go beside the session, and never over another file."""

import stat
from pathlib import Path

from casetool.storage.files.exports import write_beside


def test_notes_take_a_free_name_beside_the_session(tmp_path: Path) -> None:
    first = write_beside(tmp_path / "a.toml", b"one\n", "notes.md")
    second = write_beside(tmp_path / "a.toml", b"two\n", "notes.md")
    assert (first.name, second.name) == ("a.notes.md", "a.notes-2.md")
    assert (first.read_text(), second.read_text()) == ("one\n", "two\n")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
