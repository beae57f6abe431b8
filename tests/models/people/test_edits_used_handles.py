"""A handle that something still names is not given to somebody else."""

from casetool.models.capture.line import CapturedLine, NewItem
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.kinds.people import KIND
from casetool.models.people.edits import remove_person
from casetool.models.people.model import speaker
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
