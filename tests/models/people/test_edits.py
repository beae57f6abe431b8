"""People come, leave, cover for one another; their words stay theirs."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.people.edits import add_person, edit_person, remove_person, shift_person
from casetool.models.people.model import Attends, People, Person, person_named
from casetool.models.round.edits import set_answer
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session, entries_of
from tests.support.strategies import METHOD, people

JO = Person(id="jo", name="Jo Pell", role="class teacher", agency="education")
KIT = Person(id="kit", name="Kit Marsh", role="school nurse", agency="health")
SAM = Person(id="sam", name="Sam Oyelaran", role="GP", agency="health", attends=Attends.ABSENT)
ROOM = Session(id="a", child="Robin", people=(JO, KIT, SAM), headings=empty_headings(METHOD))
TWO_HATS = edit_person(ROOM, "sam", attends=Attends.COVERED, covered_by="kit")


def ids(session: Session) -> list[str]:
    return [person.id for person in session.people]


def the_person(session: Session, handle: str) -> Person:
    person = person_named(handle, session.people)
    assert person is not None
    return person


def how(session: Session, handle: str) -> tuple[Attends, str | None]:
    person = the_person(session, handle)
    return person.attends, person.covered_by


def test_people_stand_in_the_order_in_which_they_came() -> None:
    assert ids(add_person(ROOM, Person(id="lee", name="Lee Garner"))) == ["jo", "kit", "sam", "lee"]


def test_a_handle_belongs_to_one_person() -> None:
    with pytest.raises(ValueError, match="Somebody is @kit already"):
        add_person(ROOM, Person(id="kit", name="Kit Other"))


def test_an_edit_changes_what_it_names_and_nobody_else() -> None:
    after = edit_person(ROOM, "jo", attends=Attends.PHONE)
    assert the_person(after, "jo") == Person(
        id="jo", name="Jo Pell", role="class teacher", agency="education", attends=Attends.PHONE
    )
    assert the_person(after, "kit") is KIT
    assert after.headings[0] is ROOM.headings[0]


def test_an_unknown_way_to_attend_is_refused() -> None:
    with pytest.raises(ValidationError):
        edit_person(ROOM, "jo", attends="by pigeon")


def test_somebody_present_wears_two_hats() -> None:
    assert how(TWO_HATS, "sam") == (Attends.COVERED, "kit")
    named_later = edit_person(TWO_HATS, "sam", covered_by="jo")
    assert how(named_later, "sam") == (Attends.COVERED, "jo")


@pytest.mark.parametrize("cover", [None, "sam", "gone1"])
def test_nobody_is_covered_by_one_who_is_not_there(cover: str | None) -> None:
    with pytest.raises(ValueError, match="Only somebody who is here can wear two hats"):
        edit_person(ROOM, "sam", attends=Attends.COVERED, covered_by=cover)


def test_one_who_is_present_cannot_cover_themselves() -> None:
    with pytest.raises(ValueError, match="two hats"):
        edit_person(ROOM, "jo", attends=Attends.COVERED, covered_by="jo")


@pytest.mark.parametrize("attends", [Attends.ROOM, Attends.PHONE, Attends.ABSENT])
def test_one_who_is_covered_no_more_has_no_cover(attends: Attends) -> None:
    assert how(edit_person(TWO_HATS, "sam", attends=attends), "sam") == (attends, None)
    assert how(edit_person(ROOM, "sam", attends=attends, covered_by="kit"), "sam")[1] is None


def test_an_edit_of_the_name_leaves_the_cover() -> None:
    assert how(edit_person(TWO_HATS, "sam", name="Dr Oyelaran"), "sam") == (Attends.COVERED, "kit")


def test_the_cover_can_move_from_the_room_to_the_phone() -> None:
    after = edit_person(TWO_HATS, "kit", attends=Attends.PHONE)
    assert how(after, "sam") == (Attends.COVERED, "kit")


def test_when_the_cover_is_absent_so_is_whom_they_covered() -> None:
    after = edit_person(TWO_HATS, "kit", attends=Attends.ABSENT)
    assert how(after, "sam") == (Attends.ABSENT, None)
    handed_on = edit_person(TWO_HATS, "kit", attends=Attends.COVERED, covered_by="jo")
    assert how(handed_on, "sam") == (Attends.ABSENT, None)
    assert how(handed_on, "kit") == (Attends.COVERED, "jo")


def test_when_the_cover_is_removed_whom_they_covered_is_absent() -> None:
    after = remove_person(TWO_HATS, "kit")
    assert ids(after) == ["jo", "sam"]
    assert how(after, "sam") == (Attends.ABSENT, None)


def test_words_stay_with_the_one_who_said_them() -> None:
    session = add_entry(ROOM, "worries", Entry(id="e1", text="I'm angry", by="jo"))
    after = remove_person(session, "jo")
    assert [entry.by for _, entry in entries_of(after)] == ["jo"]
    assert after.heading("worries") is session.heading("worries")


def test_one_who_is_removed_takes_their_answer_in_the_round_along() -> None:
    session = set_answer(ROOM, "round", Answer(person="jo", content=AnswerContent.CONTENT))
    session = set_answer(session, "round", Answer(person="kit", content=AnswerContent.NOT_CONTENT))
    said = remove_person(session, "jo").heading("round")
    assert isinstance(said, Round)
    assert [one.person for one in said.said] == ["kit"]
    assert remove_person(session, "sam").heading("round") is session.heading("round")


def test_a_person_moves_along_and_stops_at_the_end() -> None:
    assert ids(shift_person(ROOM, "jo", 1)) == ["kit", "jo", "sam"]
    assert ids(shift_person(ROOM, "sam", -9)) == ["sam", "jo", "kit"]
    assert shift_person(ROOM, "jo", -1) is ROOM


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: edit_person(session, "gone1", name="x"),
        lambda session: remove_person(session, "gone1"),
        lambda session: shift_person(session, "gone1", 1),
    ],
)
def test_one_who_is_not_there_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError, match="gone1"):
        edit(ROOM)


@given(people(), st.data())
def test_nobody_is_ever_covered_by_one_who_is_not_there(room: People, data: st.DataObject) -> None:
    session = evolve(ROOM, people=room)
    for person in room:
        attends = data.draw(st.sampled_from([Attends.ROOM, Attends.PHONE, Attends.ABSENT]))
        for after in (
            edit_person(session, person.id, attends=attends),
            remove_person(session, person.id),
        ):
            here = {one.id for one in after.people if one.present}
            for one in after.people:
                assert (one.attends is Attends.COVERED) == (one.covered_by is not None)
                assert one.covered_by is None or one.covered_by in here
