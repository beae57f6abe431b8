"""What is needed now and then in a discussion, under one key: a letter each, and in the palette."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.save_as import save_elsewhere
from casetool.screens.names.approve_replacements import write_with_stand_ins
from casetool.screens.names.screen import show_names
from casetool.screens.versions.compare import compare_versions
from casetool.screens.versions.history import show_history
from casetool.services.sessions.document import Document
from casetool.widgets.common.messages import Choice

Run = Callable[[App[Any], Document, Callable[[str], None]], object]
"""What a tool does: with the app, the open session, and what says a word to the facilitator."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that a facilitator can do beside the way through the steps."""

    id: str
    key: str
    """The letter that picks it."""
    title: str
    """What it does, in a few words."""
    tip: str
    """The same in a sentence."""
    run: Run


def all_tools() -> tuple[Tool, ...]:
    """Every tool, in the order of the list."""
    # here, not above: a session is on the screen before its tools are needed
    from casetool.screens.commands import (
        agency_actions as own_actions,
    )
    from casetool.screens.commands import (
        appearance as looks,
    )
    from casetool.screens.commands import (
        board_display as room,
    )
    from casetool.screens.commands import (
        export as going_out,
    )
    from casetool.screens.commands import (
        questions as prompting,
    )
    from casetool.screens.corrections import screen as corrections
    from casetool.screens.meeting import (
        opening_checklist as checklist,
    )
    from casetool.screens.meeting import (
        read_back_selection as read_back,
    )
    from casetool.screens.meeting import (
        recap,
        voices,
    )
    from casetool.screens.meeting import (
        schedule as hour,
    )

    return (
        *checklist.TOOLS, *recap.TOOLS, *read_back.TOOLS,
        *hour.TOOLS, *voices.TOOLS, *prompting.TOOLS, *room.TOOLS, *looks.TOOLS,
        *going_out.TOOLS, *own_actions.TOOLS, *corrections.TOOLS,
    )  # fmt: skip


def use_tool(name: str, app: App[Any], document: Document, tell: Callable[[str], None]) -> None:
    """Do what a tool does, or what is done about the session's file.

    Args:
        name: its id; nothing lets the facilitator pick a tool by its letter.
        app: shows what is to be shown.
        document: the open session.
        tell: says what came of it.

    Raises:
        KeyError: there is no such tool.
    """
    tools = {tool.id: tool.run for tool in all_tools()}
    if name:
        (_ABOUT_THE_FILE.get(name) or tools[name])(app, document, tell)
        return

    def picked(choice: str | None) -> None:
        if choice is not None:
            tools[choice](app, document, tell)

    choices = tuple(Choice(tool.id, tool.title, tool.key) for tool in all_tools())
    app.push_screen(PickScreen("The room, the hour, and more", choices), picked)


class ToolsHere(Provider):
    """The tools of a session in the command palette: each has a letter in a list, not a key."""

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for tool in all_tools():
            yield DiscoveryHit(tool.title, self._run(tool), help=tool.tip)

    async def search(self, query: str) -> Hits:
        """Those whose words match."""
        matcher = self.matcher(query)
        for tool in all_tools():
            score = matcher.match(f"{tool.title} {tool.tip}")
            if score > 0:
                yield Hit(score, tool.title, self._run(tool), help=tool.tip)

    def _run(self, tool: Tool) -> partial[Any]:
        return partial(self.app.run_action, f"screen.tool('{tool.id}')")


_ABOUT_THE_FILE: dict[str, Run] = {
    "compare": compare_versions,
    "earlier": show_history,
    "elsewhere": save_elsewhere,
    "names": show_names,
    "stand-ins": write_with_stand_ins,
}
"""What can be done about the session's file; each has a key of its own."""
