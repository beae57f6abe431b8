"""Where the lines of a paste go in a line that holds words: no private jotting becomes public."""

from collections.abc import Sequence

from casetool.models.capture.jottings import begins_jotting, has_bare_sign, jotting_in


def paste_into(
    before: str, after: str, lines: Sequence[str], goes_on: tuple[bool, bool] = (True, True)
) -> tuple[str, str]:
    """The text of a line with the lines of a paste in it, up to the cursor and behind it.

    Words behind the sign of a jotting are jottings. A paste of one line continues a jotting. Any
    other paste goes before or after the jotting. A pasted jotting gets its own line.

    Args:
        before: the words of the line before the cursor.
        after: those behind it.
        lines: the lines of the paste.
        goes_on: whether the first one goes on with the words before, and the last one with
            those behind.
    """
    lines, goes_on_before, goes_on_behind = list(lines), *goes_on
    if all(goes_on) and _is_within_jotting(before, after, lines):
        return before + lines[0], after
    if has_bare_sign(before):
        lines, before, after = _jottings_of(before, lines), "", _as_jotting(after)
    elif begins_jotting(before + after):
        is_behind = begins_jotting(before)
        before, after = (before + after, "") if is_behind else ("", before + after)
    if begins_jotting(before) or begins_jotting(lines[0]):
        goes_on_before = False
    if begins_jotting(after) or begins_jotting(lines[-1]):
        goes_on_behind = False
    front = _gap(before, lines[0], goes_on_before, len(lines) > 1)
    back = _gap(lines[-1], after, goes_on_behind, len(lines) > 1)
    return before + front + "\n".join(lines), back + after


def _is_within_jotting(before: str, after: str, lines: Sequence[str]) -> bool:
    """Whether the lines of a paste are a single one that goes on with a private jotting."""
    if len(lines) != 1 or not begins_jotting(f"{before}x") or begins_jotting(lines[0]):
        return False
    return begins_jotting(before + after) and begins_jotting(before + lines[0] + after)


def _jottings_of(sign: str, lines: Sequence[str]) -> list[str]:
    """Lines behind the sign of a jotting, each with its own. A time before it stays with them."""
    front = jotting_in(f"{sign.rstrip()} x").removesuffix("x")
    texts = [jotting_in(line) or line.lstrip() for line in lines if line.strip()] or [""]
    return [f"/ {text}" for text in (front + texts[0], *texts[1:])]


def _as_jotting(text: str) -> str:
    return f"/ {text.lstrip()}" if text.strip() and not begins_jotting(text) else text


def _gap(before: str, after: str, goes_on: bool, is_apart: bool) -> str:
    """What parts two texts: a line end, or a space between words, or nothing."""
    if not before.strip() or not after.strip():
        return ""
    if not goes_on:
        return "\n"
    return " " if is_apart and not (before[-1].isspace() or after[0].isspace()) else ""
