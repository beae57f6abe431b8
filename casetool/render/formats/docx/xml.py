"""Elements of WordprocessingML, and people's words as runs of it."""

import re
from collections.abc import Iterator, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.report.blocks import OwnText, ReportLine
from casetool.render.text.bidi import directions
from casetool.render.text.terminal_safe import terminal_safe

_UNBEARABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|["
    + "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0x10000, 0x110000, 0x10000))
    + "]|[\ud800-\udfff]"
)
"""What XML 1.0 forbids or Word drops: controls, lone surrogates, noncharacters."""


def element(tag: str, *children: BaseOxmlElement, **values: object) -> BaseOxmlElement:
    """An element; its attributes are of Word's own name space.

    Args:
        tag: such as ``w:p``.
        children: what is in it, in the order that the standard asks for.
        values: its attributes, without their prefix; None for one that is not set.
    """
    made = OxmlElement(tag)
    for name, value in values.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def bearable(text: str) -> str:
    r"""A text as XML can hold it: what it forbids is made visible as ``\uXXXX``."""
    return _UNBEARABLE.sub(lambda match: terminal_safe(match[0]), text)


def text_runs(line: ReportLine) -> Iterator[BaseOxmlElement]:
    """A line as runs, each character as it was typed."""
    for part in line:
        strong, soft = (part.strong, part.soft) if isinstance(part, OwnText) else (False, False)
        for text, leftward in directions(bearable(part.text)):
            yield text_run(text, strong, soft, leftward)


def text_run(
    text: str, strong: bool = False, soft: bool = False, leftward: bool = False
) -> BaseOxmlElement:
    """Some text as one run.

    Args:
        text: bearable text.
        strong: whether it is bold.
        soft: whether it is italic.
        leftward: whether it runs from right to left.
    """
    marks = [element("w:b"), element("w:bCs")] if strong else []
    marks += [element("w:i"), element("w:iCs")] if soft else []
    marks += [element("w:rtl")] if leftward else []
    made = element("w:r", *([element("w:rPr", *marks)] if marks else []))
    for piece in re.split("([\t\n])", text):
        if piece == "\n":
            made.append(element("w:br"))
        elif piece == "\t":
            made.append(element("w:tab"))
        elif piece:
            made.append(_text(piece))
    return made


def _text(text: str) -> BaseOxmlElement:
    made = element("w:t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tab() -> BaseOxmlElement:
    """A tab of ours."""
    return element("w:r", element("w:tab"))


def paragraph(
    content: Sequence[BaseOxmlElement], *marks: BaseOxmlElement, leftward: bool = False
) -> BaseOxmlElement:
    """A paragraph.

    Args:
        content: its runs.
        marks: its properties, in the order that the standard asks for; what follows ``w:bidi``
            in that order is put after it.
        leftward: whether it runs from right to left.
    """
    after = ("spacing", "ind", "jc", "rPr")
    later = [mark for mark in marks if mark.tag in [qn(f"w:{name}") for name in after]]
    first = [mark for mark in marks if mark not in later]
    known = [*first, *([element("w:bidi")] if leftward else []), *later]
    return element("w:p", *([element("w:pPr", *known)] if known else []), *content)


def field(code: str) -> list[BaseOxmlElement]:
    """A field of ours, such as the number of the page."""
    begin, middle, end = (
        element("w:r", element("w:fldChar", fldCharType=kind))
        for kind in ("begin", "separate", "end")
    )
    asked = element("w:instrText")
    asked.text = f" {code} "
    return [begin, element("w:r", asked), middle, text_run("1"), end]
