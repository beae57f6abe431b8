"""The notes as a Word file, read by other programs than the one that wrote it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from casetool.models.notes_options import NotesOptions
from casetool.models.tree.model import Cause, Tree
from casetool.render.formats.docx.document import word_document
from casetool.render.formats.docx.xml import xml_safe
from casetool.render.report.blocks import (
    BlankLines,
    FactList,
    Paragraph,
    Report,
    ReportBlock,
    ReportGrid,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportTable,
    TreeDiagram,
    UserText,
    own_line,
    plain_line,
)
from casetool.render.report.notes import build_notes
from tests.support.robin_notes import ROBIN, TREE
from tests.support.strategies import METHOD, sessions
from tests.support.words_in_files import W, body, edges, paragraphs, part, parts, said_by, style_of

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
NOTES = build_notes(ROBIN, METHOD, NotesOptions(marking="OFFICIAL-SENSITIVE"))
WHOLE = replace(NOTES, logo="Leigh Partnership", footer="Keep it locked away")


def one(*blocks: ReportBlock, landscape: bool = False) -> Report:
    return Report("Notes", blocks, landscape=landscape)


def lines_of(paper: Report) -> Iterator[str]:
    """What each paragraph of a paper without a picture should say, room to write left out."""
    yield from filter(None, (paper.logo, paper.title))
    for block in paper.blocks:
        match block:
            case ReportHeading(line=line) | Paragraph(line=line):
                yield plain_line(line)
            case FactList(facts):
                for fact in facts:
                    words = [plain_line(line) for line in fact.lines]
                    yield from [f"{fact.label}:", *words] if fact.listed else []
                    yield from [] if fact.listed else [f"{fact.label}:\t{words[0]}"]
            case ReportItems(items):
                yield from (plain_line(item.line) for item in items)
            case ReportTable(header=header, rows=rows):
                yield from header
                yield from (plain_line(line) for row in rows for line in row)
                yield ""


@settings(suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_every_text_comes_out_as_typed_in_its_order(session: object) -> None:
    assert isinstance(session, type(ROBIN))
    paper = build_notes(session, METHOD, NotesOptions(attribution=True))
    paper = replace(paper, blocks=tuple(b for b in paper.blocks if not isinstance(b, TreeDiagram)))
    data = word_document(paper, NOW)
    assert paragraphs(body(data)) == [xml_safe(line) for line in lines_of(paper)]
    assert_closed(data)


def assert_closed(data: bytes) -> None:
    """Nothing in the file leads out of it, and every part of XML is well formed."""
    for name, held in parts(data).items():
        if name.endswith((".xml", ".rels")):
            part(data, name)
        assert b'TargetMode="External"' not in held
        assert b"<w:hyperlink" not in held
        assert b"attachedTemplate" not in held


@pytest.mark.parametrize("first", range(0, 0x100, 0x20))
def test_each_control_is_written_and_seen(first: int) -> None:
    odd = [chr(code) for code in range(first, first + 0x20)]
    odd += ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ud800"]
    data = word_document(one(*(Paragraph((UserText(f"a{sign}b"),)) for sign in odd)), NOW)
    shown = paragraphs(body(data))[1:]
    for sign, words in zip(odd, shown, strict=True):
        code = ord(sign)
        plain = sign in "\t\n" or 0x20 <= code < 0x7F or 0xA0 <= code < 0x100
        named = f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
        assert words == (f"a{sign}b" if plain else f"a{named}b")


def test_white_space_and_signs_of_markup_stay() -> None:
    words = '  two <b>&amp;\n\tindented "quoted"  \n{ HYPERLINK "http://a.b" }'
    data = word_document(one(Paragraph((UserText(words),))), NOW)
    assert paragraphs(body(data))[1] == words
    kept = {
        text.get("{http://www.w3.org/XML/1998/namespace}space") for text in body(data).iter(f"{W}t")
    }
    assert kept == {"preserve"}
    assert not list(body(data).iter(f"{W}instrText"))


def test_styles_are_those_that_word_knows() -> None:
    styled = [(style_of(p), said_by(p)) for p in body(word_document(WHOLE, NOW)).iter(f"{W}p")]
    assert ("Title", "Case Discussion Notes") in styled
    assert ("Heading1", "4. Analysis tree") in styled
    assert ("Heading2", "ROOT CAUSES") in styled
    assert ("ListBullet", "nobody has seen Ash") in styled
    assert ("ListBullet2", "medication stopped (why?)") in styled
    names = {
        style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for style in part(word_document(WHOLE, NOW), "word/styles.xml").iter(f"{W}style")
    }
    assert {"heading 1", "List Bullet 3", "Table Grid"} <= names
    assert len(names) < 20


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    table = next(block for block in NOTES.blocks if isinstance(block, ReportTable))
    empty_cells = [()] * (len(table.header) - 1)
    long = replace(table, rows=(*table.rows, ((UserText("long " * 400),), *empty_cells)))
    found = body(word_document(one(long), NOW)).find(f"{W}tbl")
    assert found is not None
    rows = found.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, *[False] * 3]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [*[True] * 3, False]
    widths = [int(col.get(f"{W}w", "0")) for col in found.iter(f"{W}gridCol")]
    assert widths[0] > widths[1]
    assert sum(widths) <= 9640  # 17 cm
    assert found.find(f"{W}tblPr/{W}tblCaption") is not None


@pytest.mark.parametrize(("landscape", "size"), [(False, (21.0, 29.7)), (True, (29.7, 21.0))])
def test_the_page_is_a4(landscape: bool, size: tuple[float, float]) -> None:
    page = body(word_document(one(landscape=landscape), NOW)).find(f"{W}sectPr/{W}pgSz")
    assert page is not None
    measured = [int(page.get(f"{W}{side}", "0")) / 567 for side in "wh"]
    assert measured == pytest.approx(size, abs=0.05)


def test_each_page_has_its_marking_its_number_and_the_footer() -> None:
    around = dict(edges(word_document(WHOLE, NOW)))
    assert paragraphs(around["header"]) == ["OFFICIAL-SENSITIVE"]
    assert paragraphs(around["footer"]) == [
        "Keep it locked away\tPage 1 of 1",
        "OFFICIAL-SENSITIVE",
    ]
    codes = [(code.text or "").strip() for code in around["footer"].iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    bare = dict(edges(word_document(one(), NOW)))
    assert paragraphs(bare["header"]) == [""]
    assert paragraphs(bare["footer"]) == ["\tPage 1 of 1"]


def test_the_file_says_of_itself_only_what_is_ours() -> None:
    data = word_document(WHOLE, NOW)
    said_there = {child.tag.split("}")[1]: child.text for child in part(data, "docProps/core.xml")}
    assert said_there == {
        "title": "Case Discussion Notes",
        "creator": "Mo Ferris",
        "language": "en-GB",
        "created": "2026-11-24T12:30:00Z",
        "modified": "2026-11-24T12:30:00Z",
    }
    assert [name for name in parts(data) if name.startswith("docProps")] == ["docProps/core.xml"]
    assert not [name for name in parts(data) if "thumbnail" in name or "customXml" in name]
    for name, held in parts(data).items():
        assert b"python-docx" not in held, name
        assert b"w:rsid" not in held, name


def test_it_is_british_english() -> None:
    data = word_document(WHOLE, NOW)
    spoken = {lang.get(f"{W}val") for lang in part(data, "word/styles.xml").iter(f"{W}lang")}
    assert spoken == {"en-GB"}
    asked = part(data, "word/settings.xml").find(f"{W}themeFontLang")
    assert asked is not None
    assert asked.get(f"{W}val") == "en-GB"


def test_the_same_paper_at_the_same_time_is_the_same_bytes() -> None:
    assert word_document(WHOLE, NOW) == word_document(WHOLE, NOW)
    assert word_document(WHOLE, NOW) != word_document(WHOLE, NOW.replace(day=25))


def test_scripts_from_right_to_left_are_marked() -> None:
    lines = (UserText("עברית"), UserText("a עברית b"), UserText("plain"))
    marked = []
    for paragraph in list(
        body(word_document(one(*(Paragraph((x,)) for x in lines)), NOW)).iter(f"{W}p")
    )[1:]:
        turned = [
            said_by_run(run)
            for run in paragraph.iter(f"{W}r")
            if run.find(f"{W}rPr/{W}rtl") is not None
        ]
        marked.append((paragraph.find(f"{W}pPr/{W}bidi") is not None, turned))
    assert marked == [(True, ["עברית"]), (False, ["עברית"]), (False, [])]


def said_by_run(run: object) -> str:
    return "".join(text.text or "" for text in run.iter(f"{W}t"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("depth", [3, 9, 10, 50])
def test_a_list_is_nested_as_deep_as_word_can_and_numbered_beyond(depth: int) -> None:
    items = tuple(ReportItem(own_line(f"item {n}"), n) for n in range(1, depth + 1))
    data = word_document(one(ReportItems(items)), NOW)
    last = list(body(data).iter(f"{W}p"))[-1]
    assert said_by(last) == (f"level {depth}: item {depth}" if depth > 9 else f"item {depth}")
    level = last.find(f"{W}pPr/{W}numPr/{W}ilvl")
    assert (level.get(f"{W}val") if level is not None else None) == (None if depth == 3 else "8")


def test_a_small_tree_is_drawn_as_boxes_that_stand_on_each_other() -> None:
    table = body(word_document(one(TreeDiagram(TREE)), NOW)).find(f"{W}tbl")
    assert table is not None
    rows = [
        [" ".join(paragraphs(cell)) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")
    ]
    assert rows == [
        ["Effect two levels behind in maths (could happen)"],
        ["Effect tired (has happened · short term · child)"],
        ["Focal point Nobody knows where I am."],
        ["Cause mum isn't well in the mornings",
         "Root cause we didn't add it up (team · root cause, supported)"],
        ["Cause medication stopped (why?)", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [1, 4, 20])
def test_a_large_tree_has_a_box_in_each_row_and_no_row_overflows(columns: int) -> None:
    causes = []
    for number in range(columns):
        cause = Cause(id=f"c{number}x{3}", text=f"deep {number}")
        for level in (2, 1):
            cause = Cause(
                id=f"c{number}x{level}", text=f"cause {number}.{level}", children=(cause,)
            )
        causes.append(cause)
    tree = Tree(step="tree", focal="x", causes=tuple(causes))
    table = body(word_document(one(TreeDiagram(tree)), NOW)).find(f"{W}tbl")
    assert table is not None
    count = len(list(table.iter(f"{W}gridCol")))
    words = "\n".join(paragraphs(table))
    for number in range(columns):
        assert f"deep {number}" in words
    for row in table.iter(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
        wide = [int(span.get(f"{W}val", "1")) if span is not None else 1 for span in spans]
        assert sum(wide) == count


def test_there_is_room_to_write_where_it_is_asked_for() -> None:
    cell = (own_line("1. Facts"), own_line("What do we know?"))
    blocks = (BlankLines(3), ReportGrid(((cell, cell), (cell,)), foot=(cell,)))
    data = word_document(one(*blocks, landscape=True), NOW)
    assert len(list(body(data).iter(f"{W}pBdr"))) == 3
    table = body(data).find(f"{W}tbl")
    assert table is not None
    heights = [int(one.get(f"{W}val", "0")) for one in table.iter(f"{W}trHeight")]
    assert len(heights) == 3
    assert 5000 < sum(heights) < 10000  # most of a page on its long side


def test_the_program_starts_without_it() -> None:
    code = (
        "import sys, casetool.cli.main, casetool.render.report.notes; print('docx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_pandoc_reads_what_was_typed(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(word_document(WHOLE, NOW))
    done = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "markdown", "--wrap=none", tmp_path / "notes.docx"],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert "# 4. Analysis tree" in done.stdout
    assert "## ROOT CAUSES" in done.stdout
    assert re.search(r"^- +mum isn.*\n+ +- +medication stopped", done.stdout, re.MULTILINE)
    assert "We\\'ve said this \\*three\\* times" in done.stdout


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_and_marks_each_page(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(word_document(WHOLE, NOW))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "notes.docx"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    read = subprocess.run(
        ["pdftotext", tmp_path / "notes.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = read.split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in page
