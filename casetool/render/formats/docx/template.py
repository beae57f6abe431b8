"""The empty Word document to write into: the program's own, or a partnership's template."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm

from casetool.errors import UserError
from casetool.render.formats.docx.strip_template import clear_body, strip_foreign_parts
from casetool.render.formats.docx.styles import STYLE_NAMES, add_bullets, add_styles

_TEMPLATE_TYPES = re.compile(
    rb"application/(vnd\.openxmlformats-officedocument\.wordprocessingml\.template"
    rb"|vnd\.ms-word\.document\.macroEnabled|vnd\.ms-word\.template\.macroEnabledTemplate)"
    rb"\.main\+xml"
)
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class WordBase:
    """An empty document with all styles that a report uses."""

    document: Document
    styles: Mapping[str, str]
    """Ids of styles by name, because a template may have ids of its own."""
    bullets: int
    """The id of the list for bullets."""
    missing: tuple[str, ...] = ()
    """The styles that a template lacks, which the program adds."""

    @property
    def headings(self) -> frozenset[str]:
        """The ids of the heading styles."""
        return frozenset(self.styles[f"Heading {level}"] for level in (1, 2, 3))

    @property
    def section(self) -> Section:
        """The only section."""
        return self.document.sections[-1]

    @property
    def width(self) -> int:
        """Width between the margins, in twentieths of a point."""
        page, left_margin, right_margin = (
            self.section.page_width, self.section.left_margin, self.section.right_margin,
        )  # fmt: skip
        return round(((page or Cm(21)) - (left_margin or 0) - (right_margin or 0)) / 635)

    @property
    def height(self) -> int:
        """Height between the margins, in twentieths of a point."""
        page, top, foot = (
            self.section.page_height, self.section.top_margin, self.section.bottom_margin,
        )  # fmt: skip
        return round(((page or Cm(29.7)) - (top or 0) - (foot or 0)) / 635)


def own_base(landscape: bool) -> WordBase:
    """Make an empty A4 document in the program's own styles.

    Args:
        landscape: whether the page is in landscape format.
    """
    data, bullets = _own_template()
    document = docx.Document(BytesIO(data))
    section = document.sections[-1]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance, section.footer_distance = Cm(1), Cm(0.9)
    if landscape:
        _turn_to_landscape(section)
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(1.7)
        section.header_distance = section.footer_distance = Cm(0.7)
    return WordBase(document, _style_ids(document), bullets)


def template_base(template: Path | bytes, landscape: bool) -> WordBase:
    """Open a partnership's template without its text: styles, header, footer and page.

    Args:
        template: the Word file or template.
        landscape: whether the page must be in landscape format.

    Raises:
        UserError: the template cannot be used.
    """
    document = _open_template(template)
    clear_body(document)
    missing = tuple(name for name in STYLE_NAMES if name not in _style_ids(document))
    bullets = add_bullets(document)
    if missing:
        _add_missing_styles(document, missing, bullets)
    if landscape and (document.sections[-1].page_width or 0) < (
        document.sections[-1].page_height or 0
    ):
        _turn_to_landscape(document.sections[-1])
    strip_foreign_parts(document)
    return WordBase(document, _style_ids(document), bullets, missing)


@cache
def _own_template() -> tuple[bytes, int]:
    """The program's empty document, and the id of its list for bullets."""
    document = docx.Document()
    clear_body(document)
    bullets = add_bullets(document)
    add_styles(document, bullets)
    strip_foreign_parts(document)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":  # do not imitate an older Word
            setting.set(qn("w:val"), "15")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue(), bullets


def _open_template(template: Path | bytes) -> Document:
    name = f"{template.name}, the template," if isinstance(template, Path) else "The template"
    advice = "Nothing was written. Choose another template, or none."
    try:
        data = template.read_bytes() if isinstance(template, Path) else template
    except OSError as error:
        raise UserError(f"{name} could not be read: {error.strerror}. {advice}") from error
    try:
        document = docx.Document(BytesIO(_as_document(data)))
        _style_ids(document)
        document.sections[-1]
    except Exception as error:  # a broken file can raise anything, and its user needs one message
        raise UserError(
            f"{name} is not a Word file that can be read (.docx or .dotx). {advice}"
        ) from error
    return document


def _as_document(data: bytes) -> bytes:
    """Convert a template to a document, because python-docx refuses templates."""
    with ZipFile(BytesIO(data)) as source:
        content_types = source.read("[Content_Types].xml")
        if not _TEMPLATE_TYPES.search(content_types):
            return data
        buffer = BytesIO()
        with ZipFile(buffer, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                if content == content_types:
                    content = _TEMPLATE_TYPES.sub(_DOCUMENT_TYPE, content)
                target.writestr(name, content)
    return buffer.getvalue()


def _turn_to_landscape(section: Section) -> None:
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE


def _style_ids(document: Document) -> dict[str, str]:
    return {style.name: style.style_id for style in document.styles if style.name}


def _add_missing_styles(document: Document, missing: tuple[str, ...], bullets: int) -> None:
    """Add the styles that a template lacks, based on its own Normal style."""
    own_document = docx.Document(BytesIO(_own_template()[0]))
    own_names = {style.style_id: style.name for style in own_document.styles}
    template_ids = _style_ids(document)
    for name in missing:
        style_element = deepcopy(own_document.styles[name].element)
        for tag in ("w:basedOn", "w:next"):
            for reference in style_element.findall(qn(tag)):
                style_id = template_ids.get(own_names.get(reference.get(qn("w:val"))) or "")
                if style_id is None:
                    style_element.remove(reference)
                else:
                    reference.set(qn("w:val"), style_id)
        for numbering in style_element.iter(qn("w:numId")):
            numbering.set(qn("w:val"), str(bullets))
        if style_element.get(qn("w:styleId")) in template_ids.values():
            style_element.set(qn("w:styleId"), f"Casetool{style_element.get(qn('w:styleId'))}")
        style_element.attrib.pop(qn("w:default"), None)
        document.styles.element.append(style_element)
