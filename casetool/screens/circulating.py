"""Sending the notes round: the file is written first, and only then is there a version."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256

from casetool.document import Document
from casetool.exporting import Copy, Written, write_copy
from casetool.failure import Failure
from casetool.models.choice import Choice
from casetool.models.edits.circulation import circulate
from casetool.models.private import without_private
from casetool.models.session import Session
from casetool.models.stand_ins import names_left
from casetool.render.forms import FORM_NAMES, Form
from casetool.storage.exports import whereabouts
from casetool.storage.files import SaveError
from casetool.storage.look import LookError, read_look

Write = Callable[[Document, Session], Written]
"""Writes the notes of a session to a file beside that of a document.

The session is the one with the new version in it, so that the notes can say which they are.
"""


def write_form(form: Form, document: Document, session: Session) -> Written:
    """The notes in a form, with the marking of their version."""
    choice = Choice(marking=session.circulated[-1].marking)
    return write_copy(document, Copy(form, choice), session)


FORMS: dict[str, Write] = {form.value: partial(write_form, form) for form in Form}
"""The forms in which notes can be sent round, by name; the first is the usual one."""


def form_told(words: str) -> str:
    """What a form is called, for its name; empty for none of them."""
    return FORM_NAMES[Form(words.strip())] if words.strip() in FORMS else ""


def usual_marking(document: Document) -> str:
    """The marking that the team's own look gives its notes; none where it cannot be read."""
    try:
        return read_look(document.path.parent).marking
    except LookError:
        return ""


def send_round(document: Document, to: str, marking: str, form: str) -> str:
    """Write the notes, and keep that they went round.

    Args:
        document: the open session.
        to: to whom they go.
        marking: the protective marking.
        form: the form, one of ``FORMS``.

    Returns:
        What came of it, in words.
    """
    if document.read_only:
        return document.read_only
    edit = partial(
        circulate, method=document.method, now=document.now(), to=to, marking=marking, form=form
    )
    session = edit(document.session)
    try:
        written = FORMS[form](document, session)
    except (SaveError, Failure, LookError) as error:
        return f"{error} Nothing counts as sent."
    digest = sha256(written.data).hexdigest()
    number = session.circulated[-1].number
    document.apply(partial(edit, digest=digest), f"circulated version {number}")
    public = without_private(document.session, document.method)
    left = len(names_left(public, public.names))
    warning = f" Real names stand in it {left}×." if left else ""
    where = whereabouts(written.path, document.path)
    return f"Version {number}, ready to be sent: {where}{warning}"
