"""A handle that something still names is not given to somebody else."""

import pytest

from casetool.models.capture.line import CapturedLine, NewItem
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.kinds.people import KIND
from casetool.models.people.edits import add_person, edit_person, remove_person
from casetool.models.people.model import Person, agencies, speaker
from casetool.models.session import Session, entries_of
from tests.support.room_of_robin import NOW, ROOM
from tests.support.strategies import METHOD


def _typed(session: Session, *texts: str) -> Session:
    """The session with people, as they are typed at the first step."""
    assert KIND.add_lines is not None
    step = METHOD.step("people")
    lines = [(CapturedLine(step, text), NewItem("x", NOW)) for text in texts]
    return KIND.add_lines(session, lines)


def _speakers(session: Session) -> list[str]:
    return [speaker(entry.by or "", session.people) for _, entry in entries_of(session)]


def test_words_of_somebody_taken_off_are_not_those_of_the_next_with_that_name() -> None:
    session = add_entry(ROOM, "worries", Entry(id="e1", text="he eats nothing", by="kit"))
    session = _typed(remove_person(session, "kit"), "Kit Brown, sergeant, police")
    assert _speakers(session) == ["kit"]
    assert session.people[-1].id == "kit-brown"


def test_a_paper_that_went_round_names_no_other_either() -> None:
    session = remove_person(circulate(ROOM, METHOD, NOW), "kit")
    assert _typed(session, "Kit Brown, sergeant, police").people[-1].id == "kit-brown"


def test_a_handle_that_nothing_names_is_free_again() -> None:
    session = _typed(remove_person(ROOM, "bea"), "Bea Lund, housing")
    assert session.people[-1].id == "bea"


def test_words_of_an_agency_are_not_those_of_a_person_called_like_it() -> None:
    session = add_entry(ROOM, "worries", Entry(id="e1", text="at risk", by="housing"))
    session = _typed(session, "Housing Bell, teacher, school", "Jo Ray, for Kit Housing, police")
    assert _speakers(session) == ["housing"]


def test_an_agency_that_spoke_keeps_its_handle_when_it_is_listed_without_a_name() -> None:
    session = add_entry(ROOM, "worries", Entry(id="e1", text="at risk", by="housing"))
    session = _typed(session, ", housing, absent")
    assert session.people[-1].id == "housing"


def test_somebody_whom_a_newcomer_speaks_for_gets_no_words_of_another() -> None:
    session = add_entry(ROOM, "worries", Entry(id="e1", text="he eats nothing", by="sam"))
    session = _typed(remove_person(session, "sam"), "Ann Lee, nurse, health, covering for Sam Reed")
    assert [person.id for person in session.people if person.name == "Sam Reed"] == ["sam-reed"]
    assert _speakers(session) == ["sam"]


_HOPE = Person(id="hope", name="Hope Adler", role="school nurse", agency="health")
_HOPE_SAID = add_entry(
    add_person(ROOM, _HOPE), "worries", Entry(id="e1", text="he eats nothing", by="hope")
)


@pytest.mark.parametrize(
    "line",
    ["Jo Bell, support worker, Hope", ", Hope, absent", "Ann Bell, nurse, health, also for Hope"],
)
def test_words_of_somebody_taken_off_are_not_those_of_an_agency_called_like_them(line: str) -> None:
    session = _typed(remove_person(_HOPE_SAID, "hope"), line)
    assert "Hope" in agencies(session.people)
    assert _speakers(session) == ["hope-2"]


def test_an_agency_that_somebody_is_given_later_gets_no_words_of_another_either() -> None:
    session = edit_person(remove_person(_HOPE_SAID, "hope"), "sam", agency="Hope")
    assert _speakers(session) == ["hope-2"]


def test_an_agency_that_is_there_gets_no_words_of_somebody_who_is_taken_off() -> None:
    session = _typed(_HOPE_SAID, "Jo Bell, support worker, Hope")
    assert _speakers(remove_person(session, "hope")) == ["hope-2"]


def test_an_agency_that_comes_again_keeps_what_it_said() -> None:
    session = _typed(ROOM, "Jo Bell, support worker, Mencap", ", Hope, absent")
    for handle in ("mencap", "hope"):
        session = add_entry(session, "worries", Entry(id=handle, text="at risk", by=handle))
    session = _typed(remove_person(session, "jo"), "Bo Ray, worker, Mencap", "Cy Ray, worker, Hope")
    assert _speakers(remove_person(session, "hope")) == ["Mencap", "Hope"]
