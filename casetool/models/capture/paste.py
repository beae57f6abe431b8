"""A paste of several lines: a list, a quotation or a table becomes plain lines."""

import re

from casetool.models.base import plain_line_ends, sanitise
from casetool.models.capture.grammar import read_line
from casetool.models.capture.line import CapturedLine
from casetool.models.method import KindName, Method, Step
from casetool.models.people.model import People
from casetool.models.people.sign_in import people_lines
from casetool.models.step_kinds import find_kind

_BULLET_SIGNS = "-–—*•◦·∙‣⁃▪▫■□●○§✓✔➢\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
"""Bullets that people type, and those of Word in a font of symbols."""

_BULLET = re.compile(rf"^\s*(?:[{_BULLET_SIGNS}]|o(?=\t| {{2,}})|\(?\d{{1,3}}[.)]|\(?[a-z][.)])\s+")
"""A bullet, or a number or a letter, in front of a line."""

_SIGN = re.compile(r"^\s*([>+!?&=~%#|])\s+")
"""A sign in front of a line. Before each line of a paste it quotes, or makes a list."""


def paste_lines(text: str, step: Step) -> tuple[str, ...]:
    """The lines of a paste that are not empty, without bullets, quotation signs and columns.

    Args:
        text: the pasted text.
        step: the open step. For people, a table loses its headings and keeps its cells apart.
    """
    lines = [line for line in str(sanitise(plain_line_ends(text))).split("\n") if line.strip()]
    if len(lines) > 1:
        lines = _without_list_signs(lines)
    if step.kind == KindName.PEOPLE:
        return tuple(people_lines(lines))
    return tuple(", ".join(_cells_of(line)) for line in lines)


def read_lines(
    text: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> tuple[CapturedLine, ...]:
    """Parse a paste: an item for each line that is not empty.

    Args:
        text: the pasted text.
        open_step: where a line goes without a sign.
        method: the steps and their signs.
        people: whom ``@name`` can name.
        last_speaker: whom a lone ``@`` names.
    """
    captured: list[CapturedLine] = []
    for line in paste_lines(text, open_step):
        captured.append(read_line(line, open_step, method, people, last_speaker))
        target = captured[-1].step
        counts_as_voice = find_kind(target.kind).names_speakers and not target.private
        last_speaker = captured[-1].by or last_speaker if counts_as_voice else last_speaker
    return tuple(captured)


def _without_list_signs(lines: list[str]) -> list[str]:
    """Lines without their bullets, and without a sign that stands before each of them."""
    if all(_BULLET.match(line) for line in lines):
        without_bullets = [_BULLET.sub("", line, count=1) for line in lines]
        return [line for line in without_bullets if line.strip()] or lines
    signs = [match[1] for line in lines if (match := _SIGN.match(line))]
    if len(signs) == len(lines) and len(set(signs)) == 1:
        without_signs = [_SIGN.sub("", line, count=1) for line in lines]
        return [line for line in without_signs if line.strip()] or lines
    return lines


def _cells_of(line: str) -> list[str]:
    """The cells of a row of a table. A line without tabs is one cell."""
    cells = [cell.strip() for cell in line.strip("\t").split("\t")]
    return [cell for cell in cells if cell] if len(cells) > 1 else [line]
