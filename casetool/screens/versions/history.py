"""Restores the open session, or parts of it, from an earlier version."""

from collections.abc import Callable

from textual.app import App

from casetool.models.corrections.version_record import what_stays
from casetool.models.merge.diff import differences
from casetool.models.merge.tree import MergedTooDeepError
from casetool.models.parsing.dates import format_moment
from casetool.models.parsing.days import instant_in
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.versions.compare import CompareScreen
from casetool.services.sessions.conflicts import earlier_value, restore_parts
from casetool.services.sessions.document import Document
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER
from casetool.storage.history.restore import versions_of_case
from casetool.storage.history.versions import StoredVersion
from casetool.widgets.common.messages import numbered


def show_history(app: App[int], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator pick an earlier version, and choose what to restore.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    session_id, storage = document.session.id, document.storage
    versions = DEFAULT_TIME_LIMIT.once(
        lambda path: versions_of_case(path, session_id, storage), document.path
    )
    if versions is None:
        tell(f"The earlier versions cannot be read: {NO_ANSWER}. What you type is kept.")
        return
    if not versions:
        tell("There is no earlier version yet: one is kept at the first change of each sitting.")
        return
    by_name = {version.path.name: version for version in versions}
    rows = [(name, _label(version)) for name, version in by_name.items()]

    def picked(name: str | None) -> None:
        if name is not None:
            _compare(app, document, by_name[name], tell)

    app.push_screen(PickScreen("Which earlier version?", numbered(rows)), picked)


def _compare(
    app: App[int], document: Document, version: StoredVersion, tell: Callable[[str], object]
) -> None:
    """Compare the session with an earlier version, and restore the chosen parts."""
    other = earlier_value(document, version)
    differing = () if other is None else differences(document.session, other.session)
    if other is None or not differing:
        tell("That version says the same as the session now, or it cannot be read.")
        return

    def restore(keys: frozenset[str] | None) -> None:
        if keys:
            try:
                restore_parts(document, other, keys)
            except (MergedTooDeepError, SaveError) as error:
                tell(str(error))
            else:
                stays = what_stays(other.session, document.session)
                tell(f"Gone back{stays}. Ctrl+Z takes it back.")

    titles = {step.id: step.title for step in document.method.steps}
    app.push_screen(CompareScreen(differing, other.name, titles, take_all=True), restore)


def _label(version: StoredVersion) -> str:
    when = instant_in(version.when, None)
    return f"{format_moment(when):>21}:{when:%S}"
