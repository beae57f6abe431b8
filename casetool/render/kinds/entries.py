"""How entries are written."""

from collections.abc import Iterator

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.heading import Heading
from casetool.models.method import Step
from casetool.models.parsing.dates import format_date
from casetool.models.session import Session
from casetool.render.board.panel_item import PanelItem
from casetool.render.kind_writer import HeadingOptions, KindWriter, line_with_details
from casetool.render.report.blocks import (
    OwnText,
    ReportBlock,
    ReportItem,
    ReportItems,
    ReportLine,
    TextRun,
    user_text,
)
from casetool.render.report.phrases import (
    about_entry,
    documents_first,
    labelled,
    text_or_blank,
)
from casetool.render.report.version_blocks import beside_line


def _entry_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
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
    return line_with_details(tuple(runs), about_entry(entry, session, attribution))


def _entry_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    for entry in documents_first(heading.entries) if isinstance(heading, Entries) else ():
        kind = f"{entry.kind.value}: " if entry.kind is not None else ""
        about = "; ".join(labelled(*detail) for detail in about_entry(entry, session, True))
        yield f"- {kind}{text_or_blank(entry.text)}" + (f" ({about})" if about else "")


def _entry_panel(heading: Heading, step: Step) -> Iterator[PanelItem]:
    for entry in documents_first(heading.entries) if isinstance(heading, Entries) else ():
        is_usual_kind = step.entry_kinds[:1] == (entry.kind,) or (
            step.sources and entry.kind is EntryKind.FACT
        )
        kind = entry.kind.value if entry.kind is not None and not is_usual_kind else ""
        text = f"“{entry.text}”" if entry.kind is EntryKind.CHILD and is_usual_kind else entry.text
        due = format_date(entry.due) if entry.due is not None else entry.due_words
        parts = (entry.source, entry.owner, due, f"answer: {entry.answer}" if entry.answer else "")
        yield PanelItem(entry.id, text, kind, " · ".join(part for part in parts if part))


WRITER = KindWriter(_entry_blocks, _entry_lines, _entry_panel)
