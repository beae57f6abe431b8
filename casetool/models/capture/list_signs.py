"""The bullets of a list and the signs of a quotation, taken off the lines of a paste."""

import re
from itertools import groupby

from casetool.models.capture.kept_signs import kept_signs

_DEEPEST = 4
"""How often a list in a quotation in a list is looked into."""

_SIGN = re.compile(
    r"\s*(?:(?P<quote>>)|(?P<spaced>[+!?&=~%#|^<>])(?=\s|$)"
    r"|(?!\+ve\b|&c\b)(?P<bare>[+!?&#])(?=[^\W\d_]))"
)
"""A sign in front of a line, as the capture line knows them. A quotation needs no space."""

_QUOTE_SIGNS = re.compile(r"\s*(?:>[^\S\t]?)+\s*")
_OTHER_SIGN = re.compile(r"\s*\S\s*")
_NESTED_QUOTE = re.compile(r"\s*>\s*(?:>|$)")
_SIGN_IN_QUOTE = re.compile(r"\s*[\"“”„«]\s")
_HEADING_END = re.compile(r"[:：]\s*[-–—]?\s*$")

_MAIL_HEADER = re.compile(r"\s*(?:from|sent|to|cc|date|subject|re)\s*:", re.IGNORECASE)

_SHAPES = (
    r"\-*‐‑‒–—―−•◦·∙⋅‣⁃․・¶†‡¤→⇒\u25a0-\u25ff\u2605\u2606\u2610\u2794-\u27be"
    r"✓✔✦✧✱✲✳✴✵✶✽❍❏❐❑❒❖\u2b00-\u2bff\uf000-\uf0ff"
)
"""Bullets that people type, and those of Word in a font of symbols."""

_MONTH = r"[.)]\s+(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_YEAR = r"[.)]\s*\d"
"""What follows a number or a letter that belongs to the words: “3. May”, “c. 1990”."""

_BULLET = re.compile(
    rf"\s*(?:[{_SHAPES}]\ufe0f?|§(?!\s*\d)|o|[ØøŸÿüÜvq](?=\t)"
    rf"|\(?(?:\d{{1,3}}(?!{_MONTH})|[a-z](?!{_YEAR})|[ivxl]{{1,6}})[.)])(?:\s+|$)",
)
"""A bullet, or a number or a letter, in front of a line."""

_CAPITAL = re.compile(r"\s*\(?([A-Z]|[IVXL]{1,6})[.)](?:\s+|$)")
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def without_list_signs(lines: list[str], are_names: bool = False) -> list[str]:
    """Lines without their bullets, and without a sign that makes them a quotation or a list.

    Args:
        lines: the lines of a paste that are not blank.
        are_names: whether the lines are people, whose initials look like the letters of a list.
    """
    for _ in range(_DEEPEST if len(lines) > 1 else 0):
        plain_lines = _without_bullets(_without_signs(lines), are_names)
        if plain_lines == lines:
            break
        lines = plain_lines
    return lines


def _without_signs(lines: list[str]) -> list[str]:
    """Lines without a sign that stands before each of them, or of those below a heading."""
    has_one_sign = len({sign for line in lines if (sign := _sign_of(line))}) == 1
    result: list[str] = []
    heading = ""
    for sign, group in groupby(lines, _sign_of):
        run = list(group)
        is_all = len(run) + bool(heading) == len(lines) and len(run) > 1
        is_quotation = sign == ">" and _is_quotation(heading, run)
        below_heading = has_one_sign and _HEADING_END.search(heading) is not None
        is_list = sign and (is_all or below_heading or is_quotation)
        if is_list and not all(kept_signs(line.strip()) for line in run):
            result += _without_sign(run, sign)
        else:
            result += run
        heading = run[-1] if not sign else ""
    return result or lines


def _sign_of(line: str) -> str:
    match = _SIGN.match(line)
    return match[0].strip() if match is not None else ""


def _is_quotation(heading: str, run: list[str]) -> bool:
    """Whether lines are quoted mail, by the line before or by one that is bare or quoted twice."""
    is_headed = _HEADING_END.search(heading) or _MAIL_HEADER.match(heading)
    return bool(is_headed) or (len(run) > 1 and any(map(_NESTED_QUOTE.match, run)))


def _without_sign(run: list[str], sign: str) -> list[str]:
    """The words of a run. What was a sign within quoted words is one no more."""
    if sign != ">":
        texts = (_OTHER_SIGN.sub("", line, count=1) for line in run)
        return [line for line in texts if line.strip()]
    texts = (_QUOTE_SIGNS.sub("", line, count=1) for line in run)
    return [
        f" {line}" if _sign_of(line) or _SIGN_IN_QUOTE.match(line) else line
        for line in texts
        if line.strip()
    ]


def _without_bullets(lines: list[str], are_names: bool) -> list[str]:
    """Lines without their bullets, where most have one. A heading needs none."""
    ends = [_bullet_end(line) for line in lines]
    if not are_names:
        ends = _with_capitals(lines, ends)
    items = sum(
        end > 0 or _HEADING_END.search(line) is None for line, end in zip(lines, ends, strict=True)
    )
    bullets = sum(end > 0 for end in ends)
    if not bullets or bullets * 3 < items * 2:
        return lines
    texts = [line[end:] for line, end in zip(lines, ends, strict=True)]
    return [line for line in texts if line.strip()] or lines


def _bullet_end(line: str) -> int:
    match = _BULLET.match(line)
    return match.end() if match is not None else 0


def _with_capitals(lines: list[str], ends: list[int]) -> list[int]:
    """The ends of bullets, with capitals that count the lines: A., B., or I., II."""
    matches = [_CAPITAL.match(line) for line in lines]
    labels = tuple(match[1] for match in matches if match is not None)
    if len(labels) < 2 or labels not in (_LETTERS[: len(labels)], _ROMAN[: len(labels)]):
        return ends
    return [match.end() if match else end for match, end in zip(matches, ends, strict=True)]
