"""Each agency's own actions, written to files beside the session: one for each agency."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from casetool.models.actions.log import Log, by_agency, list_actions
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import Names, find_names
from casetool.render.views.action_log import action_listing, action_title
from casetool.screens.commands.command import Command
from casetool.services.sessions.document import Document
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_actions
from casetool.storage.notes_style import NotesStyleError, read_notes_style

NO_ACTIONS = "There are no actions yet: nothing was written."
WITHOUT_AGENCY = "In no agency's list (who does it?)"
LIST_CELLS = 76
"""Columns of the files: as many as a mail keeps."""


def write_own_actions(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Write each agency's own actions to a file beside the session.

    Args:
        app: not needed: nothing is asked.
        document: the open session.
        tell: says where they went, and what to think of before they are sent.
    """
    session = without_private(document.session, document.method)
    groups = by_agency(session, list_actions(session))
    if not groups:
        tell(NO_ACTIONS)
        return
    written: list[str] = []
    try:
        marking = read_notes_style(document.path.parent).marking
        for agency, log in groups:
            title = action_title(session.child, session.discussion, agency or WITHOUT_AGENCY)
            today = document.now().date()
            text = action_listing(log, today, title=title, marking=marking, width=LIST_CELLS)
            path = write_actions(document.path, agency, text.encode())
            written.append(path.name)
    except NotesStyleError as error:
        tell(f"{error} Nothing was written.")
    except SaveError as error:
        tell(f"{error} Written before that: {', '.join(written) or 'none'}.")
    else:
        tell(_words(document, groups, written))


def _words(document: Document, groups: tuple[tuple[str, Log], ...], written: list[str]) -> str:
    """Where they went, and what to think of first; the shortest that is whole."""
    names = document.session.names
    left = sum(_real_names(log, names) for _, log in groups)
    warning = f"Real names stand in them {left}×. " if left else ""
    nobody = "" if groups[-1][0] else " What names no agency has one, too."
    plain = " They are not encrypted." if is_encrypted(document.path) else ""
    files = "1 file" if len(written) == 1 else f"{len(written)} files"
    stem = document.path.name.partition(".toml")[0]
    return (
        f"{warning}Each agency's own actions are in {files}:"
        f" {document.path.parent / stem}.*.actions*.txt.{nobody}{plain}"
    )


def _real_names(log: Log, names: Names) -> int:
    texts = (
        text
        for one in log
        for text in (
            one.action.what,
            one.action.who,
            one.action.due_words,
            one.action.known,
            one.action.difference,
        )
    )
    return sum(len(find_names(text, names)) for text in texts)


SESSION_COMMANDS = (
    Command("own-actions", "l", "Each agency's own actions, to files",
         "A list for each agency beside the session; what names no agency has one too",
         write_own_actions),
)  # fmt: skip
"""What can be done about the actions beside the way through the steps."""
