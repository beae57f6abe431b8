"""People's words and ours as HTML: theirs literal, whatever characters they have."""

import re
from html import escape

from casetool.render.report.blocks import OwnText, ReportLine, UserText

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; a parser would drop some and change others
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def html_literal(text: str) -> str:
    r"""A text for the inside of an element or of a quoted attribute.

    What must not stand in a page at all is shown as ``\uXXXX``; all else stays, by code point.

    Args:
        text: what was typed.
    """
    if not (text.isascii() and text.isprintable()):
        text = _FORBIDDEN.sub(_told, text)
    return escape(text)


def html_typed(text: str) -> str:
    """What a person typed: its spaces and line ends are seen, and its direction ends with it.

    Args:
        text: what was typed.
    """
    return f'<bdi class="typed" dir="auto">{html_literal(text)}</bdi>'


def html_line(line: ReportLine) -> str:
    """A line, whoever's words it has.

    Args:
        line: the line.
    """
    return "".join(
        html_typed(run.text) if isinstance(run, UserText) else _said(run) for run in line
    )


def _said(run: OwnText) -> str:
    words = html_literal(run.text)
    mark = "b" if run.strong else "i" if run.soft else ""
    return f"<{mark}>{words}</{mark}>" if mark else words


def _told(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
