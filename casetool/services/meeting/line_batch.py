"""Add lines from the command line under a heading: all of them, or none."""

from collections.abc import Iterable
from pathlib import Path

from casetool.errors import UserError
from casetool.models.base import evolve
from casetool.models.capture.grammar import place_lines
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.entries.model import EntryKind
from casetool.models.ids import fresh_ids
from casetool.models.method import Method, Step
from casetool.models.people.model import People, agencies, named, person_named, slug
from casetool.models.session import Session, ids_of
from casetool.models.step_kinds import find_kind
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document, what_was_saved
from casetool.storage.context import StorageContext


def add_lines(
    path: Path,
    heading: str,
    lines: Iterable[str],
    by: str = "",
    kind: str = "",
    source: str = "",
    storage: StorageContext | None = None,
) -> str:
    """Add lines under a heading of a session, and wait until they are on disk.

    Args:
        path: the session file.
        heading: a step's number, id or title.
        lines: one line for each entry, action, person or cause, in which no sigils are read.
        by: the person or agency that said it or, for an action, does it.
        kind: the name of an ``EntryKind``, in any case.
        source: the source of a fact.
        storage: the storage context, whose clock gives the time of the lines.

    Returns:
        A sentence for the user.

    Raises:
        RescuedError: the file is unchanged, and an emergency copy has the lines.
        UserError: nothing was added, and the file is unchanged.
    """
    storage = storage or StorageContext()
    document = open_document(path, storage.now, storage)
    try:
        if document.read_only:
            raise UserError(f"{path.name}: {document.read_only} Nothing was added.")
        step = _step(heading, document.method)
        options = {"--by": by, "--kind": kind, "--source": source}
        _refuse_options(step, {name for name, value in options.items() if value})
        speaker_id = _find_speaker(by, document.session.people)
        entry_kind = _parse_kind(kind, step)
        captured = [CapturedLine(step, line, entry_kind, speaker_id, source) for line in lines]
        document.apply(lambda session: _with_lines(session, captured, document), "added")
    except (CaptureRefused, ValueError) as error:
        raise UserError(f"{error} Nothing was added.") from None
    finally:
        document.close()
    notice = what_was_saved(document)
    return _summary(len(captured), step, f"{document.path.name}. {notice}")


def _summary(count: int, step: Step, where: str) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"Added {lines} to “{step.title}” in {where}".rstrip()


def _with_lines(session: Session, captured: list[CapturedLine], document: Document) -> Session:
    """Place all lines as one edit, so that a refusal leaves none of them."""
    ids = fresh_ids(document.chance, ids_of(session), len(captured))
    placed = place_lines(session, document.method, captured, document.now(), ids)
    # the schedule belongs to the room: lines from the command line do not start it
    return evolve(placed, hour=session.hour)


def _step(heading: str, method: Method) -> Step:
    step = method.find(heading)
    if step is None or not _takes_lines(step):
        headings = ", ".join(
            f"{candidate.number} {candidate.id}".strip()
            for candidate in method.steps
            if _takes_lines(candidate)
        )
        raise UserError(f"There is no heading “{heading}” to add to. There are: {headings}.")
    return step


def _takes_lines(step: Step) -> bool:
    return find_kind(step.kind).add_lines is not None


def _refuse_options(step: Step, options: set[str]) -> None:
    refused = sorted(options - find_kind(step.kind).line_options)
    if refused:
        raise UserError(f"{' and '.join(refused)} cannot be said of what stands in “{step.title}”.")


def _parse_kind(kind: str, step: Step) -> EntryKind | None:
    if not kind:
        return None
    entry_kind = EntryKind[kind.upper()]
    if entry_kind is EntryKind.DOCUMENT and entry_kind not in step.entry_kinds:
        raise UserError(f"“{step.title}” holds no documents.")
    return entry_kind


def _find_speaker(by: str, people: People) -> str | None:
    if not by:
        return None
    handle = by.removeprefix("@")
    is_handle = person_named(handle, people) is not None
    speaker_id = handle if is_handle else named(handle, people)
    if speaker_id is None:
        known_ids = [person.id for person in people] + [slug(agency) for agency in agencies(people)]
        choices = ", ".join(dict.fromkeys(known_ids)) or "nobody yet"
        raise UserError(
            f"“{by}” names nobody in this session, or more than one. There are: {choices}."
        )
    return speaker_id
