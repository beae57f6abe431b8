"""Where sheets end: no heading is left behind, and no picture leaves the one before it empty."""

import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from casetool.models.session import tree_of
from casetool.models.tree.model import Tree
from casetool.render.formats.html.blocks import TALLEST_HEADING_POINTS, heading_over
from casetool.render.formats.notes_format import NotesFormat
from casetool.render.report.blocks import (
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    ReportTable,
    TreeDiagram,
    UserText,
    own_line,
)
from casetool.render.tree.svg.document import PORTRAIT, best_pictures, lower_pictures
from casetool.services.sessions.open import load_session
from tests.conftest import ROOT
from tests.render.tree.svg.test_document import wide
from tests.support.few import few
from tests.support.sheets import can_print, printed, sheets

LINE = Paragraph(own_line("A line."))
LONG = "Somebody goes to see them at home and speaks with each of the children alone. " * 4
ROWS = tuple(((UserText(f"{n}. {LONG}"),), (UserText("Kit"),)) for n in range(1, 4))
TABLE = ReportTable("Actions", ("What is done", "Who"), ROWS, (1, 1))


def tall() -> Tree:
    tree = tree_of(load_session(ROOT / "sessions" / "example-closed.toml").session)
    assert tree is not None
    return tree


def pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


PRINTED = [NotesFormat.PAGE, NotesFormat.WORD, NotesFormat.PDF]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
@pytest.mark.parametrize(("lines", "form"), few(4, product([22, 26, 30], PRINTED)))
def test_a_heading_stands_with_the_first_row_of_its_table(
    form: NotesFormat, lines: int, tmp_path: Path
) -> None:
    if not can_print(form):
        pytest.skip("what lays this form out is not here")
    paper = Report(
        "Title", (*([LINE] * lines), ReportHeading(own_line("Over rows")), TABLE), marking="SECRET"
    )
    (page,) = (one for one in pages(printed(paper, form, tmp_path)) if "Over rows" in one)
    assert "What is done" in page
    assert "1. Somebody" in page


def test_a_heading_asks_for_the_room_of_the_first_row_and_never_for_a_whole_sheet() -> None:
    heading = ReportHeading(own_line("Over"))
    endless = ReportTable("T", ("A",), (((UserText("word " * 20_000),),),), (1,))
    assert f"--rows:{TALLEST_HEADING_POINTS}pt" in heading_over(heading, endless)
    short = heading_over(heading, ReportTable("T", ("A",), (((UserText("word"),),),), (1,)))
    room = float(short.split("--rows:")[1].split("pt")[0])
    assert 40 < room < 60


def test_a_tall_picture_takes_the_rest_of_a_page_where_it_can() -> None:
    tree = tall()
    (whole,) = best_pictures(tree)
    lower = lower_pictures(tree)
    heights = [one.height_mm for one in (whole, *lower)]
    assert len(heights) > 2
    assert heights == sorted(heights, reverse=True)
    assert all(one.width_mm <= PORTRAIT[0] + 0.05 for one in lower)
    assert {one.alt for one in lower} == {whole.alt}


def test_a_tree_of_several_pictures_has_no_lower_one() -> None:
    assert lower_pictures(wide(60)) == ()


@pytest.mark.parametrize(("lines", "count"), [(0, 1), (4, 1), (45, 2)])
def test_in_pdf_the_sheet_before_a_picture_is_not_left_empty(
    lines: int, count: int, tmp_path: Path
) -> None:
    blocks: tuple[ReportBlock, ...] = (
        *([LINE] * lines),
        ReportHeading(own_line("The tree")),
        TreeDiagram(tall()),
    )
    assert sheets(Report("Title", blocks), NotesFormat.PDF, tmp_path) == count


@pytest.mark.parametrize("before", [(), (LINE,), (TreeDiagram(tall()),)])
def test_a_picture_needs_no_heading(before: tuple[ReportBlock, ...], tmp_path: Path) -> None:
    assert sheets(Report("Title", (*before, TreeDiagram(tall()))), NotesFormat.PDF, tmp_path) <= 2
