r"""Escape text for Markdown, so that it stays literal and still reads well as plain text.

Tests compare the result with other parsers (CommonMark and GitHub's extensions). Only characters
that a parser could act on are escaped. Line ends become hard breaks (a backslash at the end of the
line). Spaces at the start of a line become no-break spaces. White space around the whole text,
which no page shows, is removed.
"""

import re
from string import ascii_letters

from casetool.models.base import single_line

_INLINE = re.compile(
    r"""
    (?P<always>`)
    | (?P<pipe>\|)
    | (?P<backslash>\\)(?=[!-/:-@\[-`{-~]|$)
    | (?P<star>\*)
    | (?P<underscore>_)
    | (?P<tilde>~)
    | (?P<angle><)(?=\S)
    | (?P<entity>&)(?=\#?[A-Za-z0-9]+;)
    | (?P<bracket>(?:^\[|\[(?=\^)|\](?=[(\[:])))
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(
    r"""
    (?P<mark>[#]{1,6}(?=\s|$) | [-+](?=\s|$) | > | -(?=[-\s|:]*$) | =(?==*\s*$) | :(?=-) | \|)
    | (?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)
    """,
    re.VERBOSE,
)
_TAGS = frozenset(f"{ascii_letters}/!?")
_CLOSING = re.compile(r"(^|[ \t])(#+)$")
_WORD = re.compile(r"[^ \t]+")
_LINK = re.compile(r"(?<=p):(?=//)|(?<=ps):(?=//)|(?<=www)\.|@", re.IGNORECASE)
"""Signs of bare links, which parsers take literally with all escapes."""


def markdown_literal(text: str, indent: str = "", start: bool = True) -> str:
    """Escape a text for Markdown, and keep its lines.

    Args:
        text: the typed text.
        indent: prefix of each line but the first, so that it stays in its list.
        start: whether the text begins a paragraph or a list item. Otherwise its first line keeps
            markers such as ``1.`` and ``#``.
    """
    first_line, *later_lines = _lines(text)
    lines = [_line(first_line, start), *(_line(line) for line in later_lines)]
    return f"\\\n{indent}".join(_separate_links(lines))


def markdown_cell(text: str) -> str:
    """Escape a text for a table cell, with line ends as character codes."""
    lines = [_line(line, start=False, table=True) for line in _lines(text)]
    return "&#10;".join(_separate_links(lines))


def markdown_title(text: str) -> str:
    """Escape a text for a heading, whose trailing ``#`` would be dropped."""
    return _CLOSING.sub(r"\1\\\2", markdown_literal(single_line(text), start=False))


def _lines(text: str) -> list[str]:
    return text.rstrip(" \t\n").lstrip("\n").split("\n")


def _separate_links(lines: list[str]) -> list[str]:
    """Prepare lines for joining, with a space after a link that would absorb the break."""
    last_words = (line.rpartition(" ")[2] for line in lines[:-1])
    joined = [
        f"{line} " if _LINK.search(last_word) else line
        for line, last_word in zip(lines, last_words, strict=False)
    ]
    return [*joined, lines[-1]]


def _line(line: str, start: bool = True, table: bool = False) -> str:
    text = line.strip(" \t")
    indent = len(line) - len(line.lstrip(" \t"))
    inline = _INLINE.sub(lambda match: _escape_inline(match, text, table), text)
    if inline != text:
        inline = _WORD.sub(_break_link, inline)
    if indent:  # leading spaces would be dropped, or start a code block
        return "\u00a0" * indent + inline
    return _BLOCK.sub(_escape_block, inline, count=1) if start and _BLOCK.match(inline) else inline


def _escape_inline(match: re.Match[str], line: str, table: bool) -> str:
    character = match[0]
    start, end = match.span()
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    is_alone = before.isspace() and after.isspace()
    match match.lastgroup:
        case "star" | "tilde" if is_alone:
            return character
        case "underscore" if is_alone or (before.isalnum() and after.isalnum()):
            return character
        case "pipe" if not table:
            return character
        case "angle" if after not in _TAGS and "@" not in line:
            return character
    return f"\\{character}"


def _escape_block(match: re.Match[str]) -> str:
    if match["number"] is not None:
        return f"{match['number']}\\{match['dot']}"
    return f"\\{match[0]}"


def _break_link(match: re.Match[str]) -> str:
    """Break a link in a word with escapes, which the link would show."""
    word = match[0]
    return _LINK.sub(r"\\\g<0>", word) if "\\" in word else word
