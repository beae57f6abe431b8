"""Notes that were sent round stay on record, whichever values come together."""

from datetime import date, timedelta

from casetool.models.base import evolve
from casetool.models.corrections.edits import agree, circulate, set_date
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.merge.diff import differences, only_there
from casetool.models.merge.merge import merge_parts
from casetool.models.method import empty_headings
from casetool.models.session import Session
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD

BARE = add_entry(
    Session(id="a", child="Robin", headings=empty_headings(METHOD)),
    "worries",
    Entry(id="w", text="words"),
)


def sent(session: Session, days: int, to: str = "") -> Session:
    return circulate(session, METHOD, NOW + timedelta(days=days), to)


def numbers(session: Session) -> list[int]:
    return [version.number for version in session.circulated]


def keys(here: Session, there: Session) -> frozenset[str]:
    return frozenset(difference.key for difference in differences(here, there))


def test_going_back_as_a_whole_takes_no_version_off_the_record() -> None:
    once = sent(BARE, 0)
    here = set_date(agree(sent(once, 1), NOW), "corrections", date(2027, 1, 1))
    for earlier in (BARE, once):
        assert keys(here, earlier) == frozenset()
        back = merge_parts(here, earlier, frozenset({"detail:notes_agreed", "date:corrections"}))
        assert back == here
    assert numbers(sent(back, 2)) == [1, 2, 3]


def test_what_was_only_sent_there_is_told_and_comes_whatever_is_chosen() -> None:
    there = agree(sent(BARE, 0, "the group"), NOW)
    (told,) = differences(BARE, there)
    assert told.stays
    assert not told.here
    assert "the group" in told.there
    assert only_there(BARE, there)
    for take in (frozenset[str](), frozenset({told.key})):
        merged = merge_parts(BARE, there, take)
        assert merged.circulated == there.circulated
        assert merged.notes_agreed == NOW


def test_two_papers_of_one_number_both_stay_and_the_next_has_a_new_number() -> None:
    both = sent(BARE, 0)
    here, there = sent(both, 2, "the group"), sent(sent(both, 1, "the school"), 3, "the school")
    for merged in (
        merge_parts(here, there, keys(here, there)),
        merge_parts(there, here, frozenset()),
    ):
        assert numbers(merged) == [1, 2, 2, 3]
        assert [version.to for version in merged.circulated] == [
            "", "the school", "the group", "the school",
        ]  # fmt: skip
        assert [bool(version.lines) for version in merged.circulated] == [False] * 3 + [True]
        assert keys(merged, there) == keys(merged, here) == frozenset()
        assert numbers(sent(merged, 4)) == [1, 2, 2, 3, 4]
    here = evolve(here, circulated=here.circulated[::-1])
    assert max(numbers(sent(here, 5))) == 3


def test_one_paper_that_is_described_otherwise_there_can_be_taken() -> None:
    here = sent(BARE, 0, "Kit Marsh")
    there = evolve(here, circulated=(evolve(here.circulated[0], to="Ash"),))
    (told,) = differences(here, there)
    assert not told.stays
    assert merge_parts(here, there, frozenset()) == here
    assert merge_parts(here, there, frozenset({told.key})) == there
