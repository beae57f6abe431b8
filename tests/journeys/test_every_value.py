"""Whatever a session file may hold is listed, shown, checked and written in every form."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.models.actions.log import list_actions, open_first
from casetool.models.base import evolve
from casetool.models.checks import findings, lacking_in
from casetool.models.corrections.changes import changes_since
from casetool.models.meeting.child_focus import without_child
from casetool.models.meeting.questions import open_questions
from casetool.models.merge.diff import differences
from casetool.models.merge.merge import merge_parts
from casetool.models.notes_options import NotesOptions
from casetool.models.progress import progress
from casetool.models.pseudonyms.room_view import for_board
from casetool.models.session import Session, tree_of
from casetool.models.session_edits import begin_discussion, close_session, open_step
from casetool.models.timing.activity import last_sign, minutes_since
from casetool.models.timing.schedule_edits import (
    begin_schedule,
    end_schedule,
    more_time,
    move_end_by_late_start,
    rescale,
    set_schedule_length,
    toggle_break,
)
from casetool.models.tree.model import Tree
from casetool.render.board.pages import pages
from casetool.render.board.painter import BoardPainter, VisiblePart
from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import pre_reading
from casetool.render.report.summary import build_summary
from casetool.render.tree.markdown_list import tree_list
from casetool.render.tree.mermaid import mermaid
from casetool.render.tree.outline import outline_drawing
from casetool.render.views.action_log import action_csv, action_listing, action_title
from casetool.render.views.calendar import action_calendar
from casetool.render.views.changes import (
    changes_text,
    describe_changes,
    describe_dates,
    version_line,
)
from casetool.render.views.corrections import correction_rows, corrections_head, corrections_status
from casetool.render.views.library_preview import library_preview
from casetool.render.views.opening_checklist import opening_lines
from casetool.render.views.plain_text import session_text
from casetool.render.views.read_back import read_back_lines
from casetool.render.views.recap import recap_lines
from casetool.render.views.schedule import hour_words, ticks
from casetool.render.views.schedule_table import hour_lines
from casetool.screens.meeting.voices import agency_lines, people_rows
from casetool.storage.toml.codec import decode, dumps, loads
from tests.support.strategies import METHOD, deepest, extreme_instants, extreme_sessions, reshaped

ROOT = Path(__file__).parents[2]

NOON = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
EAST, WEST = (timezone(timedelta(hours=sign * 23, minutes=sign * 59)) for sign in (1, -1))

FIRST, LAST = datetime.min, datetime.max  # noqa: DTZ901
"""The ends of the calendar, without a zone yet."""


def _tree(session: Session) -> Tree:
    tree = tree_of(session)
    assert tree is not None
    return tree


def _on_the_wall(session: Session) -> list[object]:
    shown = for_board(session, METHOD)
    return [
        BoardPainter().draw(shown, page, 100, VisiblePart("focal"))
        for page in pages(METHOD, 100, 30)
    ]


def _edited(session: Session, now: datetime) -> list[Session]:
    edits: tuple[Callable[[Session], Session], ...] = (
        lambda s: open_step(s, "facts", now), lambda s: begin_discussion(s, METHOD, "facts", now),
        lambda s: begin_schedule(s, METHOD, now), lambda s: toggle_break(s, METHOD, now),
        lambda s: more_time(s, METHOD, 5, now), move_end_by_late_start,
        lambda s: rescale(s, METHOD, now),
        lambda s: set_schedule_length(s, METHOD, 90, now), lambda s: end_schedule(s, now),
        lambda s: close_session(s, now),
    )  # fmt: skip
    return [edit(session) for edit in edits]


READERS: dict[str, Callable[[Session, datetime], object]] = {
    "preview": lambda s, now: library_preview(s, METHOD, now.date()),
    "checks": lambda s, now: findings(s, METHOD, "file.toml", now.date()),
    "lacking": lambda s, now: lacking_in(s, METHOD),
    "progress": lambda s, now: progress(s, METHOD),
    "top line": lambda s, now: [hour_words(s, METHOD, now, width, True) for width in (40, 120)],
    "ticks": ticks,
    "hour": lambda s, now: hour_lines(s, METHOD, now, 80),
    "questions": lambda s, now: open_questions(s, METHOD, now),
    "child": lambda s, now: without_child(s, METHOD, now),
    "minutes": lambda s, now: [minutes_since(s, now, now), last_sign(s, now)],
    "voices": lambda s, now: [*people_rows(s, METHOD, now), *agency_lines(s, METHOD)],
    "plain": lambda s, now: session_text(s, METHOD),
    "opening": lambda s, now: opening_lines(s, METHOD, 80),
    "recap": lambda s, now: recap_lines(s, METHOD, 80, ()),
    "read back": lambda s, now: read_back_lines(s, ("focal", "e000"), 80),
    "corrections": lambda s, now: [
        corrections_head(s), corrections_status(s), *correction_rows(s, METHOD, frozenset(range(9)))
    ],
    "changes": lambda s, now: [
        changes_text(s, METHOD), describe_changes(s, METHOD), version_line(s, METHOD),
        describe_dates(s), changes_since(s, METHOD), differences(s, s),
    ],
    "log": lambda s, now: action_listing(
        open_first(list_actions(s), now.date()), now.date(),
        title=action_title(s.child, s.discussion), marking="", many_sessions=False, width=80,
    ),
    "table": lambda s, now: action_csv(list_actions(s), now.date()),
    "calendar": lambda s, now: action_calendar(list_actions(s), now, detail=True),
    "tree list": lambda s, now: tree_list(s, METHOD),
    "mermaid": lambda s, now: mermaid(_tree(s)),
    "outline": lambda s, now: outline_drawing(_tree(s), 80),
    "json": lambda s, now: s.model_dump_json(),
    "wall": lambda s, now: _on_the_wall(s),
    "edits": _edited,
    "merging": lambda s, now: merge_parts(s, _edited(s, now)[3], frozenset()),
    "file": lambda s, now: loads(dumps(s, METHOD), lambda _: METHOD),
}  # fmt: skip
"""All that reads a session, by what it makes."""


PAPERS: dict[str, Callable[[Session], Report]] = {
    "notes": lambda session: build_notes(session, METHOD, NotesOptions()),
    "summary": lambda session: build_summary(session, METHOD, NotesOptions()),
    "sheet": lambda session: pre_reading(session, METHOD, NotesOptions()),
}


@cache
def odd_sessions() -> dict[str, Session]:
    """The example that has most in it, with the ends of what its values can be."""
    text = decode((ROOT / "sessions" / "example-closed.toml").read_bytes())
    example = loads(text, lambda _: METHOD).session

    def odd(day: date, at: datetime, number: int, words: str) -> Session:
        return reshaped(
            example, lambda _: day, lambda _: at, lambda _: number, lambda old: old and words
        )

    headings = (deepest() if isinstance(one, Tree) else one for one in example.headings)
    return {
        "year 9999": odd(date.max, LAST.replace(tzinfo=WEST), 10**400, "x" * 300),
        "year 1": odd(date.min, FIRST.replace(tzinfo=EAST), -1, "\n" * 60),
        "years 1 and 9999": odd(date.max, FIRST.replace(tzinfo=EAST), 10**4000, "🏴" * 30),
        "a deep tree": evolve(example, headings=tuple(headings)),
    }


@pytest.mark.parametrize("kind", ["year 9999", "year 1", "years 1 and 9999", "a deep tree"])
@pytest.mark.parametrize("reader", READERS)
def test_the_ends_of_what_a_file_can_hold_are_read(reader: str, kind: str) -> None:
    for now in (NOON, LAST.replace(tzinfo=WEST), FIRST.replace(tzinfo=EAST)):
        READERS[reader](odd_sessions()[kind], now)


@pytest.mark.parametrize("form", NotesFormat)
@pytest.mark.parametrize("kind", ["year 9999", "year 1", "years 1 and 9999", "a deep tree"])
@pytest.mark.parametrize("paper", PAPERS)
def test_they_are_written_in_every_form(paper: str, kind: str, form: NotesFormat) -> None:
    made = PAPERS[paper](odd_sessions()[kind])
    assert render_report(made, form, LAST.replace(tzinfo=WEST)).data


EXAMPLES = settings().max_examples // 8
"""How many sessions are drawn: each goes through everything."""


@given(extreme_sessions(), st.just(NOON) | extreme_instants())
@settings(suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
def test_whatever_a_file_can_hold_is_read(session: Session, now: datetime) -> None:
    for read in READERS.values():
        read(session, now)
    for compose_paper in PAPERS.values():
        for form in (NotesFormat.MARKDOWN, NotesFormat.PAGE):
            render_report(compose_paper(session), form, now)
