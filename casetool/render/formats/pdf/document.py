"""A paper as tagged PDF (PDF/UA-1), set by Typst from memory: nothing rests on the disk."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.errors import UserError
from casetool.models.parsing.days import instant_in
from casetool.parts import how_to_get
from casetool.render.formats.pdf.blocks import pdf_data
from casetool.render.report.blocks import Report
from casetool.render.text.terminal_safe import terminal_safe

if TYPE_CHECKING:
    import typst

NOT_MADE = (
    "The PDF could not be made. Nothing was written, and the session is safe:"
    " make the notes as Word or as a web page, and print that."
)

NO_MARK = (
    "This PDF does not call itself PDF/UA-1: that cannot be made of some script or sign in it."
    " It is tagged all the same."
)
"""What is said of a PDF that is made without its mark; whoever reads by ear may want the page."""

_LETTERLESS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_TRIES = 40
"""Each try names signs that no font has; few papers have more than one."""


def pdf_bytes(paper: Report, now: datetime) -> bytes:
    """A paper as PDF, for whoever need not know how well that went.

    Args:
        paper: the paper.
        now: when it is made.

    Raises:
        Failure: the extra is not installed, or the paper could not be set.
    """
    return report_as_pdf(paper, now)[0]


def report_as_pdf(paper: Report, now: datetime) -> tuple[bytes, tuple[str, ...]]:
    r"""A paper as PDF: tagged, in British English, the same bytes for the same paper and time.

    The letters are the ones that Typst brings, and only where they do not suffice this computer's
    own; a sign that no font here has is shown as ``\uXXXX``. It is always tagged; where a script
    is one that PDF/UA-1 cannot hold (shaped emoji, some Arabic), it only does not call itself so.

    Args:
        paper: the paper.
        now: when it is made.

    Returns:
        The file, and what its reader should know of it.

    Raises:
        Failure: the extra is not installed, or the paper could not be set.
    """
    try:
        import typst
    except ImportError as error:
        raise UserError(how_to_get("pdf")) from error
    data = json.dumps(pdf_data(paper), ensure_ascii=False)
    return _made(data, now, typst.compile, typst.TypstError)


def _made(
    data: str, now: datetime, build: "Callable[..., bytes]", wrong: "type[typst.TypstError]"
) -> tuple[bytes, tuple[str, ...]]:
    form = Path(__file__).with_name("paper.typ")
    lacking: dict[int, str] = {}
    own_fonts, standards = True, ["ua-1"]
    for _ in range(_TRIES):
        try:
            made = build(
                form.read_bytes(),
                root=str(form.parent),
                format="pdf",
                sys_inputs={"paper": data.translate(lacking)},
                ignore_system_fonts=own_fonts,
                pdf_standards=standards,
                timestamp=instant_in(now, UTC).replace(microsecond=0),
            )
            return made, tuple(_notices(len(lacking), bool(standards)))
        except wrong as error:
            found = _signs(error.diagnostic) - lacking.keys()
        if found and not own_fonts:
            lacking |= {code: json.dumps(_named(code))[1:-1] for code in found}
        elif found:
            own_fonts = False  # the fonts of this computer may have them
        elif standards:
            standards = []  # for some scripts no file can be had that the standard calls whole
        else:
            break
    # never from the error: it quotes the words of the case
    raise UserError(NOT_MADE)


def _notices(lacking: int, marked: bool) -> Iterator[str]:
    if lacking:
        signs = "one of its signs" if lacking == 1 else f"{lacking} of its signs"
        yield rf"No font here has {signs}: a number stands there instead, such as \u00e9."
    if not marked:
        yield NO_MARK


def _signs(diagnostic: str) -> set[int]:
    """The signs that no font had, by what Typst says of them."""
    found: set[int] = set()
    for text in _LETTERLESS.findall(diagnostic):
        spelt = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
        found |= {ord(sign) for sign in spelt if ord(sign) > 0x7E or ord(sign) < 0x20}
    return found


def _named(code: int) -> str:
    sign = chr(code)
    shown = terminal_safe(sign)
    return shown if shown != sign else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
