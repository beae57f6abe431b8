"""How words from the command line come under a heading: all of them, or none."""

from collections.abc import Iterable
from pathlib import Path

from casetool.errors import UserError
from casetool.models.base import evolve
from casetool.models.capture.grammar import CapturedLine, CaptureRefused, place_line
from casetool.models.entries.model import EntryKind
from casetool.models.method import Method, Step, StepKind
from casetool.models.people.model import People, agencies, named, slug
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document, what_was_saved
from casetool.storage.context import StorageContext

_TAKES = {
    StepKind.ENTRIES: {"--by", "--kind", "--source"},
    StepKind.ACTIONS: {"--by"},
    StepKind.TREE: set(),
    StepKind.PEOPLE: set(),
}
"""What can be said about a line, by what its heading holds."""


def add_lines(
    path: Path,
    heading: str,
    lines: Iterable[str],
    by: str = "",
    kind: str = "",
    source: str = "",
    storage: StorageContext | None = None,
) -> str:
    """Put lines under a heading of a session, and wait until they are on disk.

    Args:
        path: the session file.
        heading: a step's number, id or title.
        lines: the words, one entry (action, person, cause) each; no sigils are read.
        by: who said it: a person or an agency of the session; of an action, who does it.
        kind: the name of an ``EntryKind``, in any case.
        source: where a fact stands.
        storage: how the session is kept; its clock says when they were said.

    Returns:
        What was done, for the person who asked for it.

    Raises:
        RescuedError: the file is as it was, and an emergency copy has the lines.
        Failure: it could not be done, and the file is as it was.
    """
    storage = storage or StorageContext()
    document = open_document(path, storage.now, storage)
    try:
        if document.read_only:
            raise UserError(f"{path.name}: {document.read_only} Nothing was added.")
        step = _step(heading, document.method)
        marks = {"--by": by, "--kind": kind, "--source": source}
        _refuse_marks(step, {name for name, words in marks.items() if words})
        whose = _speaker(by, document.session.people)
        entry_kind = _kind(kind, step)
        captured = [CapturedLine(step, line, entry_kind, whose, source) for line in lines]
        document.apply(lambda session: _placed(session, captured, document), "added")
    except (CaptureRefused, ValueError) as refused:
        raise UserError(f"{refused} Nothing was added.") from None
    finally:
        document.close()
    saved = what_was_saved(document)
    return _done(len(captured), step, f"{document.path.name}. {saved}")


def _done(count: int, step: Step, where: str) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"Added {lines} to “{step.title}” in {where}".rstrip()


def _placed(session: Session, captured: list[CapturedLine], document: Document) -> Session:
    """The session with every line in its place: one edit, so that a refusal leaves none of them."""
    ids: set[str] = set()
    hour = session.hour
    for one in captured:
        new_id = document.fresh_id()
        while new_id in ids:
            new_id = document.fresh_id()
        ids.add(new_id)
        session = place_line(session, document.method, one, document.now(), new_id)
    # the hour is the room's: what is put in from here does not begin it
    return evolve(session, hour=hour)


def _step(heading: str, method: Method) -> Step:
    step = method.find(heading)
    if step is None or step.kind not in _TAKES:
        known = ", ".join(
            f"{one.number} {one.id}".strip() for one in method.steps if one.kind in _TAKES
        )
        raise UserError(f"There is no heading “{heading}” to add to. There are: {known}.")
    return step


def _refuse_marks(step: Step, given: set[str]) -> None:
    refused = sorted(given - _TAKES[step.kind])
    if refused:
        raise UserError(f"{' and '.join(refused)} cannot be said of what stands in “{step.title}”.")


def _kind(kind: str, step: Step) -> EntryKind | None:
    if not kind:
        return None
    found = EntryKind[kind.upper()]
    if found is EntryKind.DOCUMENT and found not in step.entry_kinds:
        raise UserError(f"“{step.title}” holds no documents.")
    return found


def _speaker(by: str, people: People) -> str | None:
    if not by:
        return None
    found = named(by.removeprefix("@"), people)
    if found is None:
        known = [person.id for person in people] + [slug(agency) for agency in agencies(people)]
        some = ", ".join(dict.fromkeys(known)) or "nobody yet"
        raise UserError(
            f"“{by}” names nobody in this session, or more than one. There are: {some}."
        )
    return found
