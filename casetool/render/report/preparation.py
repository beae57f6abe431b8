"""Papers for before the meeting: the blank tool, and the sheet to be read with the papers."""

from collections.abc import Iterator

from casetool.models.entries.model import Entries
from casetool.models.method import Kind, Method, Phase, Step
from casetool.models.notes_options import Choice
from casetool.models.notes_style import PLAIN_LOOK, Look, dressed
from casetool.models.privacy import without_private
from casetool.models.session import Session
from casetool.render.report.blocks import (
    Block,
    Cells,
    Fact,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Paragraph,
    Room,
    Said,
    Words,
    said,
)
from casetool.render.report.notes import details, entry_line, framed
from casetool.render.report.phrases import documents_first, title_of

TO_WRITE = {Kind.ENTRIES: 3, Kind.TREE: 8, Kind.ACTIONS: 6}
"""Lines to write on under a heading of each kind."""

OWN_NOTES = "Your own notes stay with you: bring them, and hand nothing in."


def blank_tool(method: Method, choice: Choice, look: Look = PLAIN_LOOK) -> Paper:
    """The blank tool on one page, landscape: the headings side by side, as on the wall.

    Args:
        method: whose headings.
        choice: its marking.
        look: the team's own look.
    """
    steps = [step for step in dressed(method, look).steps if step.on_the_board]
    before = [step for step in steps if step.phase is Phase.BEFORE]
    during = [step for step in steps if step.phase is not Phase.BEFORE and not step.always]
    always = [step for step in steps if step.always]
    columns = [tuple(_blank_cell(step) for step in before)] if before else []
    columns += [(_blank_cell(step),) for step in during]
    grid = Grid(tuple(columns), tuple(_blank_cell(step) for step in always))
    lines = tuple(Fact(label, (said(""),)) for label in ("Child Name", "Date of Case Discussion"))
    return Paper(
        title=look.title or method.title,
        blocks=(Facts(lines), grid),
        marking=choice.marked(look.marking),
        logo=look.organisation,
        footer=look.footer,
        landscape=True,
    )


def pre_reading(session: Session, method: Method, choice: Choice, look: Look = PLAIN_LOOK) -> Paper:
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
    blocks: list[Block] = [Facts(tuple(details(session, method, look)))]
    blocks += _opening(method)
    for step in dressed(method, look).steps:
        if step.on_the_board:
            blocks += [Heading((Words(title_of(step)),)), *_asked(step)]
            known = tuple(_known(session, step)) if step.phase is Phase.BEFORE else ()
            blocks += [*known, Room(3 if known else TO_WRITE[step.kind])]
    title = f"{look.title or method.title}: to read before the meeting"
    return framed(title, tuple(blocks), session, choice, look)


def _opening(method: Method) -> Iterator[Block]:
    if not method.opening:
        return
    yield Heading(said("How we will talk"))
    yield Items(
        tuple(
            Item((Said(f"{point.title}:", strong=True), Said(" "), Words(point.words)))
            for point in method.opening
            if point.tells is None
        )
    )
    yield Paragraph((Said(OWN_NOTES, soft=True),))


def _asked(step: Step) -> Iterator[Block]:
    if step.guidance:
        yield Paragraph((Said(step.guidance, soft=True),))


def _known(session: Session, step: Step) -> Iterator[Block]:
    heading = session.heading(step.id)
    if isinstance(heading, Entries) and heading.entries:
        entries = documents_first(heading.entries)
        lines = (entry_line(one, session, step, attribution=False) for one in entries)
        yield Items(tuple(Item(line) for line in lines))


def _blank_cell(step: Step) -> Cells:
    title: Line = (Said(title_of(step), strong=True),)
    return (title, (Said(step.guidance, soft=True),)) if step.guidance else (title,)
