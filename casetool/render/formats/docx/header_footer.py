"""Header, footer and document properties of a Word file."""

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
from casetool.render.formats.docx.template import WordBase
from casetool.render.formats.docx.xml import element, field, paragraph, tab, text_run, xml_safe
from casetool.render.report.blocks import Report
from casetool.render.text.bidi import is_right_to_left

_LONGEST = 255
"""Most characters of a document property."""

_PAGE = re.compile(r"\bPAGE\b")


def add_header_footer(report: Report, base: WordBase) -> None:
    """Add the marking to the header and the footer of each page, and the page number.

    Args:
        report: the report with its marking and footer.
        base: the document. Its own header and footer stay.
    """
    for head, foot in _edges(base):
        if report.marking:
            head.insert(0, _marking(report, base, "Header"))
        if report.footer or not _is_numbered(foot):
            foot.append(_foot(report, base, with_number=not _is_numbered(foot)))
        if report.marking:
            foot.append(_marking(report, base, "Footer"))
        for edge in (head, foot):
            if not edge.findall(qn("w:p")):
                edge.append(element("w:p"))


def set_properties(report: Report, document: Document, now: datetime) -> None:
    """Set the document properties, without traces of programs, authors or dates before.

    Args:
        report: the report.
        document: the Word document.
        now: the time of creation.
    """
    properties = document.core_properties
    package = document.part.package
    assert package is not None
    property_element = package.part_related_by(KIND.CORE_PROPERTIES).element
    for child in list(property_element):
        property_element.remove(child)
    properties.title = xml_safe(report.title)[:_LONGEST]
    if report.author:
        properties.author = xml_safe(report.author)[:_LONGEST]
    properties.language = "en-GB"
    properties.created = properties.modified = instant_in(now, UTC).replace(
        tzinfo=None, microsecond=0
    )


def packed(document: Document, now: datetime) -> bytes:
    """Save a document as bytes, the same bytes for the same document.

    Args:
        document: the document.
        now: the time of creation.
    """
    saved, packed_file = BytesIO(), BytesIO()
    document.save(saved)
    timestamp = (min(max(now.year, 1980), 2107), *now.timetuple()[1:6])
    with ZipFile(saved) as source, ZipFile(packed_file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, timestamp)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed_file.getvalue()


def _edges(base: WordBase) -> Iterator[tuple[BaseOxmlElement, BaseOxmlElement]]:
    """Each pair of header and footer that pages may have."""
    section = base.section
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if base.document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    for pair in pairs:
        edges = []
        for edge in pair:
            is_new = edge.is_linked_to_previous
            edge.is_linked_to_previous = False
            if is_new:
                for edge_paragraph in edge.paragraphs:
                    edge.part.element.remove(edge_paragraph._p)
            edges.append(edge.part.element)
        yield edges[0], edges[1]


def _is_numbered(foot: BaseOxmlElement) -> bool:
    codes = [code.text or "" for code in foot.iter(qn("w:instrText"))]
    codes += [code.get(qn("w:instr"), "") for code in foot.iter(qn("w:fldSimple"))]
    return any(_PAGE.search(code) for code in codes)


def _marking(report: Report, base: WordBase, style: str) -> BaseOxmlElement:
    return paragraph(
        [text_run(xml_safe(report.marking), strong=True)],
        element("w:pStyle", val=base.styles[style]),
        element("w:jc", val="center"),
        is_rtl=is_right_to_left(report.marking),
    )


def _foot(report: Report, base: WordBase, with_number: bool) -> BaseOxmlElement:
    """One line with the footer text on the left and the page number on the right."""
    page_number = [tab(), text_run("Page "), *field("PAGE"), text_run(" of "), *field("NUMPAGES")]
    tab_stops = element("w:tabs", *(
        element("w:tab", val="clear", pos=position) for position in (4320, 4680, 8640, 9360)
    ), element("w:tab", val="right", pos=base.width))  # fmt: skip
    return paragraph(
        [
            *([text_run(xml_safe(report.footer))] if report.footer else []),
            *(page_number if with_number else []),
        ],
        element("w:pStyle", val=base.styles["Footer"]),
        tab_stops,
    )
