"""The journal: undo beyond the last start, and never a wrong past."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.undo_journal import (
    JOURNAL_UNREADABLE,
    LARGEST_JOURNAL_BYTES,
    NOT_AS_SAVED,
    JournalChange,
    append_to_journal,
    journal_faults,
    journal_path,
    read_earlier_changes,
)


class Mirror:
    """A seal that turns bytes round: nothing of it can be read as it lies there."""

    suffix = ".mirror"

    def encrypt(self, data: bytes) -> bytes:
        return data[::-1]

    def decrypt(self, data: bytes) -> bytes:
        return data[::-1]


def chain(*texts: str) -> list[JournalChange]:
    return [
        JournalChange(ChangeKind.EDIT, f"to {after}", before, after)
        for before, after in pairwise(texts)
    ]


@given(st.lists(st.text(), min_size=2, max_size=8))
def test_every_text_comes_back_in_turn(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.toml"
    texts = [f"{number}{text}" for number, text in enumerate(texts)]
    append_to_journal(path, chain(*texts), NO_CIPHER)
    past = read_earlier_changes(path, texts[-1], NO_CIPHER)
    for before, after in zip(texts[-2::-1], texts[:0:-1], strict=True):
        assert past.pop() == (before, f"to {after}")
    assert past.pop() is None


def test_a_line_has_the_same_keys_in_each_version(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("early", "later"), NO_CIPHER)
    record = json.loads(journal_path(path).read_bytes())
    keys = ["way", "label", "before", "after", "start", "tail", "words", "new"]
    assert list(record) == keys


def test_a_line_of_an_older_casetool_can_still_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("early", "later"), NO_CIPHER)
    record = json.loads(journal_path(path).read_bytes())
    del record["new"]
    journal_path(path).write_text(json.dumps(record), encoding="utf-8")
    past = read_earlier_changes(path, "later", NO_CIPHER)
    assert past.pop() == ("early", "to later")
    assert past.last_text(["early"]) == "early", "it leads no further"


@pytest.mark.parametrize("line", ["5", "[]", '"words"', "{}", '{"words": ""}', '{"replaced": ""}'])
def test_a_line_that_is_no_change_is_left_out(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("early", "later"), NO_CIPHER)
    with journal_path(path).open("a", encoding="utf-8") as journal:
        journal.write(f"{line}\n")
    assert read_earlier_changes(path, "later", NO_CIPHER).pop() == ("early", "to later")


@given(
    st.lists(
        st.tuples(st.sampled_from(list(ChangeKind)), st.text(max_size=5)), min_size=1, max_size=20
    )
)
def test_what_is_undone_is_not_undone_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[ChangeKind, str]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.toml"
    done: list[str] = []
    undone: list[str] = []
    text, changes = "start", list[JournalChange]()
    for number, (way, words) in enumerate(steps):
        if way is ChangeKind.UNDO:
            if not done:
                continue
            undone.append(done.pop())
        elif way is ChangeKind.REDO:
            if not undone:
                continue
            done.append(undone.pop())
        elif way is ChangeKind.EDIT:
            done.append(f"label {number}")
            undone.clear()
        after = f"{number}{words}"
        changes.append(JournalChange(way, f"label {number}", text, after))
        text = after
    append_to_journal(path, changes, NO_CIPHER)
    past = read_earlier_changes(path, text, NO_CIPHER)
    assert len(past) == len(done)
    found = past.pop()
    assert (found is None) == (not done)
    if found is not None:
        assert found[1] == done[-1]


def test_a_file_that_was_changed_elsewhere_has_no_past(tmp_path: Path) -> None:
    append_to_journal(tmp_path / "a.toml", chain("a", "b", "c"), NO_CIPHER)
    assert read_earlier_changes(tmp_path / "a.toml", "something else", NO_CIPHER).pop() is None


def test_a_gap_ends_the_past(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("a", "b"), NO_CIPHER)
    append_to_journal(path, chain("reloaded", "c", "d"), NO_CIPHER)
    past = read_earlier_changes(path, "d", NO_CIPHER)
    assert past.pop() == ("c", "to d")
    assert past.pop() == ("reloaded", "to c")
    assert past.pop() is None
    assert list(read_earlier_changes(path, "d", NO_CIPHER).texts()) == ["c", "reloaded"]


def test_a_line_whose_save_never_happened_is_passed_over(tmp_path: Path) -> None:
    append_to_journal(tmp_path / "a.toml", chain("a", "b", "c"), NO_CIPHER)
    assert read_earlier_changes(tmp_path / "a.toml", "b", NO_CIPHER).pop() == ("a", "to b")


@pytest.mark.parametrize("damage", [b"{", b"[]\n", b'{"way": 1}\n', b"\xff\n", b"\x00" * 40])
def test_a_damaged_line_is_passed_over(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("a", "b"), NO_CIPHER)
    with journal_path(path).open("ab") as stream:
        stream.write(damage)
    assert read_earlier_changes(path, "b", NO_CIPHER).pop() == ("a", "to b")


def test_it_is_sealed_and_private(tmp_path: Path) -> None:
    path, seal = tmp_path / "a.toml", Mirror()
    append_to_journal(path, chain("canary one", "canary two"), seal)
    assert b"canary" not in journal_path(path).read_bytes()
    assert journal_path(path).stat().st_mode & 0o777 == 0o600
    assert read_earlier_changes(path, "canary two", seal).pop() == ("canary one", "to canary two")
    assert read_earlier_changes(path, "canary two", NO_CIPHER).pop() is None


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    texts = [f"{number}" * 1000 for number in range(100, 900)]
    append_to_journal(path, chain(*texts), NO_CIPHER)
    assert journal_path(path).stat().st_size > LARGEST_JOURNAL_BYTES
    past = read_earlier_changes(path, texts[-1], NO_CIPHER)
    assert past.pop() == (texts[-2], f"to {texts[-1]}")
    assert journal_path(path).stat().st_size < LARGEST_JOURNAL_BYTES


def test_a_letter_that_rots_in_what_was_said_is_told(tmp_path: Path) -> None:
    path, text = tmp_path / "a.toml", 'text = "Kit was at home"'
    assert journal_faults(path, text, NO_CIPHER) == ()  # nothing is known of it
    append_to_journal(path, chain("a", text), NO_CIPHER)
    assert journal_faults(path, text, NO_CIPHER) == ()
    assert journal_faults(path, "a", NO_CIPHER) == ()  # its save never happened
    for place in range(len(text)):
        rotten = f"{text[:place]}{chr(ord(text[place]) ^ 1)}{text[place + 1 :]}"
        assert journal_faults(path, rotten, NO_CIPHER) == (NOT_AS_SAVED,)


def test_a_journal_that_rots_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("before", "after"), NO_CIPHER)
    data = journal_path(path).read_bytes()
    for place in (0, data.index(b'"before"') - 1, data.rindex(b"before"), len(data) - 2):
        rotten = bytearray(data)
        rotten[place] ^= 1
        journal_path(path).write_bytes(rotten)
        assert JOURNAL_UNREADABLE in journal_faults(path, "after", NO_CIPHER)


def test_a_line_that_is_nested_too_deeply_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("one", "two"), NO_CIPHER)
    with journal_path(path).open("a") as stream:
        stream.write('{"way": ' + "[" * 100_000 + "\n")
    assert read_earlier_changes(path, "two", NO_CIPHER).pop() == ("one", "to two")
    assert journal_faults(path, "two", NO_CIPHER) == (JOURNAL_UNREADABLE,)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A disk that takes no more bytes of a file. Python ignores the signal of that."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_a_disk_that_fills_up_within_a_line_leaves_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    append_to_journal(path, chain("0", "1"), NO_CIPHER)
    before = journal_path(path).read_bytes()
    change = JournalChange(ChangeKind.EDIT, "x", "2" * 20_000, "3")
    with largest_file(9_000), pytest.raises(SaveError, match="history cannot be saved: File too"):
        append_to_journal(path, [change], NO_CIPHER)
    assert journal_path(path).read_bytes() == before
    append_to_journal(path, chain("1", "after all"), NO_CIPHER)
    past = read_earlier_changes(path, "after all", NO_CIPHER)
    assert [past.pop(), past.pop(), past.pop()] == [("1", "to after all"), ("0", "to 1"), None]


def test_a_link_in_the_place_of_a_journal_is_neither_read_nor_written(tmp_path: Path) -> None:
    path, other = tmp_path / "a.toml", tmp_path / "b.toml"
    words = b"x" * (LARGEST_JOURNAL_BYTES + 1)
    other.write_bytes(words)
    journal_path(path).parent.mkdir(parents=True)
    journal_path(path).symlink_to(other)
    with pytest.raises(SaveError, match="a link is in its place"):
        append_to_journal(path, [JournalChange(ChangeKind.EDIT, "x", "a", "b")], NO_CIPHER)
    assert list(read_earlier_changes(path, "b", NO_CIPHER).texts()) == []
    assert other.read_bytes() == words
