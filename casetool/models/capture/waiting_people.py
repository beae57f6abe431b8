"""People who wait in the capture line until they are clear: ``@@ Sam, x // Jo, ? @@ words``."""

import re
from collections.abc import Sequence

from casetool.models.capture.line import CapturedLine
from casetool.models.people.row import row_as_line
from casetool.models.people.sign_in import PEOPLE_APART
from casetool.models.step_kinds import find_kind

_SIGN = "@@"
"""Stands before and behind them, so that they are people at every step and after a restart."""

_WAITING = re.compile(rf"{_SIGN}\s*([^\n]*?)\s*(?:(?<=\s){_SIGN}[^\S\n]*|(?=\n)|$)")


def waiting_text(people: Sequence[str], typed_on: str = "") -> str:
    """People as text for the capture line, and the words that stand behind them.

    Args:
        people: a line for each of them.
        typed_on: what belongs to the open step.
    """
    rows = [row_as_line(line).replace(PEOPLE_APART, ", ") for line in people]
    return f"{_SIGN} {PEOPLE_APART.join(rows)} {_SIGN} {typed_on}"


def waiting_lines(lines: Sequence[CapturedLine]) -> str:
    """Captured lines about people as text for the capture line. Empty if others are among them."""
    if any(not find_kind(line.step.kind).takes_plain_lines for line in lines):
        return ""
    return waiting_text([line.text for line in lines])


def split_waiting(text: str) -> tuple[list[str], str]:
    """A line for each person at the start of a text, and what belongs to the open step.

    Args:
        text: the text of the capture line. Without the sign, nobody waits.
    """
    match = _WAITING.match(text)
    if match is None:
        return [], text
    people = [line for line in match[1].split(PEOPLE_APART) if line.strip()]
    return people, text[match.end() :].lstrip("\n")
