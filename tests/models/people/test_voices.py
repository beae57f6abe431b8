"""Who has spoken, who not, and for which agency."""

import pytest
from hypothesis import given

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.people.model import Attends, Person
from casetool.models.people.voices import (
    agency_voices,
    all_spoken,
    last_speaker,
    quietest,
    silent_people,
    voice_label,
    voices,
)
from casetool.models.session import Session
from tests.support.room_of_robin import (
    BEA,
    JO,
    KIT,
    LEE,
    PEOPLE,
    ROOM,
    SAM,
    minutes,
    said,
    with_heading,
    with_lines,
)
from tests.support.strategies import METHOD, sessions


def lines(session: Session) -> dict[str, int]:
    return {voice.person.id: voice.lines for voice in voices(session, METHOD)}


def silent(session: Session) -> list[str]:
    return [person.id for person in silent_people(session, METHOD)]


def test_a_voice_has_as_many_lines_as_are_attributed_to_it() -> None:
    session = with_lines(ROOM, "thoughts", said("jo", 1), said(None, 2), said("jo", 3))
    session = with_lines(session, "worries", said("lee", 2, "worries"))
    assert lines(session) == {"jo": 2, "kit": 0, "lee": 1, "bea": 0}
    heard = {voice.person.id: voice.last for voice in voices(session, METHOD)}
    assert heard == {"jo": minutes(3), "kit": None, "lee": minutes(2), "bea": None}
    assert silent(session) == ["kit", "bea"]


def test_where_no_line_says_who_spoke_nobody_counts_as_silent() -> None:
    session = with_lines(ROOM, "thoughts", said(None, 1), said(None, 2))
    assert silent(session) == []
    assert quietest(session, METHOD) is None


def test_a_private_jotting_is_nobodys_voice() -> None:
    session = with_lines(ROOM, "jottings", said("jo", 1, "jottings"))
    assert all_spoken(session, METHOD) == ()
    assert last_speaker(session, METHOD) is None


def test_an_action_that_was_an_entry_still_tells_who_said_it() -> None:
    action = Action(id="a", what="See Ash", who="Lee", by="jo", at=minutes(1))
    session = with_heading(ROOM, Actions(step="actions", actions=(action,)))
    assert lines(session) == {"jo": 1, "kit": 0, "lee": 0, "bea": 0}


@pytest.mark.parametrize("by", ["kit", "sam", "gp", "health"])
def test_words_said_under_either_hat_are_theirs(by: str) -> None:
    session = with_lines(ROOM, "thoughts", said(by))
    assert lines(session)["kit"] == 1
    assert "kit" not in silent(session)


def test_whose_hats_somebody_wears() -> None:
    hats = {voice.person.id: voice.hats for voice in voices(ROOM, METHOD)}
    assert hats == {"jo": (), "kit": (SAM,), "lee": (), "bea": ()}


def test_an_agency_with_two_who_could_speak_names_neither() -> None:
    two = evolve(ROOM, people=(*PEOPLE, Person(id="ann", name="Ann Ross", agency="education")))
    session = with_lines(two, "thoughts", said("education"))
    assert (lines(session)["jo"], lines(session)["ann"]) == (0, 0)
    heard = {one.agency: one.lines for one in agency_voices(session, METHOD)}
    assert heard["education"] == 1


def test_a_hat_counts_for_its_agency_only_when_it_is_worn() -> None:
    session = with_lines(ROOM, "thoughts", said("kit"))
    heard = {one.agency: one.lines for one in agency_voices(session, METHOD)}
    assert heard == {"education": 0, "health": 1, "GP": 0, "police": 0, "housing": 0}
    worn = with_lines(session, "worries", said("sam", 1, "worries"))
    assert {one.agency: one.lines for one in agency_voices(worn, METHOD)}["GP"] == 1
    speakers = {one.agency: one.speakers for one in agency_voices(worn, METHOD)}
    assert speakers["GP"] == (KIT,)


def test_a_person_goes_before_an_agency_of_the_same_name() -> None:
    people = (Person(id="police", name="Jim Police"), LEE)
    session = with_lines(evolve(ROOM, people=people), "thoughts", said("police"))
    assert lines(session) == {"police": 1, "lee": 0}


def test_the_facilitator_asks_and_is_not_asked() -> None:
    people = (*PEOPLE, Person(id="mo", name="Mo Ferris"))
    session = evolve(ROOM, people=people, facilitator="mo ferris")
    assert "mo" not in lines(session)


def test_once_all_were_heard_it_tells_who_has_been_silent_longest() -> None:
    all_but_bea = [said("jo", 9), said("kit", 1), said("lee", 4), said("kit", 8)]
    session = with_lines(ROOM, "thoughts", *all_but_bea)
    assert quietest(session, METHOD) is None
    session = with_lines(ROOM, "thoughts", *all_but_bea, said("bea", 12))
    found = quietest(session, METHOD)
    assert found is not None
    assert (found.person, found.last) == (LEE, minutes(4))


def test_one_alone_is_never_silent_longest() -> None:
    session = with_lines(evolve(ROOM, people=(JO,)), "thoughts", said("jo"))
    assert quietest(session, METHOD) is None


def test_whoever_spoke_last_is_told_by_the_time_and_not_by_the_heading() -> None:
    session = with_lines(ROOM, "worries", said("jo", 1, "worries"), said("lee", 7, "worries"))
    session = with_lines(session, "thoughts", said("kit", 9))
    session = with_lines(session, "missing", said("bea", 3, "missing"), said("sam", None))
    assert last_speaker(session, METHOD) == "kit"


def test_at_one_instant_the_line_further_down_was_the_last() -> None:
    session = with_lines(ROOM, "thoughts", said("zoe", 1), said("jo", 1))
    assert last_speaker(session, METHOD) == "jo"


@pytest.mark.parametrize(
    ("person", "others", "name"),
    [
        (JO, (), "Jo"),
        (BEA, (), "Bea (phone)"),
        (LEE, (), "Lee"),
        (Person(id="p", name="Sgt Paula Wray"), (), "Paula"),
        (Person(id="d", name="Dr Dr"), (), "Dr Dr"),
        (JO, (Person(id="jo-2", name="Jo Marsh"),), "Jo Pell"),
        (JO, (Person(id="jo-2", name="Jo Marsh", attends=Attends.ABSENT),), "Jo"),
        (Person(id="h", agency="housing", attends=Attends.PHONE), (), "housing (phone)"),
    ],
)
def test_people_are_called_shortly(person: Person, others: tuple[Person, ...], name: str) -> None:
    assert voice_label(person, (person, *others)) == name


@given(sessions())
def test_every_line_is_somebodys_or_nobodys_but_never_two_peoples(session: Session) -> None:
    heard = voices(session, METHOD)
    said_here = all_spoken(session, METHOD)
    assert sum(voice.lines for voice in heard) <= len(said_here)
    assert {voice.person.id for voice in heard} <= {p.id for p in session.people if p.present}
    last = last_speaker(session, METHOD)
    assert last is None or last in {one.by for one in said_here}
    silent_longest = quietest(session, METHOD)
    assert silent_longest is None or not silent_people(session, METHOD)
