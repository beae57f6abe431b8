"""Versions, corrections and what becomes of them: what each edit leaves as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.edits import (
    accept,
    add_correction,
    agree,
    circulate,
    refuse,
    remove_correction,
    set_date,
)
from casetool.models.corrections.model import Correction, CorrectionKind, CorrectionStatus, Decision
from casetool.models.corrections.targets import (
    correctable,
    correction_status,
    disagreements,
    text_at,
    waiting_corrections,
)
from casetool.models.entries.edits import delete_entry, move_entry
from casetool.models.entries.model import Entry
from casetool.models.ids import DETAILS_ID
from casetool.models.session import Session
from casetool.models.session_edits import close_session
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD, sessions, texts

WORRY = Entry(id="worry", text="Nobody has seen Ash", due=None)
ACTION = Action(id="act1", what="See Ash", who="Kit", due=date(2026, 11, 16))
OUT = circulate(
    add_action(with_lines(ROOM, "worries", WORRY), "actions", ACTION), METHOD, NOW, to="the group"
)


def correct(session: Session, thing: str, becomes: str, **more: object) -> Session:
    said = {"id": "z1", "at": NOW, "thing": thing, "becomes": becomes, **more}
    return add_correction(session, METHOD, Correction.model_validate(said))


def test_a_version_has_a_number_and_says_until_when() -> None:
    (version,) = OUT.circulated
    assert (version.number, version.to, version.until) == (1, "the group", date(2026, 11, 26))
    assert [line.thing for line in version.lines if line.step == "worries"] == ["worry"]


def test_whose_it_is_is_found_out_and_what_it_was_is_kept() -> None:
    (one,) = correct(OUT, "worry", "Ash was seen in May", who="Kit Marsh").corrections
    assert (one.by, one.who, one.was, one.version) == ("kit", "", "Nobody has seen Ash", 1)
    (other,) = correct(OUT, "worry", "x", who="Kit's manager").corrections
    assert (other.by, other.who) == (None, "Kit's manager")


def test_accepted_it_changes_the_line_refused_it_does_not() -> None:
    session = correct(OUT, "worry", "Ash was seen in May")
    assert text_at(session, "worry", "") == "Nobody has seen Ash"
    accepted = accept(session, METHOD, "z1", NOW, "the register says so")
    assert text_at(accepted, "worry", "") == "Ash was seen in May"
    assert accepted.corrections[0].ruling is Decision.ACCEPTED
    refused = refuse(session, "z1", NOW, "two people heard it")
    assert refused.headings == session.headings
    assert (refused.corrections[0].ruling, refused.corrections[0].why) == (
        Decision.REFUSED,
        "two people heard it",
    )
    with pytest.raises(ValueError, match="Give a reason"):
        refuse(session, "z1", NOW, " ")
    with pytest.raises(ValueError, match="accepted already"):
        refuse(accepted, "z1", NOW, "no")
    # what was refused can still be accepted, when somebody finds the letter
    assert accept(refused, METHOD, "z1", NOW).corrections[0].ruling is Decision.ACCEPTED


def test_a_disagreement_stays_beside_its_line() -> None:
    session = correct(OUT, "worry", "I saw Ash", sort=CorrectionKind.DISAGREEMENT, who="Bea Quill")
    assert [one.becomes for one in disagreements(session)["worry"]] == ["I saw Ash"]
    assert waiting_corrections(session) == ()
    with pytest.raises(ValueError, match="kept beside the line"):
        accept(session, METHOD, "z1", NOW)
    with pytest.raises(ValueError, match="kept beside the line"):
        refuse(session, "z1", NOW, "no")


@pytest.mark.parametrize(
    ("thing", "field", "becomes", "stands"),
    [
        ("act1", "who", "Nic Thorley", "Nic Thorley"),
        ("act1", "due", "20 nov 2026", "Fri 20 Nov 2026"),
        ("act1", "due", "Fri 20 Nov 2026", "Fri 20 Nov 2026"),
        ("act1", "due", "after Christmas", "after Christmas"),
        ("act1", "scope", "Single Agency", "single agency"),
        ("act1", "known", "both seen", "both seen"),
        ("worry", "kind", "fact", "fact"),
        (DETAILS_ID, "reason", "asleep in the cloakroom", "asleep in the cloakroom"),
        (DETAILS_ID, "referral", "14/10/26", "Wed 14 Oct 2026"),
        ("bea", "attends", "absent", "absent"),
        ("bea", "role", "officer", "officer"),
    ],
)
def test_any_field_of_any_line(thing: str, field: str, becomes: str, stands: str) -> None:
    session = accept(correct(OUT, thing, becomes, field=field), METHOD, "z1", NOW)
    assert text_at(session, thing, field) == stands


@pytest.mark.parametrize(
    ("thing", "field", "becomes"),
    [("worry", "kind", "a rumour"), (DETAILS_ID, "child", " "), (DETAILS_ID, "referral", "soon"),
     ("bea", "attends", "covered")],
)  # fmt: skip
def test_what_a_field_cannot_hold_is_refused_with_words(
    thing: str, field: str, becomes: str
) -> None:
    session = correct(OUT, thing, becomes, field=field)
    with pytest.raises(ValueError, match=r"\."):
        accept(session, METHOD, "z1", NOW)


def test_nothing_takes_a_line_out() -> None:
    session = accept(correct(OUT, "worry", ""), METHOD, "z1", NOW)
    assert session.heading("worries").count == 0


def test_what_is_private_or_gone_is_not_corrected() -> None:
    private = move_entry(OUT, "worry", "jottings")
    with pytest.raises(KeyError):
        correct(private, "worry", "x")
    with pytest.raises(KeyError):
        correct(OUT, "worry", "x", field="by")
    late = move_entry(correct(OUT, "worry", "x"), "worry", "jottings")
    with pytest.raises(KeyError):
        accept(late, METHOD, "z1", NOW)
    with pytest.raises(KeyError):
        accept(delete_entry(correct(OUT, "worry", "x"), "worry"), METHOD, "z1", NOW)
    assert not [thing for thing, _, _ in correctable(private, METHOD) if thing == "worry"]


def test_how_far_the_notes_have_got() -> None:
    assert correction_status(ROOM) is CorrectionStatus.DRAFT
    assert correction_status(close_session(ROOM, NOW)) is CorrectionStatus.CLOSED
    assert correction_status(close_session(OUT, NOW)) is CorrectionStatus.CIRCULATED
    agreed = agree(OUT, NOW)
    assert correction_status(agreed) is CorrectionStatus.AGREED
    assert correction_status(close_session(agreed, NOW)) is CorrectionStatus.CLOSED
    assert correction_status(agree(agreed, NOW)) is CorrectionStatus.CIRCULATED
    assert correction_status(circulate(agreed, METHOD, NOW)) is CorrectionStatus.CIRCULATED
    with pytest.raises(ValueError, match="not gone round"):
        agree(ROOM, NOW)


def test_a_date_is_set_and_worked_out_again() -> None:
    session = set_date(OUT, "plans", date(2026, 12, 1))
    assert session.dates_set.plans == date(2026, 12, 1)
    assert set_date(session, "plans", None) == OUT


@given(sessions(), st.data())
def test_what_is_corrected_changes_nothing_but_its_line(
    session: Session, data: st.DataObject
) -> None:
    session = evolve(session, corrections=())
    thing, field, was = data.draw(st.sampled_from(correctable(session, METHOD)))
    sort = data.draw(st.sampled_from(CorrectionKind))
    with_one = correct(session, thing, data.draw(texts()), field=field, sort=sort)
    assert with_one.corrections[0].was == was
    assert evolve(with_one, corrections=()) == session
    assert remove_correction(with_one, "z1") == session
    try:
        accepted = accept(with_one, METHOD, "z1", NOW)
    except ValueError:
        return
    assert sort is CorrectionKind.FACTUAL
    assert accepted.corrections[0].ruling is Decision.ACCEPTED
    untouched = {"circulated", "clocks", "hour", "names", "notes_agreed", "dates_set", "closed"}
    assert accepted.model_dump(include=untouched) == session.model_dump(include=untouched)
