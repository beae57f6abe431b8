"""The lines of a paste as one line, with a mark where each ends."""

import re

from casetool.models.base import plain_line_ends
from casetool.models.capture.jottings import begins_jotting, has_bare_sign, with_sign_first
from casetool.models.capture.paste_place import paste_into

LINE_MARK = "⏎"
"""Stands in the capture line where a line of a paste ends. Enter shows the lines again."""

_FIRST_SIGNS = frozenset("/!+-?~*=<>%#@^|&•·–—")
"""Signs that begin a line, of a method or of a list."""

_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")

# Spaces before it count only from the first of them, or thousands would take seconds.
_LINE_END = re.compile(rf"(?:(?<!\s)\s+)?(?:\n|{LINE_MARK})\s*")


def marked_lines(text: str) -> str:
    """A text as one line, with a mark between its lines. A space or a mark at its end stays.

    Args:
        text: one line or several.
    """
    end = _LINE_ENDS.split(text[len(text.rstrip()) :])[-1]
    if text.rstrip().endswith(LINE_MARK):
        end = f" {LINE_MARK}{end}"
    lines = [line.strip() for line in unmarked_lines(text).split("\n")]
    return f" {LINE_MARK} ".join(filter(None, lines)) + end if len(lines) > 1 else text


def with_words_behind(text: str, added: str) -> str:
    """A half line with words that were meant for elsewhere behind it.

    A sign at their beginning begins a line: a jotting stays private. Others go on with the line.
    One line goes on with a jotting, too, as whoever wrote that may be going on with it. Behind its
    bare sign several are jottings.

    Args:
        text: the half line, or nothing.
        added: the words, in one line or several.
    """
    line, mark, more = marked_lines(added).partition(LINE_MARK)
    added = f"{with_sign_first(line.rstrip())} {mark}{more}" if mark else with_sign_first(line)
    if not text.strip() or not added.strip():
        return f"{text}{added}"
    before, parting, last = text.rpartition(LINE_MARK)
    if has_bare_sign(last) or (mark and begins_jotting(last)):
        *lines, end = [each.strip() for each in added.split(LINE_MARK)]
        head, _ = paste_into(last, "", [*lines, end] if end else lines)
        return marked_lines(f"{before}{parting}{head}") + ("" if end else f" {LINE_MARK} ")
    if added.lstrip()[0] in _FIRST_SIGNS:
        return marked_lines(f"{text}\n{added}")
    return f"{text.rstrip()} {added.lstrip()}"


def unmarked_lines(text: str) -> str:
    """The text with line ends where its marks are."""
    return _LINE_END.sub("\n", plain_line_ends(text))
