"""How far the notes have got, wherever a session is listed or shown; and a window that ended."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.models.checks import findings
from casetool.models.corrections.edits import accept, add_correction, agree, circulate
from casetool.models.corrections.model import Correction
from casetool.models.entries.model import Entry
from casetool.models.session import Session
from casetool.models.session_edits import close_session
from casetool.render.views.library_preview import library_preview
from casetool.render.views.plain_text import session_text
from casetool.storage.library.index import progress_label
from casetool.storage.library.summary import read_summary
from tests.support.robin_room import in_file
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD

DRAFT = with_lines(ROOM, "worries", Entry(id="worry", text="Nobody has seen Ash"))
OUT = circulate(DRAFT, METHOD, NOW)
SAID = Correction(id="z1", thing="worry", becomes="Ash was seen", at=NOW)
UNDECIDED = add_correction(OUT, METHOD, SAID)
AGREED = agree(OUT, NOW)
CLOSED = close_session(AGREED, NOW)
DAY = date(2026, 11, 20)
END = date(2026, 11, 26)
"""The last day of the window for corrections."""


@pytest.mark.parametrize(
    ("session", "status", "told"),
    [
        (DRAFT, "draft", "in discussion · Step"),
        (OUT, "circulated for correction", "circulated for correction"),
        (close_session(OUT, NOW), "circulated for correction", "circulated for correction"),
        (AGREED, "agreed", "agreed"),
        (CLOSED, "closed", "closed · agreed"),
        (close_session(DRAFT, NOW), "closed", "closed · Step"),
    ],
)
def test_it_stands_in_the_list_and_in_the_preview(
    tmp_path: Path, session: Session, status: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = read_summary(in_file(tmp_path, session))
    assert progress_label(head, lambda method, step: "Step", NOW.date()) == told
    assert any(
        words.startswith(f"Notes: {status}") for _, words in library_preview(session, METHOD, DAY)
    )
    assert f"Notes: {status}" in session_text(session, METHOD)
    for verb in ("list", "show"):
        more = ["robin"] if verb == "show" else []
        assert main(["--sessions", str(tmp_path), verb, *more, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert (data[0] if verb == "list" else data)["status"] == status


def test_a_review_that_is_due_goes_first(tmp_path: Path) -> None:
    head = read_summary(in_file(tmp_path, OUT))._replace(review=NOW.date())
    assert (
        progress_label(head, lambda method, step: "Step", NOW.date())
        == "in discussion · review due"
    )


def test_what_waits_and_until_when_is_said_too() -> None:
    words = [told for _, told in library_preview(UNDECIDED, METHOD, DAY)]
    assert "Notes: circulated for correction until Thu 26 Nov 2026, one correction waits" in words


@pytest.mark.parametrize(
    ("session", "day", "checks"),
    [
        (UNDECIDED, END, []),
        (UNDECIDED, END + timedelta(days=1), ["corrections-undecided"]),
        (agree(UNDECIDED, NOW), END + timedelta(days=1), ["corrections-undecided"]),
        (OUT, END + timedelta(days=1), []),
        (accept(UNDECIDED, METHOD, "z1", NOW), END + timedelta(days=1), []),
        (add_correction(DRAFT, METHOD, SAID), END + timedelta(days=1), []),
    ],
)
def test_a_window_that_ended_with_corrections_undecided_is_named(
    session: Session, day: date, checks: list[str]
) -> None:
    before = findings(session, METHOD)
    found = findings(session, METHOD, today=day)
    assert [one.check for one in found if one not in before] == checks
    for one in found:
        if one.check == "corrections-undecided":
            assert one.step == "notes"
            assert one.message == (
                "Corrections were asked for until Thu 26 Nov 2026: one is undecided still."
            )


def test_casetool_check_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long_ago = NOW - timedelta(days=700)
    in_file(tmp_path, add_correction(circulate(DRAFT, METHOD, long_ago), METHOD, SAID))
    assert main(["--sessions", str(tmp_path), "check", "robin"]) == 1
    assert "one is undecided still." in capsys.readouterr().out
