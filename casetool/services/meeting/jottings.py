"""Keeps a private jotting out of the words that everybody sees."""

from casetool.models.capture.jottings import (
    has_sign_within,
    without_jotting_lines,
    without_jottings,
)
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.finding import shortened
from casetool.models.step_kinds import find_kind
from casetool.models.tree.model import FOCAL
from casetool.services.meeting.capture import capture_lines
from casetool.services.sessions.document import Document

JOTTED = "“{}” is a private jotting now: it is not in these words. Ctrl+Z takes it back."
SIGN_WITHIN = "“/” stands within these words, for all to see. A private jotting begins with it."


def keep_apart(
    document: Document, step_id: str, old: str, new: str, is_prose: bool = True
) -> tuple[str, str]:
    """Make the jottings that are begun in an edit private ones.

    Args:
        document: the open session.
        step_id: the step whose words are edited.
        old: the words before the edit.
        new: the words after it.
        is_prose: whether they are words, and no name or date.

    Returns:
        The words without them, and what to say of it. Nothing is said if there are none.
    """
    private = next(
        (
            step
            for step in document.method.steps
            if step.private and find_kind(step.kind).add_lines is not None
        ),
        None,
    )
    if private is None or private.id == step_id:
        return new, ""
    kept_text, jottings = without_jottings(old, new) if is_prose else without_jotting_lines(new)
    if not jottings:
        return new, SIGN_WITHIN if is_prose and has_sign_within(old, new) else ""
    try:
        lines = [CapturedLine(private, jotting) for jotting in jottings]
        capture_lines(document, lines, FOCAL)
    except CaptureRefused:
        return new, ""
    return kept_text, JOTTED.format(shortened(" / ".join(jottings)))
