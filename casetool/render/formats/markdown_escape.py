r"""People's words as Markdown that means just those words, and still reads well as plain text.

Judged by other parsers than the one we use (CommonMark and GitHub's additions): what is typed
comes out as typed. Only what a parser could act on is escaped. Line ends become hard breaks (a
backslash at the end of the line), spaces at the start of a line become no-break spaces; spaces
and line ends around the whole text, which no page shows, are left out.
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
"""What makes a parser see a link in bare words: it takes them as they are, escapes and all."""


def markdown_literal(text: str, indent: str = "", start: bool = True) -> str:
    """A text as Markdown; its lines stay lines.

    Args:
        text: what was typed.
        indent: what stands before each line but the first, so that it stays in its list.
        start: whether it begins a paragraph or a list item; without it, what only means
            something there (``1.``, ``#``) stays bare on the first line.
    """
    first, *rest = _lines(text)
    lines = [_line(first, start), *(_line(line) for line in rest)]
    return f"\\\n{indent}".join(_apart(lines))


def markdown_cell(text: str) -> str:
    """A text as Markdown for a cell of a table, which has one line: line ends as characters."""
    lines = [_line(line, start=False, table=True) for line in _lines(text)]
    return "&#10;".join(_apart(lines))


def markdown_title(text: str) -> str:
    """A text as Markdown for a heading, whose marks at the end would be dropped."""
    return _CLOSING.sub(r"\1\\\2", markdown_literal(single_line(text), start=False))


def _lines(text: str) -> list[str]:
    return text.rstrip(" \t\n").lstrip("\n").split("\n")


def _apart(lines: list[str]) -> list[str]:
    """Lines ready to be joined: a link at the end would take what joins them for its own."""
    ends = (line.rpartition(" ")[2] for line in lines[:-1])
    joined = [
        f"{line} " if _LINK.search(end) else line for line, end in zip(lines, ends, strict=False)
    ]
    return [*joined, lines[-1]]


def _line(line: str, start: bool = True, table: bool = False) -> str:
    bare = line.strip(" \t")
    lead = len(line) - len(line.lstrip(" \t"))
    inline = _INLINE.sub(lambda match: _escaped(match, bare, table), bare)
    if inline != bare:
        inline = _WORD.sub(_without_link, inline)
    if lead:  # spaces in front would be dropped, or make a block of code
        return "\u00a0" * lead + inline
    return _BLOCK.sub(_block_escaped, inline, count=1) if start and _BLOCK.match(inline) else inline


def _escaped(match: re.Match[str], line: str, table: bool) -> str:
    char = match[0]
    start, end = match.span()
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    alone = before.isspace() and after.isspace()
    match match.lastgroup:
        case "star" | "tilde" if alone:
            return char
        case "underscore" if alone or (before.isalnum() and after.isalnum()):
            return char
        case "pipe" if not table:
            return char
        case "angle" if after not in _TAGS and "@" not in line:
            return char
    return f"\\{char}"


def _block_escaped(match: re.Match[str]) -> str:
    if match["number"] is not None:
        return f"{match['number']}\\{match['dot']}"
    return f"\\{match[0]}"


def _without_link(match: re.Match[str]) -> str:
    """A word with escapes in it, no link any more: inside a link they would be shown."""
    word = match[0]
    return _LINK.sub(r"\\\g<0>", word) if "\\" in word else word
