"""The notes of a session as a paper, in the tool's own shape (Case Discussion Notes)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casetool.models.actions.model import Actions
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.read_back import agreed_things
from casetool.models.method import Kind, Method, Step
from casetool.models.notes_options import USUAL, Choice
from casetool.models.notes_style import (
    PLAIN_LOOK,
    Detail,
    Look,
    Part,
    dressed,
    label_of,
    left_out,
    shows,
)
from casetool.models.parsing.dates import in_full
from casetool.models.people.model import Person, missing_agencies
from casetool.models.privacy import without_private
from casetool.models.round.model import Round
from casetool.models.session import Session, words_of
from casetool.models.tree.model import FOCAL, Tree
from casetool.render.report.action_table import ACTION_HEADER, ACTION_SHARES, action_row
from casetool.render.report.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Paragraph,
    Picture,
    Run,
    Said,
    Table,
    Words,
    joined,
    said,
    typed,
)
from casetool.render.report.phrases import (
    AGREED,
    NOTHING,
    about_entry,
    documents_first,
    how_attending,
    round_told,
    times,
    title_of,
)
from casetool.render.report.version_blocks import beside_line, changed_blocks, version_facts
from casetool.render.tree.outline import Line as Node
from casetool.render.tree.outline import outline

WHO_SAID = "who said what"
"""What is left out unless it is asked for."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the headings are told."""

    attribution: bool
    """Whether it is said who said what."""
    out: tuple[str, ...]
    """The steps that the look leaves out: nothing quotes what stands there."""


def compose(
    session: Session, method: Method, choice: Choice = USUAL, look: Look = PLAIN_LOOK
) -> Paper:
    """The notes of a session as a paper.

    What people typed stays as typed: the notes are the record. Nothing private is in it.

    Args:
        session: the session; names are replaced in it already, where that is wanted.
        method: its method: the headings and their order.
        choice: what this copy tells.
        look: the team's own look.
    """
    session = without_private(session, method)  # an action can answer what was moved there
    blocks: list[Block] = [Facts(tuple(details(session, method, look)))]
    telling = _Telling(choice.attribution, look.leave_out)
    for step in dressed(method, look).steps:
        write = _WRITERS.get(step.kind)
        if write is not None and not step.private:
            held = tuple(write(session, step, telling))
            blocks += [Heading((Words(title_of(step)),)), *(held or [Paragraph(said(NOTHING))])]
    blocks += changed_blocks(session, method, look.leave_out)
    silent = (WHO_SAID,) if not choice.attribution and is_attributed(session) else ()
    blocks += told_out((*left_out(look, method), *silent))
    return framed(look.title or method.notes_title, tuple(blocks), session, choice, look)


def framed(
    title: str, blocks: tuple[Block, ...], session: Session, choice: Choice, look: Look
) -> Paper:
    """A paper with what stands around it: marking, organisation, footer.

    Args:
        title: what it is called.
        blocks: what it says.
        session: whose it is.
        choice: its marking, where one was chosen.
        look: the team's own look.
    """
    return Paper(
        title=title,
        blocks=blocks,
        marking=choice.marked(look.marking),
        author=session.facilitator,
        logo=look.organisation,
        footer=look.footer,
    )


def told_out(parts: tuple[str, ...], whole: str = "these notes") -> list[Block]:
    """What a paper says of what it leaves out; nothing where it leaves nothing out."""
    label, words = Said(f"Left out of {whole}:", soft=True), Words("; ".join(parts))
    return [Paragraph((label, Said(" "), words))] if parts else []


def details(session: Session, method: Method, look: Look = PLAIN_LOOK) -> Iterator[Fact]:
    """What stands above the first heading: the child, the days, who took part."""
    for label, words in _known(session, method, look):
        if words:
            yield Fact(label, ((Words(words),),))
    yield from version_facts(session, method)
    if any(step.kind is Kind.PEOPLE for step in dressed(method, look).steps):
        yield from _people(session)


def _known(session: Session, method: Method, look: Look) -> Iterator[tuple[str, str]]:
    referral = in_full(session.referral) if session.referral is not None else "not recorded"
    day = in_full(session.discussion) if session.discussion is not None else "not recorded"
    yield label_of(look, Detail.CHILD, "Child Name"), session.child
    yield label_of(look, Detail.REFERRAL, "Date of Referral"), referral
    yield label_of(look, Detail.DISCUSSION, "Date of Case Discussion"), day
    if shows(look, Part.REASON):
        yield label_of(look, Detail.REASON, "Reason"), session.reason
    if shows(look, Part.FACILITATOR):
        yield label_of(look, Detail.FACILITATOR, "Facilitator"), session.facilitator
    if shows(look, Part.TIMES):
        yield from times(session, method)


def _people(session: Session) -> Iterator[Fact]:
    people = tuple(_person(person, session) for person in session.people)
    if people:
        yield Fact("Taking part", people, listed=True)
    missing: list[Line] = [(Words(one),) for one in missing_agencies(session.people)]
    if missing:
        yield Fact("Not represented", (joined(missing, ", "),))


