"""Sending the notes round: the file is written first, and only then is there a version."""

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from typing import Any

from textual.app import App

from casetool.models.base import single_line
from casetool.models.corrections.edits import circulate
from casetool.models.notes_options import NotesOptions
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.display import names_on_board
from casetool.models.pseudonyms.names import NameDisplay, Names
from casetool.models.pseudonyms.replace import names_left
from casetool.models.session import Session
from casetool.render.formats.notes_format import FORMAT_NAMES, NotesFormat
from casetool.screens.dialogs.form_dialog import (
    FieldTexts,
    FormQuestion,
    Refusal,
    ask_form,
    forget_form,
)
from casetool.screens.names.approve_replacements import NO_NAMES, ask_approval
from casetool.services.export.notes import CANNOT_WRITE, ExportRequest, ExportResult, export_notes
from casetool.services.sessions.document import Document
from casetool.storage.files.exports import export_place
from casetool.storage.notes_style import NotesStyleError, read_notes_style
from casetool.widgets.common.form import Field

EVERYBODY = "everybody who took part"
CIRCULATE_SLOT = "circulate"

WriteNotes = Callable[[Document, Session, str], ExportResult]
"""Writes the notes of a session to a file beside that of a document, under a label where one is.

The session is the one with the new version in it, so that the notes can say which they are.
"""


def write_form(form: NotesFormat, document: Document, session: Session, label: str) -> ExportResult:
    """The notes in a form, with the marking of their version."""
    choice = NotesOptions(marking=session.circulated[-1].marking)
    return export_notes(document, ExportRequest(form, choice), session, label)


MakeVersion = Callable[..., Session]
"""Puts one more version into a session; the digest is told it once there is one."""

FORMS: dict[str, WriteNotes] = {form.value: partial(write_form, form) for form in NotesFormat}
"""The forms in which notes can be sent round, by name; the first is the usual one."""

NAME_CHOICES = {
    "real names": NameDisplay.NAMES,
    "stand-ins": NameDisplay.STAND_INS,
    "initials": NameDisplay.INITIALS,
}
"""What can stand there for a real name, as it is typed."""


def ask_circulate(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Ask to whom the notes go, and how; then write them, and keep that they went.

    Args:
        app: asks.
        document: the open session.
        tell: says what came of it.
    """
    versions = document.session.circulated
    last = versions[-1] if versions else None
    form = last.form if last and last.form in FORMS else next(iter(FORMS))
    names = next(
        told for told, names in NAME_CHOICES.items() if names is (last or NotesOptions()).names
    )
    fields = (
        Field("to", "To whom", last.to if last else EVERYBODY),
        Field("marking", "Marking", last.marking if last else usual_marking(document), "none"),
        Field("form", "Form", form, ", ".join(FORMS), form_told),
        Field("names", "Names", names, ", ".join(NAME_CHOICES), partial(meant, NAME_CHOICES)),
    )

    def given(words: FieldTexts) -> bool:
        go_round(app, document, words, tell)
        return document.session.circulated != versions

    title = f"Circulate the notes as version {last.number + 1 if last else 1}"
    about = (
        "They are written to a file beside the session; you send it."
        f"\nForm: {_or(FORMS)}. Names: {_or(NAME_CHOICES)} (first letters do)."
    )
    ask_form(app, document, FormQuestion(CIRCULATE_SLOT, title, fields, about, _refusal), given)


def go_round(
    app: App[Any], document: Document, words: FieldTexts, tell: Callable[[str], object]
) -> None:
    """Write the notes, once the replacements are approved where there are any.

    Args:
        app: where the replacements are shown.
        document: the open session.
        words: to whom they go, and how, as it was typed.
        tell: says what came of it.
    """
    if document.read_only:
        tell(document.read_only)
        return
    edit = _with_version(document, words)
    session = edit(document.session)
    match session.circulated[-1].names:
        case NameDisplay.NAMES:
            tell(send_round(document, edit, session) + _warning(document))
        case NameDisplay.INITIALS:
            names = names_on_board(session, NameDisplay.INITIALS)
            _once_approved(app, document, edit, names, tell)
        case NameDisplay.STAND_INS if session.names:
            _once_approved(app, document, edit, session.names, tell)
        case NameDisplay.STAND_INS:
            tell(NO_NAMES)


def _with_version(document: Document, words: FieldTexts) -> MakeVersion:
    """What puts one more version into a session, as it was typed."""
    return partial(
        circulate,
        method=document.method,
        now=document.now(),
        to=single_line(words["to"]),
        options=NotesOptions(
            marking=single_line(words["marking"]),
            names=NAME_CHOICES[meant(NAME_CHOICES, words["names"])],
        ),
        file_format=meant(FORMS, words["form"]),
    )


def _once_approved(
    app: App[Any],
    document: Document,
    edit: MakeVersion,
    names: Names,
    tell: Callable[[str], object],
) -> None:
    """Show what is to stand for each name; then the notes go round with it."""
    session = edit(document.session)

    def approved(replaced: Session, label: str) -> None:
        if edit(document.session).circulated != session.circulated:
            tell("The session is not as it was any more. Nothing counts as sent: c asks again.")
            return
        tell(send_round(document, edit, replaced, label))

    public = without_private(session, document.method)
    ask_approval(app, public, document.method, names, approved, tell)


def send_round(document: Document, edit: MakeVersion, session: Session, label: str = "") -> str:
    """Write the notes, and keep that they went round.

    Args:
        document: the open session.
        edit: puts the new version into a session, with the digest of what was sent.
        session: the one with that version in it, as it is to be told.
        label: what the file is called after; else after the session's own file.

    Returns:
        What came of it, in words.
    """
    version = session.circulated[-1]
    try:
        written = FORMS[version.form](document, session, label)
    except CANNOT_WRITE as error:
        return f"{error} Nothing counts as sent."
    digest = sha256(written.data).hexdigest()
    document.apply(partial(edit, digest=digest), f"circulated version {version.number}")
    forget_form(document, CIRCULATE_SLOT)
    where = f"{export_place(written.path, document.path)}{written.also}"
    return f"Version {version.number}, ready to be sent: {where}"


def form_told(words: str) -> str:
    """What a form is called, for its name or how that begins; empty for none of them."""
    form = meant(FORMS, words)
    return FORMAT_NAMES[NotesFormat(form)] if form else ""


def meant(options: Iterable[str], words: str) -> str:
    """Which of a few is meant: the first that begins so; empty for none of them."""
    typed = words.strip().casefold()
    return next((one for one in options if typed and one.startswith(typed)), "")


def usual_marking(document: Document) -> str:
    """The marking that the team's own look gives its notes; none where it cannot be read."""
    try:
        return read_notes_style(document.path.parent).marking
    except NotesStyleError:
        return ""


def _refusal(words: FieldTexts) -> Refusal:
    for field, options in (("form", FORMS), ("names", NAME_CHOICES)):
        if not meant(options, words[field]):
            return field, f"It can be {_or(options)}."
    return None


def _or(options: Iterable[str]) -> str:
    *most, last = options
    return f"{', '.join(most)} or {last}"


def _warning(document: Document) -> str:
    public = without_private(document.session, document.method)
    left = len(names_left(public, public.names))
    return f" Real names stand in it {left}×." if left else ""
