"""Papers for before the meeting: the blank tool, and the sheet to be read with the papers."""

from collections.abc import Iterator

from casetool.models.entries.model import Entries
from casetool.models.method import Method, Phase, Step, StepKind
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle, apply_style
from casetool.models.privacy import without_private
from casetool.models.session import Session
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
from casetool.render.report.notes import entry_line, framed_report
from casetool.render.report.phrases import documents_first, title_of

TO_WRITE = {StepKind.ENTRIES: 3, StepKind.TREE: 8, StepKind.ACTIONS: 6}
"""Lines to write on under a heading of each kind."""

OWN_NOTES = "Your own notes stay with you: bring them, and hand nothing in."


def blank_tool(method: Method, choice: NotesOptions, look: NotesStyle = PLAIN_STYLE) -> Report:
    """The blank tool on one page, landscape: the headings side by side, as on the wall.

    Args:
        method: whose headings.
        choice: its marking.
        look: the team's own look.
    """
    steps = [step for step in apply_style(method, look).steps if step.on_the_board]
    before = [step for step in steps if step.phase is Phase.BEFORE]
    during = [step for step in steps if step.phase is not Phase.BEFORE and not step.always]
    always = [step for step in steps if step.always]
    columns = [tuple(_blank_cell(step) for step in before)] if before else []
    columns += [(_blank_cell(step),) for step in during]
    grid = ReportGrid(tuple(columns), tuple(_blank_cell(step) for step in always))
    lines = tuple(
        Fact(label, (own_line(""),)) for label in ("Child Name", "Date of Case Discussion")
    )
    return Report(
        title=look.title or method.title,
        blocks=(FactList(lines), grid),
        marking=choice.marked(look.marking),
        logo=look.organisation,
        footer=look.footer,
        landscape=True,
    )


def pre_reading(
    session: Session, method: Method, choice: NotesOptions, look: NotesStyle = PLAIN_STYLE
) -> Report:
    """The sheet that goes to the participants with the papers.

    Its purpose, how people talk with each other, what is known already, and each heading with
    what will be asked and room for one's own notes. What was caught in a discussion stays out.

    Args:
        session: the session; names are replaced in it already, where that is wanted.
        method: its method.
        choice: its marking.
        look: the team's own look.
    """
    session = without_private(session, method)
    blocks: list[ReportBlock] = [FactList(tuple(details(session, method, look)))]
    blocks += _opening(method)
    for step in apply_style(method, look).steps:
        if step.on_the_board:
            blocks += [ReportHeading((UserText(title_of(step)),)), *_asked(step)]
            known = tuple(_known(session, step)) if step.phase is Phase.BEFORE else ()
            blocks += [*known, BlankLines(3 if known else TO_WRITE[step.kind])]
    title = f"{look.title or method.title}: to read before the meeting"
    return framed_report(title, tuple(blocks), session, choice, look)


def _opening(method: Method) -> Iterator[ReportBlock]:
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


def _asked(step: Step) -> Iterator[ReportBlock]:
    if step.guidance:
        yield Paragraph((OwnText(step.guidance, soft=True),))


def _known(session: Session, step: Step) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        entries = documents_first(heading.entries)
        lines = (entry_line(one, session, step, attribution=False) for one in entries)
        yield ReportItems(tuple(ReportItem(line) for line in lines))


def _blank_cell(step: Step) -> Cells:
    title: ReportLine = (OwnText(title_of(step), strong=True),)
    return (title, (OwnText(step.guidance, soft=True),)) if step.guidance else (title,)