def _person(person: Person, session: Session) -> Line:
    parts = (person.label, person.role, person.agency if person.name else "")
    known: list[Line] = [(Words(part),) for part in parts if part]
    return (
        *joined(known or [(Said("…"),)], ", "), Said(": "), Words(how_attending(person, session)),
    )  # fmt: skip


def is_attributed(session: Session) -> bool:
    """Whether the session knows of anything who said it."""
    headings = (one for one in session.headings if isinstance(one, Entries))
    return any(entry.by for heading in headings for entry in heading.entries)


def _entries(session: Session, step: Step, telling: _Telling) -> Iterator[Block]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        items: list[Item] = []
        for entry in documents_first(heading.entries):
            items.append(Item(entry_line(entry, session, step, telling.attribution)))
            items += beside_line(session, entry.id)
        yield Items(tuple(items))


def entry_line(entry: Entry, session: Session, step: Step, attribution: bool) -> Line:
    """An entry as a line: its kind, its words, and what is known of it.

    Args:
        entry: the entry.
        session: where the people are.
        step: the step under which it stands.
        attribution: whether to say who said it.
    """
    usual = step.sources and entry.kind in (EntryKind.DOCUMENT, EntryKind.FACT)
    runs: list[Run] = []
    if entry.kind is not None and not usual:
        runs += [Said(f"{entry.kind.value}:", soft=True), Said(" ")]
    runs.append(typed(entry.text))
    about = [_labelled(*one) for one in about_entry(entry, session, attribution)]
    return (*runs, Said(" ("), *joined(about, "; "), Said(")")) if about else tuple(runs)


def _labelled(label: str, words: str) -> Line:
    return (Said(f"{label}: "), Words(words)) if words else said(label)


def _tree(session: Session, step: Step, telling: _Telling) -> Iterator[Block]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree) or not tree.count:
        return
    nodes, agreed = outline(tree), agreed_things(session)
    yield Picture(tree)
    yield Heading(said("EFFECTS"), 3)
    yield side_of(nodes, "effects", session)
    yield Heading(said("FOCAL POINT"), 3)
    focal: Line = (typed(tree.focal, NOTHING),)
    yield Paragraph((*focal, Said(" "), _mark(AGREED)) if FOCAL in agreed else focal)
    yield from _beside(session, (FOCAL,))
    yield Heading(said("ROOT CAUSES"), 3)
    yield side_of(nodes, "causes", session)


def side_of(nodes: tuple[Node, ...], side: str, session: Session) -> Block:
    """One side of the tree as lists in lists, with what speaks for a cause under it.

    Args:
        nodes: the outline of the tree.
        side: ``effects`` or ``causes``.
        session: where it stands what was agreed, and who disagrees.
    """
    items: list[Item] = []
    agreed = agreed_things(session)
    for node in nodes:
        if node.side != side:
            continue
        marks = "; ".join(filter(None, (node.marks, AGREED if node.id in agreed else "")))
        line: Line = (typed(node.text),)
        items.append(Item((*line, Said(" "), _mark(marks)) if marks else line, node.depth))
        for label, words in node.evidence:
            runs = (Said(f"{label}:", soft=True), Said(" "), typed(words))
            items.append(Item(runs, node.depth + 1, remark=True))
        items += beside_line(session, node.id, node.depth + 1)
    return Items(tuple(items)) if items else Paragraph(said(NOTHING))


def _mark(words: str) -> Said:
    return Said(f"({words})", soft=True)


def _actions(session: Session, step: Step, telling: _Telling) -> Iterator[Block]:
    heading = session.heading(step.id)
    if isinstance(heading, Actions) and heading.actions:
        rows = tuple(action_row(action, session, out=telling.out) for action in heading.actions)
        yield Table(step.title, ACTION_HEADER, rows, ACTION_SHARES)
        yield from _beside(session, tuple(action.id for action in heading.actions))


def _beside(session: Session, things: tuple[str, ...]) -> Iterator[Block]:
    """Disagreements with what stands in no list: each says with what, where there are several."""
    items: list[Item] = []
    for thing in things:
        held = tuple(beside_line(session, thing, depth=1))
        about = (Said("On “"), Words(words_of(session, thing)), Said("”: "))
        items += (Item((*about, *one.line)) if len(things) > 1 else one for one in held)
    if items:
        yield Items(tuple(items))


def _round(session: Session, step: Step, telling: _Telling) -> Iterator[Block]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, told = round_told(heading, session)
    if sentence:
        yield Paragraph(said(sentence))
    items = []
    for name, answer, record in told:
        wanted = (Said(", wants recorded: "), Words(record)) if record else ()
        items.append(Item((Words(name), Said(f": {answer}"), *wanted)))
    if items:
        yield Items(tuple(items))


_WRITERS: dict[Kind, Callable[[Session, Step, _Telling], Iterator[Block]]] = {
    Kind.ENTRIES: _entries,
    Kind.TREE: _tree,
    Kind.ACTIONS: _actions,
    Kind.ROUND: _round,
}
"""One writer for each kind of heading; a step without one is not in the notes."""
