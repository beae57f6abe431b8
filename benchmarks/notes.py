"""The notes: a whole process in each form; and that the time grows in line with the session."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.big_session import big_session
from benchmarks.command_line import run
from benchmarks.figures import interleaved, tell
from casetool.methods import find_method
from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.session import Session
from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.report.notes import build_notes
from casetool.services.sessions.create import create_document

LIMITS = {NotesFormat.MARKDOWN: 3.0, NotesFormat.PAGE: 4.0, NotesFormat.WORD: 6.0}
"""How many times as long as ``python -c "import pydantic"`` a form may take."""

A_MODEL = "from pydantic import BaseModel\nclass Model(BaseModel):\n    value: int"
"""A second peer: pydantic 2.14 fetches its parts only when a class is built on it."""

SIZES = (500, 5000)
STEEPEST = 15.0
"""Ten times the entries may take this many times as long: in line, with room for the noise."""

NOW = datetime(2026, 11, 12, 11, tzinfo=UTC)


def realistic(entries: int = 200, nodes: int = 60, actions: int = 30) -> Session:
    """A session as it comes out of an hour, with everything in it."""
    session = big_session(entries, nodes, "notes")
    held = tuple(
        Action(
            id=f"act{number}", what="See Ash at home, and speak with Ash alone", who="Kit Marsh",
            due=date(2026, 11, 20), known="seen and spoken to", difference="somebody knows",
        )
        for number in range(actions)
    )  # fmt: skip
    headings = (
        evolve(one, actions=held) if isinstance(one, Actions) else one for one in session.headings
    )
    return evolve(session, headings=tuple(headings))


def making(entries: int, form: NotesFormat) -> Callable[[], float]:
    """A measure: the notes of a session of this size, in this process."""
    method = find_method("case-discussion")
    session = realistic(entries)

    def measure() -> float:
        began = time.perf_counter()
        render_report(build_notes(session, method), form, NOW)
        return time.perf_counter() - began

    return measure


def main(runs: int = 15) -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        document = create_document(realistic(), find_method("case-discussion"), Path(name))
        document.close()
        peers = {"import pydantic": run("-c", "import pydantic"), "one model": run("-c", A_MODEL)}
        path = str(document.path)
        forms = {
            form.value: run("-m", "casetool", "notes", path, "--format", form.value)
            for form in LIMITS
        }
        seen = interleaved(runs, peers | forms)
    held = [
        tell(f"notes --format {form.value}, {peer}", seen[form.value], seen[peer], limit)
        for peer in peers
        for form, limit in LIMITS.items()
    ]
    for form in LIMITS:
        small, big = SIZES
        grown = interleaved(3, {str(size): making(size, form) for size in SIZES})
        what = f"{form.value}: {big:,} entries against {small}"
        held.append(tell(what, grown[str(big)], grown[str(small)], STEEPEST))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
