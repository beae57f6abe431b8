"""A paper in its forms on sheets of A4, as other programs lay it out: how many it takes."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.report.blocks import Report
from tests.support.browser import CHROMIUM

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def can_print(form: NotesFormat) -> bool:
    """Whether the program is here that lays a form out."""
    return form is NotesFormat.PDF or bool(
        CHROMIUM if form is NotesFormat.PAGE else shutil.which("soffice")
    )


def sheets(paper: Report, form: NotesFormat, folder: Path, template: Path | None = None) -> int:
    """How many sheets a paper takes."""
    return len(re.findall(rb"/Type\s*/Page\b", printed(paper, form, folder, template).read_bytes()))


def printed(paper: Report, form: NotesFormat, folder: Path, template: Path | None = None) -> Path:
    """A paper as PDF: by Chromium from the page, by LibreOffice from Word, else as it is."""
    source, out = folder / f"paper.{form.value}", folder / "paper.pdf"
    source.write_bytes(render_report(paper, form, NOW, template).data)
    if form is NotesFormat.PAGE:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/user"]
        told = [f"--print-to-pdf={out}", "--no-pdf-header-footer", source.as_uri()]
        subprocess.run([str(CHROMIUM), *flags, *told], capture_output=True, check=True, timeout=120)
    elif form is NotesFormat.WORD:
        flags = [f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        told = ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(["soffice", *flags, *told], capture_output=True, check=True, timeout=120)
    return out
