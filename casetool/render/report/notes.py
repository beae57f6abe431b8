"""The notes of a session as a paper, in the tool's own shape (Case Discussion Notes)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casetool.models.actions.model import Actions
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.read_back import agreed_things
from casetool.models.method import Method, Step, StepKind
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesOptions
from casetool.models.notes_style import (
    PLAIN_STYLE,
    NotesStyle,
    apply_style,
    left_out,
)
from casetool.models.privacy import without_private
from casetool.models.round.model import Round
from casetool.models.session import Session, words_of
from casetool.models.tree.model import FOCAL, Tree
from casetool.render.report.action_table import ACTION_HEADER, ACTION_SHARES, action_row
from casetool.render.report.blocks import (
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    ReportTable,
    TextRun,
    TreeDiagram,
    UserText,
    joined,
    own_line,
    user_text,
)
from casetool.render.report.details import details
from casetool.render.report.phrases import (
    AGREED,
    NOTHING_RECORDED,
    about_entry,
    documents_first,
    round_summary,
    title_of,
)
from casetool.render.report.version_blocks import beside_line, changed_blocks
from casetool.render.tree.outline import OutlineLine as Node
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


def build_notes(
    session: Session,
    method: Method,
    choice: NotesOptions = DEFAULT_OPTIONS,
    look: NotesStyle = PLAIN_STYLE,
) -> Report:
    """The notes of a session as a paper.

    What people typed stays as typed: the notes are the record. Nothing private is in it.

    Args:
        session: the session; names are replaced in it already, where that is wanted.
        method: its method: the headings and their order.
        choice: what this copy tells.
        look: the team's own look.
    """
    session = without_private(session, method)  # an action can answer what was moved there
    blocks: list[ReportBlock] = [FactList(tuple(details(session, method, look)))]
    telling = _Telling(choice.attribution, look.leave_out)
    for step in apply_style(method, look).steps:
        write = _WRITERS.get(step.kind)
        if write is not None and not step.private:
            held = tuple(write(session, step, telling))
            blocks += [
                ReportHeading((UserText(title_of(step)),)),
                *(held or [Paragraph(own_line(NOTHING_RECORDED))]),
            ]
    blocks += changed_blocks(session, method, look.leave_out)
    silent = (WHO_SAID,) if not choice.attribution and is_attributed(session) else ()
    blocks += omissions_note((*left_out(look, method), *silent))
    return framed_report(look.title or method.notes_title, tuple(blocks), session, choice, look)


def framed_report(
    title: str,
    blocks: tuple[ReportBlock, ...],
    session: Session,
    choice: NotesOptions,
    look: NotesStyle,
) -> Report:
    """A paper with what stands around it: marking, organisation, footer.

    Args:
        title: what it is called.
        blocks: what it says.
        session: whose it is.
        choice: its marking, where one was chosen.
        look: the team's own look.
    """
    return Report(
        title=title,
        blocks=blocks,
        marking=choice.marked(look.marking),
        author=session.facilitator,
        logo=look.organisation,
        footer=look.footer,
    )


def omissions_note(parts: tuple[str, ...], whole: str = "these notes") -> list[ReportBlock]:
    """What a paper says of what it leaves out; nothing where it leaves nothing out."""
    label, words = OwnText(f"Left out of {whole}:", soft=True), UserText("; ".join(parts))
    return [Paragraph((label, OwnText(" "), words))] if parts else []


def is_attributed(session: Session) -> bool:
    """Whether the session knows of anything who said it."""
    headings = (one for one in session.headings if isinstance(one, Entries))
    return any(entry.by for heading in headings for entry in heading.entries)


def _entries(session: Session, step: Step, telling: _Telling) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        items: list[ReportItem] = []
        for entry in documents_first(heading.entries):
            items.append(ReportItem(entry_line(entry, session, step, telling.attribution)))
            items += beside_line(session, entry.id)
        yield ReportItems(tuple(items))


def entry_line(entry: Entry, session: Session, step: Step, attribution: bool) -> ReportLine:
    """An entry as a line: its kind, its words, and what is known of it.

    Args:
        entry: the entry.
        session: where the people are.
        step: the step under which it stands.
        attribution: whether to say who said it.
    """
    usual = step.sources and entry.kind in (EntryKind.DOCUMENT, EntryKind.FACT)
    runs: list[TextRun] = []
    if entry.kind is not None and not usual:
        runs += [OwnText(f"{entry.kind.value}:", soft=True), OwnText(" ")]
    runs.append(user_text(entry.text))
    about = [_labelled(*one) for one in about_entry(entry, session, attribution)]
    return (*runs, OwnText(" ("), *joined(about, "; "), OwnText(")")) if about else tuple(runs)


def _labelled(label: str, words: str) -> ReportLine:
    return (OwnText(f"{label}: "), UserText(words)) if words else own_line(label)


def _tree(session: Session, step: Step, telling: _Telling) -> Iterator[ReportBlock]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree):
        return
    nodes, agreed = outline(tree), agreed_things(session)
    if tree.count:
        yield TreeDiagram(tree)
    yield ReportHeading(own_line("EFFECTS"), 3)
    yield side_of(nodes, "effects", session)
    yield ReportHeading(own_line("FOCAL POINT"), 3)
    focal: ReportLine = (user_text(tree.focal, NOTHING_RECORDED),)
    yield Paragraph((*focal, OwnText(" "), _mark(AGREED)) if FOCAL in agreed else focal)
    yield from _beside(session, (FOCAL,))
    yield ReportHeading(own_line("ROOT CAUSES"), 3)
    yield side_of(nodes, "causes", session)


def side_of(nodes: tuple[Node, ...], side: str, session: Session) -> ReportBlock:
    """One side of the tree as lists in lists, with what speaks for a cause under it.

    Args:
        nodes: the outline of the tree.
        side: ``effects`` or ``causes``.
        session: where it stands what was agreed, and who disagrees.
    """
    items: list[ReportItem] = []
    agreed = agreed_things(session)
    for node in nodes:
        if node.side != side:
            continue
        marks = "; ".join(filter(None, (node.marks, AGREED if node.id in agreed else "")))
        line: ReportLine = (user_text(node.text),)
        items.append(ReportItem((*line, OwnText(" "), _mark(marks)) if marks else line, node.depth))
        for label, words in node.evidence:
            runs = (OwnText(f"{label}:", soft=True), OwnText(" "), user_text(words))
            items.append(ReportItem(runs, node.depth + 1, remark=True))
        items += beside_line(session, node.id, node.depth + 1)
    return ReportItems(tuple(items)) if items else Paragraph(own_line(NOTHING_RECORDED))


def _mark(words: str) -> OwnText:
    return OwnText(f"({words})", soft=True)


def _actions(session: Session, step: Step, telling: _Telling) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Actions) and heading.actions:
        rows = tuple(action_row(action, session, out=telling.out) for action in heading.actions)
        yield ReportTable(step.title, ACTION_HEADER, rows, ACTION_SHARES)
        yield from _beside(session, tuple(action.id for action in heading.actions))


def _beside(session: Session, things: tuple[str, ...]) -> Iterator[ReportBlock]:
    """Disagreements with what stands in no list: each says with what, where there are several."""
    items: list[ReportItem] = []
    for thing in things:
        held = tuple(beside_line(session, thing, depth=1))
        about = (OwnText("On “"), UserText(words_of(session, thing)), OwnText("”: "))
        items += (ReportItem((*about, *one.line)) if len(things) > 1 else one for one in held)
    if items:
        yield ReportItems(tuple(items))


def _round(session: Session, step: Step, telling: _Telling) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, told = round_summary(heading, session)
    if sentence:
        yield Paragraph(own_line(sentence))
    items = []
    for name, answer, record in told:
        wanted = (OwnText(", wants recorded: "), UserText(record)) if record else ()
        items.append(ReportItem((UserText(name), OwnText(f": {answer}"), *wanted)))
    if items:
        yield ReportItems(tuple(items))


_WRITERS: dict[StepKind, Callable[[Session, Step, _Telling], Iterator[ReportBlock]]] = {
    StepKind.ENTRIES: _entries,
    StepKind.TREE: _tree,
    StepKind.ACTIONS: _actions,
    StepKind.ROUND: _round,
}
"""One writer for each kind of heading; a step without one is not in the notes."""
