"""The changes of a session that was renamed, in the journal of another that has its name now."""

from itertools import pairwise
from pathlib import Path

import pytest

from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.journal_parts import take_own_lines
from casetool.storage.history.undo_journal import (
    JournalChange,
    append_to_journal,
    journal_path,
    read_journal,
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def note(path: Path, *texts: str) -> None:
    """Note the changes from each text to the next one."""
    changes = [JournalChange(ChangeKind.EDIT, new, old, new) for old, new in pairwise(texts)]
    append_to_journal(path, changes, NO_CIPHER)


@pytest.mark.parametrize("goes_on", [False, True])
def test_they_come_into_its_own(tmp_path: Path, goes_on: bool) -> None:
    former = write(tmp_path / "current.toml", "sky 2")
    note(former, "ash", "ash 1")
    note(former, "wren", "wren 1", "wren 2")
    note(former, "sky", "sky 1", "sky 2")
    wren = write(tmp_path / "wren.toml", "wren 2")
    if goes_on:
        note(wren, "wren 2", "wren 3")
        write(wren, "wren 3")
    take_own_lines(wren, former, NO_CIPHER)
    assert "wren" not in read_journal(former).decode()
    assert all(text in read_journal(former).decode() for text in ("ash 1", "sky 2"))
    assert ["wren" in line for line in read_journal(wren).decode().splitlines()] == (
        [True] * (3 if goes_on else 2)
    )
    assert (tmp_path / "current.toml").read_text(encoding="utf-8") == "sky 2"
    again = read_journal(wren)
    take_own_lines(wren, former, NO_CIPHER)
    assert read_journal(wren) == again


def test_a_session_that_was_not_worked_on_yet_has_none(tmp_path: Path) -> None:
    former = write(tmp_path / "current.toml", "sky")
    note(former, "wren", "wren 1")
    wren = write(tmp_path / "wren.toml", "wren 1")
    take_own_lines(wren, former, NO_CIPHER)
    assert read_journal(former) == b""
    assert b"wren 1" in read_journal(wren)


def test_what_a_copy_went_on_from_stays_with_the_first(tmp_path: Path) -> None:
    template = write(tmp_path / "template.toml", "words 1")
    note(template, "words", "words 1")
    copy = write(tmp_path / "a.toml", "a")
    note(copy, "words 1", "a")
    for text in ("words 1", "words 2"):
        write(template, text)
        take_own_lines(copy, template, NO_CIPHER)
        assert b"words 1" in read_journal(template)
        note(template, "words 1", "words 2")


def test_without_a_journal_there_is_nothing_to_take(tmp_path: Path) -> None:
    former, wren = write(tmp_path / "current.toml", "sky"), write(tmp_path / "wren.toml", "wren")
    with pytest.raises(OSError, match="No such file"):
        take_own_lines(wren, former, NO_CIPHER)
    assert not journal_path(wren).exists()


def test_a_template_that_was_copied_again_has_none(tmp_path: Path) -> None:
    former = write(tmp_path / "current.toml", "template")
    note(former, "template", "wren 1", "wren 2")
    wren = write(tmp_path / "wren.toml", "wren 2")
    take_own_lines(wren, former, NO_CIPHER)
    assert read_journal(former) == b""
    assert b"wren 1" in read_journal(wren)
