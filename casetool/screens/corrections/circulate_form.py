"""Sending the notes round: the file is written first, and only then is there a version."""

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from typing import Any

from textual.app import App

from casetool.models.base import one_line
from casetool.models.corrections.edits import circulate
from casetool.models.notes_options import Choice
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.display import names_for
from casetool.models.pseudonyms.names import Names, Wall
from casetool.models.pseudonyms.replace import names_left
from casetool.models.session import Session
from casetool.render.formats.notes_format import FORM_NAMES, Form
from casetool.screens.dialogs.form_dialog import Question, Refusal, Words, ask, forget
from casetool.screens.names.approve_replacements import NO_NAMES, approve
from casetool.services.export.notes import CANNOT_WRITE, Copy, Written, write_copy
from casetool.services.sessions.document import Document
from casetool.storage.files.exports import whereabouts
from casetool.storage.notes_style import LookError, read_look
from casetool.widgets.common.form import Field

EVERYBODY = "everybody who took part"
SLOT = "circulate"

Write = Callable[[Document, Session, str], Written]
"""Writes the notes of a session to a file beside that of a document, under a label where one is.

The session is the one with the new version in it, so that the notes can say which they are.
"""


def write_form(form: Form, document: Document, session: Session, label: str) -> Written:
    """The notes in a form, with the marking of their version."""
    choice = Choice(marking=session.circulated[-1].marking)
    return write_copy(document, Copy(form, choice), session, label)


Version = Callable[..., Session]
"""Puts one more version into a session; the digest is told it once there is one."""

FORMS: dict[str, Write] = {form.value: partial(write_form, form) for form in Form}
"""The forms in which notes can be sent round, by name; the first is the usual one."""

NAMES = {"real names": Wall.NAMES, "stand-ins": Wall.STAND_INS, "initials": Wall.INITIALS}
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
    names = next(told for told, names in NAMES.items() if names is (last or Choice()).names)
    fields = (
        Field("to", "To whom", last.to if last else EVERYBODY),
        Field("marking", "Marking", last.marking if last else usual_marking(document), "none"),
        Field("form", "Form", form, ", ".join(FORMS), form_told),
        Field("names", "Names", names, ", ".join(NAMES), partial(meant, NAMES)),
    )

    def given(words: Words) -> bool:
        go_round(app, document, words, tell)
        return document.session.circulated != versions

    title = f"Circulate the notes as version {last.number + 1 if last else 1}"
    about = (
        "They are written to a file beside the session; you send it."
        f"\nForm: {_or(FORMS)}. Names: {_or(NAMES)} (first letters do)."
    )
    ask(app, document, Question(SLOT, title, fields, about, _refusal), given)


def go_round(
    app: App[Any], document: Document, words: Words, tell: Callable[[str], object]
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
        case Wall.NAMES:
            tell(send_round(document, edit, session) + _warning(document))
        case Wall.INITIALS:
            names = names_for(session, Wall.INITIALS)
            _once_approved(app, document, edit, names, tell)
        case Wall.STAND_INS if session.names:
            _once_approved(app, document, edit, session.names, tell)
        case Wall.STAND_INS:
            tell(NO_NAMES)


def _with_version(document: Document, words: Words) -> Version:
    """What puts one more version into a session, as it was typed."""
    return partial(
        circulate,
        method=document.method,
        now=document.now(),
        to=one_line(words["to"]),
        choice=Choice(
            marking=one_line(words["marking"]), names=NAMES[meant(NAMES, words["names"])]
        ),
        form=meant(FORMS, words["form"]),
    )


def _once_approved(
    app: App[Any],
    document: Document,
    edit: Version,
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
    approve(app, public, document.method, names, approved, tell)


def send_round(document: Document, edit: Version, session: Session, label: str = "") -> str:
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
    forget(document, SLOT)
    where = f"{whereabouts(written.path, document.path)}{written.also}"
    return f"Version {version.number}, ready to be sent: {where}"


def form_told(words: str) -> str:
    """What a form is called, for its name or how that begins; empty for none of them."""
    form = meant(FORMS, words)
    return FORM_NAMES[Form(form)] if form else ""


def meant(options: Iterable[str], words: str) -> str:
    """Which of a few is meant: the first that begins so; empty for none of them."""
    typed = words.strip().casefold()
    return next((one for one in options if typed and one.startswith(typed)), "")


def usual_marking(document: Document) -> str:
    """The marking that the team's own look gives its notes; none where it cannot be read."""
    try:
        return read_look(document.path.parent).marking
    except LookError:
        return ""


def _refusal(words: Words) -> Refusal:
    for field, options in (("form", FORMS), ("names", NAMES)):
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
