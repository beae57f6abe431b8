"""The journal: undo beyond the last start, and never a wrong past."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.encryption.cipher import PLAIN
from casetool.storage.history.undo_journal import (
    LARGEST,
    NOT_AS_SAVED,
    PAST_BROKEN,
    Change,
    Way,
    journal_faults,
    journal_of,
    past_of,
    write_down,
)


class Mirror:
    """A seal that turns bytes round: nothing of it can be read as it lies there."""

    suffix = ".mirror"

    def close(self, data: bytes) -> bytes:
        return data[::-1]

    def open(self, data: bytes) -> bytes:
        return data[::-1]


def chain(*texts: str) -> list[Change]:
    return [Change(Way.EDIT, f"to {after}", before, after) for before, after in pairwise(texts)]


@given(st.lists(st.text(), min_size=2, max_size=8))
def test_every_text_comes_back_in_turn(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.toml"
    texts = [f"{number}{text}" for number, text in enumerate(texts)]
    write_down(path, chain(*texts), PLAIN)
    past = past_of(path, texts[-1], PLAIN)
    for before, after in zip(texts[-2::-1], texts[:0:-1], strict=True):
        assert past.pop() == (before, f"to {after}")
    assert past.pop() is None


@given(
    st.lists(st.tuples(st.sampled_from(list(Way)), st.text(max_size=5)), min_size=1, max_size=20)
)
def test_what_is_undone_is_not_undone_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Way, str]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.toml"
    done: list[str] = []
    undone: list[str] = []
    text, changes = "start", list[Change]()
    for number, (way, words) in enumerate(steps):
        if way is Way.UNDO:
            if not done:
                continue
            undone.append(done.pop())
        elif way is Way.REDO:
            if not undone:
                continue
            done.append(undone.pop())
        elif way is Way.EDIT:
            done.append(f"label {number}")
            undone.clear()
        after = f"{number}{words}"
        changes.append(Change(way, f"label {number}", text, after))
        text = after
    write_down(path, changes, PLAIN)
    past = past_of(path, text, PLAIN)
    assert len(past) == len(done)
    found = past.pop()
    assert (found is None) == (not done)
    if found is not None:
        assert found[1] == done[-1]


def test_a_file_that_was_changed_elsewhere_has_no_past(tmp_path: Path) -> None:
    write_down(tmp_path / "a.toml", chain("a", "b", "c"), PLAIN)
    assert past_of(tmp_path / "a.toml", "something else", PLAIN).pop() is None


def test_a_gap_ends_the_past(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_down(path, chain("a", "b"), PLAIN)
    write_down(path, chain("reloaded", "c", "d"), PLAIN)
    past = past_of(path, "d", PLAIN)
    assert past.pop() == ("c", "to d")
    assert past.pop() == ("reloaded", "to c")
    assert past.pop() is None


def test_a_line_whose_save_never_happened_is_passed_over(tmp_path: Path) -> None:
    write_down(tmp_path / "a.toml", chain("a", "b", "c"), PLAIN)
    assert past_of(tmp_path / "a.toml", "b", PLAIN).pop() == ("a", "to b")


@pytest.mark.parametrize("damage", [b"{", b"[]\n", b'{"way": 1}\n', b"\xff\n", b"\x00" * 40])
def test_a_damaged_line_is_passed_over(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.toml"
    write_down(path, chain("a", "b"), PLAIN)
    with journal_of(path).open("ab") as stream:
        stream.write(damage)
    assert past_of(path, "b", PLAIN).pop() == ("a", "to b")


def test_it_is_sealed_and_private(tmp_path: Path) -> None:
    path, seal = tmp_path / "a.toml", Mirror()
    write_down(path, chain("canary one", "canary two"), seal)
    assert b"canary" not in journal_of(path).read_bytes()
    assert journal_of(path).stat().st_mode & 0o777 == 0o600
    assert past_of(path, "canary two", seal).pop() == ("canary one", "to canary two")
    assert past_of(path, "canary two", PLAIN).pop() is None


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    texts = [f"{number}" * 1000 for number in range(100, 900)]
    write_down(path, chain(*texts), PLAIN)
    assert journal_of(path).stat().st_size > LARGEST
    past = past_of(path, texts[-1], PLAIN)
    assert past.pop() == (texts[-2], f"to {texts[-1]}")
    assert journal_of(path).stat().st_size < LARGEST


def test_a_letter_that_rots_in_what_was_said_is_told(tmp_path: Path) -> None:
    path, text = tmp_path / "a.toml", 'text = "Kit was at home"'
    assert journal_faults(path, text, PLAIN) == ()  # nothing is known of it
    write_down(path, chain("a", text), PLAIN)
    assert journal_faults(path, text, PLAIN) == ()
    assert journal_faults(path, "a", PLAIN) == ()  # its save never happened
    for place in range(len(text)):
        rotten = f"{text[:place]}{chr(ord(text[place]) ^ 1)}{text[place + 1 :]}"
        assert journal_faults(path, rotten, PLAIN) == (NOT_AS_SAVED,)


def test_a_journal_that_rots_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_down(path, chain("before", "after"), PLAIN)
    data = journal_of(path).read_bytes()
    for place in (0, data.index(b'"before"') - 1, data.rindex(b"before"), len(data) - 2):
        rotten = bytearray(data)
        rotten[place] ^= 1
        journal_of(path).write_bytes(rotten)
        assert PAST_BROKEN in journal_faults(path, "after", PLAIN)
