"""The grammar of the capture line: where a line goes, and as what.

A sigil counts only at the start of the line, with a space after it. Those in ``BARE_SIGILS`` also
count directly before a letter, but not among the people. ``@name`` counts only as the first or last
word, and only if it names somebody, and never in the tree, whose boxes keep no speaker. A lone
``@`` names the last speaker, if there is one. A sign before an amount, and “#” before a bone,
stay in the words. Everything else is text as typed.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from casetool.models.base import sanitise
from casetool.models.capture.attribution import speaker_and_text
from casetool.models.capture.closing_marks import without_closing_mark
from casetool.models.capture.kept_signs import is_amount, is_fracture
from casetool.models.capture.line import CapturedLine, CaptureRefused, NewItem
from casetool.models.entries.model import EntryKind
from casetool.models.method import KindName, Method, Step
from casetool.models.people.model import People
from casetool.models.session import Session
from casetool.models.session_edits import begin_discussion
from casetool.models.step_kinds import find_kind
from casetool.models.tree.model import FOCAL
from casetool.models.tree.paths import Side
from casetool.models.vanished_items import GoneError

KIND_SIGILS = {
    "=": EntryKind.FACT,
    "~": EntryKind.FEELING,
    "%": EntryKind.HYPOTHESIS,
    '"': EntryKind.CHILD,
    "“": EntryKind.CHILD,
    "”": EntryKind.CHILD,
    "„": EntryKind.CHILD,
    "«": EntryKind.CHILD,
    **dict.fromkeys("»‘‚‹›「『〝", EntryKind.CHILD),
    "#": EntryKind.DOCUMENT,
}
"""Signs that mark the kind of an entry."""

TREE_SIGILS: dict[str, Side] = {"^": "effects", "<": "causes"}
"""Signs that send a line into the tree, above the focal point or below it."""

BARE_SIGILS = "!?+&/#"
"""Signs that need no space before a letter. Words begin with the others: “quoted”, <late>, ~six."""

_SIGIL = re.compile(r"(\S)\s+")
_BARE_SIGIL = re.compile(rf"(?!\+ve\b|&c\b)([{re.escape(BARE_SIGILS)}])(?=[^\W\d_])")
"""A sign before a letter, but not +ve (positive) and &c. (et cetera)."""

UNSEEN = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\u3164\ufeff\uffa0\ufffc"
)
"""Characters that nobody sees, as a part of a regular expression."""

_UNSEEN_BEFORE_SIGN = re.compile(
    rf"[{UNSEEN}]+(?=[!?+&/#=~%^<>|](?:\s|$)|(?!\+ve\b|&c\b)[{re.escape(BARE_SIGILS)}][^\W\d_])"
)
"""What other programs leave in front of a sign when words are copied."""

_JOTTING_SIGIL = "/"
"""The only sign that needs no space where people are typed: no name begins with it."""

_EMPTY_LINE = "There are no words yet."


def read_line(
    line: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> CapturedLine:
    """Parse a line typed at the open step.

    Args:
        line: the line. A leading space takes all of it literally.
        open_step: where it goes without a sigil.
        method: the steps and their sigils.
        people: whom ``@name`` can name.
        last_speaker: whom a lone ``@`` names.
    """
    line = without_unseen(str(sanitise(line)))
    step, side, kind, text = _default_step(open_step, method), None, None, line
    if line.startswith(" "):
        return CapturedLine(step, line.strip())
    if is_amount(text) and not find_kind(step.kind).takes_plain_lines:
        by, text = speaker_and_text(text.rstrip(), people, last_speaker)
        return CapturedLine(step, text.strip(), by=by)
    if (sigil := _sigil_of(text, step)) and (target := _step_for_sigil(sigil[1], method)):
        step, side, text = target, TREE_SIGILS.get(sigil[1]), text[sigil.end() :]
    step_kind = find_kind(step.kind)
    if step_kind.takes_plain_lines:
        return CapturedLine(step, text.strip(" "))
    if step_kind.takes_entry_kinds and (sigil := _sigil_of(text, step)):
        marked = KIND_SIGILS.get(sigil[1])
        is_paper = marked in step.entry_kinds and not is_fracture(text)
        if marked is not EntryKind.DOCUMENT or is_paper:
            kind = marked
            text = _behind(sigil, text) if marked is not None else text
    if step.kind == KindName.TREE:  # a box has no speaker: a name would be lost
        return CapturedLine(step, text.strip(), kind, side=side)
    by, text = speaker_and_text(text.rstrip(), people, last_speaker)
    source = ""
    if step.sources:
        text, source = _split_source(text)
        if source and by is None:
            by, text = speaker_and_text(text, people, last_speaker)
    return CapturedLine(step, text.strip(), kind, by, source, side)


def without_unseen(line: str) -> str:
    """A line without what nobody sees in front of a sign. One space is typed, and stays."""
    unseen = _UNSEEN_BEFORE_SIGN.match(line)
    return line[unseen.end() :] if unseen is not None and not line.startswith(" ") else line


def place_lines(
    session: Session,
    method: Method,
    captured_lines: Sequence[CapturedLine],
    now: datetime,
    new_ids: Sequence[str],
    under: str = FOCAL,
) -> Session:
    """Add captured lines to the session, all lines of a heading at once.

    Args:
        session: the session.
        method: its method.
        captured_lines: the parsed lines.
        now: the present instant.
        new_ids: an id for each new entry, action or node. A person gets a handle instead.
        under: the selected node of the tree.

    Raises:
        CaptureRefused: one of them cannot go there now.
    """
    lines_by_step: dict[str, list[tuple[CapturedLine, NewItem]]] = {}
    for captured, new_id in zip(captured_lines, new_ids, strict=True):
        if not captured.text.strip():
            raise CaptureRefused(_EMPTY_LINE, captured)
        lines_of_step = lines_by_step.setdefault(captured.step.id, [])
        lines_of_step.append((captured, NewItem(new_id, now, under)))
    for step_id, lines in lines_by_step.items():
        add_lines = find_kind(lines[0][0].step.kind).add_lines
        if add_lines is None:
            raise GoneError(step_id)
        session = begin_discussion(add_lines(session, lines), method, step_id, now)
    return session


def describe_target(
    captured: CapturedLine, session: Session, under: str = FOCAL
) -> tuple[str, ...]:
    """Describe for the facilitator where a line will go, and as what. The place comes first."""
    return find_kind(captured.step.kind).describe(captured, session, under)


def _default_step(open_step: Step, method: Method) -> Step:
    """Where a line without a sigil goes: the open step, or the one always in view."""
    if find_kind(open_step.kind).add_lines is not None:
        return open_step
    return next((step for step in method.steps if step.always), open_step)


def _split_source(text: str) -> tuple[str, str]:
    """The text before the last bar, and the source behind it. Two bars in a row are text."""
    before, _, source = text.rpartition("|")
    before, source = before.rstrip(), source.strip()
    is_source = before and source and not before.endswith("|")
    return (before, source) if is_source else (text, "")


def _behind(sigil: re.Match[str], text: str) -> str:
    """The words behind a sign, without the mark that closes them."""
    return without_closing_mark(text[sigil.end() :], sigil[1])


def _sigil_of(text: str, step: Step) -> re.Match[str] | None:
    bare = _BARE_SIGIL.match(text)
    if bare is not None and find_kind(step.kind).takes_plain_lines and bare[1] != _JOTTING_SIGIL:
        bare = None
    return _SIGIL.match(text) or bare


def _step_for_sigil(sigil: str, method: Method) -> Step | None:
    if sigil in TREE_SIGILS:
        return next(iter(method.of_kind(KindName.TREE)), None)
    return next((step for step in method.steps if step.sigil == sigil), None)
