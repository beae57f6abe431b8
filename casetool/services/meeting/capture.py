"""From what is typed to what is caught: the words on the way, and the edit at the end."""

import re

from casetool.models.capture.grammar import (
    CapturedLine,
    CaptureRefused,
    describe_target,
    place_line,
    read_line,
    read_lines,
)
from casetool.models.method import Step, StepKind
from casetool.models.people.model import completions, named
from casetool.models.people.voices import last_speaker
from casetool.models.pseudonyms.names import Names, find_names
from casetool.models.session import Session, tree_of
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.services.sessions.document import Document

_UNFINISHED = re.compile(r"@([^\s@]+)$")


NOT_KEPT = "It could not be kept there. Your words are still in the line."
"""Said where a line came to nothing, so that it stays."""


def preview_capture(
    document: Document, step: Step, line: str, under: str
) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Where a line would go, and the name that Tab would complete.

    Args:
        document: the document that it would go into.
        step: the open step.
        line: what is typed so far.
        under: the selected node of the tree.

    Returns:
        The parts to show, and the unfinished word with what it would become, or None.
    """
    session = document.session
    captured = read_line(line, step, document.method, session.people, _last(document, line))
    first, *rest = describe_target(captured, session, document.method, under)
    parts = (first, *_warning(line, session.names), *_wording(captured, session), *rest)
    unfinished = _UNFINISHED.search(line)
    if unfinished is None:
        return parts, None
    word = unfinished[1]
    found = completions(word, session.people)
    if not found or named(word, session.people) is not None:
        return parts, None
    return parts, (word, found[0])


def _last(document: Document, text: str) -> str | None:
    """Who spoke last; looked for only where it is asked: this runs at every key."""
    return last_speaker(document.session, document.method) if "@" in text.split() else None


def _wording(captured: CapturedLine, session: Session) -> tuple[str, ...]:
    """A hint on the wording of the focal point, while it is typed: one, and never a refusal."""
    tree = tree_of(session)
    is_focal = captured.step.kind is StepKind.TREE and captured.side is None
    if not is_focal or tree is None or tree.focal.strip():
        return ()
    return focal_wording_advice(captured.text, session.child)[:1]


def _warning(line: str, names: Names) -> tuple[str, ...]:
    """That a real name is typed: quietly, right after the place, so that no width hides it."""
    spans = find_names(line, names)
    if not spans:
        return ()
    stood = line[spans[0].start : spans[0].end]
    more = "" if all(span.name is spans[0].name for span in spans) else ", and another"
    return (f"“{stood}” is a real name{more}: say “{spans[0].name.replacement}”",)


def capture_lines(
    document: Document, step: Step, text: str, under: str
) -> tuple[CapturedLine, str]:
    """Catch a line, or each line of a paste, as one edit that can be undone.

    Args:
        document: where it goes.
        step: the open step.
        text: what was entered: one line or several.
        under: the selected node of the tree.

    Returns:
        What was caught last, and the id that it got.

    Raises:
        CaptureRefused: it cannot go there now; the words stay in the line.
    """
    people, method, now = document.session.people, document.method, document.now()
    last = _last(document, text)
    if "\n" in text.strip():
        caught = read_lines(text, step, method, people, last)
    else:
        caught = (read_line(text, step, method, people, last),)
    fresh: dict[str, None] = {}
    while len(fresh) < len(caught):  # none is in the session yet: two could be the same
        fresh[document.fresh_id()] = None
    ids = list(fresh)

    def edit(session: Session) -> Session:
        for captured, new_id in zip(caught, ids, strict=True):
            session = place_line(session, method, captured, now, new_id, under)
        return session

    count = f"{len(caught)} lines" if len(caught) > 1 else "a line"
    if not document.apply(edit, f"{count} under {caught[-1].step.title}"):
        raise CaptureRefused(document.read_only or NOT_KEPT)
    return caught[-1], ids[-1]
