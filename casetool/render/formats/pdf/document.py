"""A report as tagged PDF (PDF/UA-1), typeset by Typst in memory, without temporary files."""

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
    "This PDF is not marked as PDF/UA-1, because of a script or character in it."
    " It is tagged for screen readers all the same."
)
"""Notice for a PDF without the PDF/UA-1 mark, because screen-reader users may prefer HTML."""

_MISSING_GLYPHS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_MOST_TRIES = 40
"""Most attempts. Each one names characters without a font, and few reports need more."""


def pdf_bytes(report: Report, now: datetime) -> bytes:
    """Write a report as PDF, without notices.

    Args:
        report: the report.
        now: the time of creation.

    Raises:
        UserError: the extra is not installed, or the report could not be typeset.
    """
    return report_as_pdf(report, now)[0]


def report_as_pdf(report: Report, now: datetime) -> tuple[bytes, tuple[str, ...]]:
    r"""Write a report as tagged PDF, with the same bytes for the same report and time.

    It uses Typst's own fonts, and the computer's fonts only where those lack characters. A
    character without any font becomes ``\uXXXX``. Some scripts do not fit PDF/UA-1 (combined emoji,
    some Arabic). Their PDF is tagged too, but has no PDF/UA-1 mark.

    Args:
        report: the report.
        now: the time of creation.

    Returns:
        The file, and notices for its reader.

    Raises:
        UserError: the extra is not installed, or the report could not be typeset.
    """
    try:
        import typst
    except ImportError as error:
        raise UserError(how_to_get("pdf")) from error
    data = json.dumps(pdf_data(report), ensure_ascii=False)
    return _compile(data, now, typst.compile, typst.TypstError)


def _compile(
    data: str, now: datetime, build: "Callable[..., bytes]", typst_error: "type[typst.TypstError]"
) -> tuple[bytes, tuple[str, ...]]:
    typst_file = Path(__file__).with_name("paper.typ")
    substitutes: dict[int, str] = {}
    only_own_fonts, standards = True, ["ua-1"]
    for _ in range(_MOST_TRIES):
        try:
            pdf = build(
                typst_file.read_bytes(),
                root=str(typst_file.parent),
                format="pdf",
                sys_inputs={"paper": data.translate(substitutes)},
                ignore_system_fonts=only_own_fonts,
                pdf_standards=standards,
                timestamp=instant_in(now, UTC).replace(microsecond=0),
            )
            return pdf, tuple(_notice_lines(len(substitutes), bool(standards)))
        except typst_error as error:
            missing = _missing_codes(error.diagnostic) - substitutes.keys()
        if missing and not only_own_fonts:
            substitutes |= {code: json.dumps(_code_notation(code))[1:-1] for code in missing}
        elif missing:
            only_own_fonts = False  # the computer's fonts may have them
        elif standards:
            standards = []  # some scripts do not fit the standard
        else:
            break
    # do not chain the error, which quotes text of the case
    raise UserError(NOT_MADE)


def _notice_lines(missing_count: int, is_marked: bool) -> Iterator[str]:
    if missing_count:
        subject = "One character is" if missing_count == 1 else f"{missing_count} characters are"
        yield rf"{subject} missing from every font here: a code is printed instead, such as \u00e9."
    if not is_marked:
        yield NO_MARK


def _missing_codes(diagnostic: str) -> set[int]:
    """The codes of characters without a font, from Typst's diagnostic."""
    codes: set[int] = set()
    for text in _MISSING_GLYPHS.findall(diagnostic):
        decoded = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
        codes |= {code for code in map(ord, decoded) if code > 0x7E or code < 0x20}
    return codes


def _code_notation(code: int) -> str:
    character = chr(code)
    escaped = terminal_safe(character)
    if len(escaped) > 1:
        return escaped
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
