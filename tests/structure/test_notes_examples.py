"""The notes of the invented examples, as they stand under docs/examples, are what is made today.

``python -m tests.structure.test_notes_examples`` makes them anew.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.methods import DEFAULT, find_method
from casetool.models.notes_options import NotesOptions
from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import blank_tool, pre_reading
from casetool.services.sessions.open import load_session

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MARKED = NotesOptions(marking="OFFICIAL-SENSITIVE (invented)")
SESSIONS = ("example-prepared", "example-in-discussion", "example-closed")


def papers() -> Iterator[tuple[str, Report]]:
    """Every paper that stands there, by the beginning of its file's name."""
    for name in SESSIONS:
        loaded = load_session(ROOT / "sessions" / f"{name}.toml")
        yield f"{name}.notes", build_notes(loaded.session, loaded.method, MARKED)
    loaded = load_session(ROOT / "sessions" / "example-prepared.toml")
    yield "example-prepared.pre-reading", pre_reading(loaded.session, loaded.method, MARKED)
    yield "blank", blank_tool(find_method(DEFAULT), NotesOptions())


PAPERS = dict(papers())


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a Word file; how hard it was pressed does not matter."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("form", [NotesFormat.MARKDOWN, NotesFormat.PAGE])
def test_a_text_is_what_is_made_today(name: str, form: NotesFormat) -> None:
    kept = (EXAMPLES / f"{name}.{form.value}").read_bytes()
    assert kept == render_report(PAPERS[name], form, NOW).data


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_is_what_is_made_today(name: str) -> None:
    kept = (EXAMPLES / f"{name}.docx").read_bytes()
    assert parts(kept) == parts(render_report(PAPERS[name], NotesFormat.WORD, NOW).data)


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_stands_there_too(name: str) -> None:
    assert (EXAMPLES / f"{name}.pdf").read_bytes().startswith(b"%PDF-")


if __name__ == "__main__":
    EXAMPLES.mkdir(exist_ok=True)
    for stem, paper in PAPERS.items():
        for one in NotesFormat:
            (EXAMPLES / f"{stem}.{one.value}").write_bytes(render_report(paper, one, NOW).data)
