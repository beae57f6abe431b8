"""The library as lines: columns that fit, and nothing in them that could act on a terminal."""

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casetool.cli.sessions.session_list import list_lines, summaries_as_data
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.storage.autosave.emergency_copy import EmergencyCopy
from casetool.storage.library.summary import SessionSummary

DAY = date(2026, 11, 12)


def head(
    child: str = "Robin", name: str = "a.toml", actions: int = 0, problem: str = ""
) -> SessionSummary:
    return SessionSummary(
        Path("/s") / name,
        child,
        method="m",
        discussion=DAY,
        stage="closed",
        at="notes",
        open_actions=actions,
        problem=problem,
    )


def step_name(method: str, step: str) -> str:
    return step.title()


def test_columns_stand_under_each_other() -> None:
    many = (head(), head("Ash and her brother", "b.toml", 1), head("子", "c.toml", 12))
    assert list_lines(many, step_name, DAY) == [
        "12 Nov 2026  Robin                closed · Notes                   a",
        "12 Nov 2026  Ash and her brother  closed · Notes  1 open action    b",
        "12 Nov 2026  子                   closed · Notes  12 open actions  c",
    ]


def test_a_narrow_terminal_shortens_the_case_and_then_the_name_of_the_file() -> None:
    many = (head("Ash and her little brother", "2026-11-12-ash.toml"), head())
    assert list_lines(many, step_name, DAY, 54) == [
        "12 Nov 2026  Ash and…   closed · Notes  2026-11-12-ash",
        "12 Nov 2026  Robin      closed · Notes  a",
    ]
    many = (head("Ash and her little brother", "2026-11-12-ash-and-her-little.toml"), head())
    assert list_lines(many, step_name, DAY, 54) == [
        "12 Nov 2026  Ash and…  closed · Notes  2026-11-12-ash-…",
        "12 Nov 2026  Robin     closed · Notes  a",
    ]
    assert "Ash and her little brother" in list_lines(many, step_name, DAY, 200)[0]


def test_a_file_that_cannot_be_opened_says_why_after_the_others() -> None:
    many = (head("odd.toml", "odd.toml", problem="it is not TOML"), head())
    assert list_lines(many, step_name, DAY)[-1] == "odd.toml: it is not TOML"
    assert list_lines(many[:1], step_name, DAY) == ["odd.toml: it is not TOML"]


def test_no_sessions_are_no_lines() -> None:
    assert list_lines((), step_name, DAY, 80) == []
    assert summaries_as_data(()) == []


def test_a_session_without_a_date_says_so() -> None:
    (line,) = list_lines([SessionSummary(Path("x.toml"), "Robin")], step_name, DAY)
    assert line.startswith("no date  Robin")


NASTY = st.text(
    st.sampled_from("ab 子\x1b\x9b\u202e\u200b\n\t\u2028é👩‍👧") | st.characters(), max_size=40
)


@given(st.lists(st.tuples(NASTY, NASTY, st.booleans()), max_size=5), st.integers(20, 120))
def test_each_session_is_one_line_that_a_terminal_can_bear(
    many: list[tuple[str, str, bool]], columns: int
) -> None:
    heads = [
        head(child, f"{name.replace('/', '')}x.toml".replace("\0", ""), 0, "broken" * bad)
        for child, name, bad in many
    ]
    lines = list_lines(heads, step_name, DAY, columns)
    assert len(lines) == len(heads)
    for line in lines:
        assert line == terminal_safe(line)
        assert "\n" not in line


@given(st.lists(NASTY.filter(str.strip), min_size=1, max_size=5))
def test_the_case_takes_what_the_others_leave(children: list[str]) -> None:
    lines = list_lines([head(child) for child in children], step_name, DAY, 60)
    assert all(cells(line) <= 60 for line in lines)


def test_data_is_told_as_iso_dates_and_null() -> None:
    (row,) = summaries_as_data([head(actions=2)])
    assert row == {
        "file": "a.toml",
        "child": "Robin",
        "referral": None,
        "discussion": "2026-11-12",
        "review": None,
        "stage": "closed",
        "status": "closed",
        "at": "notes",
        "open_actions": 2,
        "problem": "",
        "emergency_copies": [],
        "copy_of": None,
    }


def test_the_emergency_copies_of_a_session_are_told() -> None:
    when = datetime(2026, 11, 12, tzinfo=UTC)
    ours = EmergencyCopy(Path("/state/1.toml"), Path("/sessions/a.toml"), when)
    other = EmergencyCopy(Path("/state/2.toml"), Path("/sessions/b.toml"), when)
    (row,) = summaries_as_data([head()], [ours, other])
    assert row["emergency_copies"] == [str(ours.path)]


def test_one_long_name_is_whole_in_a_pipe_and_makes_no_other_line_longer() -> None:
    long, short = list_lines([head("J" * 50_000), head()], step_name, DAY)
    assert "J" * 50_000 in long
    assert len(short) < 200
    assert len(list_lines([head("J" * 50_000)], step_name, DAY, 80)[0]) <= 80


def test_a_fault_at_one_row_costs_that_row_alone() -> None:
    def faulty(method: str, step: str) -> str:
        raise ZeroDivisionError(method + step)

    lines = list_lines([head(), head()._replace(status="agreed")], faulty, DAY)
    assert "Robin" in lines[0]
    assert lines[1].startswith("a.toml: a fault of casetool's own: ZeroDivisionError at")
