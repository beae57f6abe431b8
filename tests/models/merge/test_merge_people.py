"""Two people with one handle stay two when versions come together, and keep their own words."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.corrections.model import Correction
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.merge.diff import differences
from casetool.models.merge.merge import merge_parts
from casetool.models.method import empty_headings
from casetool.models.people.edits import add_person
from casetool.models.people.model import Attends, Person, person_named, slug, speaker
from casetool.models.round.edits import set_answer
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session, listed_items
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD

BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))
MARSH = Person(id="kit", name="Kit Marsh", role="school nurse", agency="health")
BROWN = Person(id="kit", name="Kit Brown", role="sergeant", agency="police")


def _room(person: Person, text: str) -> Session:
    """A session with a person, a worry that they said, and their answer in the round."""
    session = add_person(BARE, person)
    session = add_entry(session, "worries", Entry(id=text, text=text, by=person.id))
    answer = Answer(person=person.id, content=AnswerContent.NOT_CONTENT, record=text)
    return set_answer(session, "round", answer)


def _said(session: Session) -> dict[str, str]:
    """Who said each line, as it is shown, by the line's text."""
    return {item.line: _speaker(session, item) for _, item in listed_items(session)}


def _speaker(session: Session, item: object) -> str:
    return speaker(getattr(item, "by", None) or "", session.people)


def _answers(session: Session) -> dict[str, str]:
    """What each person wants recorded, by their name."""
    answers = (
        answer for each in session.headings if isinstance(each, Round) for answer in each.said
    )
    people = {person.id: person.label for person in session.people}
    return {people.get(answer.person, answer.person): answer.record for answer in answers}


def _added(here: Session, there: Session) -> frozenset[str]:
    return frozenset(each.key for each in differences(here, there) if not each.here)


def _all_keys(here: Session, there: Session) -> frozenset[str]:
    return frozenset(each.key for each in differences(here, there))


def test_two_people_with_one_first_name_are_both_kept_with_their_own_words() -> None:
    here, there = _room(MARSH, "nurse-said"), _room(BROWN, "police-said")
    merged = merge_parts(here, there, _added(here, there))
    assert {person.label for person in merged.people} == {"Kit Marsh", "Kit Brown"}
    assert _said(merged) == {"nurse-said": "Kit Marsh, health", "police-said": "Kit Brown, police"}
    assert _answers(merged) == {"Kit Marsh": "nurse-said", "Kit Brown": "police-said"}


def test_whichever_of_two_people_is_chosen_gets_no_words_of_the_other() -> None:
    here, there = _room(MARSH, "nurse-said"), _room(BROWN, "police-said")
    differing = differences(here, there)
    assert {each.here or each.there for each in differing if "kit" in each.key} == {
        "Kit Marsh · school nurse · health · in the room",
        "Kit Brown · sergeant · police · in the room",
        "Kit Marsh: not content · nurse-said",
        "Kit Brown: not content · police-said",
    }
    for take in (
        frozenset(),
        _all_keys(here, there),
        *(frozenset({each.key}) for each in differing),
    ):
        merged = merge_parts(here, there, take)
        said = _said(merged)
        assert said.get("nurse-said") in (None, "kit", "Kit Marsh, health")
        assert said.get("police-said") in (None, "kit-brown", "Kit Brown, police")
        assert not differences(merge_parts(merged, there, _all_keys(merged, there)), there)


def test_everything_that_names_a_person_comes_under_their_own_handle() -> None:
    there = _room(BROWN, "police-said")
    there = add_person(there, Person(id="al", name="Al Dunn", attends=Attends.COVERED,
                                     covered_by="kit"))  # fmt: skip
    there = circulate(there, METHOD, NOW)
    there = evolve(
        there,
        corrections=(
            Correction(id="z1", thing="police-said", by="kit", at=NOW),
            Correction(id="z2", thing="kit", field="role", was="sergeant", at=NOW),
            Correction(id="z3", thing="al", field="covered_by", was="kit", at=NOW),
        ),
    )
    here = _room(MARSH, "nurse-said")
    merged = merge_parts(here, there, _added(here, there))
    brown = next(person.id for person in merged.people if person.name == "Kit Brown")
    al = person_named("al", merged.people)
    assert al is not None
    assert al.covered_by == brown
    by, about, cover = merged.corrections
    assert (by.by, about.thing, cover.was) == (brown, brown, brown)
    sent = {(line.step, line.thing): line for line in merged.circulated[0].lines}
    assert sent["", brown].more[0] == "name: Kit Brown"
    assert ("round", brown) in sent
    assert ("", "kit") not in sent
    assert f"covered_by: {brown}" in sent["", "al"].more


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (MARSH, evolve(MARSH, name="Kit March")),
        (evolve(MARSH, name="Kit"), MARSH),
        (MARSH, evolve(MARSH, role="nurse")),
        (MARSH, evolve(MARSH, role="", agency="")),
        (MARSH, evolve(MARSH, attends=Attends.PHONE)),
    ],
)
def test_a_corrected_person_is_still_the_same(ours: Person, theirs: Person) -> None:
    here, there = _room(ours, "one"), _room(theirs, "two")
    merged = merge_parts(here, there, _added(here, there))
    assert merged.people == (ours,)
    assert set(_said(merged).values()) == {speaker("kit", merged.people)}
    assert merge_parts(here, there, _all_keys(here, there)).people == (theirs,)


