"""What is said and settled before the discussion begins, point by point."""

from casetool.models.entries.model import EntryKind
from casetool.models.method import Method, OpeningFact, OpeningPoint
from casetool.models.people.model import Attends, People, missing_agencies
from casetool.models.session import Session, entries_of
from casetool.render.text.styled_lines import BOLD, MUTED, PLAIN, StyledLines, hang_indent

CHECKLIST_TITLE = "Before we begin"

DONE, NEXT, OPEN = "✓", "▸", "□"
"""The mark of a point that was seen to, of the one that is next, and of the others."""


def opening_lines(session: Session, method: Method, width: int) -> StyledLines:
    """The points as the room sees them.

    Args:
        session: the session.
        method: its method, whose points these are.
        width: columns.
    """
    lines: list[tuple[str, str]] = list(hang_indent(BOLD, CHECKLIST_TITLE, width))
    following = next_point(session, method)
    for point in method.opening:
        done = is_ticked(session, point)
        mark = DONE if done else NEXT if point is following else OPEN
        lines.append((PLAIN, ""))
        lines += hang_indent(PLAIN if done else BOLD, point.title, width, f"{mark} ")
        lines += hang_indent(MUTED if done else PLAIN, point.words, width, "  ")
        lines += hang_indent(MUTED, known_facts(session, point), width, "  ") if point.tells else ()
    return tuple(lines)


def is_ticked(session: Session, point: OpeningPoint) -> bool:
    """Whether a point was seen to."""
    return any(not tick.step and tick.words == point.words for tick in session.ticked)


def next_point(session: Session, method: Method) -> OpeningPoint | None:
    """The first point that was not seen to; None when all were."""
    return next((point for point in method.opening if not is_ticked(session, point)), None)


def known_facts(session: Session, point: OpeningPoint) -> str:
    """What the session knows of a point, in a line; nothing where it is not asked."""
    match point.tells:
        case OpeningFact.FACILITATOR:
            return f"Facilitator: {session.facilitator or 'nobody is named yet'}"
        case OpeningFact.PAPERS:
            papers = [
                entry.text for _, entry in entries_of(session) if entry.kind is EntryKind.DOCUMENT
            ]
            return f"At hand: {'; '.join(papers) or 'no paper is written down'}"
        case OpeningFact.MISSING:
            return _missing(session.people)
    return ""


def _missing(people: People) -> str:
    """For whom nobody is here; then who else could not come, by what they are, not by name."""
    if not people:
        return "Nobody is written down yet."
    missing = missing_agencies(people)
    away = [
        ", ".join(part for part in (one.role, one.agency) if part)
        for one in people
        if one.attends is Attends.ABSENT and one.role and one.agency not in missing
    ]
    told = (
        f"Nobody is here for: {', '.join(missing)}" if missing else "",
        f"Not here: {'; '.join(away)}" if away else "",
    )
    return ". ".join(part for part in told if part) or _ALL_HERE


_ALL_HERE = "Every agency that was written down is here, or somebody wears its hat."
