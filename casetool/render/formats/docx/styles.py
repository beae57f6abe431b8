"""The styles of our own Word files: built-in names that every Word knows, dressed plainly."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.xml import element

FONT = "Arial"
INK = "1F3864"
"""A dark blue that stays readable in print without colours."""

LEVEL_INDENT_TWIPS = 360
"""Twentieths of a point that a list stands further in than the one around it."""

LEVELS = 9
"""Levels that a list of Word can have."""

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
"""Each style by its name: how its paragraphs stand, and how its letters look."""

STYLE_NAMES = (*PARAGRAPH_STYLES, "Table Grid")
"""The styles that a paper uses."""

_BASE = ("Default Paragraph Font", "Normal Table", "No List")


def add_styles(document: Document, number: int) -> None:
    """Give python-docx's own template our styles, and take out the many that nobody uses.

    Args:
        document: a document made from that template.
        number: the list that bullets belong to.
    """
    for style in list(document.styles):
        if style.name not in (*STYLE_NAMES, *_BASE):
            style.element.getparent().remove(style.element)
    for name, (stands, looks) in PARAGRAPH_STYLES.items():
        style = document.styles[name].element
        for tag in ("w:link", "w:rsid", "w:pPr", "w:rPr"):
            _without(style, tag)
        style.append(_parsed("w:pPr", stands.format(number=number)))
        style.append(_parsed("w:rPr", looks))
    _letters(document)


def add_bullets(document: Document) -> int:
    """Add the list that our bullets belong to; gives its number."""
    numbering = document.part.numbering_part.element
    kinds, lists = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    kind = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in kinds), default=0)
    number = 1 + max((int(one.get(qn("w:numId"))) for one in lists), default=0)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{BULLETS[level % len(BULLETS)]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * LEVEL_INDENT_TWIPS}"'
        f' w:hanging="{LEVEL_INDENT_TWIPS - 60}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr></w:lvl>'
        for level in range(LEVELS)
    )
    made = _parsed("w:abstractNum", f'<w:multiLevelType w:val="multilevel"/>{levels}')
    made.set(qn("w:abstractNumId"), str(kind))
    if kinds:
        kinds[-1].addnext(made)
    else:
        numbering.insert(0, made)
    numbered = element("w:num", element("w:abstractNumId", val=kind), numId=number)
    (lists[-1] if lists else made).addnext(numbered)
    return number


def _letters(document: Document) -> None:
    """The letters of everything that no style says otherwise of."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    inside = (
        f'<w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/>"
    )
    defaults.getparent().replace(defaults, _parsed("w:docDefaults", inside))


def _without(style: BaseOxmlElement, tag: str) -> None:
    for one in style.findall(qn(tag)):
        style.remove(one)


def _parsed(tag: str, inside: str) -> BaseOxmlElement:
    return parse_xml(f"<{tag} {nsdecls('w')}>{inside}</{tag}>")
