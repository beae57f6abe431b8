"""The commands of a session, under one key: a letter each, and in the palette."""

from functools import partial
from typing import Any

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from casetool.screens.commands.command import Command, OfSession, RunCommand, Say
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.save_as import save_elsewhere
from casetool.screens.lock.locked import LockedScreen
from casetool.screens.names.approve_replacements import write_with_stand_ins
from casetool.screens.names.screen import show_names
from casetool.screens.versions.compare import compare_versions
from casetool.screens.versions.history import show_history
from casetool.services.sessions.document import Document
from casetool.widgets.common.messages import PickChoice


def all_commands() -> tuple[Command, ...]:
    """Every command, in the order of the list."""
    # here, not above: a session is on the screen before its commands are needed
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

    owners = (
        opening_checklist, recap, read_back_selection, schedule, voices, questions, board_display,
        appearance, export, agency_actions, corrections,
    )  # fmt: skip
    return tuple(command for owner in owners for command in owner.SESSION_COMMANDS)


def run_command(name: str, app: App[Any], document: Document, tell: Say) -> None:
    """Do what a command does, or what is done about the session's file.

    Args:
        name: its id; nothing lets the facilitator pick a command by its letter.
        app: shows what is to be shown.
        document: the open session.
        tell: says what came of it.

    Raises:
        KeyError: there is no such command.
    """
    commands = {command.id: command.run for command in all_commands()}
    if name:
        (_ABOUT_THE_FILE.get(name) or commands[name])(app, document, tell)
        return

    def picked(choice: str | None) -> None:
        if choice is not None:
            commands[choice](app, document, tell)

    choices = tuple(
        PickChoice(command.id, command.title, command.key) for command in all_commands()
    )
    app.push_screen(PickScreen("The room, the hour, and more", choices), picked)


def run_here(app: App[Any], name: str) -> None:
    """Do what a command does, where a session is open; elsewhere nothing.

    Args:
        app: shows the screen.
        name: as for ``run_command``.
    """
    top: object = app.screen
    for screen in reversed(app.screen_stack):  # a dialog may stand over it
        if isinstance(screen, LockedScreen):
            return  # whoever is at the laptop now may be anybody
        if isinstance(screen, OfSession):
            notify = partial(app.notify, markup=False)
            say = screen.say if screen is top else notify
            run_command(name, app, screen.document, say)
            return


class CommandsHere(Provider):
    """Those of a session in the palette: each has a letter in a list, not a key."""

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for command in all_commands():
            yield DiscoveryHit(command.title, self._run(command), help=command.tip)

    async def search(self, query: str) -> Hits:
        """Those whose words match."""
        matcher = self.matcher(query)
        for command in all_commands():
            score = matcher.match(f"{command.title} {command.tip}")
            if score > 0:
                yield Hit(score, command.title, self._run(command), help=command.tip)

    def _run(self, command: Command) -> partial[Any]:
        return partial(self.app.run_action, f"app.command('{command.id}')")


_ABOUT_THE_FILE: dict[str, RunCommand] = {
    "compare": compare_versions,
    "earlier": show_history,
    "elsewhere": save_elsewhere,
    "names": show_names,
    "stand-ins": write_with_stand_ins,
}
"""What can be done about the session's file; each has a key of its own."""
