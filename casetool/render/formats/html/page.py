"""A report as a self-contained page, without scripts and external resources.

It fits screens of any width, and prints on A4 with its marking on each sheet.
"""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from casetool.render.formats.html.blocks import block_of, heading_over
from casetool.render.formats.html.escape import html_literal, html_typed
from casetool.render.report.blocks import Report, ReportHeading, ReportTable

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content security policy: the page runs no script and loads nothing."""

_STYLESHEET = Path(__file__).with_name("page.css")


def html_page(report: Report) -> str:
    """Write a report as a whole page.

    Args:
        report: the report.
    """
    return "\n".join([*_head(report), *_body(report), "</body>", "</html>", ""])


def _head(report: Report) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if report.author:
        yield f'<meta name="author" content="{html_literal(report.author)}">'
    yield f"<title>{html_literal(report.title)}</title>"
    yield f"<style>\n{_STYLESHEET.read_text(encoding='utf-8')}{_page_rule(report)}</style>"
    yield "</head>"


def _page_rule(report: Report) -> str:
    return "@page { size: A4 landscape; margin: 9mm 14mm 14mm; }\n" if report.landscape else ""


def _body(report: Report) -> Iterator[str]:
    orientation = "landscape" if report.landscape else "portrait"
    yield f'<body class="{orientation}{" dense" if report.dense else ""}">'
    if report.marking:
        yield f'<header class="marking">{html_typed(report.marking)}</header>'
    yield "<main>"
    if report.logo:
        yield f'<p class="logo">{html_typed(report.logo)}</p>'
    yield f"<h1>{html_typed(report.title)}</h1>"
    yield from _blocks(report)
    yield "</main>"
    yield from _footer(report)


def _blocks(report: Report) -> Iterator[str]:
    for block, following in zip_longest(report.blocks, report.blocks[1:]):
        if isinstance(block, ReportHeading) and isinstance(following, ReportTable):
            yield heading_over(block, following)
        else:
            yield block_of(block, report.landscape)


def _footer(report: Report) -> Iterator[str]:
    """The footer. ``data-room`` reserves the same space on each printed sheet."""
    texts = [text for text in (report.footer, report.marking) if text]
    if not texts:
        return
    yield f'<footer data-room="{html_literal(chr(10).join(texts))}"><div>'
    if report.footer:
        yield f"<p>{html_typed(report.footer)}</p>"
    if report.marking:
        yield f'<p class="marking">{html_typed(report.marking)}</p>'
    yield "</div></footer>"
