"""The notes as Markdown, in the tool's own shape (Case Discussion Tool, Case Discussion Notes)."""

from collections.abc import Callable, Iterator

from casetool.models.actions import Actions
from casetool.models.closing import Round
from casetool.models.dates import in_full
from casetool.models.entries import Entries, EntryKind
from casetool.models.method import Kind, Method, Step
from casetool.models.people import missing_agencies
from casetool.models.private import without_private
from casetool.models.read_back import agreed_things, is_agreed
from casetool.models.session import Session, words_of
from casetool.models.tree import FOCAL, Tree
from casetool.render.drawing import drawing
from casetool.render.escape import cell, literal, title
from casetool.render.outline import Line, outline
from casetool.render.told import (
    AGREED,
    BLANK,
    NOTHING,
    about_entry,
    documents_first,
    how_attending,
    labelled,
    plan_of,
    round_told,
    times,
    title_of,
    when,
)

WIDTH = 100
"""Columns of the drawing: wider ones wrap in a mail or on a page."""

DEEPEST = 8
"""Lists in lists; some readers drop what is nested deeper, so deeper levels are numbered."""


def notes(session: Session, method: Method, attribution: bool = False) -> str:
    """The notes of a session.

    What people typed stays as typed, by code point, direction controls too: the notes are the
    record. Only the drawing, which is a picture in characters, shows them as marks.

    Args:
        session: the session.
        method: its method: the headings and their order.
        attribution: whether to say who said what.
    """
    session = without_private(session, method)  # an action can answer what was moved there
    lines = [f"# {title(method.notes_title)}", "", *_details(session, method)]
    for step in method.steps:
        write = _WRITERS.get(step.kind)
        if write is not None and not step.private:
            held = list(write(session, step, attribution))
            lines += ["", f"## {title(title_of(step))}", "", *(held or [NOTHING])]
    return "\n".join(lines) + "\n"


def _details(session: Session, method: Method) -> Iterator[str]:
    referral = in_full(session.referral) if session.referral is not None else "not recorded"
    day = in_full(session.discussion) if session.discussion is not None else "not recorded"
    facts = [
        ("Child Name", session.child),
        ("Date of Referral", referral),
        ("Date of Case Discussion", day),
        ("Reason", session.reason),
        ("Facilitator", session.facilitator),
        *times(session, method),
    ]
    for label, words in facts:
        if words:
            yield f"- **{literal(label)}:** {literal(words, start=False)}"
    if session.people:
        yield from ("", "**Taking part**", "")
    for person in session.people:
        parts = (person.label, person.role, person.agency if person.name else "")
        who, *rest = [part for part in parts if part]
        known = "".join(f", {literal(part, start=False)}" for part in rest)
        how = literal(how_attending(person, session), start=False)
        yield f"- {literal(who) or BLANK}{known}: {how}"
    missing = missing_agencies(session.people)
    if missing:
        names = ", ".join(literal(agency, start=False) for agency in missing)
        yield from ("", f"**Not represented:** {names}")


def _entries(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Entries):
        return
    for entry in documents_first(heading.entries):
        usual = step.sources and entry.kind in (EntryKind.DOCUMENT, EntryKind.FACT)
        kind = "" if usual or entry.kind is None else f"*{entry.kind.value}:* "
        about = "; ".join(
            labelled(label, literal(words, "  ", start=False))
            for label, words in about_entry(entry, session, attribution)
        )
        text = literal(entry.text, "  ", start=not kind) or BLANK
        yield f"- {kind}{text}" + (f" ({about})" if about else "")


def _tree(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    picture = drawing(tree, WIDTH)
    fence = "```"
    while fence in picture:
        fence += "`"
    lines = outline(tree)
    yield from (f"{fence}text", picture, fence)
    yield from ("", "### EFFECTS", "")
    agreed = agreed_things(session)
    yield from _listed(lines, "effects", agreed)
    focal = literal(tree.focal) if tree.focal.strip() else NOTHING
    yield from ("", "### FOCAL POINT", "", f"{focal} *({AGREED})*" if FOCAL in agreed else focal)
    yield from ("", "### ROOT CAUSES", "")
    yield from _listed(lines, "causes", agreed)


def _listed(lines: tuple[Line, ...], side: str, agreed: frozenset[str]) -> Iterator[str]:
    """One side of the tree as lists in lists."""
    nothing = True
    for line in lines:
        if line.side != side:
            continue
        nothing = False
        indent = "  " * (min(line.depth, DEEPEST) - 1)
        level = f"*level {line.depth}:* " if line.depth > DEEPEST else ""
        marks = "; ".join(filter(None, (line.marks, AGREED if line.id in agreed else "")))
        marks = f" *({marks})*" if marks else ""
        text = literal(line.text, f"{indent}  ", start=not level) or BLANK
        yield f"{indent}- {level}{text}{marks}"
        for label, words in line.evidence:
            yield f"{indent}  - *{label}:* {literal(words, f'{indent}    ', start=False)}"
    if nothing:
        yield NOTHING


def _actions(session: Session, step: Step, attribution: bool) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Actions) or not heading.actions:
        return
    yield "| Action | Who By and When | How will we know? | What difference will it make? |"
    yield "| --- | --- | --- | --- |"
    for action in heading.actions:
        plan = ", ".join(
            filter(None, (plan_of(action), AGREED if is_agreed(session, action.id) else ""))
        )
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
        words = f", wants recorded: {literal(record, '  ', start=False)}" if record else ""
        yield f"- {literal(name, '  ')}: {answer}{words}"


_WRITERS: dict[Kind, Callable[[Session, Step, bool], Iterator[str]]] = {
    Kind.ENTRIES: _entries,
    Kind.TREE: _tree,
    Kind.ACTIONS: _actions,
    Kind.ROUND: _round,
}
"""One writer for each kind of heading; a step without one is not in the notes."""
