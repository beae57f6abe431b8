"""The notes as PDF: tagged, with every word, by what other programs read."""

import builtins
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casetool.errors import UserError
from casetool.models.notes_options import NotesOptions
from casetool.render.formats.pdf.blocks import DEEPEST_IN_PDF, pdf_data
from casetool.render.formats.pdf.document import pdf_bytes
from casetool.render.report.blocks import (
    BlankLines,
    Paragraph,
    Report,
    ReportBlock,
    ReportGrid,
    ReportItem,
    ReportItems,
    ReportTable,
    UserText,
    own_line,
)
from casetool.render.report.notes import build_notes
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, NASTY

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
NOTES = replace(
    build_notes(ROBIN, METHOD, NotesOptions(marking="OFFICIAL-SENSITIVE")),
    footer="Keep it locked away",
)
WITH_READER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")


def one(*blocks: ReportBlock, landscape: bool = False) -> Report:
    return Report("Notes", blocks, landscape=landscape)


def read(data: bytes, tmp_path: Path) -> list[str]:
    """The words of each page."""
    (tmp_path / "a.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_it_is_tagged_and_says_what_it_is() -> None:
    data = pdf_bytes(NOTES, NOW)
    assert data.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang(en-GB)", b"pdfuaid:part>1<"):
        assert mark.replace(b" ", b"") in data.replace(b" ", b""), mark
    assert b"Case Discussion Notes" in data
    assert b"Mo Ferris" in data


def test_the_same_paper_at_the_same_time_is_the_same_bytes() -> None:
    assert pdf_bytes(NOTES, NOW) == pdf_bytes(NOTES, NOW)


@WITH_READER
def test_each_page_has_its_marking_its_number_and_the_footer(tmp_path: Path) -> None:
    pages = read(pdf_bytes(NOTES, NOW), tmp_path)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in page
        assert "Keep it locked away" in page


@WITH_READER
def test_every_word_is_there_and_none_is_markup(tmp_path: Path) -> None:
    words = squeezed(" ".join(read(pdf_bytes(NOTES, NOW), tmp_path)))
    for text in ("We've said this *three* times", "two levels behind in maths", "seen | spoken to"):
        assert text in words


@WITH_READER
def test_what_looks_like_markup_stays_words(tmp_path: Path) -> None:
    odd = [
        "#panic()",
        "$x^2$",
        "*b* _i_",
        "@a <l>",
        "// gone",
        "= H",
        '#read("/etc/passwd")',
        "\\u",
    ]
    words = read(pdf_bytes(one(*(Paragraph((UserText(text),)) for text in odd)), NOW), tmp_path)[0]
    for text in odd:  # the reader guesses spaces by how far apart letters stand
        assert text.replace(" ", "") in words.replace(" ", "")


def test_no_word_of_people_stops_it() -> None:
    odd = [*NASTY, "\ufffe", "\U0010ffff", "\u0085", "\u200b", "𓀀", "नमस्ते", "السَّلام"]
    for text in odd:
        assert pdf_bytes(one(Paragraph((UserText(text),))), NOW).startswith(b"%PDF-"), ascii(text)


@WITH_READER
def test_a_sign_that_no_font_has_is_told(tmp_path: Path) -> None:
    words = read(pdf_bytes(one(Paragraph((UserText("a\U0010fffdb"),))), NOW), tmp_path)[0]
    assert "a\\U0010fffdb" in words


@WITH_READER
def test_the_header_row_comes_on_each_page(tmp_path: Path) -> None:
    row = (own_line("what " * 30), own_line("who"))
    table = ReportTable("Actions", ("Action", "Who by and when"), (row,) * 60, (70, 30))
    pages = read(pdf_bytes(one(table), NOW), tmp_path)
    assert len(pages) > 1
    assert all("Who by and when" in page for page in pages)


def test_deep_lists_are_nested_and_numbered_beyond() -> None:
    items = tuple(ReportItem(own_line(f"item {n}"), n) for n in range(1, 51))
    assert pdf_bytes(one(ReportItems(items)), NOW).startswith(b"%PDF-")
    level: dict[str, Any] = pdf_data(one(ReportItems(items)))["blocks"][0]
    depth = 0
    while level["items"]:
        level, depth = level["items"][-1], depth + 1
    assert depth == DEEPEST_IN_PDF
    assert [run["text"] for run in level["line"]["runs"]] == ["level 50:", " ", "item 50"]


@WITH_READER
def test_the_blank_places_fill_one_page(tmp_path: Path) -> None:
    cell = (own_line("1. Facts"), own_line("What do we know?"))
    grid = ReportGrid(((cell, cell), (cell,)), foot=(cell,))
    assert len(read(pdf_bytes(one(grid, landscape=True), NOW), tmp_path)) == 1
    assert len(read(pdf_bytes(one(BlankLines(40)), NOW), tmp_path)) == 2


def test_without_the_extra_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match='pip install "typst'):
        pdf_bytes(NOTES, NOW)
