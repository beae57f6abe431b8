"""Text as HTML, with people's text kept literal."""

import re
from html import escape

from casetool.render.report.blocks import OwnText, ReportLine, UserText

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, some of which a parser would drop or change
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def html_literal(text: str) -> str:
    r"""Escape a text for the inside of an element or of a quoted attribute.

    Characters that HTML forbids become ``\uXXXX``. All others stay, by code point.

    Args:
        text: the typed text.
    """
    if not (text.isascii() and text.isprintable()):
        text = _FORBIDDEN.sub(_escape_code, text)
    return escape(text)


def html_typed(text: str) -> str:
    """Write typed text with visible spaces and line ends, and isolated text direction.

    Args:
        text: the typed text.
    """
    return f'<bdi class="typed" dir="auto">{html_literal(text)}</bdi>'


def html_line(line: ReportLine) -> str:
    """Write a line of text from people and from the program.

    Args:
        line: the line.
    """
    return "".join(
        html_typed(run.text) if isinstance(run, UserText) else _own_text(run) for run in line
    )


def _own_text(run: OwnText) -> str:
    text = html_literal(run.text)
    tag = "b" if run.strong else "i" if run.soft else ""
    return f"<{tag}>{text}</{tag}>" if tag else text


def _escape_code(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
