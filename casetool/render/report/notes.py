"""The notes of a session as a report, in the shape of the method (Case Discussion Notes)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casetool.models.actions.model import Actions
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.read_back import agreed_things
from casetool.models.method import KindName, Method, Step
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
"""Name of a part that the notes leave out unless requested."""


@dataclass(frozen=True, slots=True)
class _Options:
    """Options of the headings."""

    attribution: bool
    """Whether to name who said what."""
    left_out: tuple[str, ...]
    """The ids of steps that the style leaves out, and that nothing may quote."""


def build_notes(
    session: Session,
    method: Method,
    choice: NotesOptions = DEFAULT_OPTIONS,
    style: NotesStyle = PLAIN_STYLE,
) -> Report:
    """Build the notes of a session as a report.

    Typed text stays as typed, because the notes are the record. Nothing private is included.

    Args:
        session: the session, with names already replaced where required.
        method: its method, with the headings in order.
        choice: the options of this copy.
        style: the team's own style.
    """
    session = without_private(session, method)  # an action can answer a private entry
    blocks: list[ReportBlock] = [FactList(tuple(details(session, method, style)))]
    options = _Options(choice.attribution, style.leave_out)
    for step in apply_style(method, style).steps:
        writer = _WRITERS.get(step.kind)
        if writer is not None and not step.private:
            step_blocks = tuple(writer(session, step, options))
            blocks += [
                ReportHeading((UserText(title_of(step)),)),
                *(step_blocks or [Paragraph(own_line(NOTHING_RECORDED))]),
            ]
    blocks += changed_blocks(session, method, style.leave_out)
    unattributed = (WHO_SAID,) if not choice.attribution and is_attributed(session) else ()
    blocks += omissions_note((*left_out(style, method), *unattributed))
    return framed_report(style.title or method.notes_title, tuple(blocks), session, choice, style)


def framed_report(
    title: str,
    blocks: tuple[ReportBlock, ...],
    session: Session,
    choice: NotesOptions,
    style: NotesStyle,
) -> Report:
    """Make a report with its marking, organisation and footer.

    Args:
        title: its title.
        blocks: its contents.
        session: the session, for the author.
        choice: the options of this copy, with its marking.
        style: the team's own style.
    """
    return Report(
        title=title,
        blocks=blocks,
        marking=choice.marked(style.marking),
        author=session.facilitator,
        logo=style.organisation,
        footer=style.footer,
    )


def omissions_note(parts: tuple[str, ...], report_name: str = "these notes") -> list[ReportBlock]:
    """A note on the parts that a report leaves out, if any."""
    label = OwnText(f"Left out of {report_name}:", soft=True)
    part_names = UserText("; ".join(parts))
    return [Paragraph((label, OwnText(" "), part_names))] if parts else []


def is_attributed(session: Session) -> bool:
    """Whether any entry of the session names its author."""
    headings = (heading for heading in session.headings if isinstance(heading, Entries))
    return any(entry.by for heading in headings for entry in heading.entries)


def _entry_blocks(session: Session, step: Step, options: _Options) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        items: list[ReportItem] = []
        for entry in documents_first(heading.entries):
            items.append(ReportItem(entry_line(entry, session, step, options.attribution)))
            items += beside_line(session, entry.id)
        yield ReportItems(tuple(items))


def entry_line(entry: Entry, session: Session, step: Step, attribution: bool) -> ReportLine:
    """Write an entry as a line: its kind, its text and its details.

    Args:
        entry: the entry.
        session: the session, for the people.
        step: the step of the entry.
        attribution: whether to name its author.
    """
    is_usual_kind = step.sources and entry.kind in (EntryKind.DOCUMENT, EntryKind.FACT)
    runs: list[TextRun] = []
    if entry.kind is not None and not is_usual_kind:
        runs += [OwnText(f"{entry.kind.value}:", soft=True), OwnText(" ")]
    runs.append(user_text(entry.text))
    about = [_labelled(*detail) for detail in about_entry(entry, session, attribution)]
    return (*runs, OwnText(" ("), *joined(about, "; "), OwnText(")")) if about else tuple(runs)


def _labelled(label: str, text: str) -> ReportLine:
    return (OwnText(f"{label}: "), UserText(text)) if text else own_line(label)


def _tree_blocks(session: Session, step: Step, options: _Options) -> Iterator[ReportBlock]:
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
    yield from _disagreement_blocks(session, (FOCAL,))
    yield ReportHeading(own_line("ROOT CAUSES"), 3)
    yield side_of(nodes, "causes", session)


def side_of(nodes: tuple[Node, ...], side: str, session: Session) -> ReportBlock:
    """Write one side of the tree as nested lists, with the evidence under each cause.

    Args:
        nodes: the outline of the tree.
        side: ``effects`` or ``causes``.
        session: the session, for agreements and disagreements.
    """
    items: list[ReportItem] = []
    agreed = agreed_things(session)
    for node in nodes:
        if node.side != side:
            continue
        marks = "; ".join(filter(None, (node.marks, AGREED if node.id in agreed else "")))
        line: ReportLine = (user_text(node.text),)
        items.append(ReportItem((*line, OwnText(" "), _mark(marks)) if marks else line, node.depth))
        for label, text in node.evidence:
            runs = (OwnText(f"{label}:", soft=True), OwnText(" "), user_text(text))
            items.append(ReportItem(runs, node.depth + 1, remark=True))
        items += beside_line(session, node.id, node.depth + 1)
    return ReportItems(tuple(items)) if items else Paragraph(own_line(NOTHING_RECORDED))


def _mark(text: str) -> OwnText:
    return OwnText(f"({text})", soft=True)


def _action_blocks(session: Session, step: Step, options: _Options) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Actions) and heading.actions:
        rows = tuple(
            action_row(action, session, left_out=options.left_out) for action in heading.actions
        )
        yield ReportTable(step.title, ACTION_HEADER, rows, ACTION_SHARES)
        yield from _disagreement_blocks(session, tuple(action.id for action in heading.actions))


def _disagreement_blocks(session: Session, item_ids: tuple[str, ...]) -> Iterator[ReportBlock]:
    """Disagreements with lines that are not list items. Several lines are quoted."""
    items: list[ReportItem] = []
    for item_id in item_ids:
        remarks = tuple(beside_line(session, item_id, depth=1))
        quoted = (OwnText("On “"), UserText(words_of(session, item_id)), OwnText("”: "))
        items += (
            ReportItem((*quoted, *item.line)) if len(item_ids) > 1 else item for item in remarks
        )
    if items:
        yield ReportItems(tuple(items))


def _round_blocks(session: Session, step: Step, options: _Options) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, answers = round_summary(heading, session)
    if sentence:
        yield Paragraph(own_line(sentence))
    items = []
    for name, answer, record in answers:
        recorded = (OwnText(", wants recorded: "), UserText(record)) if record else ()
        items.append(ReportItem((UserText(name), OwnText(f": {answer}"), *recorded)))
    if items:
        yield ReportItems(tuple(items))


_WRITERS: dict[str, Callable[[Session, Step, _Options], Iterator[ReportBlock]]] = {
    KindName.ENTRIES: _entry_blocks,
    KindName.TREE: _tree_blocks,
    KindName.ACTIONS: _action_blocks,
    KindName.ROUND: _round_blocks,
}
"""The writer of each kind of step. Steps of other kinds are not in the notes."""
