"""The program's Word styles: built-in names with a plain design."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.xml import element

FONT = "Arial"
INK = "1F3864"
"""A dark blue that stays readable in black and white."""

LEVEL_INDENT_TWIPS = 360
"""Indent of each list level, in twentieths of a point."""

LEVELS = 9
"""Most levels of a list in Word."""

BULLETS = ("•", "–", "▪")

_HEADING = '<w:keepNext/><w:keepLines/><w:spacing w:before="{0}" w:after="80"/>'
_NAMED = '<w:b/><w:bCs/><w:color w:val="{ink}"/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'
_LIST = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{{number}}"/></w:numPr>'

PARAGRAPH_STYLES: dict[str, tuple[str, str]] = {
    "Normal": ('<w:spacing w:after="100" w:line="264" w:lineRule="auto"/>', ""),
    "Title": ('<w:keepNext/><w:spacing w:before="0" w:after="200"/>', _NAMED.format(40, ink=INK)),
    "Heading 1": (
        _HEADING.format(320) + '<w:outlineLvl w:val="0"/>', _NAMED.format(27, ink=INK)),
    "Heading 2": (
        _HEADING.format(200) + '<w:outlineLvl w:val="1"/>', _NAMED.format(22, ink=INK)),
    "Heading 3": (
        _HEADING.format(160) + '<w:outlineLvl w:val="2"/>', _NAMED.format(21, ink=INK)),
    "List Bullet": (_LIST.format(0) + '<w:spacing w:after="60"/>', ""),
    "List Bullet 2": (_LIST.format(1) + '<w:spacing w:after="60"/>', ""),
    "List Bullet 3": (_LIST.format(2) + '<w:spacing w:after="60"/>', ""),
    "Header": ('<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="18"/>'),
    "Footer": ('<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="18"/>'),
}  # fmt: skip
"""Paragraph and run properties of each style, by its name."""

STYLE_NAMES = (*PARAGRAPH_STYLES, "Table Grid")
"""The styles that a report uses."""

_BASE = ("Default Paragraph Font", "Normal Table", "No List")


def add_styles(document: Document, list_id: int) -> None:
    """Restyle python-docx's own template, and remove its unused styles.

    Args:
        document: a document made from that template.
        list_id: the id of the list for bullets.
    """
    for style in list(document.styles):
        if style.name not in (*STYLE_NAMES, *_BASE):
            style.element.getparent().remove(style.element)
    for name, (paragraph_properties, run_properties) in PARAGRAPH_STYLES.items():
        style = document.styles[name].element
        for tag in ("w:link", "w:rsid", "w:pPr", "w:rPr"):
            _remove_children(style, tag)
        style.append(_parsed("w:pPr", paragraph_properties.format(number=list_id)))
        style.append(_parsed("w:rPr", run_properties))
    _set_default_font(document)


def add_bullets(document: Document) -> int:
    """Add the list for bullets, and return its id."""
    numbering = document.part.numbering_part.element
    definitions, lists = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    definition_id = 1 + max(
        (int(definition.get(qn("w:abstractNumId"))) for definition in definitions), default=0
    )
    list_id = 1 + max((int(existing.get(qn("w:numId"))) for existing in lists), default=0)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{BULLETS[level % len(BULLETS)]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * LEVEL_INDENT_TWIPS}"'
        f' w:hanging="{LEVEL_INDENT_TWIPS - 60}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr></w:lvl>'
        for level in range(LEVELS)
    )
    new_definition = _parsed("w:abstractNum", f'<w:multiLevelType w:val="multilevel"/>{levels}')
    new_definition.set(qn("w:abstractNumId"), str(definition_id))
    if definitions:
        definitions[-1].addnext(new_definition)
    else:
        numbering.insert(0, new_definition)
    new_list = element("w:num", element("w:abstractNumId", val=definition_id), numId=list_id)
    (lists[-1] if lists else new_definition).addnext(new_list)
    return list_id


def _set_default_font(document: Document) -> None:
    """Set the font and language of text whose style names none."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    content = (
        f'<w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/>"
    )
    defaults.getparent().replace(defaults, _parsed("w:docDefaults", content))


def _remove_children(style: BaseOxmlElement, tag: str) -> None:
    for child in style.findall(qn(tag)):
        style.remove(child)


def _parsed(tag: str, content: str) -> BaseOxmlElement:
    return parse_xml(f"<{tag} {nsdecls('w')}>{content}</{tag}>")
