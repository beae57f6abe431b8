"""Elements of WordprocessingML, and text as runs."""

import re
from collections.abc import Iterator, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.report.blocks import OwnText, ReportLine
from casetool.render.text.bidi import directions
from casetool.render.text.terminal_safe import terminal_safe

_XML_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|["
    + "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0x10000, 0x110000, 0x10000))
    + "]|[\ud800-\udfff]"
)
"""Characters that XML 1.0 forbids or Word drops: controls, surrogates, noncharacters."""


def element(tag: str, *children: BaseOxmlElement, **values: object) -> BaseOxmlElement:
    """Make an element with attributes in Word's own namespace.

    Args:
        tag: its tag, such as ``w:p``.
        children: its children, in the order of the standard.
        values: its attributes without prefix, or None for those not set.
    """
    new_element = OxmlElement(tag)
    for name, value in values.items():
        if value is not None:
            new_element.set(qn(f"w:{name}"), str(value))
    for child in children:
        new_element.append(child)
    return new_element


def xml_safe(text: str) -> str:
    r"""Escape characters that XML forbids as ``\uXXXX``."""
    return _XML_FORBIDDEN.sub(lambda match: terminal_safe(match[0]), text)


def text_runs(line: ReportLine) -> Iterator[BaseOxmlElement]:
    """Write a line as runs, each character as typed."""
    for part in line:
        strong, soft = (part.strong, part.soft) if isinstance(part, OwnText) else (False, False)
        for text, is_rtl in directions(xml_safe(part.text)):
            yield text_run(text, strong, soft, is_rtl)


def text_run(
    text: str, strong: bool = False, soft: bool = False, is_rtl: bool = False
) -> BaseOxmlElement:
    """Write a text as one run.

    Args:
        text: text that is safe for XML.
        strong: whether it is bold.
        soft: whether it is italic.
        is_rtl: whether it runs from right to left.
    """
    properties = [element("w:b"), element("w:bCs")] if strong else []
    properties += [element("w:i"), element("w:iCs")] if soft else []
    properties += [element("w:rtl")] if is_rtl else []
    run = element("w:r", *([element("w:rPr", *properties)] if properties else []))
    for piece in re.split("([\t\n])", text):
        if piece == "\n":
            run.append(element("w:br"))
        elif piece == "\t":
            run.append(element("w:tab"))
        elif piece:
            run.append(_text(piece))
    return run


def _text(text: str) -> BaseOxmlElement:
    text_element = element("w:t")
    text_element.text = text
    text_element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text_element


def tab() -> BaseOxmlElement:
    """A tab character."""
    return element("w:r", element("w:tab"))


def paragraph(
    content: Sequence[BaseOxmlElement], *properties: BaseOxmlElement, is_rtl: bool = False
) -> BaseOxmlElement:
    """Make a paragraph.

    Args:
        content: its runs.
        properties: its properties, in the order of the standard. ``w:bidi`` is inserted where it
            belongs.
        is_rtl: whether it runs from right to left.
    """
    names_after = ("spacing", "ind", "jc", "rPr")
    after_bidi = [
        prop for prop in properties if prop.tag in [qn(f"w:{name}") for name in names_after]
    ]
    before_bidi = [prop for prop in properties if prop not in after_bidi]
    ordered = [*before_bidi, *([element("w:bidi")] if is_rtl else []), *after_bidi]
    return element("w:p", *([element("w:pPr", *ordered)] if ordered else []), *content)


def field(code: str) -> list[BaseOxmlElement]:
    """Make a field, such as the page number."""
    begin, middle, end = (
        element("w:r", element("w:fldChar", fldCharType=kind))
        for kind in ("begin", "separate", "end")
    )
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    return [begin, element("w:r", instruction), middle, text_run("1"), end]
