"""The notes as Markdown, in the tool's own shape (Case Discussion Tool, Case Discussion Notes)."""

from collections.abc import Callable, Iterator

from casetool.models.actions import Actions
from casetool.models.closing import Round
from casetool.models.dates import in_full
from casetool.models.entries import Entries, EntryKind
from casetool.models.method import Kind, Method, Step
from casetool.models.session import Session, words_of
from casetool.models.tree import Cause, Node, Tree
from casetool.render.drawing import drawing
from casetool.render.escape import cell, literal
from casetool.render.outline import marks_of
from casetool.render.told import (
    NOTHING,
    about_entry,
    documents_first,
    how_attending,
    missing_agencies,
    plan_of,
    round_told,
    title_of,
    when,
)
from casetool.render.visible import visible

WIDTH = 100
"""Columns of the drawing: wider ones wrap in a mail or on a page."""


def notes(session: Session, method: Method, attribution: bool = False) -> str:
    """The notes of a session.

    Args:
        session: the session.
        method: its method: the headings and their order.
        attribution: whether to say who said what.
    """
    lines = [f"# {method.notes_title}", "", *_details(session)]
    for step in method.steps:
        write = _WRITERS.get(step.kind)
        if write is not None:
            held = list(write(session, step, attribution))
            lines += ["", f"## {title_of(step)}", "", *(held or [NOTHING])]
    return "\n".join(lines) + "\n"


def _details(session: Session) -> Iterator[str]:
    referral = in_full(session.referral) if session.referral is not None else "not recorded"
    day = in_full(session.discussion) if session.discussion is not None else "not recorded"
    yield f"- **Child Name:** {literal(session.child, '  ')}"
    yield f"- **Date of Referral:** {referral}"
    yield f"- **Date of Case Discussion:** {day}"
    if session.reason:
        yield f"- **Reason:** {literal(session.reason, '  ')}"
    if session.facilitator:
        yield f"- **Facilitator:** {literal(session.facilitator, '  ')}"
    if session.people:
        yield ""
        yield "**Taking part**"
        yield ""
    for person in session.people:
        parts = (person.label, person.role, person.agency if person.name else "")
        who = ", ".join(literal(part, "  ") for part in parts if part)
        yield f"- {who}: {literal(how_attending(person, session), '  ')}"
    missing = missing_agencies(session)
    if missing:
        yield ""
        yield f"**Not represented:** {', '.join(literal(agency) for agency in missing)}"


def _entries(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    for entry in documents_first(heading.entries):
        usual = step.sources and entry.kind in (EntryKind.DOCUMENT, EntryKind.FACT)
        kind = "" if usual or entry.kind is None else f"*{entry.kind.value}:* "
        about = "; ".join(
            f"{label}: {literal(words, '  ')}"
            for label, words in about_entry(entry, session, attribution)
        )
        yield f"- {kind}{literal(entry.text, '  ')}" + (f" ({about})" if about else "")


def _tree(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    picture = visible(drawing(tree, WIDTH))
    fence = "```"
    while fence in picture:
        fence += "`"
    yield f"{fence}text"
    yield picture
    yield fence
    yield from ("", "### EFFECTS", "")
    yield from _branches(tree.effects, "") if tree.effects else iter((NOTHING,))
    yield from ("", "### FOCAL POINT", "", literal(tree.focal.strip()) or NOTHING)
    yield from ("", "### ROOT CAUSES", "")
    yield from _branches(tree.causes, "") if tree.causes else iter((NOTHING,))


def _branches(row: tuple[Node, ...], indent: str) -> Iterator[str]:
    deeper = f"{indent}  "
    for node in row:
        marks = marks_of(node)
        yield f"{indent}- {literal(node.text, deeper)}" + (f" *({marks})*" if marks else "")
        if isinstance(node, Cause):
            for label, words in (
                *(("speaks for it", words) for words in node.speaks_for),
                *(("speaks against it", words) for words in node.speaks_against),
            ):
                yield f"{deeper}- *{label}:* {literal(words, f'{deeper}  ')}"
        yield from _branches(node.children, deeper)


def _actions(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Actions) or not heading.actions:
        return
    yield "| Action | Who By and When | How will we know? | What difference will it make? |"
    yield "| --- | --- | --- | --- |"
    for action in heading.actions:
        plan = plan_of(action)
        what = cell(action.what) + (f" *({plan})*" if plan else "")
        answers = [words_of(session, thing) for thing in action.answers]
        told = "; ".join(cell(words) for words in answers if words)
        what += f" *answers:* {told}" if told else ""
        who = ", ".join(cell(part) for part in (action.who, when(action)) if part)
        yield f"| {what} | {who} | {cell(action.known)} | {cell(action.difference)} |"


def _round(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, told = round_told(heading, session)
    if sentence:
        yield sentence
    if told:
        yield ""
    for name, answer, record in told:
        words = f", wants recorded: {literal(record, '  ')}" if record else ""
        yield f"- {literal(name, '  ')}: {answer}{words}"


_WRITERS: dict[Kind, Callable[[Session, Step, bool], Iterator[str]]] = {
    Kind.ENTRIES: _entries,
    Kind.TREE: _tree,
    Kind.ACTIONS: _actions,
    Kind.ROUND: _round,
}
"""One writer for each kind of heading; a step without one is not in the notes."""
