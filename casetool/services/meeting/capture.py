"""Capture what is typed: a preview on the way, and one edit at the end."""

import re
from collections.abc import Sequence

from casetool.models.base import plain_line_ends
from casetool.models.capture.grammar import (
    describe_target,
    place_lines,
    read_line,
)
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.capture.line_marks import LINE_MARK
from casetool.models.capture.paste import read_lines
from casetool.models.capture.waiting_people import split_waiting
from casetool.models.ids import fresh_ids
from casetool.models.method import KindName, Step
from casetool.models.people.mentions import completions, mention
from casetool.models.people.model import People
from casetool.models.people.parse import read_person
from casetool.models.people.sign_in import people_lines
from casetool.models.people.voices import last_speaker
from casetool.models.pseudonyms.names import Names, find_names
from casetool.models.session import Session, ids_of, tree_of
from casetool.models.step_kinds import find_kind
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.services.sessions.document import Document

_UNFINISHED = re.compile(r"@([^\s@]+)$")


NOT_KEPT = "It could not be kept there. Your words are still in the line."
"""The message for a line that could not be added, which stays in the input."""


MOST_PEOPLE_NAMED = 20
"""People of a paste that are named above the line: more than it has room for."""

SEVERAL_LINES = "several lines: Enter shows where each of them goes"


def preview_capture(
    document: Document, step: Step, line: str, under: str
) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Preview where a line would go, and the name that Tab would complete.

    Args:
        document: the open session.
        step: the open step.
        line: the text typed so far.
        under: the id of the selected node of the tree.

    Returns:
        The parts to show, and the unfinished word with its completion, or None.
    """
    if LINE_MARK in line:
        return (SEVERAL_LINES,), None
    session = document.session
    waiting, line = split_waiting(line)
    if waiting and line.strip():
        parts, completion = preview_capture(document, step, line, under)
        return (_count_people(waiting), *parts), completion
    several = waiting or _people_in(step, line)
    if waiting or len(several) > 1:
        to_name = several[:MOST_PEOPLE_NAMED]
        labels = (read_person(text, session.people).person.label for text in to_name)
        return (_count_people(several), *labels), None
    captured = read_line(
        line, step, document.method, session.people, _last_speaker_id(document, line)
    )
    first, *details = describe_target(captured, session, under)
    parts = (
        first,
        *_name_warning(line, session.names),
        *_wording_advice(captured, session),
        *details,
    )
    return parts, _completion(line, session.people)


def _completion(line: str, people: People) -> tuple[str, str] | None:
    """The unfinished word at the end of a line, and the name that Tab would make of it."""
    unfinished = _UNFINISHED.search(line)
    word = unfinished[1] if unfinished is not None else ""
    names = completions(word, people) if word else ()
    return (word, names[0]) if names and not mention(word, people).is_whole else None


def _people_in(step: Step, text: str) -> list[str]:
    """Each person of a list of addresses. One line is one person otherwise."""
    return people_lines([text]) if step.kind == KindName.PEOPLE else []


def _count_people(lines: list[str]) -> str:
    return f"{len(lines)} new people" if len(lines) > 1 else "1 new person"


def _last_speaker_id(document: Document, text: str) -> str | None:
    """The last speaker, found only if the text needs it, because this runs at every key."""
    return last_speaker(document.session, document.method) if "@" in text.split() else None


def _wording_advice(captured: CapturedLine, session: Session) -> tuple[str, ...]:
    """A hint on the wording of the focal point while it is typed: one, and never a refusal."""
    tree = tree_of(session)
    is_focal = captured.step.kind == KindName.TREE and captured.side is None
    if not is_focal or tree is None or tree.focal.strip():
        return ()
    return focal_wording_advice(captured.text, session.child)[:1]


def _name_warning(line: str, names: Names) -> tuple[str, ...]:
    """A warning of a real name, early in the preview, so that a narrow screen still shows it."""
    spans = find_names(line, names)
    if not spans:
        return ()
    matched_text = line[spans[0].start : spans[0].end]
    others = "" if all(span.name is spans[0].name for span in spans) else ", and another"
    return (f"“{matched_text}” is a real name{others}: say “{spans[0].name.replacement}”",)


def read_capture(document: Document, step: Step, text: str) -> tuple[CapturedLine, ...]:
    """Parse what was entered at a step: one line, or each line of a paste that has words.

    Args:
        document: the open session.
        step: the open step.
        text: what was entered.
    """
    people, method = document.session.people, document.method
    text = plain_line_ends(text)
    last_speaker_id = _last_speaker_id(document, text)
    is_paste = "\n" in text.strip() or split_waiting(text)[0]
    if is_paste or len(_people_in(step, text)) > 1:
        lines = read_lines(text, step, method, people, last_speaker_id)
        return tuple(line for line in lines if line.text.strip()) or lines[:1]
    return (read_line(text, step, method, people, last_speaker_id),)


def capture_lines(
    document: Document, captured_lines: Sequence[CapturedLine], under: str
) -> tuple[CapturedLine, str]:
    """Capture parsed lines as one edit that can be undone.

    Args:
        document: the open session.
        captured_lines: the lines, at least one.
        under: the id of the selected node of the tree.

    Returns:
        The last captured line, and its new id.

    Raises:
        CaptureRefused: it cannot go there now. The text stays in the input.
    """
    method, now = document.method, document.now()
    ids = fresh_ids(document.chance, ids_of(document.session), len(captured_lines))

    def edit(session: Session) -> Session:
        return place_lines(session, method, captured_lines, now, ids, under)

    description = f"{len(captured_lines)} lines" if len(captured_lines) > 1 else "a line"
    if not document.apply(edit, f"{description} under {captured_lines[-1].step.title}"):
        raise CaptureRefused(document.read_only or NOT_KEPT)
    return captured_lines[-1], ids[-1]


def unclear_lines(document: Document, captured_lines: Sequence[CapturedLine]) -> dict[int, str]:
    """The lines about people that are refused, by their number, and why. Nothing is added.

    Args:
        document: the open session.
        captured_lines: the lines, each of which may name a person of one before it.
    """
    session, method, now = document.session, document.method, document.now()
    reasons: dict[int, str] = {}
    for index, captured in enumerate(captured_lines):
        if find_kind(captured.step.kind).takes_plain_lines:
            try:
                session = place_lines(session, method, [captured], now, [""])
            except CaptureRefused as refused:
                reasons[index] = str(refused)
    return reasons
