"""The page in a real browser: the same words, nothing asked of anybody, each sheet marked."""

import asyncio
import base64
import json
import shutil
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import NotesStyle
from casetool.render.formats.html.page import html_page
from casetool.render.report.blocks import Paragraph, Report, UserText
from casetool.render.report.notes import build_notes
from casetool.storage.toml.codec import loads
from tests.conftest import ROOT
from tests.render.formats.html.test_page import HOSTILE
from tests.support.browser import CHROMIUM, browser
from tests.support.parsed import parsed, shown, typed
from tests.support.strategies import METHOD, NASTY

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
TYPED = "JSON.stringify([...document.querySelectorAll('bdi')].map(one => one.textContent))"
READY = "`${document.readyState} ${document.title}`"  # a new tab is empty, and complete
WIDTH = "String(document.documentElement.scrollWidth)"
MARKING, FOOT = "OFFICIAL-SENSITIVE", "The record belongs to the child"


def hostile() -> tuple[str, ...]:
    return tuple(one for one in (*HOSTILE, *NASTY) if one.isprintable() or "\n" in one)


def example(name: str) -> Report:
    text = (ROOT / "sessions" / f"example-{name}.toml").read_text(encoding="utf-8")
    session = loads(text, find_method).session
    return build_notes(session, METHOD, NotesOptions(marking=MARKING), NotesStyle(footer=FOOT))


async def test_a_browser_reads_what_was_typed_and_asks_nobody(tmp_path: Path) -> None:
    texts = hostile()
    out = html_page(
        Report("Title", tuple(Paragraph((UserText(one),)) for one in texts), marking=MARKING)
    )
    path = tmp_path / "notes.html"
    path.write_text(out, encoding="utf-8")
    async with browser(tmp_path) as tab:
        await tab.open(path.as_uri())
        await tab.until(READY, "complete Title")
        read = json.loads(await tab.until(TYPED, "Title"))
        assert read == [MARKING, "Title", *map(shown, texts), MARKING]
        assert read == typed(parsed(out))
        assert [url for url in tab.asked_for if url != path.as_uri()] == []
        assert tab.complaints == []
        assert await tab.value("document.scripts.length") == 0


@pytest.mark.parametrize("width", [400, 1200])
async def test_nothing_is_wider_than_the_screen(tmp_path: Path, width: int) -> None:
    path = tmp_path / "notes.html"
    path.write_text(html_page(example("closed")), encoding="utf-8")
    async with browser(tmp_path) as tab:
        await tab.open(path.as_uri(), width, 1600)
        await tab.until(READY, "complete Case Discussion")
        assert 300 < int(await tab.value(WIDTH)) <= width
        assert [url for url in tab.asked_for if url != path.as_uri()] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")
async def test_each_sheet_is_marked_at_its_head_and_its_foot(tmp_path: Path) -> None:
    path, printed = tmp_path / "notes.html", tmp_path / "notes.pdf"
    path.write_text(html_page(example("closed")), encoding="utf-8")
    async with browser(tmp_path) as tab:
        await tab.open(path.as_uri())
        await tab.until(READY, "complete Case Discussion")
        told = await tab.call("Page.printToPDF", preferCSSPageSize=True)
        printed.write_bytes(base64.b64decode(told["data"]))
    reading = await asyncio.create_subprocess_exec(
        "pdftotext", "-layout", str(printed), "-", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await reading.communicate()
    sheets = out.decode().rstrip("\f").split("\f")
    assert len(sheets) > 3
    for number, sheet in enumerate(sheets, 1):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        assert lines[0] == MARKING
        assert lines[-3:] == [FOOT, MARKING, f"Page {number} of {len(sheets)}"]
        assert sheet.count(MARKING) == 2
