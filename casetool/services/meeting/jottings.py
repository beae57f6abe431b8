"""Keeps a private jotting out of the words that everybody sees."""

from casetool.models.capture.jottings import (
    are_words_of,
    has_sign_within,
    without_jotting_lines,
    without_jottings,
)
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.entries.edits import edit_entry, move_entry
from casetool.models.entries.model import Entries
from casetool.models.finding import shortened
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.models.step_kinds import find_kind
from casetool.models.tree.model import FOCAL
from casetool.services.meeting.capture import capture_lines
from casetool.services.sessions.document import Document

JOTTED = "“{}” is a private jotting now: it is not in these words. It stands under {}."
SIGN_WITHIN = "“/” stands within these words, for all to see. A private jotting begins with it."

STAYS_PUBLIC = (
    "“{}” stands under {} now. The words here stay for all to see, too: change or delete them."
)


def keep_apart(
    document: Document,
    step_id: str,
    old: str,
    new: str,
    is_prose: bool = True,
    is_needed: bool = False,
) -> tuple[str, str]:
    """Make the jottings that are begun in an edit private ones.

    Args:
        document: the open session.
        step_id: the step whose words are edited.
        old: the words before the edit.
        new: the words after it.
        is_prose: whether they are words, and no name or date.
        is_needed: whether words must stand there. If only jottings are left, the old ones stay.

    Returns:
        The words without them, and what to say of it. Nothing is said if there are none.
    """
    private = _private_step(document)
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
    jotted = shortened(" / ".join(jottings))
    if is_needed and old.strip() and not kept_text:
        return old, STAYS_PUBLIC.format(jotted, private.title)
    return kept_text, JOTTED.format(jotted, private.title)


def move_to_jottings(document: Document, entry_id: str, old: str, new: str) -> str:
    """Move an entry to the private jottings, if their sign was put before all its words.

    Args:
        document: the open session.
        entry_id: the id of the entry.
        old: its words before the edit.
        new: its words with the sign.

    Returns:
        What to say of it, empty where nothing was moved.
    """
    private = _private_step(document)
    kept_text, jottings = without_jottings(old, new)
    if private is None or kept_text or not are_words_of(old, jottings):
        return ""
    heading = document.session.heading(private.id)
    if not isinstance(heading, Entries) or any(each.id == entry_id for each in heading.entries):
        return ""
    text = "\n".join(jottings)

    def edit(session: Session) -> Session:
        return move_entry(edit_entry(session, entry_id, text=text), entry_id, private.id)

    if not document.apply(edit, "moved to another heading"):
        return ""
    return JOTTED.format(shortened(text), private.title)


def _private_step(document: Document) -> Step | None:
    """The step of the private jottings, if the method has one."""
    steps = (step for step in document.method.steps if step.private)
    return next((step for step in steps if find_kind(step.kind).add_lines is not None), None)
