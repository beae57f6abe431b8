"""Two values of one session: what differs is all told, and what is chosen is what comes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.corrections.edits import add_correction, circulate, set_date
from casetool.models.corrections.model import Correction
from casetool.models.corrections.version_record import with_versions_of
from casetool.models.entries.edits import add_entry, delete_entry, edit_entry, move_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.merge.diff import differences
from casetool.models.merge.merge import merge_parts
from casetool.models.method import empty_headings
from casetool.models.people.edits import add_person
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.round.edits import set_answer
from casetool.models.round.model import Answer, AnswerContent
from casetool.models.session import Session, ids_of, tree_of
from casetool.models.session_edits import edit_details, open_step
from casetool.models.tree.edits import add_cause, delete_branch, edit_node, move_branch, set_focal
from casetool.models.tree.model import FOCAL, Cause, walk
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD, sessions

BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def worried(*words: str) -> Session:
    session = BARE
    for word in words:
        session = add_entry(session, "worries", Entry(id=word, text=word))
    return session


def test_what_the_room_s_screen_shows_for_names_is_no_part_of_a_version() -> None:
    here = edit_details(BARE, wall=NameDisplay.INITIALS)
    assert differences(here, BARE) == ()
    assert merge_parts(here, BARE, frozenset({"detail:wall"})) == here


def texts(session: Session, step: str = "worries") -> list[str]:
    heading = session.heading(step)
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


def keys(here: Session, there: Session) -> frozenset[str]:
    return frozenset(one.key for one in differences(here, there))


def grown(*edges: tuple[str, str]) -> Session:
    session = set_focal(BARE, "Nobody knows where I am")
    for parent, node in edges:
        session = add_cause(session, Cause(id=node, text=node), parent)
    return session


def hung(session: Session) -> dict[str, str]:
    tree = tree_of(session)
    assert tree is not None
    return {node.id: parent for node, parent, _ in walk(tree)}


def test_nothing_differs_from_itself_nor_where_one_merely_stands() -> None:
    session = worried("one")
    assert differences(session, session) == ()
    assert differences(session, open_step(session, "worries")) == ()


def test_what_was_added_changed_and_taken_away_is_told_as_people_read_it() -> None:
    here = worried("one", "two")
    there = edit_entry(delete_entry(worried("one", "two", "three"), "one"), "two", text="2")
    told = {one.key: (one.step, one.here, one.there) for one in differences(here, there)}
    assert told == {
        "entry:one": ("worries", "one", ""),
        "entry:two": ("worries", "two", "2"),
        "entry:three": ("worries", "", "three"),
    }


def test_what_moved_says_where_it_stands() -> None:
    here = worried("one")
    (told,) = differences(here, move_entry(here, "one", "worked"))
    assert (told.here, told.there) == ("one (under worries)", "one (under worked)")
    assert texts(merge_parts(here, move_entry(here, "one", "worked"), keys(here, here))) == ["one"]
    there = move_entry(here, "one", "worked")
    back = merge_parts(here, there, keys(here, there))
    assert (texts(back), texts(back, "worked")) == ([], ["one"])


def test_what_is_taken_stands_where_it_stood_there() -> None:
    here, there = worried("one", "three"), worried("zero", "one", "two", "three")
    assert texts(merge_parts(here, there, keys(here, there))) == ["zero", "one", "two", "three"]


def test_head_people_round_and_focal_point_can_be_taken() -> None:
    there = edit_details(BARE, reason="asleep", child="Ash")
    there = add_person(there, Person(id="kit", name="Kit"))
    there = set_answer(
        there, "round", Answer(person="kit", content=AnswerContent.NOT_CONTENT, record="late")
    )
    there = set_focal(there, "Nobody knows")
    assert keys(BARE, there) == {
        "detail:reason", "detail:child", "person:kit", "said:kit", f"node:{FOCAL}",
    }  # fmt: skip
    assert merge_parts(BARE, there, keys(BARE, there)) == there
    assert merge_parts(BARE, there, frozenset({"person:kit"})).people == there.people


def test_what_went_round_and_what_came_back_can_be_taken() -> None:
    here = add_entry(BARE, "worries", Entry(id="w", text="words"))
    said = Correction(id="z1", thing="w", becomes="other words", who="Kit", at=NOW)
    there = add_correction(circulate(here, METHOD, NOW, "the group"), METHOD, said)
    there = set_date(there, "plans", date(2026, 12, 1))
    told = {one.key: one.there for one in differences(here, there)}
    assert told == {
        f"version:1:{NOW.isoformat()}": (
            "version 1 of the notes, Thu 12 Nov 2026 10:04 · to the group · md"
            " · corrections until Thu 26 Nov 2026 · stays on record"
        ),
        "correction:z1": "Kit: “words” → “other words” · read in version 1",
        "date:plans": "single-agency plans by: Tue 1 Dec 2026",
    }
    assert merge_parts(here, there, frozenset(told)) == there
    assert merge_parts(here, there, frozenset({"correction:z1"})).corrections == there.corrections


def test_a_branch_of_the_tree_comes_whole_or_node_by_node() -> None:
    here = grown((FOCAL, "a"))
    there = edit_node(grown((FOCAL, "a"), ("a", "b"), ("b", "c")), "a", text="other words")
    assert merge_parts(here, there, keys(here, there)) == there
    part = merge_parts(here, there, frozenset({"node:c"}))
    assert hung(part) == {"a": FOCAL, "c": "a"}


def test_a_branch_that_is_gone_there_can_go_here_and_keeps_what_stays() -> None:
    here = grown((FOCAL, "a"), ("a", "b"))
    there = delete_branch(here, "a")
    assert hung(merge_parts(here, there, keys(here, there))) == {}
    assert hung(merge_parts(here, there, frozenset({"node:a"}))) == {"b": FOCAL}


def test_two_that_were_hung_on_each_other_end_up_side_by_side() -> None:
    here = grown((FOCAL, "a"), (FOCAL, "b"))
    ours, theirs = move_branch(here, "a", "b"), move_branch(here, "b", "a")
    both = merge_parts(ours, theirs, frozenset({"node:b"}))
    assert hung(both) == {"a": FOCAL, "b": FOCAL}


@given(sessions(), sessions(), st.data())
def test_all_or_nothing_or_anything_between_is_whole(
    here: Session, there: Session, data: st.DataObject
) -> None:
    every = keys(here, there)
    assert merge_parts(here, there, frozenset()) == with_versions_of(here, there)
    assert keys(merge_parts(here, there, every), there) == frozenset()
    take = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    some = merge_parts(here, there, frozenset(take))
    ids = set(ids_of(some)) - {person.id for person in some.people}  # these may be made anew
    assert ids <= set(ids_of(here)) | set(ids_of(there))
    tree = tree_of(some)
    assert tree is not None
    nodes = [node.id for node, _, _ in walk(tree)]
    assert len(nodes) == len(set(nodes))


def test_a_heading_that_the_other_version_lacks_stays_as_it_is() -> None:
    here = worried("one", "two")
    others = tuple(heading for heading in BARE.headings if heading.step != "worries")
    there = evolve(BARE, headings=others)
    assert texts(merge_parts(here, there, keys(here, there))) == ["one", "two"]
