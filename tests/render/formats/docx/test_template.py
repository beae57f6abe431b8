"""A partnership's template: its styles, its head and foot; none of its words, and no way out."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from casetool.errors import UserError
from casetool.models.notes_options import NotesOptions
from casetool.render.formats.docx.document import report_as_word, word_document
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD
from tests.support.words_in_files import W, body, edges, paragraphs, part, parts, style_of

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
NOTES = build_notes(ROBIN, METHOD, NotesOptions(marking="OFFICIAL-SENSITIVE"))


def template(*without: str) -> bytes:
    """A template as somebody made it: with words, a head, a colour, and ways to elsewhere."""
    made = docx.Document()
    made.add_paragraph("Words of the template, about Ash")
    made.add_table(1, 1)
    made.sections[0].header.paragraphs[0].text = "Leigh Partnership"
    made.styles["Heading 1"].font.name = "Comic Neue"
    made.core_properties.author = "Somebody Else"
    settings = made.part.part_related_by(KIND.SETTINGS)
    key = settings.relate_to("file:///C:/Users/somebody/Normal.dotm", ATTACHED, is_external=True)
    attached = OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), key)
    made.settings.element.insert(0, attached)
    made.part.relate_to("http://a.b/beacon.png", KIND.IMAGE, is_external=True)
    for name in without:
        style = made.styles[name].element
        style.getparent().remove(style)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def as_kind(data: bytes, kind: str) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "[Content_Types].xml":
                usual = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                assert usual in held
                held = held.replace(usual, kind.encode())
            new.writestr(name, held)
    return out.getvalue()


def test_its_styles_and_its_head_are_used_and_its_words_are_not() -> None:
    data = word_document(NOTES, NOW, template())
    words = paragraphs(body(data))
    assert words[0] == "Case Discussion Notes"
    assert not [line for line in words if "Ash" in line and "template" in line]
    assert paragraphs(dict(edges(data))["header"]) == ["OFFICIAL-SENSITIVE", "Leigh Partnership"]
    assert b"Comic Neue" in parts(data)["word/styles.xml"]
    assert paragraphs(dict(edges(data))["footer"])[-1] == "OFFICIAL-SENSITIVE"


def test_nothing_of_its_author_and_no_way_out_goes_along() -> None:
    for held in parts(word_document(NOTES, NOW, template())).values():
        assert b"Somebody" not in held
        assert b"somebody/" not in held
        assert b"a.b/beacon" not in held
        assert b"attachedTemplate" not in held
        assert b'TargetMode="External"' not in held


def test_the_first_page_has_its_marking_too_where_its_head_is_another() -> None:
    made = docx.Document()
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_header.paragraphs[0].text = "First"
    out = BytesIO()
    made.save(out)
    data = word_document(NOTES, NOW, out.getvalue())
    heads = [paragraphs(root) for name, root in edges(data) if name == "header"]
    assert len(heads) == 2
    assert all(head[0] == "OFFICIAL-SENSITIVE" for head in heads)
    assert ["OFFICIAL-SENSITIVE", "First"] in heads


def test_a_head_of_an_earlier_section_stays() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Of the first section"
    made.add_section()
    out = BytesIO()
    made.save(out)
    heads = [
        root for name, root in edges(word_document(NOTES, NOW, out.getvalue())) if name == "header"
    ]
    assert [paragraphs(head) for head in heads] == [["OFFICIAL-SENSITIVE", "Of the first section"]]


MISSING = ("Title", "Heading 2", "List Bullet 2", "Table Grid")


def test_a_style_that_is_missing_is_told_and_a_usual_one_stands_in() -> None:
    poor = template(*MISSING)
    data, missing = report_as_word(NOTES, NOW, poor)
    assert missing == MISSING
    assert report_as_word(NOTES, NOW, template())[1] == report_as_word(NOTES, NOW)[1] == ()
    known = {one.get(f"{W}styleId") for one in part(data, "word/styles.xml").iter(f"{W}style")}
    used = {style_of(one) for one in body(data).iter(f"{W}p")} - {""}
    used |= {one.get(f"{W}val", "") for one in body(data).iter(f"{W}tblStyle")}
    assert {"Title", "TableGrid"} <= used <= known
    numbered = {one.get(f"{W}numId") for one in part(data, "word/numbering.xml").iter(f"{W}num")}
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        assert {one.get(f"{W}val") for one in style.iter(f"{W}numId")} <= numbered


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
    ],
)
def test_a_file_of_templates_becomes_a_document(kind: str) -> None:
    data = word_document(NOTES, NOW, as_kind(template(), kind))
    assert kind.encode() not in parts(data)["[Content_Types].xml"]
    assert b"document.main+xml" in parts(data)["[Content_Types].xml"]


def test_a_template_is_laid_on_its_long_side_where_the_paper_is() -> None:
    page = body(word_document(Report("N", (), landscape=True), NOW, template())).find(
        f"{W}sectPr/{W}pgSz"
    )
    assert page is not None
    assert int(page.get(f"{W}w", "0")) > int(page.get(f"{W}h", "0"))


@pytest.mark.parametrize(
    "data", [b"", b"no file of Word", b"PK\x03\x04 cut off", template()[:4000]]
)
def test_a_file_that_is_no_word_file_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_bytes(data)
    with pytest.raises(
        UserError, match=r"^ours\.docx, the template, is not a Word file .* Nothing was"
    ):
        word_document(NOTES, NOW, tmp_path / "ours.docx")
    with pytest.raises(UserError, match=r"^The template is not a Word file"):
        word_document(NOTES, NOW, data)


def test_a_zip_that_holds_something_else_is_told() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("a.txt", "a")
    with pytest.raises(UserError, match="is not a Word file"):
        word_document(NOTES, NOW, out.getvalue())


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"^gone\.docx, the template, could not be read: No such file"
    ):
        word_document(NOTES, NOW, tmp_path / "gone.docx")
