"""docs/keys.md says what the app says; ``python -m tests.structure.test_keys`` writes it."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import casetool.app.facilitator_app
import casetool.screens
import casetool.widgets
from casetool.screens.commands.registry import all_commands

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"

PLACES = {
    "session": "Anywhere in a session",
    "capture": "In the capture line",
    "entry": "In a list of entries",
    "tree": "In the analysis tree",
    "editor": "While the words of a box are typed",
    "action": "In the list of actions",
    "people": "In the list of people",
    "round": "In the round of the room",
    "notes": "At the notes",
    "checklist": "At the opening checklist",
    "recap": "In the recap to be read aloud",
    "choose": "Choosing lines to be read back",
    "reading": "While lines are read back",
    "corrections": "At the round of corrections",
    "ask": "Where a few words are asked for",
    "library": "In the library",
    "new": "In a new session",
    "pick": "In a list to pick from",
    "compare": "Between two versions",
    "names": "In the list of names and stand-ins",
    "stand-ins": "At the replacements of notes with stand-ins",
    "elsewhere": "Saving elsewhere",
    "voices": "In the list of voices",
    "hour": "At the plan of the hour",
    "keys": "In the help",
    "board": "On the board",
    "wall": "In the room's window",
    "app": "Everywhere",
}
"""The places of the app, by the first part of a binding's id."""

SIGNS = {
    "equals_sign": "=", "tilde": "~", "percent_sign": "%", "quotation_mark": '"',
    "number_sign": "#", "at": "@", "exclamation_mark": "!", "plus": "+", "question_mark": "?",
    "greater_than_sign": ">", "less_than_sign": "<", "ampersand": "&", "circumflex_accent": "^",
    "minus": "-", "comma": ",", "full_stop": ".", "left_square_bracket": "[",
    "right_square_bracket": "]", "escape": "Esc", "delete": "Del", "enter": "Enter", "tab": "Tab",
}  # fmt: skip


def bindings() -> Iterator[Binding]:
    """Every binding of ours, each once."""
    seen = set()
    for owner in owners():
        for binding in owner.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id and binding.id not in seen:
                seen.add(binding.id)
                yield binding


def owners() -> Iterator[type[DOMNode]]:
    """Our app, screens and widgets."""
    modules = [casetool.app.facilitator_app]
    for package in (casetool.screens, casetool.widgets):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            modules.append(importlib.import_module(found.name))
    for module in modules:
        for _, thing in inspect.getmembers(module, inspect.isclass):
            if issubclass(thing, DOMNode) and thing.__module__ == module.__name__:
                yield thing


def shown(key: str) -> str:
    """A key as people read it."""
    *modifiers, name = key.split("+")
    name = SIGNS.get(name, name if len(name) == 1 else name.capitalize())
    names = [one.capitalize().replace("Ctrl", "Ctrl") for one in modifiers]
    return "+".join([*names, name if not modifiers else name.upper() if len(name) == 1 else name])


def page() -> str:
    """The page."""
    lines = [
        "# Keys",
        "",
        "Letters and signs act only where no text is typed. F1 shows the keys that work where you"
        " are; Ctrl+P finds every action by its name. This page is made from the app's own"
        " bindings.",
    ]
    found = list(bindings())
    for place, title in PLACES.items():
        rows = [one for one in found if (one.id or "").split(".")[0] == place]
        lines += ["", f"## {title}", "", "| key | what | |", "| --- | --- | --- |"]
        for one in rows:
            keys = " or ".join(
                f"`{shown(key)}`".replace("|", "\\|") for key in one.key.split(",") if key
            )
            lines.append(f"| {keys} | {one.description} | {one.tooltip} |")
    lines += ["", "## In the list of Ctrl+D", "", "| key | what | |", "| --- | --- | --- |"]
    lines += [
        f"| `{command.key}` | {command.title} | {command.tip} |" for command in all_commands()
    ]
    return "\n".join(lines) + "\n"


def test_each_tool_has_a_letter_of_its_own() -> None:
    commands = all_commands()
    assert (
        len({command.key for command in commands})
        == len({command.id for command in commands})
        == len(commands)
    )
    assert all(len(command.key) == 1 and command.title and command.tip for command in commands)


def test_the_page_says_what_the_app_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("binding", list(bindings()), ids=lambda one: one.id)
def test_a_binding_has_a_sentence_and_a_place(binding: Binding) -> None:
    assert binding.description
    assert binding.tooltip
    assert (binding.id or "").split(".")[0] in PLACES


@pytest.mark.parametrize("binding", list(bindings()), ids=lambda one: one.id)
def test_no_key_is_one_that_terminals_swallow(binding: Binding) -> None:
    swallowed = {"ctrl+m", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+at", "ctrl+space", "f10", "f11"}
    keys = set(binding.key.split(","))
    assert not keys & swallowed
    assert not all(key.startswith(("alt+", "ctrl+shift+", "super+")) for key in keys)


def test_ids_are_unique_and_keys_do_not_clash_in_one_place() -> None:
    for owner in owners():
        keys = [
            key
            for one in owner.__dict__.get("BINDINGS", ())
            if isinstance(one, Binding)
            for key in one.key.split(",")
        ]
        assert len(keys) == len(set(keys)), owner.__name__


if __name__ == "__main__":
    sys.stdout.write(page())
