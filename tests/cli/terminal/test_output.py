"""A paper on its way out: what did not come out as it might is said, and the file is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.render.formats.pdf.document import NO_MARK
from casetool.storage.context import NOTES_STYLE_FILE
from tests.render.formats.docx.test_template import template

Run = Callable[..., tuple[int, str, str]]

BARE = "x\ufeff\ufeff \ufeffx"


@pytest.fixture
def child(run: Run, tmp_path: Path) -> str:
    code, out, _ = run("new", "--child", "Robin")
    assert code == 0
    return Path(out.strip()).name


def with_template(folder: Path, *without: str) -> None:
    (folder / "leigh.docx").write_bytes(template(*without))
    (folder / NOTES_STYLE_FILE).write_text('template = "leigh.docx"\n', encoding="utf-8")


def test_the_styles_that_a_template_lacks_are_named(run: Run, tmp_path: Path, child: str) -> None:
    with_template(tmp_path, "Title", "Table Grid")
    out = tmp_path / "notes.docx"
    code, _, err = run("notes", child, "--output", str(out))
    assert code == 0
    assert out.read_bytes().startswith(b"PK")
    told = "leigh.docx has no styles “Title”, “Table Grid”: casetool's own stand in."
    assert told in err.splitlines()


def test_of_one_style_it_is_said_as_of_one(run: Run, tmp_path: Path, child: str) -> None:
    with_template(tmp_path, "Title")
    _, _, err = run("notes", child, "--format", "docx", "--output", str(tmp_path / "a.docx"))
    assert "leigh.docx has no style “Title”: casetool's own stands in." in err


def test_nothing_is_said_of_a_template_that_has_them_nor_of_another_form(
    run: Run, tmp_path: Path, child: str
) -> None:
    with_template(tmp_path)
    assert "stand" not in run("notes", child, "--output", str(tmp_path / "a.docx"))[2]
    with_template(tmp_path, "Title")
    assert "Title" not in run("notes", child, "--output", str(tmp_path / "a.html"))[2]


def test_a_pdf_without_its_mark_says_so(run: Run, tmp_path: Path, child: str) -> None:
    usual = run("notes", child, "--output", str(tmp_path / "a.pdf"))[2]
    assert NO_MARK not in usual
    run("add", child, "worries", BARE)
    code, _, err = run("notes", child, "--output", str(tmp_path / "b.pdf"))
    assert code == 0
    assert NO_MARK in err.splitlines()
    assert b"/StructTreeRoot" in (tmp_path / "b.pdf").read_bytes()


def test_signs_that_no_font_has_are_counted(run: Run, tmp_path: Path, child: str) -> None:
    run("add", child, "worries", "a \ufdd0 b")
    err = run("notes", child, "--output", str(tmp_path / "a.pdf"))[2]
    assert r"One character is missing from every font here: a code is printed instead" in err


def test_to_standard_output_it_is_said_beside_it(run: Run, tmp_path: Path, child: str) -> None:
    with_template(tmp_path, "Title")
    done = run("notes", child, "--format", "docx", "--output", "-")
    assert "“Title”" in done[2]
    assert "subject" not in done[2]
