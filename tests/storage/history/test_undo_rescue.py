"""What only undo could bring back: few versions, the fullest first, and none without need."""

from itertools import pairwise
from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.undo_journal import JournalChange, append_to_journal
from casetool.storage.history.undo_rescue import MOST_TEXTS, keep_texts_of_undo
from casetool.storage.history.versions import versions_of


def text_of(*lines: str) -> str:
    return "".join(f'text = "{line}"\n' for line in lines) + 'at = "tree"\n'


def journal(path: Path, *texts: str) -> None:
    changes = [JournalChange(ChangeKind.EDIT, "a line", *pair) for pair in pairwise(texts)]
    append_to_journal(path, changes, NO_CIPHER)


def stored(folder: Path) -> list[str]:
    """The stored texts, newest first."""
    return [version.read().decode() for version in versions_of(folder, "abc")]


def test_the_fullest_text_is_stored_once(tmp_path: Path) -> None:
    path, fullest = tmp_path / "a.toml", text_of("one", "two", "three")
    journal(path, text_of("one"), text_of("one", "two"), fullest, text_of("one"), text_of())
    for _ in range(2):
        keep_texts_of_undo(path, "abc", text_of(), text_of("theirs"), StorageContext())
        assert stored(tmp_path) == [fullest]


def test_where_every_word_is_there_or_nobody_typed_it_nothing_is_stored(tmp_path: Path) -> None:
    path, ours = tmp_path / "a.toml", text_of("one")
    journal(path, ours.replace("tree", "people"), ours)
    assert not keep_texts_of_undo(path, "abc", ours, text_of("one", "more"), StorageContext())
    assert stored(tmp_path) == []


def test_many_wordings_leave_no_more_than_a_few_versions(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    journal(path, *(text_of(f"wording {number}") for number in range(20)))
    assert keep_texts_of_undo(path, "abc", text_of("wording 19"), text_of(), StorageContext())
    assert len(stored(tmp_path)) == MOST_TEXTS
