"""From the last step to a file: which paper, in which form, and where it went."""

import zipfile
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.pseudonyms.names import Name
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.storage.context import NOTES_STYLE_FILE
from tests.journeys.test_corrections import WIDE, circulate, shown
from tests.render.formats.docx.test_template import template
from tests.support.driving import driving
from tests.support.few import few
from tests.support.robin_notes import ROBIN
from tests.support.robin_room import in_file, tool
from tests.support.strategies import METHOD


def at_the_notes(folder: Path) -> Path:
    return in_file(folder, evolve(ROBIN, at="notes", names=(Name(name="Robin", stand_in="Bo"),)))


@pytest.mark.parametrize(
    ("keys", "end", "begins"),
    few(
        3,
        [
            ("w", "notes.docx", b"PK"),
            ("h", "notes.html", b"<!doctype html>"),
            ("p", "notes.pdf", b"%PDF-"),
            ("m", "notes.md", b"# Case Discussion Notes"),
            ("sm", "summary.md", b"# Case Discussion Notes: summary"),
            ("rm", "pre-reading.md", b"# Case Discussion Tool: to read before the meeting"),
            ("am", "notes.md", b"# Case Discussion Notes"),
        ],
    ),
)
async def test_each_paper_is_one_or_two_letters_away(
    tmp_path: Path, keys: str, end: str, begins: bytes
) -> None:
    path = at_the_notes(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", *keys)
        await drive.reads("(F5, then o, opens the folder)")
    written = path.with_name(f"{path.stem}.{end}")
    assert written.read_bytes().startswith(begins)


async def test_word_is_what_enter_gives(tmp_path: Path) -> None:
    path = at_the_notes(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "enter")
        await drive.reads("(F5, then o, opens the folder)")
    assert zipfile.is_zipfile(path.with_name(f"{path.stem}.notes.docx"))


async def test_who_said_what_only_where_it_was_picked(tmp_path: Path) -> None:
    path = at_the_notes(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "m")
        await drive.reads("(F5, then o, opens the folder)")
        await drive.press("f5", "x", "a", "m")
        await drive.until(lambda: path.with_name(f"{path.stem}.notes-2.md").exists())
    usual, named = (path.with_name(f"{path.stem}.{end}") for end in ("notes.md", "notes-2.md"))
    assert "said by" not in usual.read_text(encoding="utf-8")
    assert "said by" in named.read_text(encoding="utf-8")


async def test_initials_are_seen_and_approved_first(tmp_path: Path) -> None:
    path = at_the_notes(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "i", "m")
        await drive.sees("Write the notes with")
        assert list(tmp_path.glob("*.md")) == []
        await drive.press("w")
        await drive.sees("The notes with stand-ins are in")
    (written,) = tmp_path.glob("*.md")
    assert "Robin" not in written.read_text(encoding="utf-8")
    assert "R." in written.read_text(encoding="utf-8")


async def test_a_broken_look_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = at_the_notes(tmp_path)
    (tmp_path / NOTES_STYLE_FILE).write_text("markng = 'OFFICIAL'\n", encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "m")
        await drive.sees("Nothing was written.")
        await drive.sees("marking")
    assert list(tmp_path.glob("*.md")) == []


async def test_a_template_that_lacks_a_style_is_told_and_the_file_is_written(
    tmp_path: Path,
) -> None:
    path = at_the_notes(tmp_path)
    (tmp_path / "leigh.docx").write_bytes(template("Title"))
    (tmp_path / NOTES_STYLE_FILE).write_text('template = "leigh.docx"\n', encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "w")
        await drive.sees("style “Title”: casetool's own stands in.")
    assert path.with_name(f"{path.stem}.notes.docx").exists()


async def test_a_pdf_without_its_mark_is_told(tmp_path: Path) -> None:
    marked = Entries(step="worries", entries=(Entry(id="w1", text="x\ufeff\ufeff \ufeffx"),))
    others = (one for one in empty_headings(METHOD) if one.step != "worries")
    path = in_file(tmp_path, evolve(ROBIN, at="notes", headings=(*others, marked)))
    async with driving(tmp_path, path) as drive:
        await drive.press("f5", "x", "p")
        await drive.sees("is not marked as PDF/UA-1")


async def test_it_is_told_too_when_the_notes_go_round(tmp_path: Path) -> None:
    path = at_the_notes(tmp_path)
    (tmp_path / "l.docx").write_bytes(template("Title"))
    (tmp_path / NOTES_STYLE_FILE).write_text('template = "l.docx"\n', encoding="utf-8")
    async with driving(tmp_path, path, size=WIDE) as drive:
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await circulate(drive, form="docx")
        await drive.until(lambda: "“Title”" in drive.seen())
