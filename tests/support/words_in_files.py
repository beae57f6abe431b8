"""What a Word file says, read by the standard library alone: another reader than the writer."""

import xml.etree.ElementTree as Tree
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def part(data: bytes, name: str) -> Tree.Element:
    return Tree.fromstring(parts(data)[name])


def body(data: bytes) -> Tree.Element:
    found = part(data, "word/document.xml").find(f"{W}body")
    assert found is not None
    return found


def said_by(paragraph: Tree.Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    runs = (one for run in paragraph.iter(f"{W}r") for one in run)
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in runs)


def style_of(paragraph: Tree.Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return named.get(f"{W}val", "") if named is not None else ""


def paragraphs(root: Tree.Element) -> list[str]:
    return [said_by(one) for one in root.iter(f"{W}p")]


def edges(data: bytes) -> Iterator[tuple[str, Tree.Element]]:
    """Each head and foot of the pages."""
    for name in sorted(parts(data)):
        if name.startswith(("word/header", "word/footer")):
            yield name.removeprefix("word/")[:6], part(data, name)
