"""Circulating the notes: the file is written first, then the version is recorded."""

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from typing import Any

from textual.app import App

from casetool.models.base import single_line
from casetool.models.corrections.edits import circulate, renumber_last
from casetool.models.corrections.model import CirculatedVersion
from casetool.models.corrections.version_record import next_number
from casetool.models.notes_options import NotesOptions
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import NameDisplay, Names
from casetool.models.pseudonyms.replace import names_left
from casetool.models.pseudonyms.room_view import names_on_board
from casetool.models.session import Session
from casetool.render.formats.notes_format import FORMAT_NAMES, NotesFormat
from casetool.screens.dialogs.form_dialog import (
    FieldTexts,
    FormQuestion,
    Refusal,
    ask_form,
    forget_form,
)
from casetool.screens.names.replacement_approval import NO_NAMES, ask_approval
from casetool.services.export.notes import CANNOT_WRITE, ExportRequest, ExportResult, export_notes
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.storage.context import real_path
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import export_place
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.locations import refuse_dead_drive
from casetool.storage.notes_style import NotesStyleError, read_notes_style
from casetool.widgets.common.field_area import Field

EVERYBODY = "everybody who took part"
CIRCULATE_SLOT = "circulate"

WriteNotes = Callable[[Document, Session, str], ExportResult]
"""Writes the notes of a session to a file beside its document, named after an optional label.

The session already holds the new version, so that the notes can state its number.
"""


def write_form(form: NotesFormat, document: Document, session: Session, label: str) -> ExportResult:
    """Write the notes in a file format, with the marking of the latest version."""
    choice = NotesOptions(marking=session.circulated[-1].marking)
    return export_notes(document, ExportRequest(form, choice), session, label)


MakeVersion = Callable[..., Session]
"""Adds a version to a session. The digest is passed once the file is written."""

FORMS: dict[str, WriteNotes] = {form.value: partial(write_form, form) for form in NotesFormat}
"""File formats for circulated notes, by name, the default first."""

NAME_CHOICES = {
    "real names": NameDisplay.NAMES,
    "stand-ins": NameDisplay.STAND_INS,
    "initials": NameDisplay.INITIALS,
}
"""What the notes show for real names, by the text to type."""


