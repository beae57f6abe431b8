"""All session commands, offered by letter under one key and in the palette."""

from functools import partial
from typing import Any

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from casetool.screens.commands.command import Command, OfSession, RunCommand, Say
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.save_as import save_elsewhere
from casetool.screens.lock.lock import LockedScreen
from casetool.screens.names.replacement_approval import write_with_stand_ins
from casetool.screens.names.screen import show_names
from casetool.screens.versions.compare import compare_versions
from casetool.screens.versions.history import show_history
from casetool.services.sessions.document import Document
from casetool.widgets.common.messages import PickChoice


def all_commands() -> tuple[Command, ...]:
    """Every command, in the order in which the list shows them."""
    # Import here to keep startup fast: commands are needed only after a session is shown.
    from casetool.screens.commands import (
        agency_actions,
        appearance,
        board_display,
        export,
        questions,
    )
    from casetool.screens.corrections import screen as corrections
    from casetool.screens.meeting import (
        opening_checklist,
        read_back_selection,
        recap,
        schedule,
        voices,
    )

    modules = (
        opening_checklist, recap, read_back_selection, schedule, voices, questions, board_display,
        appearance, export, agency_actions, corrections,
    )  # fmt: skip
    return tuple(command for module in modules for command in module.SESSION_COMMANDS)


def run_command(name: str, app: App[Any], document: Document, tell: Say) -> None:
    """Run a command by its id.

    Args:
        name: the command's id, or empty to let the facilitator pick from the list.
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.

    Raises:
        KeyError: No command has this id.
    """
    commands = {command.id: command.run for command in all_commands()}
    if name:
        (_FILE_COMMANDS.get(name) or commands[name])(app, document, tell)
        return

    def picked(choice: str | None) -> None:
        if choice is not None:
            commands[choice](app, document, tell)

    choices = tuple(
        PickChoice(command.id, command.title, command.key) for command in all_commands()
    )
    app.push_screen(PickScreen("The room, the hour, and more", choices), picked)


def run_here(app: App[Any], name: str) -> None:
    """Run a command of the open session. Without one, only the room's screens can be blanked.

    Args:
        app: the running application.
        name: as for ``run_command``.
    """
    top_screen: object = app.screen
    for screen in reversed(app.screen_stack):  # a dialog may cover the session
        if isinstance(screen, LockedScreen):
            return  # anybody may be at the laptop
        if isinstance(screen, OfSession):
            notify = partial(app.notify, markup=False)
            say = screen.say if screen is top_screen else notify
            run_command(name, app, screen.document, say)
            return
    if name == "blank":
        from casetool.screens.commands.board_display import blank_all_boards

        blank_all_boards(app, None, partial(app.notify, markup=False))


class CommandsHere(Provider):
    """Offers the session commands in the command palette."""

    async def discover(self) -> Hits:
        """List all of them, while nothing is typed."""
        for command in all_commands():
            yield DiscoveryHit(command.title, self._run(command), help=command.tip)

    async def search(self, query: str) -> Hits:
        """List those that match the query."""
        matcher = self.matcher(query)
        for command in all_commands():
            score = matcher.match(f"{command.title} {command.tip}")
            if score > 0:
                yield Hit(score, command.title, self._run(command), help=command.tip)

    def _run(self, command: Command) -> partial[Any]:
        return partial(self.app.run_action, f"app.command('{command.id}')")


_FILE_COMMANDS: dict[str, RunCommand] = {
    "compare": compare_versions,
    "earlier": show_history,
    "elsewhere": save_elsewhere,
    "names": show_names,
    "stand-ins": write_with_stand_ins,
}
"""Commands about the session's file, each with a key of its own."""
