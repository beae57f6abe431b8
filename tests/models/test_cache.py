"""Remembering by the object, never by what it says."""

from casetool.models.cache import CACHED_VALUES, cached_by_identity
from casetool.models.entries.model import Entry


def test_what_was_worked_out_is_not_worked_out_again() -> None:
    seen: list[str] = []

    @cached_by_identity
    def length(entry: Entry) -> int:
        seen.append(entry.id)
        return len(entry.text)

    one, other = Entry(id="a", text="four"), Entry(id="b", text="seven..")
    assert [length(one), length(other), length(one)] == [4, 7, 4]
    assert seen == ["a", "b"]


def test_an_equal_value_is_another_one() -> None:
    @cached_by_identity
    def itself(entry: Entry) -> Entry:
        return entry

    one, same = Entry(id="a", text="x"), Entry(id="a", text="x")
    assert itself(one) is one
    assert itself(same) is same


def test_the_oldest_is_forgotten_and_the_last_ones_are_not() -> None:
    seen: list[str] = []

    @cached_by_identity
    def heard(entry: Entry) -> None:
        seen.append(entry.id)

    entries = [Entry(id=f"e{number}", text="x") for number in range(CACHED_VALUES + 1)]
    for entry in (*entries[:-1], entries[0], entries[-1], entries[0], entries[1]):
        heard(entry)
    assert seen == [*(entry.id for entry in entries), "e1"]


def test_a_value_that_is_gone_leaves_nothing_to_its_successor() -> None:
    @cached_by_identity
    def text(entry: Entry) -> str:
        return entry.text

    for number in range(CACHED_VALUES * 3):  # each could have the place in memory of one before
        assert text(Entry(id="e", text=str(number))) == str(number)
