"""A session at a glance."""

from datetime import date, timedelta

from hypothesis import given

from casetool.models.actions.model import Action, Actions
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.library_preview import MOST_ACTIONS, library_preview
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, sessions


def words(session: Session) -> list[str]:
    return [line for _, line in library_preview(session, METHOD, date(2026, 11, 20))]


def test_the_focal_point_first_then_what_is_still_to_do_then_how_much_there_is() -> None:
    assert words(ROBIN) == [
        "“Nobody knows where I am.”",
        "Asleep in the cloakroom at 7.10",
        "Notes: closed",
        "",
        "Open actions: 1",
        "□ See Ash at home",
        "  Kit · Monday 16 November 2026",
        "",
        "○ People           4",
        "✓ 1 Facts          2",
        "✓ 2 The child      1",
        "✓ 3 Thoughts       2",
        "○ 4 Tree           6",
        "✓ 5 Worried        1",
        "· 6 Worked",
        "✓ 7 Missing        2",
        "○ 8 Actions        2",
        "✓ Who else?        1",
        "✓ Round            2",
        "✓ Notes",
    ]


def test_a_session_that_has_just_begun_says_what_is_not_there_yet() -> None:
    empty = Session(id="s1", child="Robin", headings=empty_headings(METHOD))
    assert words(empty)[:4] == ["No focal point yet.", "Notes: draft", "", "Open actions: 0"]


def test_what_is_due_soonest_stands_first_and_the_rest_is_counted() -> None:
    monday = date(2026, 11, 16)
    dated = [
        Action(id=f"a{n}", what=f"day {n}", due=monday + timedelta(days=n))
        for n in range(MOST_ACTIONS)
    ]
    undated = Action(id="b", what="some\nday", due_words="soon")
    done = Action(id="c", what="done", done=monday)
    held = Actions(step="actions", actions=(undated, done, *dated[::-1]))
    session = Session(id="s1", child="Robin", headings=(held,))
    filled = tuple(held if one.step == "actions" else one for one in empty_headings(METHOD))
    session = session.model_copy(update={"headings": filled})
    lines = words(session)
    assert [line for line in lines if line.startswith("□")] == [
        f"□ day {n}" for n in range(MOST_ACTIONS)
    ]
    assert "… and 1 more" in lines
    assert f"Open actions: {MOST_ACTIONS + 1}" in lines


def test_the_longest_glance_has_thirty_lines_at_most() -> None:
    ancient = date(1066, 10, 14)
    actions = [
        Action(id=f"a{n}", what="ring", who="Kit", due=ancient) for n in range(MOST_ACTIONS + 1)
    ]
    headings = tuple(
        Actions(step="actions", actions=tuple(actions)) if held.step == "actions" else held
        for held in empty_headings(METHOD)
    )
    session = Session(
        id="s1", child="Robin", reason="asleep", discussion=ancient, headings=headings
    )
    lines = words(session)
    assert len(lines) <= 30
    assert lines[1] == f"… and {MOST_ACTIONS + 1} more dates that are odd"
    assert lines.count("□ ring") == MOST_ACTIONS - 1
    assert "… and 2 more" in lines


@given(sessions())
def test_a_glance_is_thirty_lines_at_most_and_safe_to_show(session: Session) -> None:
    lines = words(session)
    assert len(lines) <= 30
    assert all(line == terminal_safe(line) and "\n" not in line for line in lines)