def ask_circulate(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Ask who receives the notes and in which format, then write and record them.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    try:
        refuse_dead_drive(document.path.parent)
        document.storage.drives.refuse_other(real_path(document.path))
    except SaveError as error:
        tell(str(error))
        return
    versions = document.session.circulated
    previous = versions[-1] if versions else None

    def submit(texts: FieldTexts) -> bool:
        circulate_notes(app, document, texts, tell)
        return document.session.circulated != versions

    number = next_number(document.session, *_waiting_sessions(document))
    title = f"Circulate the notes as version {number}"
    about = (
        "They are written to a file beside the session; you send it."
        f"\nForm: {_join_with_or(FORMS)}. Names: {_join_with_or(NAME_CHOICES)} (first letters do)."
    )
    fields = _circulate_fields(document, previous)
    ask_form(app, document, FormQuestion(CIRCULATE_SLOT, title, fields, about, _refusal), submit)


def _circulate_fields(document: Document, previous: CirculatedVersion | None) -> tuple[Field, ...]:
    """The fields of the form, filled as for the previous version."""
    form = previous.form if previous and previous.form in FORMS else next(iter(FORMS))
    display = (previous or NotesOptions()).names
    names = next(label for label, value in NAME_CHOICES.items() if value is display)
    marking = previous.marking if previous else default_marking(document)
    match_name = partial(match_option, NAME_CHOICES)
    return (
        Field("to", "To whom", previous.to if previous else EVERYBODY),
        Field("marking", "Marking", marking, "none"),
        Field("form", "Form", form, ", ".join(FORMS), format_title),
        Field("names", "Names", names, ", ".join(NAME_CHOICES), match_name),
    )


def circulate_notes(
    app: App[Any], document: Document, texts: FieldTexts, tell: Callable[[str], object]
) -> None:
    """Write and record the notes, after approval of any replaced names.

    Args:
        app: the running application.
        document: the open session.
        texts: the texts of the form's fields.
        tell: shows a message to the facilitator.
    """
    if document.read_only:
        tell(document.read_only)
        return
    add_version = _make_version(document, texts)
    session = add_version(document.session)
    match session.circulated[-1].names:
        case NameDisplay.NAMES:
            tell(write_and_record(document, add_version, session) + _names_warning(document))
        case NameDisplay.INITIALS:
            names = names_on_board(session, NameDisplay.INITIALS)
            _write_after_approval(app, document, add_version, names, tell)
        case NameDisplay.STAND_INS if session.names:
            _write_after_approval(app, document, add_version, session.names, tell)
        case NameDisplay.STAND_INS:
            tell(NO_NAMES)


def _make_version(document: Document, texts: FieldTexts) -> MakeVersion:
    """The edit that adds the version described by the form."""
    add_version = partial(
        circulate,
        method=document.method,
        now=document.now(),
        to=single_line(texts["to"]),
        options=NotesOptions(
            marking=single_line(texts["marking"]),
            names=NAME_CHOICES[match_option(NAME_CHOICES, texts["names"])],
        ),
        file_format=match_option(FORMS, texts["form"]),
    )
    waiting_sessions = _waiting_sessions(document)

    def add_numbered(session: Session, digest: str = "") -> Session:
        number = next_number(session, *waiting_sessions)
        return renumber_last(add_version(session, digest=digest), number)

    return add_numbered


def _waiting_sessions(document: Document) -> list[Session]:
    """What emergency copies and other programs have: notes may have been sent there."""
    versions = DEFAULT_TIME_LIMIT.once(other_versions, document) or ()
    return [version.session for version in versions]


def _write_after_approval(
    app: App[Any],
    document: Document,
    add_version: MakeVersion,
    names: Names,
    tell: Callable[[str], object],
) -> None:
    """Show each replaced name, and circulate the notes once that is approved."""
    session = add_version(document.session)

    def approved(replaced: Session, label: str) -> None:
        if add_version(document.session).circulated != session.circulated:
            tell("The session has changed meanwhile, so nothing was sent. c starts again.")
            return
        tell(write_and_record(document, add_version, replaced, label))

    public_session = without_private(session, document.method)
    ask_approval(app, public_session, document.method, names, approved, tell)


def write_and_record(
    document: Document, add_version: MakeVersion, session: Session, label: str = ""
) -> str:
    """Write the notes, and record that they were circulated.

    Args:
        document: the open session.
        add_version: adds the new version to a session, given the digest of the file.
        session: the session with that version, its names replaced if need be.
        label: the base of the file name, by default that of the session file.

    Returns:
        A message for the facilitator.
    """
    version = session.circulated[-1]
    try:
        exported = FORMS[version.form](document, session, label)
    except CANNOT_WRITE as error:
        return f"{error} Nothing counts as sent."
    digest = sha256(exported.data).hexdigest()
    document.note(partial(add_version, digest=digest))  # it cannot be undone
    forget_form(document, CIRCULATE_SLOT)
    location = f"{export_place(exported.path, document.path)}{exported.also}"
    return f"Version {version.number}, ready to be sent: {location}"


def format_title(text: str) -> str:
    """The title of the first file format whose name starts with a text, or empty."""
    form = match_option(FORMS, text)
    return FORMAT_NAMES[NotesFormat(form)] if form else ""


def match_option(options: Iterable[str], text: str) -> str:
    """The first option that starts with a text, or empty."""
    prefix = text.strip().casefold()
    return next((option for option in options if prefix and option.startswith(prefix)), "")


def default_marking(document: Document) -> str:
    """The protective marking of the team's notes style, or empty if it is unreadable."""
    try:
        return read_notes_style(document.path.parent).marking
    except NotesStyleError:
        return ""


def _refusal(texts: FieldTexts) -> Refusal:
    for field, options in (("form", FORMS), ("names", NAME_CHOICES)):
        if not match_option(options, texts[field]):
            return field, f"It can be {_join_with_or(options)}."
    return None


def _join_with_or(options: Iterable[str]) -> str:
    *others, last = options
    return f"{', '.join(others)} or {last}"


def _names_warning(document: Document) -> str:
    public_session = without_private(document.session, document.method)
    count = len(names_left(public_session, public_session.names))
    return f" Real names stand in it {count}×." if count else ""
