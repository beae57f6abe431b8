"""The notes of a session as a report, in the shape of the method (Case Discussion Notes)."""

from casetool.models.method import Method
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesOptions
from casetool.models.notes_style import (
    PLAIN_STYLE,
    NotesStyle,
    apply_style,
    left_out,
)
from casetool.models.privacy import without_private
from casetool.models.session import Session, listed_items
from casetool.models.step_kinds import find_kind
from casetool.render.kind_writer import HeadingOptions
from casetool.render.kind_writers import WRITERS
from casetool.render.report.blocks import (
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    UserText,
    own_line,
)
from casetool.render.report.details import details
from casetool.render.report.phrases import (
    NOTHING_RECORDED,
    title_of,
)
from casetool.render.report.version_blocks import changed_blocks

WHO_SAID = "who said what"
"""Name of a part that the notes leave out unless requested."""


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
    options = HeadingOptions(choice.attribution, style.leave_out)
    for step in apply_style(method, style).steps:
        writer = WRITERS.get(step.kind)
        if writer is not None and not step.private:
            step_blocks = tuple(writer.notes(session, step, options))
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
    """Whether any line of the session says who spoke."""
    return any(
        getattr(item, "by", None)
        for heading, item in listed_items(session)
        if find_kind(heading.kind).names_speakers
    )
