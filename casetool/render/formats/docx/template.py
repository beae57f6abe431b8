"""What a Word file of ours stands on: an empty document of our own, or a partnership's template."""

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
from casetool.render.formats.docx.strip_template import clear_body, without_the_rest
from casetool.render.formats.docx.styles import STYLE_NAMES, add_bullets, add_styles

_OTHER_KINDS = re.compile(
    rb"application/(vnd\.openxmlformats-officedocument\.wordprocessingml\.template"
    rb"|vnd\.ms-word\.document\.macroEnabled|vnd\.ms-word\.template\.macroEnabledTemplate)"
    rb"\.main\+xml"
)
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class WordGround:
    """An empty document with all styles that a paper uses."""

    document: Document
    styles: Mapping[str, str]
    """The ids of styles by their names: a template may have ids of its own."""
    bullets: int
    """The list that bullets belong to."""
    missing: tuple[str, ...] = ()
    """The styles that a template does not have; the usual ones stand in for them."""

    @property
    def headings(self) -> frozenset[str]:
        """The ids of the styles of headings."""
        return frozenset(self.styles[f"Heading {level}"] for level in (1, 2, 3))

    @property
    def section(self) -> Section:
        """The one section."""
        return self.document.sections[-1]

    @property
    def width(self) -> int:
        """What lies between the margins, in twentieths of a point."""
        page, left, right = (
            self.section.page_width, self.section.left_margin, self.section.right_margin,
        )  # fmt: skip
        return round(((page or Cm(21)) - (left or 0) - (right or 0)) / 635)

    @property
    def height(self) -> int:
        """What lies between the margins above and below, in twentieths of a point."""
        page, top, foot = (
            self.section.page_height, self.section.top_margin, self.section.bottom_margin,
        )  # fmt: skip
        return round(((page or Cm(29.7)) - (top or 0) - (foot or 0)) / 635)


def own_ground(landscape: bool) -> WordGround:
    """An empty document in our own styles, on A4.

    Args:
        landscape: whether the page lies on its long side.
    """
    made, bullets = _usual()
    document = docx.Document(BytesIO(made))
    section = document.sections[-1]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance, section.footer_distance = Cm(1), Cm(0.9)
    if landscape:
        _lay_down(section)
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(1.7)
        section.header_distance = section.footer_distance = Cm(0.7)
    return WordGround(document, _ids(document), bullets)


def their_ground(template: Path | bytes, landscape: bool) -> WordGround:
    """A partnership's template without its text: its styles, its header and footer, its page.

    Args:
        template: the Word file or template.
        landscape: whether the page is to lie on its long side.

    Raises:
        Failure: the template cannot be used.
    """
    document = _opened(template)
    clear_body(document)
    missing = tuple(name for name in STYLE_NAMES if name not in _ids(document))
    bullets = add_bullets(document)
    if missing:
        _bring(document, missing, bullets)
    if landscape and (document.sections[-1].page_width or 0) < (
        document.sections[-1].page_height or 0
    ):
        _lay_down(document.sections[-1])
    without_the_rest(document)
    return WordGround(document, _ids(document), bullets, missing)


@cache
def _usual() -> tuple[bytes, int]:
    """The empty document that our own stand on, and the list of its bullets; made once."""
    document = docx.Document()
    clear_body(document)
    bullets = add_bullets(document)
    add_styles(document, bullets)
    without_the_rest(document)
    for one in document.settings.element.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":  # no older Word is to be played
            one.set(qn("w:val"), "15")
    out = BytesIO()
    document.save(out)
    return out.getvalue(), bullets


def _opened(template: Path | bytes) -> Document:
    name = f"{template.name}, the template," if isinstance(template, Path) else "The template"
    safe = "Nothing was written. Choose another template, or none."
    try:
        data = template.read_bytes() if isinstance(template, Path) else template
    except OSError as error:
        raise UserError(f"{name} could not be read: {error.strerror}. {safe}") from error
    try:
        document = docx.Document(BytesIO(_as_document(data)))
        _ids(document)
        document.sections[-1]
    except Exception as error:  # whatever a broken file breaks, it is one thing for its user
        raise UserError(
            f"{name} is no Word file that can be read (.docx or .dotx). {safe}"
        ) from error
    return document


def _as_document(data: bytes) -> bytes:
    """A Word file as a document: a template says of itself that it is one, and is not opened."""
    with ZipFile(BytesIO(data)) as packed:
        kinds = packed.read("[Content_Types].xml")
        if not _OTHER_KINDS.search(kinds):
            return data
        out = BytesIO()
        with ZipFile(out, "w") as made:
            for name in packed.namelist():
                held = packed.read(name)
                made.writestr(name, _OTHER_KINDS.sub(_DOCUMENT, held) if held == kinds else held)
    return out.getvalue()


def _lay_down(section: Section) -> None:
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE


def _ids(document: Document) -> dict[str, str]:
    return {style.name: style.style_id for style in document.styles if style.name}


def _bring(document: Document, missing: tuple[str, ...], bullets: int) -> None:
    """Give a template the styles that it does not have, on its own Normal."""
    usual = docx.Document(BytesIO(_usual()[0]))
    names = {style.style_id: style.name for style in usual.styles}
    there = _ids(document)
    for name in missing:
        made = deepcopy(usual.styles[name].element)
        for tag in ("w:basedOn", "w:next"):
            for one in made.findall(qn(tag)):
                known = there.get(names.get(one.get(qn("w:val"))) or "")
                if known is None:
                    made.remove(one)
                else:
                    one.set(qn("w:val"), known)
        for one in made.iter(qn("w:numId")):
            one.set(qn("w:val"), str(bullets))
        if made.get(qn("w:styleId")) in there.values():
            made.set(qn("w:styleId"), f"Casetool{made.get(qn('w:styleId'))}")
        made.attrib.pop(qn("w:default"), None)
        document.styles.element.append(made)
