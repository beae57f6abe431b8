"""What is needed now and then in a discussion, under one key: a letter each, and in the palette."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from casetool.document import Document
from casetool.screens.pick import PickScreen
from casetool.widgets.asking import Choice

Run = Callable[[App[Any], Document, Callable[[str], object]], object]
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
    from casetool.screens import room

    return (*room.TOOLS,)


def tool_named(name: str) -> Tool:
    """The tool with this id.

    Raises:
        KeyError: there is none.
    """
    return {tool.id: tool for tool in all_tools()}[name]


def pick_tool(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator pick a tool by its letter.

    Args:
        app: shows the list.
        document: the open session.
        tell: says what came of it.
    """

    def picked(name: str | None) -> None:
        if name is not None:
            tool_named(name).run(app, document, tell)

    choices = tuple(Choice(tool.id, tool.title, tool.key) for tool in all_tools())
    app.push_screen(PickScreen("The room, the hour, and more", choices), picked)
