"""What stands around the text of a Word file: head, foot, and what the file says of itself."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.models.parsing.days import instant_in
from casetool.render.formats.docx.template import WordGround
from casetool.render.formats.docx.xml import bearable, element, field, paragraph, tab, text_run
from casetool.render.report.blocks import Report
from casetool.render.text.bidi import is_right_to_left

_LONGEST = 255
"""Characters that a property of a Word file may have."""

_PAGE = re.compile(r"\bPAGE\b")


def add_header_footer(paper: Report, ground: WordGround) -> None:
    """Put the marking at the head and the foot of each page, with the number of the page.

    Args:
        paper: whose marking and whose footer.
        ground: the document; what its own head and foot say stays.
    """
    for head, foot in _edges(ground):
        if paper.marking:
            head.insert(0, _marking(paper, ground, "Header"))
        if paper.footer or not _is_numbered(foot):
            foot.append(_foot(paper, ground, numbered=not _is_numbered(foot)))
        if paper.marking:
            foot.append(_marking(paper, ground, "Footer"))
        for edge in (head, foot):
            if not edge.findall(qn("w:p")):
                edge.append(element("w:p"))


def set_properties(paper: Report, document: Document, now: datetime) -> None:
    """Say what the file is, and nothing else: no program, no earlier author, no other day.

    Args:
        paper: the paper.
        document: its document.
        now: when it is made.
    """
    known = document.core_properties
    package = document.part.package
    assert package is not None
    kept = package.part_related_by(KIND.CORE_PROPERTIES).element
    for one in list(kept):
        kept.remove(one)
    known.title = bearable(paper.title)[:_LONGEST]
    if paper.author:
        known.author = bearable(paper.author)[:_LONGEST]
    known.language = "en-GB"
    known.created = known.modified = instant_in(now, UTC).replace(tzinfo=None, microsecond=0)


def packed(document: Document, now: datetime) -> bytes:
    """A document as the bytes of its file: the same bytes for the same document.

    Args:
        document: the document.
        now: when it is made.
    """
    first, out = BytesIO(), BytesIO()
    document.save(first)
    day = (min(max(now.year, 1980), 2107), *now.timetuple()[1:6])
    with ZipFile(first) as made, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in made.namelist():
            place = ZipInfo(name, day)
            place.compress_type = ZIP_DEFLATED
            again.writestr(place, made.read(name))
    return out.getvalue()


def _edges(ground: WordGround) -> Iterator[tuple[BaseOxmlElement, BaseOxmlElement]]:
    """Each head and foot that a page may have."""
    section = ground.section
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if ground.document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    for pair in pairs:
        edges = []
        for edge in pair:
            new = edge.is_linked_to_previous
            edge.is_linked_to_previous = False
            if new:
                for one in edge.paragraphs:
                    edge.part.element.remove(one._p)
            edges.append(edge.part.element)
        yield edges[0], edges[1]


def _is_numbered(foot: BaseOxmlElement) -> bool:
    codes = [one.text or "" for one in foot.iter(qn("w:instrText"))]
    codes += [one.get(qn("w:instr"), "") for one in foot.iter(qn("w:fldSimple"))]
    return any(_PAGE.search(code) for code in codes)


def _marking(paper: Report, ground: WordGround, style: str) -> BaseOxmlElement:
    return paragraph(
        [text_run(bearable(paper.marking), strong=True)],
        element("w:pStyle", val=ground.styles[style]),
        element("w:jc", val="center"),
        leftward=is_right_to_left(paper.marking),
    )


def _foot(paper: Report, ground: WordGround, numbered: bool) -> BaseOxmlElement:
    """One line: the footer's words at its beginning, the number of the page at its end."""
    number = [tab(), text_run("Page "), *field("PAGE"), text_run(" of "), *field("NUMPAGES")]
    stops = element("w:tabs", *(
        element("w:tab", val="clear", pos=place) for place in (4320, 4680, 8640, 9360)
    ), element("w:tab", val="right", pos=ground.width))  # fmt: skip
    return paragraph(
        [
            *([text_run(bearable(paper.footer))] if paper.footer else []),
            *(number if numbered else []),
        ],
        element("w:pStyle", val=ground.styles["Footer"]),
        stops,
    )
