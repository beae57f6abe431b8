"""The points of the opening, which are settled before the discussion begins."""

from casetool.models.entries.model import EntryKind
from casetool.models.method import Method, OpeningFact, OpeningPoint
from casetool.models.people.model import Attends, People, missing_agencies
from casetool.models.session import Session, entries_of
from casetool.render.text.styled_lines import BOLD, PLAIN, QUIET, StyledLines, hang_indent

CHECKLIST_TITLE = "Before we begin"

DONE, NEXT, UNSETTLED = "✓", "▸", "□"
"""Marks of a settled point, of the next point and of later points."""


def opening_lines(session: Session, method: Method, width: int) -> StyledLines:
    """Render the points as the board shows them.

    Args:
        session: the session.
        method: its method, which defines the points.
        width: columns.
    """
    lines: list[tuple[str, str]] = list(hang_indent(BOLD, CHECKLIST_TITLE, width))
    next_open = next_point(session, method)
    for point in method.opening:
        is_done = is_ticked(session, point)
        mark = DONE if is_done else NEXT if point is next_open else UNSETTLED
        lines.append((PLAIN, ""))
        lines += hang_indent(PLAIN if is_done else BOLD, point.title, width, f"{mark} ")
        lines += hang_indent(QUIET if is_done else PLAIN, point.words, width, "  ")
        lines += hang_indent(QUIET, known_facts(session, point), width, "  ") if point.tells else ()
    return tuple(lines)


def is_ticked(session: Session, point: OpeningPoint) -> bool:
    """Whether a point was settled."""
    return any(not tick.step and tick.words == point.words for tick in session.ticked)


def next_point(session: Session, method: Method) -> OpeningPoint | None:
    """The first point that is not settled, or None."""
    return next((point for point in method.opening if not is_ticked(session, point)), None)


def known_facts(session: Session, point: OpeningPoint) -> str:
    """The fact that the session knows for a point. Empty where the point asks for none."""
    match point.tells:
        case OpeningFact.FACILITATOR:
            return f"Facilitator: {session.facilitator or 'nobody is named yet'}"
        case OpeningFact.PAPERS:
            papers = [
                entry.text for _, entry in entries_of(session) if entry.kind is EntryKind.DOCUMENT
            ]
            return f"At hand: {'; '.join(papers) or 'no document is listed yet'}"
        case OpeningFact.MISSING:
            return _absences(session.people)
    return ""


def _absences(people: People) -> str:
    """Missing agencies, then absent people by role and agency, never by name."""
    if not people:
        return "Nobody is listed yet."
    missing = missing_agencies(people)
    absent_people = [
        ", ".join(part for part in (person.role, person.agency) if part)
        for person in people
        if person.attends is Attends.ABSENT and person.role and person.agency not in missing
    ]
    sentences = (
        f"Nobody is here for: {', '.join(missing)}" if missing else "",
        f"Not here: {'; '.join(absent_people)}" if absent_people else "",
    )
    return ". ".join(part for part in sentences if part) or _ALL_HERE


_ALL_HERE = "Every agency on the list is here, or somebody wears its hat."
