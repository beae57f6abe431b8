r"""People's words as Markdown that means just those words, and still reads well as plain text.

Judged by other parsers than the one we use (CommonMark and GitHub's additions): what is typed
comes out as typed. Only what a parser could act on is escaped. Line ends become hard breaks (a
backslash at the end of the line), spaces at the start of a line become no-break spaces; spaces
and line ends around the whole text, which no page shows, are left out.
"""

import re

_INLINE = re.compile(
    r"""
    (?P<always>`)
    | (?P<pipe>\|)
    | (?P<backslash>\\)(?=[!-/:-@\[-`{-~]|$)
    | (?P<star>\*)
    | (?P<underscore>_)
    | (?P<tilde>~)
    | (?P<angle><)(?=[A-Za-z/!?]|\S*@)
    | (?P<entity>&)(?=\#?[A-Za-z0-9]+;)
    | (?P<bracket>\[)
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
_BRACKETS = re.compile(r"\](?:\(|\[|:)|\[\^|^\[", re.MULTILINE)
_LINK = re.compile(r"(?:https?|ftp)(?P<colon>:)//\S+|www(?P<dot>\.)\S+|[^\s@]+(?P<at>@)[^\s@]+")


def literal(text: str, indent: str = "", start: bool = True) -> str:
    """A text as Markdown; its lines stay lines.

    Args:
        text: what was typed.
        indent: what stands before each line but the first, so that it stays in its list.
        start: whether it begins a paragraph or a list item; without it, what only means
            something there (``1.``, ``#``) stays bare on the first line.
    """
    linked = _BRACKETS.search(text) is not None
    first, *rest = text.rstrip(" \t\n").lstrip("\n").split("\n")
    lines = [_line(first, linked, start), *(_line(line, linked) for line in rest)]
    return f"\\\n{indent}".join(lines)


def cell(text: str) -> str:
    """A text as Markdown for a cell of a table, which has one line: line ends as characters."""
    linked = _BRACKETS.search(text) is not None
    lines = text.rstrip(" \t\n").lstrip("\n").split("\n")
    return "&#10;".join(_line(line, linked, start=False, table=True) for line in lines)


def title(text: str) -> str:
    """A text as Markdown for a heading, whose marks at the end would be dropped."""
    line = literal(" ".join(text.split()), start=False)
    bare = line.rstrip("#")
    return bare + line[len(bare) :].replace("#", "\\#")


def _line(line: str, linked: bool, start: bool = True, table: bool = False) -> str:
    bare = line.strip(" \t")
    lead = len(line) - len(line.lstrip(" \t"))
    inline = _INLINE.sub(lambda match: _escaped(match, bare, linked, table), bare)
    inline = _without_links(bare, inline)
    if lead:  # spaces in front would be dropped, or make a block of code
        return "\u00a0" * lead + inline
    return _BLOCK.sub(_block_escaped, inline, count=1) if start and _BLOCK.match(inline) else inline


def _escaped(match: re.Match[str], line: str, linked: bool, table: bool) -> str:
    char = match[0]
    before, after = line[: match.start()][-1:], line[match.end() :][:1]
    alone = before.isspace() and after.isspace()
    match match.lastgroup:
        case "star" | "tilde" if alone:
            return char
        case "underscore" if alone or (before.isalnum() and after.isalnum()):
            return char
        case "bracket" if not linked:
            return char
        case "pipe" if not table:
            return char
    return f"\\{char}"


def _block_escaped(match: re.Match[str]) -> str:
    if match["number"] is not None:
        return f"{match['number']}\\{match['dot']}"
    return f"\\{match[0]}"


def _without_links(bare: str, inline: str) -> str:
    """Links that a parser would make by itself keep their text; with escapes inside they do not.

    An escape inside such a link would be shown, so the link is broken up instead.
    """
    if inline == bare or _LINK.search(bare) is None:
        return inline

    def broken(match: re.Match[str]) -> str:
        if "\\" not in match[0]:
            return match[0]
        name = next(name for name in ("colon", "dot", "at") if match[name] is not None)
        at = match.start(name) - match.start()
        return f"{match[0][:at]}\\{match[0][at:]}"

    return _LINK.sub(broken, inline)
