"""The screen that shows who is present, and who has spoken. Read only."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.method import Method
from casetool.models.people.model import Person, missing_agencies
from casetool.models.people.voices import Voice, agency_voices, all_spoken, voices
from casetool.models.session import Session
from casetool.models.timing.activity import going_on, minutes_since
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.commands.command import Command
from casetool.services.sessions.document import Document
from casetool.widgets.common.hanging_indent import MUTED

WHO, AGENCY, HOW, LINES = 20, 23, 12, 6
"""Widths of the columns. Longer texts end with an ellipsis."""


class VoicesScreen(ModalScreen[None]):
    """Lists the voices as they were when it was opened."""

    DEFAULT_CSS = """
    VoicesScreen {
        align: center middle;
        & > Vertical {
            width: 78; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & VerticalScroll { height: auto; max-height: 18; }
        & Static { height: auto; }
        & .title { text-style: bold; }
        & .hint { color: $text-muted; }
        & .people { text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Back", id="voices.back", tooltip="Back"),
    ]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._session, self._method = document.session, document.method
        self._now = document.now()

    def compose(self) -> ComposeResult:
        """Lay out the people, then the silent and the missing agencies."""
        people = Content("\n").join(people_rows(self._session, self._method, self._now))
        with Vertical():
            yield Static("Voices      only you see this", classes="title")
            yield Static(_row("", "Who", "Agency", "How", "Lines", "Last").stylize(MUTED))
            with VerticalScroll():
                yield Static(people, classes="people")
                for line in agency_lines(self._session, self._method):
                    yield Static(Content(terminal_safe(line)))
            yield Static("@name at the end of a line says who spoke.   Esc: back", classes="hint")


def people_rows(session: Session, method: Method, now: datetime) -> Iterator[Content]:
    """One row for each person present, followed by the roles that they cover.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
    """
    attributed = bool(all_spoken(session, method))
    all_voices = voices(session, method)
    if not all_voices:
        yield Content("Nobody is written down as present yet.")
    for voice in all_voices:
        person = voice.person
        is_silent = attributed and not voice.lines
        agency = person.agency if person.name else person.role
        yield _row(
            "▸" if is_silent else " ",
            terminal_safe(person.label),
            terminal_safe(agency),
            person.attends.value,
            str(voice.lines) if voice.lines else "–",
            _last_spoke(voice, session, now) if attributed else "",
        ).stylize("bold" if is_silent else "")
        for covered in voice.hats:
            covered_label = (
                covered.label if covered.agency in ("", covered.label) else _with_agency(covered)
            )
            yield Content.styled(f"    wears two hats: {terminal_safe(covered_label)}", MUTED)


def agency_lines(session: Session, method: Method) -> Iterator[str]:
    """The agencies that nobody has spoken for, and those that nobody represents."""
    if not all_spoken(session, method):
        yield "No line says yet who spoke, so nobody counts as silent."
    else:
        silent_agencies = [
            voice.agency for voice in agency_voices(session, method) if not voice.lines
        ]
        if silent_agencies:
            yield f"Nobody has spoken for: {', '.join(silent_agencies)}"
    if absent := missing_agencies(session.people):
        yield f"Nobody is here for: {', '.join(absent)}"


def show_voices(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show who is present, and who has spoken."""
    app.push_screen(VoicesScreen(document))


def _with_agency(person: Person) -> str:
    return f"{person.label}, {person.agency}"


def _last_spoke(voice: Voice, session: Session, now: datetime) -> str:
    if not voice.lines:
        return "not yet"
    if voice.last is None:
        return ""
    if not going_on(session, now):
        return f"{voice.last:%H:%M}"
    minutes = minutes_since(session, voice.last, now)
    return f"{minutes} min ago" if minutes else "just now"


def _row(mark: str, who: str, agency: str, how: str, lines: str, last: str) -> Content:
    cells = ((who, WHO), (agency, AGENCY), (how, HOW), (lines, LINES))
    parts: list[str | Content] = [f"{mark:<2}"]
    for text, width in cells:
        parts += [Content(text).truncate(width - 1, ellipsis=True, pad=True), " "]
    return Content.assemble(*parts, last)


SESSION_COMMANDS = (
    Command("voices", "v", "Voices: who has been heard, and who not yet",
         "Everyone here, how they attend, and when they were last heard", show_voices),
)  # fmt: skip
