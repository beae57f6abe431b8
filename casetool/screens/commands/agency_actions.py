"""Writes one file of actions for each agency, beside the session."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.actions.log import Log, by_agency, list_actions
from casetool.models.actions.model import action_texts
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import Names, find_names
from casetool.render.views.action_log import action_listing, action_title
from casetool.screens.commands.command import Command
from casetool.services.sessions.document import Document
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_actions
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER
from casetool.storage.notes_style import NotesStyleError, read_notes_style

NO_ACTIONS = "There are no actions yet: nothing was written."
WITHOUT_AGENCY = "In no agency's list (who does it?)"
LIST_CELLS = 76
"""Columns of the files: narrow enough for an e-mail."""


def write_own_actions(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Write each agency's own actions to a file beside the session.

    Args:
        app: unused, as nothing is asked.
        document: the open session.
        tell: shows where the files are, and warns of real names.
    """
    session = without_private(document.session, document.method)
    groups = by_agency(session, list_actions(session))
    if not groups:
        tell(NO_ACTIONS)
        return
    # the drive of the session may not answer
    message = DEFAULT_TIME_LIMIT.once(partial(_write_groups, document), groups)
    tell(message or f"No file was written yet: {NO_ANSWER}. What you type is kept.")


def _write_groups(document: Document, groups: tuple[tuple[str, Log], ...]) -> str:
    """Write the file of each agency, and say where they are or why not."""
    session, file_names = document.session, list[str]()
    try:
        marking = read_notes_style(document.path.parent).marking
        for agency, log in groups:
            title = action_title(session.child, session.discussion, agency or WITHOUT_AGENCY)
            today = document.now().date()
            text = action_listing(log, today, title=title, marking=marking, width=LIST_CELLS)
            drives = document.storage.drives
            path = write_actions(document.path, agency, text.encode(), drives)
            file_names.append(path.name)
    except NotesStyleError as error:
        return f"{error} Nothing was written."
    except SaveError as error:
        return f"{error} Written before that: {', '.join(file_names) or 'none'}."
    return _export_message(document, groups, file_names)


def _export_message(
    document: Document, groups: tuple[tuple[str, Log], ...], file_names: list[str]
) -> str:
    """Where the files are, and what to check before sending them."""
    names = document.session.names
    real_names = sum(_count_real_names(log, names) for _, log in groups)
    warning = f"Real names stand in them {real_names}×. " if real_names else ""
    without_agency = "" if groups[-1][0] else " Actions without an agency have a file too."
    not_encrypted = " They are not encrypted." if is_encrypted(document.path) else ""
    file_count = "1 file" if len(file_names) == 1 else f"{len(file_names)} files"
    stem = document.path.name.partition(".toml")[0]
    return (
        f"{warning}Each agency's own actions are in {file_count}:"
        f" {document.path.parent / stem}.*.actions*.txt.{without_agency}{not_encrypted}"
    )


def _count_real_names(log: Log, names: Names) -> int:
    """How often a real name stands in the actions of a list."""
    texts = (text for item in log for text in action_texts(item.action))
    return sum(len(find_names(text, names)) for text in texts)


SESSION_COMMANDS = (
    Command("own-actions", "l", "Write each agency's own actions to files",
         "A list for each agency beside the session, and one for actions without an agency",
         write_own_actions),
)  # fmt: skip
"""The commands for actions that need no open step."""
