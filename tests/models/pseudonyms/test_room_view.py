"""What the room may see: nothing private, and names as they are wanted on the wall."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.meeting.read_back import is_agreed
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.models.pseudonyms.room_view import (
    for_board,
    holds_real_name,
    initials,
    latest_capture,
)
from casetool.models.session import Session
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, sessions

NAMES = (Name(name="Robin Lee", stand_in="Child A", also=("Robin",)), Name(name="Leigh"))
LATE = datetime(2030, 1, 1, tzinfo=UTC)


def named(wall: NameDisplay) -> Session:
    return evolve(ROBIN, child="Robin Lee", names=NAMES, wall=wall)


@pytest.mark.parametrize(
    ("wall", "child", "aunt"),
    [
        (NameDisplay.NAMES, "Robin Lee", "an aunt in Leigh"),
        (NameDisplay.INITIALS, "R.L.", "an aunt in L."),
        (NameDisplay.STAND_INS, "Child A", "an aunt in (name withheld)"),
    ],
)
def test_names_stand_on_the_wall_as_the_session_says(
    wall: NameDisplay, child: str, aunt: str
) -> None:
    shown = for_board(named(wall), METHOD)
    assert shown.child == child
    assert next(text for _, text in shown.heading("else").texts()) == aunt


@pytest.mark.parametrize("wall", [NameDisplay.INITIALS, NameDisplay.STAND_INS])
@pytest.mark.parametrize("names", [(), (Name(name="Leigh"),)])
def test_the_child_need_not_be_on_the_list(wall: NameDisplay, names: tuple[Name, ...]) -> None:
    session = evolve(named(wall), names=names, reason="ROBIN LEE, and robin's map")
    shown = for_board(session, METHOD)
    assert (shown.child, shown.reason) == ("R.L.", "R.L., and R.L.'s map")


@pytest.mark.parametrize("child", ["Child A", "Baby", "the boy", "child a"])
def test_a_child_that_is_not_named_is_called_as_before(child: str) -> None:
    session = evolve(
        named(NameDisplay.INITIALS), child=child, names=NAMES[:1], reason="the boy, a baby"
    )
    shown = for_board(session, METHOD)
    assert (shown.child, shown.reason) == (child, "the boy, a baby")


def test_a_child_called_by_the_stand_in_of_the_list_stays_so() -> None:
    names = (Name(name="Robin Lee", stand_in="Ash"),)
    session = evolve(
        named(NameDisplay.STAND_INS), child="Ash", names=names, reason="Robin Lee, Ash"
    )
    shown = for_board(session, METHOD)
    assert (shown.child, shown.reason) == ("Ash", "Ash, Ash")


@pytest.mark.parametrize("wall", [NameDisplay.INITIALS, NameDisplay.STAND_INS])
def test_a_relative_with_the_same_surname_takes_no_cover_away(wall: NameDisplay) -> None:
    """A father “Ali Hassan” is no “Yusuf Ali”, though the list covers a word of his name."""
    names = (Name(name="Ali Hassan", stand_in="father", also=("Ali",)),)
    reason = "Yusuf says Ali hits him, and yusuf ali cried"
    session = evolve(named(wall), child="Yusuf Ali", names=names, reason=reason)
    shown, father = for_board(session, METHOD), names[0].stand_in
    father = "A.H." if wall is NameDisplay.INITIALS else father
    assert (shown.child, shown.reason) == ("Y.A.", f"Y.A. says {father} hits him, and Y.A. cried")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((Name(name="Robin Lee", stand_in="Child A", also=("Robin",)),), "Child A"),
        ((Name(name="Robin Lee", stand_in="Child A"),), "R."),
        ((Name(name="Robin", stand_in="Child A"),), "Child A"),
        ((Name(name="Lee", stand_in="family L"),), "R.L."),
    ],
)
def test_the_list_covers_the_child_by_the_first_name_or_the_whole(
    names: tuple[Name, ...], expected: str
) -> None:
    session = evolve(
        named(NameDisplay.STAND_INS), child="Robin Lee (7)", names=names, reason="Robin"
    )
    shown = for_board(session, METHOD)
    assert shown.reason == expected
    assert "Robin" not in shown.child
    assert "Lee" not in shown.child


@pytest.mark.parametrize(
    ("child", "text", "expected"),
    [
        ("Dunmore, Ash", "Ash says no. Dunmore house, dunmore", "A. says no. D. house, D."),
        ("Ash and Robin Dunmore", "ash said, Robin and the Dunmores", "A. said, R. and the D."),
        ("Ash/Robin", "Ash and Robin", "A. and R."),
        ("Ashley (Ash) Dunmore", "Ash, Ashley", "A., A.D."),
        ("Case 12: Ash Dunmore", "in that case Case law: Ash", "in that case Case law: A."),
        ("Little Ash", "a little late, Little ash", "a little late, L.A."),
        ("Milo Grant", "the grant ended, Mr Grant", "the grant ended, Mr G."),
        (
            "Milo Ward",
            "on the ward, Mr Ward, the Ward family, WARD",
            "on the ward, Mr W., the W. family, W.",
        ),
        ("Milo Jay Best", "it is best so, Mrs Best", "it is best so, Mrs B."),
        ("Milo J. Ward", "Mr Ward, the ward", "Mr W., the ward"),
        ("Milo (Mo) Ward", "Mr Ward, the ward", "Mr W., the ward"),
        ("Milo Ward & Kit Ward", "Mr Ward, the ward", "Mr W., the ward"),
        ("Milo Ward 7", "Mr Ward, the ward", "Mr W., the ward"),
        ("Milo Ward aged 7", "Mr Ward, the ward", "Mr W., the ward"),
        ("Child: Milo Ward DOB 1.2.2019", "Mr Ward, the ward", "Mr W., the ward"),
        ("Milo Ward’s plan", "Mr Ward, the ward", "Mr W., the ward"),
        ("Ward, Milo", "Mr Ward and Milo", "Mr W. and M."),
        ("Milo Kerr (Year 5, Meadow School)", "School begins", "School begins"),
        ("Milo - Year 5 Ward School", "Mr Ward", "Mr Ward"),
        ("Mary-Jane Kerr-Ross", "Mary Jane, Mary and Mrs Ross", "M.J.K.R., M. and Mrs R."),
        ("Nursery child", "from nursery to the children", "from nursery to the children"),
        ("The twins of Kerr", "the twins of one Kerr", "the twins of one K."),
        ("Case of neglect", "no neglect in this case", "no neglect in this case"),
        ("Ro\u00adbin’s family", "robin left a family", "R. left a family"),
        ("Ash Foster (Year 3)", "A year in foster care, Mr Foster", "A year in foster care, Mr F."),
        ("Son Minh", "Son is a son, minh", "S. is a son, M."),
        ("Robin van Dyke", "Robin came in a van, Dyke", "R.V.D. came in a van, D."),
    ],
)
def test_each_word_that_names_the_child_is_hidden(child: str, text: str, expected: str) -> None:
    session = evolve(named(NameDisplay.INITIALS), child=child, names=(), reason=text)
    assert for_board(session, METHOD).reason == expected


@pytest.mark.parametrize(
    ("wall", "told"), [(NameDisplay.INITIALS, "R.L."), (NameDisplay.STAND_INS, "Child A")]
)
def test_an_apostrophe_left_out_in_a_hurry_leaves_no_name(wall: NameDisplay, told: str) -> None:
    session = evolve(named(wall), reason="robins mum and Robin Lees school")
    assert for_board(session, METHOD).reason == f"{told} mum and {told} school"


@pytest.mark.parametrize("listed", [(), (Name(name="Milo Grant", stand_in="Child A"),)])
@pytest.mark.parametrize("stand_in", ["Milo's mum", "milos mum", "Mrs Grant", "Dana"])
def test_a_stand_in_with_a_real_name_in_it_is_never_shown(
    listed: tuple[Name, ...], stand_in: str
) -> None:
    names = (*listed, Name(name="Dana Grant", stand_in=stand_in, also=("Dana",)))
    session = evolve(
        named(NameDisplay.STAND_INS), child="Milo Grant", names=names, reason="Dana was late"
    )
    assert for_board(session, METHOD).reason == "D.G. was late"
    assert holds_real_name(stand_in, session)
    assert not holds_real_name("a grant of the mother", session)


@pytest.mark.parametrize("wall", NameDisplay)
def test_what_is_private_is_never_on_the_wall(wall: NameDisplay) -> None:
    assert "Ask Bea why" not in for_board(named(wall), METHOD).model_dump_json()


@pytest.mark.parametrize("wall", NameDisplay)
def test_what_was_agreed_is_agreed_on_every_wall(wall: NameDisplay) -> None:
    agreed = toggle_agreed(named(wall), "z1", LATE)
    shown = for_board(agreed, METHOD)
    assert is_agreed(shown, "z1")
    assert wall is NameDisplay.NAMES or "Leigh" not in shown.model_dump_json()


@pytest.mark.parametrize("wall", [NameDisplay.INITIALS, NameDisplay.STAND_INS])
def test_with_another_wall_no_real_name_is_left_anywhere(wall: NameDisplay) -> None:
    told = for_board(named(wall), METHOD).model_dump_json()
    assert "Robin" not in told
    assert "Leigh" not in told


@given(sessions())
def test_a_wall_of_names_changes_nothing_but_what_is_private(session: Session) -> None:
    shown = for_board(evolve(session, wall=NameDisplay.NAMES), METHOD)
    for heading in session.headings:
        if heading.step != "jottings":
            assert shown.heading(heading.step) is heading


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Robin Lee", "R.L."),
        ("anne-marie o'dowd", "A.M.O.D."),
        ("Łukasz", "Ł."),
        ("?!", "—"),
        ("Dr Kit Marsh", "K.M."),
        ("Detective Sgt. Kit Marsh", "K.M."),
        ("Prof. Dr Kit Marsh", "K.M."),
        ("Ash Kerr (sibling)", "A.K."),
        ("Ash [nickname] Kerr", "A.K."),
        ("Ash Kerr（妹）", "A.K."),
        ("Ash Kerr (sib", "A.K."),
        ("(Ash)", "A."),
        ("PC 1234", "PC"),
        ("PC 1234 Lee Garner", "L.G."),
        ("PC", "PC"),
        ("Kit Marsh 2", "K.M."),
        ("1234", "—"),
        ("محمد علی", "م.ع."),
        ("李小龙", "李."),
        ("अनीता शर्मा", "अ.श."),
        ("E\u0301loi\u0308se Kerr", "É.K."),
    ],
)
def test_initials_are_the_first_letters_of_the_words(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_newest_thing_is_the_one_that_was_caught_last_wherever_it_stands() -> None:
    later = add_entry(ROBIN, "facts", Entry(id="late", text="x", at=LATE))
    assert latest_capture(later) == ("late", LATE)
    sooner = add_entry(later, "worries", Entry(id="sooner", text="y", at=LATE - timedelta(hours=1)))
    assert latest_capture(sooner) == ("late", LATE)


def test_of_two_things_in_one_second_the_newer_is_the_one_that_was_not_there() -> None:
    first = add_entry(ROBIN, "worries", Entry(id="first", text="x", at=LATE))
    second = add_entry(first, "facts", Entry(id="second", text="y", at=LATE))
    assert latest_capture(second, first) == ("second", LATE)
    third = add_entry(first, "worries", Entry(id="third", text="z", at=LATE))
    assert latest_capture(third) == ("third", LATE)


def test_a_session_in_which_nothing_was_caught_has_no_newest_thing() -> None:
    assert latest_capture(Session(id="s1", child="Robin")) is None
