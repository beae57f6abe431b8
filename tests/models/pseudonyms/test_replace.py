"""A session with stand-ins: nothing else changes, and no real name is left in it."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from casetool.models.base import evolve
from casetool.models.corrections.changes import changes_since
from casetool.models.corrections.edits import add_correction, circulate
from casetool.models.corrections.model import Correction
from casetool.models.entries.model import Entries, Entry
from casetool.models.ids import DETAILS_ID
from casetool.models.method import empty_headings
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import Name, find_names
from casetool.models.pseudonyms.replace import CONTEXT_LETTERS, names_left, replace_names
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session
from casetool.models.text_walk import TextLocation, map_user_text
from casetool.models.tree.model import FOCAL, Cause, Tree
from casetool.render.formats.markdown import notes_markdown
from tests.models.pseudonyms.test_names import lists, written
from tests.models.test_checks import EMPTY, filled
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD, sessions

NAMES = (Name(name="Robin Lee", stand_in="Child A", also=("Robin",)), Name(name="Ash"))
WORDS = "Nobody asked whether Robin's brother Ash had been seen by anyone at all"
NAMED = filled(
    evolve(EMPTY, id="s1", child="Robin", names=NAMES, people=(Person(id="ash", agency="health"),)),
    Entries(step="worries", entries=(Entry(id="e1", text=WORDS, by="ash"),)),
    Tree(step="tree", focal="Where is Ash?", causes=(Cause(id="c1", speaks_for=("Robin said",)),)),
    Round(step="round", said=(Answer(person="ash", content=AnswerContent.CONTENT, record="Ash!"),)),
)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for part in dict(value).values():
            yield from strings(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def test_each_replacement_says_where_what_stood_there_and_what_it_becomes() -> None:
    replaced, found = replace_names(NAMED, NAMES)
    told = [(one.location, one.real_name, one.stand_in) for one in found]
    assert told == [
        (TextLocation("", DETAILS_ID, "child"), "Robin", "Child A"),
        (TextLocation("tree", FOCAL, "focal"), "Ash", "(name withheld)"),
        (TextLocation("tree", "c1", "speaks_for"), "Robin", "Child A"),
        (TextLocation("worries", "e1", "text"), "Robin", "Child A"),
        (TextLocation("worries", "e1", "text"), "Ash", "(name withheld)"),
        (TextLocation("round", "ash", "record"), "Ash", "(name withheld)"),
    ]
    assert (found[4].before, found[4].after) == (
        "…whether Robin's brother ",
        " had been seen by anyone…",
    )
    assert all(
        len(one.before) <= CONTEXT_LETTERS + 1 and len(one.after) <= CONTEXT_LETTERS + 1
        for one in found
    )
    assert replaced.child == "Child A"


def test_one_that_is_left_out_stays_and_is_still_told() -> None:
    replaced, found = replace_names(NAMED, NAMES, excluded={0})
    assert replaced.child == "Robin"
    assert len(found) == 6
    assert len(names_left(replaced, NAMES)) == 1


def test_a_handle_that_is_a_name_is_no_way_out() -> None:
    replaced, _ = replace_names(NAMED, NAMES)
    assert not any(find_names(text, NAMES) for text in strings(replaced))
    assert replaced.people[0].id == "name-withheld"
    text = notes_markdown(evolve(replaced, people=()), METHOD, attribution=True)
    assert find_names(text, NAMES) == ()
    assert "said by: name-withheld" in text


def test_two_handles_never_become_one() -> None:
    people = (Person(id="robin"), Person(id="robin-lee"), Person(id="child-a"))
    replaced, _ = replace_names(evolve(EMPTY, people=people), NAMES)
    assert {person.id for person in replaced.people} == {"child-a", "child-a-2", "child-a-3"}


def test_the_list_itself_does_not_go_out() -> None:
    assert replace_names(NAMED, NAMES)[0].names == ()


@given(sessions(), lists(), st.lists(written(), min_size=1, max_size=3))
def test_no_real_name_is_left(session: Session, names: tuple[Name, ...], said: list[str]) -> None:
    entries = tuple(Entry(id=f"x{n}", text=text) for n, text in enumerate(said))
    session = filled(session, Entries(step="worries", entries=entries))
    replaced, found = replace_names(session, names)
    assert names_left(replaced, names) == ()
    if not found:
        assert replaced.headings == session.headings


@given(sessions())
def test_a_walk_that_changes_nothing_gives_the_same_object(session: Session) -> None:
    assert map_user_text(session, lambda _, text: text) is session


@given(sessions())
def test_every_text_is_walked_through_and_nothing_else(session: Session) -> None:
    marked = map_user_text(session, lambda _, text: "\u2713")
    assert [one.id for one in marked.people] == [one.id for one in session.people]
    assert [one.step for one in marked.headings] == [one.step for one in session.headings]
    assert (marked.at, marked.method, marked.nation) == (
        session.at,
        session.method,
        session.nation,
    )
    for heading in marked.headings:
        if isinstance(heading, Entries):
            for entry in heading.entries:
                assert {entry.text, entry.source, entry.owner, entry.answer} == {"\u2713"}


def test_an_empty_session_has_nothing_to_replace() -> None:
    empty = Session(id="a", child="Child A", headings=empty_headings(METHOD))
    assert replace_names(empty, NAMES) == (empty, ())


def went_round(session: Session) -> Session:
    """The session sent round, with a correction that names somebody."""
    said = Correction(id="z1", thing=FOCAL, who="Robin Lee's aunt", becomes="Robin waits", at=NOW)
    return add_correction(circulate(session, METHOD, NOW, to="Robin’s group"), METHOD, said)


def test_what_went_round_and_what_came_back_have_stand_ins_too() -> None:
    session = went_round(NAMED)
    replaced, found = replace_names(session, NAMES)
    assert not any(find_names(text, NAMES) for text in strings(replaced))
    assert replaced.corrections[0].becomes == "Child A waits"
    # the lines as they were sent are no text of their own: nobody is asked about them
    assert len(found) == len(replace_names(NAMED, NAMES)[1]) + 4


def test_nothing_counts_as_changed_because_a_stand_in_stands_there() -> None:
    session = went_round(NAMED)
    for keep in (set(), {0}, {1, 3}):
        assert changes_since(replace_names(session, NAMES, keep)[0], METHOD) == ()


@given(sessions(), lists())
def test_no_session_has_changed_since_it_went_round_by_its_stand_ins(
    session: Session, names: tuple[Name, ...]
) -> None:
    replaced, _ = replace_names(circulate(session, METHOD, NOW), names)
    assert changes_since(replaced, METHOD) == ()
    assert not any(find_names(text, names) for text in strings(replaced.circulated))
