"""Reports for before the meeting: the blank tool, and the sheet for participants."""

from collections.abc import Iterator

from casetool.models.entries.model import Entries
from casetool.models.method import Method, Phase, Step
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle, apply_style
from casetool.models.privacy import without_private
from casetool.models.session import Session
from casetool.render.kind_writers import WRITERS
from casetool.render.kinds.entries import entry_line
from casetool.render.report.blocks import (
    BlankLines,
    Cells,
    Fact,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportGrid,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportLine,
    UserText,
    own_line,
)
from casetool.render.report.details import details
from casetool.render.report.notes import framed_report
from casetool.render.report.phrases import documents_first, title_of

LINES_UNDER_ENTRIES = 3
"""Lines for handwriting where something stands above them."""

OWN_NOTES = "Your own notes stay with you: bring them, and hand nothing in."


def blank_tool(method: Method, choice: NotesOptions, style: NotesStyle = PLAIN_STYLE) -> Report:
    """Build the blank tool on one landscape page, with headings side by side as on the board.

    Args:
        method: the method with the headings.
        choice: the options with its marking.
        style: the team's own style.
    """
    steps = [step for step in apply_style(method, style).steps if step.on_the_board]
    before = [step for step in steps if step.phase is Phase.BEFORE]
    later = [step for step in steps if step.phase is not Phase.BEFORE and not step.always]
    always = [step for step in steps if step.always]
    columns = [tuple(_blank_cell(step) for step in before)] if before else []
    columns += [(_blank_cell(step),) for step in later]
    grid = ReportGrid(tuple(columns), tuple(_blank_cell(step) for step in always))
    facts = tuple(
        Fact(label, (own_line(""),)) for label in ("Child Name", "Date of Case Discussion")
    )
    return Report(
        title=style.title or method.title,
        blocks=(FactList(facts), grid),
        marking=choice.marked(style.marking),
        logo=style.organisation,
        footer=style.footer,
        landscape=True,
    )


def pre_reading(
    session: Session, method: Method, choice: NotesOptions, style: NotesStyle = PLAIN_STYLE
) -> Report:
    """Build the sheet for participants to read before the meeting.

    It has the purpose, the rules of talking, known facts, and each heading with its question and
    space for notes. Entries from a discussion stay out.

    Args:
        session: the session, with names already replaced where required.
        method: its method.
        choice: the options with its marking.
        style: the team's own style.
    """
    session = without_private(session, method)
    blocks: list[ReportBlock] = [FactList(tuple(details(session, method, style)))]
    blocks += _opening_rules(method)
    for step in apply_style(method, style).steps:
        if step.on_the_board:
            blocks += [ReportHeading((UserText(title_of(step)),)), *_question(step)]
            entry_blocks = (
                tuple(_known_entries(session, step)) if step.phase is Phase.BEFORE else ()
            )
            blocks += [
                *entry_blocks,
                BlankLines(_empty_lines(step, bool(entry_blocks))),
            ]
    title = f"{style.title or method.title}: to read before the meeting"
    return framed_report(title, tuple(blocks), session, choice, style)


def _empty_lines(step: Step, has_entries: bool) -> int:
    writer = WRITERS.get(step.kind)
    if has_entries or writer is None:
        return LINES_UNDER_ENTRIES
    return writer.empty_lines


def _opening_rules(method: Method) -> Iterator[ReportBlock]:
    if not method.opening:
        return
    yield ReportHeading(own_line("How we will talk"))
    yield ReportItems(
        tuple(
            ReportItem(
                (OwnText(f"{point.title}:", strong=True), OwnText(" "), UserText(point.words))
            )
            for point in method.opening
            if point.tells is None
        )
    )
    yield Paragraph((OwnText(OWN_NOTES, soft=True),))


def _question(step: Step) -> Iterator[ReportBlock]:
    if step.guidance:
        yield Paragraph((OwnText(step.guidance, soft=True),))


def _known_entries(session: Session, step: Step) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        entries = documents_first(heading.entries)
        lines = (entry_line(entry, session, step, attribution=False) for entry in entries)
        yield ReportItems(tuple(ReportItem(line) for line in lines))


def _blank_cell(step: Step) -> Cells:
    title: ReportLine = (OwnText(title_of(step), strong=True),)
    return (title, (OwnText(step.guidance, soft=True),)) if step.guidance else (title,)
