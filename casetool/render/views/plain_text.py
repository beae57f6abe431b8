"""A session as plain text, for a terminal and for a screen reader."""

from collections.abc import Callable, Iterator

from casetool.models.actions.model import Actions, further_answers, not_smart
from casetool.models.entries.model import Entries
from casetool.models.field_spec import field_specs
from casetool.models.meeting.read_back import agreed_things, is_agreed
from casetool.models.method import KindName, Method, Step
from casetool.models.parsing.dates import format_date
from casetool.models.people.model import missing_agencies
from casetool.models.round.model import Round
from casetool.models.session import Session, words_of
from casetool.models.tree.model import Tree
from casetool.render.report.phrases import (
    AGREED,
    NOTHING_RECORDED,
    about_entry,
    documents_first,
    how_attending,
    labelled,
    plan_of,
    round_summary,
    session_times,
    text_or_blank,
    title_of,
    when_said,
)
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.tree.outline import outline
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
        writer = _WRITERS.get(step.kind)
        if writer is None:
            continue
        title = terminal_safe(title_of(step))
        lines_of_step = list(writer(session, step))
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
        yield f"- {description}: {how_attending(person, session)} (@{person.id})"
    missing_agency_names = missing_agencies(session.people)
    if missing_agency_names:
        yield f"Not represented: {', '.join(missing_agency_names)}"


def _entry_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    for entry in documents_first(heading.entries) if isinstance(heading, Entries) else ():
        kind = f"{entry.kind.value}: " if entry.kind is not None else ""
        about = "; ".join(labelled(*detail) for detail in about_entry(entry, session, True))
        yield f"- {kind}{text_or_blank(entry.text)}" + (f" ({about})" if about else "")


def _tree_lines(session: Session, step: Step) -> Iterator[str]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    titles = {"effects": "Effects", "focal": "Focal point", "causes": "Causes"}
    side, agreed = "", agreed_things(session)
    for line in outline(tree):
        if line.side != side:
            side = line.side
            yield f"{titles[side]}:"
        indent = "  " * max(0, line.depth - 1)
        text = (
            text_or_blank(tree.focal, NOTHING_RECORDED)
            if line.side == "focal"
            else text_or_blank(line.text)
        )
        marks = "; ".join(filter(None, (line.marks, AGREED if line.id in agreed else "")))
        yield f"{indent}- {text}" + (f" ({marks})" if marks else "")
        yield from (f"{indent}    {label}: {statement}" for label, statement in line.evidence)


def _action_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    for action in heading.actions if isinstance(heading, Actions) else ():
        yield f"- {text_or_blank(action.what)}"
        answers = "; ".join(words_of(session, item_id) for item_id in action.answers)
        specs = field_specs(type(action))
        for label, text in (
            (specs["who"].name, action.who),
            (specs["due"].name, when_said(action)),
            *((spec.name, text) for spec, text in further_answers(action)),
            ("answers", answers),
            ("plan", plan_of(action)),
            ("still missing", ", ".join(not_smart(action))),
        ):
            if text:
                yield f"    {label}: {text}"
        if is_agreed(session, action.id):
            yield f"    {AGREED}"


def _round_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, answers = round_summary(heading, session)
    if sentence:
        yield sentence
    for name, answer, record in answers:
        yield f"- {name}: {answer}" + (f", wants recorded: {record}" if record else "")


_WRITERS: dict[str, Callable[[Session, Step], Iterator[str]]] = {
    KindName.ENTRIES: _entry_lines,
    KindName.TREE: _tree_lines,
    KindName.ACTIONS: _action_lines,
    KindName.ROUND: _round_lines,
}