def test_a_name_is_corrected_in_any_agency_where_both_have_lines_of_that_person() -> None:
    shared = _room(MARSH, "shared")
    theirs = evolve(MARSH, name="Kit March", role="matron", agency="hospital")
    there = evolve(shared, people=(theirs,))
    assert not _added(shared, there)
    assert merge_parts(shared, there, frozenset({"person:kit"})).people == (theirs,)


def test_somebody_taken_off_here_is_not_somebody_added_there() -> None:
    here = evolve(_room(MARSH, "nurse-said"), people=())
    there = _room(BROWN, "police-said")
    for ours, theirs in ((here, there), (there, here)):
        merged = merge_parts(ours, theirs, _added(ours, theirs))
        assert "Kit Brown" not in _said(merged)["nurse-said"]
        assert _said(merged)["police-said"] == "Kit Brown, police"


def test_somebody_taken_off_here_comes_back_as_the_same() -> None:
    there = _room(MARSH, "nurse-said")
    here = evolve(there, people=())
    assert merge_parts(here, there, _added(here, there)).people == (MARSH,)
    assert _said(merge_parts(here, there, frozenset({"person:kit"})))["nurse-said"].startswith(
        "Kit"
    )


def test_words_of_an_agency_are_not_those_of_a_person_with_its_name() -> None:
    hope = Person(id="hope", name="Hope Smith", agency="school")
    worker = Person(id="jo", name="Jo Pell", agency="Hope")
    here = _room(hope, "teacher-said")
    there = add_entry(add_person(BARE, worker), "worries", Entry(id="c", text="charity", by="hope"))
    for ours, theirs in ((here, there), (there, here)):
        merged = merge_parts(ours, theirs, _added(ours, theirs))
        assert _said(merged) == {"teacher-said": "Hope Smith, school", "charity": "Hope"}


def test_two_agencies_that_begin_alike_and_sent_nobody_are_two() -> None:
    here = add_person(BARE, Person(id="adult", agency="adult mental health"))
    there = add_person(BARE, Person(id="adult", agency="adult social care"))
    merged = merge_parts(here, there, _added(here, there))
    agencies = {person.agency for person in merged.people}
    assert agencies == {"adult mental health", "adult social care"}


def test_the_same_two_added_in_another_order_are_two_and_not_four() -> None:
    here = evolve(BARE, people=(MARSH, evolve(BROWN, id="kit-brown")))
    there = evolve(BARE, people=(BROWN, evolve(MARSH, id="kit-marsh")))
    there = add_entry(there, "worries", Entry(id="a", text="police-said", by="kit"))
    there = add_entry(there, "worries", Entry(id="b", text="nurse-said", by="kit-marsh"))
    merged = merge_parts(here, there, _added(here, there))
    assert merged.people == here.people
    assert _said(merged) == {"nurse-said": "Kit Marsh, health", "police-said": "Kit Brown, police"}


NAMES = ("Kit Marsh", "Kit Brown", "Kit Osei", "Sam Hill", "Sam Tran", "Hope Smith")
AGENCIES = ("", "health", "police", "Hope", "Sam")


@st.composite
def _sessions(draw: st.DrawFn, prefix: str) -> Session:
    """A session with people who share few handles, and lines of theirs and of agencies."""
    handles = st.sampled_from(["kit", "kit-2", "kit-brown", "sam", "hope"])
    people = tuple(
        Person(id=handle, name=draw(st.sampled_from(NAMES)), agency=draw(st.sampled_from(AGENCIES)))
        for handle in draw(st.lists(handles, unique=True, max_size=4))
    )
    assume(not {person.id for person in people} & {slug(person.agency) for person in people})
    session = evolve(BARE, people=people)
    for number, handle in enumerate(draw(st.lists(handles, max_size=5))):
        entry = Entry(id=f"{prefix}{number}", text=f"{prefix}{number}", by=handle)
        session = add_entry(session, "worries", entry)
    return session


def _names_of_speakers(session: Session) -> Iterator[tuple[str, str]]:
    """The text of each line with the name or agency that it is attributed to, if any is known."""
    for _, item in listed_items(session):
        handle = getattr(item, "by", None) or ""
        person = person_named(handle, session.people)
        shown = person.label if person is not None else speaker(handle, session.people)
        yield item.line, "" if shown == handle else shown


@given(_sessions("a"), _sessions("b"), st.data())
def test_no_merge_gives_words_to_another_name(
    here: Session, there: Session, data: st.DataObject
) -> None:
    every = sorted(_all_keys(here, there))
    take = frozenset(data.draw(st.sets(st.sampled_from(every)))) if every else frozenset()
    spoken = dict((*_names_of_speakers(here), *_names_of_speakers(there)))
    for chosen in (take, _added(here, there), frozenset(every)):
        merged = merge_parts(here, there, chosen)
        for text, name in _names_of_speakers(merged):
            assert name in ("", spoken[text])
        assert len({person.id for person in merged.people}) == len(merged.people)
    both = merge_parts(here, there, _added(here, there))
    labels = {person.label for person in (*here.people, *there.people)}
    assert {person.label for person in both.people} == labels
    assert {text for text, _ in _names_of_speakers(both)} == spoken.keys()
