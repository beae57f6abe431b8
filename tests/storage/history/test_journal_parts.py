"""The changes of a session that was renamed, in the journal of another that has its name now."""

from itertools import pairwise
from pathlib import Path

import pytest

from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.journal_parts import shared_journal
from casetool.storage.history.undo_journal import (
    JournalChange,
    append_to_journal,
    known_digests,
    read_journal,
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def note(path: Path, *texts: str) -> None:
    """Note the changes from each text to the next one."""
    changes = [JournalChange(ChangeKind.EDIT, new, old, new) for old, new in pairwise(texts)]
    append_to_journal(path, changes, NO_CIPHER)


def cut(path: Path, former: Path) -> None:
    """Cut the lines of a session out of the journal of its former name, if there are any."""
    journal = shared_journal(known_digests(path, NO_CIPHER), former, NO_CIPHER)
    if journal is not None:
        journal.cut()


@pytest.mark.parametrize("goes_on", [False, True])
def test_only_the_lines_of_others_stay(tmp_path: Path, goes_on: bool) -> None:
    former = write(tmp_path / "current.toml", "sky 2")
    note(former, "ash", "ash 1")
    note(former, "wren", "wren 1", "wren 2")
    note(former, "sky", "sky 1", "sky 2")
    wren = write(tmp_path / "wren.toml", "wren 2")
    if goes_on:
        note(wren, "wren 2", "wren 3")
        write(wren, "wren 3")
    cut(wren, former)
    lines = read_journal(former).decode().splitlines()
    assert ["wren" in line for line in lines] == [False] * 3
    assert "ash 1" in lines[0]
    assert "sky 2" in lines[2]
    assert shared_journal(known_digests(wren, NO_CIPHER), former, NO_CIPHER) is None


def test_a_session_that_was_not_worked_on_yet_has_none(tmp_path: Path) -> None:
    former = write(tmp_path / "current.toml", "sky")
    note(former, "wren", "wren 1")
    cut(write(tmp_path / "wren.toml", "wren 1"), former)
    assert read_journal(former) == b""


def test_what_a_copy_went_on_from_stays_with_the_first(tmp_path: Path) -> None:
    template = write(tmp_path / "template.toml", "words 1")
    note(template, "words", "words 1")
    copy = write(tmp_path / "a.toml", "a")
    note(copy, "words 1", "a")
    for text in ("words 1", "words 2"):
        write(template, text)
        assert shared_journal(known_digests(copy, NO_CIPHER), template, NO_CIPHER) is None
        note(template, "words 1", "words 2")


def test_without_a_journal_there_is_nothing_to_cut(tmp_path: Path) -> None:
    former, wren = write(tmp_path / "current.toml", "sky"), write(tmp_path / "wren.toml", "wren")
    with pytest.raises(OSError, match="No such file"):
        shared_journal(known_digests(wren, NO_CIPHER), former, NO_CIPHER)


def test_a_template_that_was_copied_again_has_none(tmp_path: Path) -> None:
    former = write(tmp_path / "current.toml", "template")
    note(former, "template", "wren 1", "wren 2")
    cut(write(tmp_path / "wren.toml", "wren 2"), former)
    assert read_journal(former) == b""
