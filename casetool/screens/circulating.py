"""Sending the notes round: the file is written first, and only then is there a version."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from casetool.document import Document
from casetool.models.edits.circulation import circulate
from casetool.models.private import without_private
from casetool.models.session import Session
from casetool.models.stand_ins import names_left
from casetool.render.markdown import notes
from casetool.storage.exports import whereabouts, write_notes
from casetool.storage.files import SaveError


@dataclass(frozen=True, slots=True)
class Written:
    """Notes in a file."""

    data: bytes
    """What is in it: the digest of the version is made of it."""
    where: str
    """Where it is, in words."""


Write = Callable[[Document, Session], Written]
"""Writes the notes of a session to a file beside that of a document.

The session is the one with the new version in it, so that the notes can say which they are. It may
raise ``SaveError``.
"""


def write_markdown(document: Document, session: Session) -> Written:
    """The notes as Markdown, beside the session."""
    text = notes(session, document.method)
    path = write_notes(document.path, text)
    return Written(text.encode(), whereabouts(path, document.path))


FORMS: dict[str, Write] = {"md": write_markdown}
"""The forms in which notes can be sent round, by name; the first is the usual one."""


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
    except SaveError as error:
        return f"{error} Nothing counts as sent."
    digest = sha256(written.data).hexdigest()
    number = session.circulated[-1].number
    document.apply(partial(edit, digest=digest), f"circulated version {number}")
    public = without_private(document.session, document.method)
    left = len(names_left(public, public.names))
    warning = f" Real names stand in it {left}×." if left else ""
    return f"Version {number}, ready to be sent: {written.where}{warning}"
