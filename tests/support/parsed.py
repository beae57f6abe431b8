"""A page as parsers that are not ours read it, and what a text as typed should show."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import html5lib

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"


def parsed(page: str) -> Element:
    """The page as the standard has it read; anything that the standard forbids is an error."""
    root: Element = html5lib.HTMLParser(strict=True).parse(page)
    return root


def words(element: Element) -> str:
    """All words inside an element."""
    return "".join(element.itertext())


def every(element: Element, tag: str) -> list[Element]:
    """The elements with a tag, in their order."""
    return list(element.iter(f"{HTML}{tag}"))


def typed(element: Element) -> list[str]:
    """What stands inside an element as people typed it."""
    return [words(one) for one in every(element, "bdi")]


def within(root: Element) -> Element:
    """The middle of the page, without what stands at its head and foot."""
    (main,) = every(root, "main")
    return main


def sections(root: Element) -> Iterator[tuple[str, Element]]:
    """Each heading of the second and third level, and what stands under it."""
    under = Element("nothing")
    for one in within(root):
        if one.tag in (f"{HTML}h2", f"{HTML}h3"):
            under = Element("section")
            yield words(one), under
        else:
            under.append(one)


def shown(text: str) -> str:
    """A text as a page has it: what the standard forbids is told by its number."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    code = ord(char)
    if code & 0xFFFE == 0xFFFE:
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return f"\\u{code:04x}" if 0xFDD0 <= code <= 0xFDEF else char


class Second(HTMLParser):
    """Another reading of the same page, by a parser with other ideas: Python's own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.typed: list[str] = []
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag == "bdi":
            self._inside = True
            self.typed.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "bdi"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.typed[-1] += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")
