"""A paper as a page that stands on its own: no script, and nothing is loaded from anywhere.

It is read on a screen of any width, and printed on A4 with its marking at the head and the foot
of each sheet.
"""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from casetool.render.formats.html.blocks import block_of, heading_over
from casetool.render.formats.html.escape import html_literal, html_typed
from casetool.render.report.blocks import Report, ReportHeading, ReportTable

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told: whatever stands in the page, nothing runs and nothing is fetched."""

_LOOK = Path(__file__).with_name("page.css")


def html_page(paper: Report) -> str:
    """A paper as a whole page.

    Args:
        paper: the paper.
    """
    return "\n".join([*_head(paper), *_body(paper), "</body>", "</html>", ""])


def _head(paper: Report) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if paper.author:
        yield f'<meta name="author" content="{html_literal(paper.author)}">'
    yield f"<title>{html_literal(paper.title)}</title>"
    yield f"<style>\n{_LOOK.read_text(encoding='utf-8')}{_sheet(paper)}</style>"
    yield "</head>"


def _sheet(paper: Report) -> str:
    return "@page { size: A4 landscape; margin: 9mm 14mm 14mm; }\n" if paper.landscape else ""


def _body(paper: Report) -> Iterator[str]:
    lies = "landscape" if paper.landscape else "portrait"
    yield f'<body class="{lies}{" dense" if paper.dense else ""}">'
    if paper.marking:
        yield f'<header class="marking">{html_typed(paper.marking)}</header>'
    yield "<main>"
    if paper.logo:
        yield f'<p class="logo">{html_typed(paper.logo)}</p>'
    yield f"<h1>{html_typed(paper.title)}</h1>"
    yield from _blocks(paper)
    yield "</main>"
    yield from _foot(paper)


def _blocks(paper: Report) -> Iterator[str]:
    for block, after in zip_longest(paper.blocks, paper.blocks[1:]):
        if isinstance(block, ReportHeading) and isinstance(after, ReportTable):
            yield heading_over(block, after)
        else:
            yield block_of(block, paper.landscape)


def _foot(paper: Report) -> Iterator[str]:
    """What stands at the foot; on paper, ``data-room`` keeps that much of each sheet free."""
    told = [words for words in (paper.footer, paper.marking) if words]
    if not told:
        return
    yield f'<footer data-room="{html_literal(chr(10).join(told))}"><div>'
    if paper.footer:
        yield f"<p>{html_typed(paper.footer)}</p>"
    if paper.marking:
        yield f'<p class="marking">{html_typed(paper.marking)}</p>'
    yield "</div></footer>"
