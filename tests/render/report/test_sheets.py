"""Where sheets end: no heading is left behind, and no picture leaves the one before it empty."""

import shutil
import subprocess
from pathlib import Path

import pytest

from casetool.models.session import tree_of
from casetool.models.tree.model import Tree
from casetool.render.formats.html.blocks import MOST, heading_over
from casetool.render.formats.notes_format import Form
from casetool.render.report.blocks import (
    Block,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Table,
    Words,
    said,
)
from casetool.render.tree.svg.document import PORTRAIT, best_pictures, lower_pictures
from casetool.services.sessions.open import load_session
from tests.conftest import ROOT
from tests.render.tree.svg.test_document import wide
from tests.support.sheets import can_print, printed, sheets

LINE = Paragraph(said("A line."))
LONG = "Somebody goes to see them at home and speaks with each of the children alone. " * 4
ROWS = tuple(((Words(f"{n}. {LONG}"),), (Words("Kit"),)) for n in range(1, 4))
TABLE = Table("Actions", ("What is done", "Who"), ROWS, (1, 1))


def tall() -> Tree:
    tree = tree_of(load_session(ROOT / "sessions" / "example-closed.toml").session)
    assert tree is not None
    return tree


def pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
@pytest.mark.parametrize("form", [Form.PAGE, Form.WORD, Form.PDF])
@pytest.mark.parametrize("lines", [22, 26, 30])
def test_a_heading_stands_with_the_first_row_of_its_table(
    form: Form, lines: int, tmp_path: Path
) -> None:
    if not can_print(form):
        pytest.skip("what lays this form out is not here")
    paper = Paper("Title", (*([LINE] * lines), Heading(said("Over rows")), TABLE), marking="SECRET")
    (page,) = (one for one in pages(printed(paper, form, tmp_path)) if "Over rows" in one)
    assert "What is done" in page
    assert "1. Somebody" in page


def test_a_heading_asks_for_the_room_of_the_first_row_and_never_for_a_whole_sheet() -> None:
    heading = Heading(said("Over"))
    endless = Table("T", ("A",), (((Words("word " * 20_000),),),), (1,))
    assert f"--rows:{MOST}pt" in heading_over(heading, endless)
    short = heading_over(heading, Table("T", ("A",), (((Words("word"),),),), (1,)))
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
    blocks: tuple[Block, ...] = (*([LINE] * lines), Heading(said("The tree")), Picture(tall()))
    assert sheets(Paper("Title", blocks), Form.PDF, tmp_path) == count


@pytest.mark.parametrize("before", [(), (LINE,), (Picture(tall()),)])
def test_a_picture_needs_no_heading(before: tuple[Block, ...], tmp_path: Path) -> None:
    assert sheets(Paper("Title", (*before, Picture(tall()))), Form.PDF, tmp_path) <= 2
