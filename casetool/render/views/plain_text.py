"""A session as plain text, for a terminal and for a screen reader."""

from collections.abc import Iterator

from casetool.models.method import Method
from casetool.models.parsing.dates import format_date
from casetool.models.people.mentions import handle_of
from casetool.models.people.model import missing_agencies
from casetool.models.session import Session
from casetool.render.kind_writers import WRITERS
from casetool.render.report.phrases import (
    NOTHING_RECORDED,
    how_attending,
    session_times,
    title_of,
)
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.views.corrections import corrections_status


def session_text(session: Session, method: Method, width: int = 80) -> str:
    """Write the whole session as text that is safe for a terminal.

    Args:
        session: the session.
        method: its method.
        width: most columns, as far as long words allow.
    """
    child = terminal_safe(session.child)
    lines = [child, "=" * min(width, cells(child)), "", *_detail_lines(session, method)]
    for step in method.steps:
        writer = WRITERS.get(step.kind)
        if writer is None:
            continue
        title = terminal_safe(title_of(step))
        lines_of_step = list(writer.text(session, step))
        if step.private:
            title = f"{title} (yours alone)"
            if not lines_of_step:
                continue
        lines += ["", title, "-" * min(width, cells(title)), *(lines_of_step or [NOTHING_RECORDED])]
    return "\n".join(_wrap_line(terminal_safe(line), width) for line in lines) + "\n"


def _wrap_line(line: str, width: int) -> str:
    """Wrap a line, with further rows under its own beginning."""
    text = line.lstrip(" ")
    indent = " " * (len(line) - len(text) + (2 if text.startswith("- ") else 0))
    rows = wrap(text, max(20, width - len(indent)))
    lead = line[: len(line) - len(text)]
    return "\n".join([f"{lead}{rows[0]}", *(f"{indent}{row}" for row in rows[1:])])


def _detail_lines(session: Session, method: Method) -> Iterator[str]:
    if session.review is not None:
        yield f"Keep until: {format_date(session.review)}"
    yield f"Referral: {format_date(session.referral) if session.referral else 'not set'}"
    yield f"Discussion: {format_date(session.discussion) if session.discussion else 'not set'}"
    yield f"Reason: {session.reason or 'not set'}"
    yield f"Facilitator: {session.facilitator or 'not set'}"
    yield f"Stage: {session.stage.value}"
    yield corrections_status(session)
    yield from (f"{label}: {text}" for label, text in session_times(session, method))
    for person in session.people:
        parts = (person.label, person.role, person.agency if person.name else "")
        description = ", ".join(part for part in parts if part)
        yield f"- {description}: {how_attending(person, session)} (@{handle_of(person)})"
    missing_agency_names = missing_agencies(session.people)
    if missing_agency_names:
        yield f"Not represented: {', '.join(missing_agency_names)}"
