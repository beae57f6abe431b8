"""Two Markdown parsers that are not ours, and the page that each of them makes, as words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import comrak
from markdown_it import MarkdownIt

Judge = Callable[[str], str]

_BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "td", "th", "pre"})


def _github(markdown: str) -> str:
    known = comrak.ExtensionOptions()
    known.table = known.strikethrough = known.autolink = known.tasklist = known.footnotes = True
    return comrak.render_markdown(markdown, extension_options=known)


TABLE_JUDGES: tuple[Judge, ...] = (_github, MarkdownIt("js-default").render)
JUDGES: tuple[Judge, ...] = (*TABLE_JUDGES, MarkdownIt("commonmark").render)
"""All of them; CommonMark itself knows no tables, and drops what is nested ten lists deep."""


@dataclass
class Block:
    """A piece of a page: its tag, the heading that it stands under, and its own words."""

    tag: str
    under: str
    words: str = ""


class Page(HTMLParser):
    """The blocks of a page in their order; words inside a nested block belong to that alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.tags: set[str] = set()
        self._open: list[Block] = []
        self._under = ""
        self.feed(html)
        self.close()

    def of(self, tag: str, under: str | None = None) -> list[list[str]]:
        """The lines of every block with this tag, under one heading or anywhere."""
        found = [one for one in self.blocks if one.tag == tag and under in (None, one.under)]
        return [shown(one.words) for one in found]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.handle_data("\v")
        elif tag in _BLOCKS:
            self._open.append(Block(tag, self._under))
            self.blocks.append(self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            closed = self._open.pop()
            assert closed.tag == tag
            if tag in ("h2", "h3"):
                self._under = closed.words

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].words += data

    def handle_comment(self, data: str) -> None:
        """Raw HTML that a parser refused."""
        self.tags.add("comment")


def shown(text: str) -> list[str]:
    r"""The lines of a text, which ``\v`` parts, as a page shows them: white space runs are one."""
    return [re.sub(r"\s+", " ", line).strip() for line in text.split("\v")]


def typed(text: str) -> list[str]:
    """The lines that a text as typed should show."""
    return shown(whole(text))


def whole(text: str) -> str:
    r"""A text as typed, its lines parted by ``\v``, without white space around it."""
    return text.rstrip(" \t\n").lstrip("\n").replace("\n", "\v")
