"""How a kind of step is written: in the notes, as plain text and on the board."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casetool.models.corrections.note_lines import field_words
from casetool.models.field_spec import field_specs
from casetool.models.heading import Heading, HeadingItem, ItemsHeading, further_fields
from casetool.models.meeting.read_back import is_agreed
from casetool.models.method import Step
from casetool.models.parsing.dates import format_date_long
from casetool.models.people.model import speaker
from casetool.models.session import Session
from casetool.render.board.panel_item import PanelItem
from casetool.render.report.blocks import (
    OwnText,
    ReportBlock,
    ReportItem,
    ReportItems,
    ReportLine,
    UserText,
    joined,
    own_line,
    user_text,
)
from casetool.render.report.phrases import AGREED, labelled, text_or_blank
from casetool.render.report.version_blocks import beside_line


@dataclass(frozen=True, slots=True)
class HeadingOptions:
    """What the notes say under a heading."""

    attribution: bool
    """Whether to name who said what."""
    left_out: tuple[str, ...] = ()
    """The ids of steps that the style leaves out, and that nothing may quote."""


def item_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
    """The items of a list in the notes, each with the fields that have a spec."""
    items: list[ReportItem] = []
    for item in _items_under(session, step):
        about = _about_item(item, session, options.attribution)
        items.append(ReportItem(line_with_details((user_text(item.line),), about)))
        items += beside_line(session, item.id)
    if items:
        yield ReportItems(tuple(items))


def item_lines(session: Session, step: Step) -> Iterator[str]:
    """The items of a list as lines of plain text."""
    for item in _items_under(session, step):
        about = "; ".join(labelled(*detail) for detail in _about_item(item, session, True))
        yield f"- {text_or_blank(item.line)}" + (f" ({about})" if about else "")


def item_panel(heading: Heading, step: Step) -> Iterator[PanelItem]:
    """The items of a list as the board shows them, without the names of their authors."""
    for item in heading.all_items if isinstance(heading, ItemsHeading) else ():
        field_texts = (_field_text(item, name) for name in further_fields(type(item)))
        yield PanelItem(item.id, item.line, about=" · ".join(filter(None, field_texts)))


@dataclass(frozen=True, slots=True)
class KindWriter:
    """How a kind is written, as its module in ``render/kinds/`` declares it as ``WRITER``.

    What it does not say is as for a plain list of items.

    Attributes:
        notes: the blocks of a step in the notes.
        text: the lines of a step as plain text.
        panel: the items of a heading on the board.
        empty_lines: the lines for handwriting on the sheet for participants.
    """

    notes: Callable[[Session, Step, HeadingOptions], Iterator[ReportBlock]] = item_blocks
    text: Callable[[Session, Step], Iterator[str]] = item_lines
    panel: Callable[[Heading, Step], Iterator[PanelItem]] = item_panel
    empty_lines: int = 3


def line_with_details(line: ReportLine, about: Iterable[tuple[str, str]]) -> ReportLine:
    """A line with details in brackets behind it, if there are any.

    Args:
        line: the line.
        about: the details as labels and texts. Some labels need no text.
    """
    details = [
        (OwnText(f"{label}: "), UserText(text)) if text else own_line(label)
        for label, text in about
    ]
    return (*line, OwnText(" ("), *joined(details, "; "), OwnText(")")) if details else line


def _items_under(session: Session, step: Step) -> tuple[HeadingItem, ...]:
    heading = session.heading(step.id)
    return heading.all_items if isinstance(heading, ItemsHeading) else ()


def _about_item(
    item: HeadingItem, session: Session, attribution: bool
) -> Iterator[tuple[str, str]]:
    specs, by = field_specs(type(item)), getattr(item, "by", None)
    for name in further_fields(type(item)):
        if text := _field_text(item, name):
            yield specs[name].name, text
    if attribution and by:
        yield "said by", speaker(by, session.people)
    if is_agreed(session, item.id):
        yield AGREED, ""


def _field_text(item: HeadingItem, name: str) -> str:
    value = getattr(item, name)
    return format_date_long(value) if isinstance(value, date) else field_words(item, name)
