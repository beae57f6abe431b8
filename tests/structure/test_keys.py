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
from casetool.widgets.common.item_menu import MenuItem

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"

PLACES = {
    "session": "Anywhere in a session",
    "menu": "In the menu of what can be done",
    "paste": "Where a paste of several lines is shown",
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
    "opening": "While a session opens",
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


LAW = (
    "**A letter, a digit, a sign, a space or Backspace changes the record only in a text field, or",
    "in a menu that is open on the screen and lists what each letter does.** In a session, with no",
    "field and no menu open, whatever you type goes into the line at the bottom. So it does over",
    "the help or another list: after the first letter that does nothing there, all letters, Space",
    "and Enter are for the line, until you press Esc or an arrow.",
)

AT_ONCE = (
    "Text that a terminal sends as keys, faster than anybody types, is a paste wherever it lands:",
    "no letter of it acts in a menu or a list, and several lines are shown before they are taken.",
    "It is such text if at least 8 characters come at once, after a pause, with no key such as Esc",
    "or F5 among them. In a form its lines fill a field each. A line end behind a single line is",
    "Enter. What you type ahead while the computer hangs stays typed, and so do fewer characters,",
    "and in the line at the bottom several lines of fewer than 32 characters in all.",
)

MOUSE = (
    "A click selects a line, a box or a person, and what you type then goes into the line at the",
    "bottom. A second click, or Enter, opens it.",
)

BARE = frozenset({"space", "backspace", *SIGNS}) - {"escape", "delete", "enter", "tab"}
"""Keys with a name that type something, or take it back."""

MENUS = frozenset(
    {"checklist", "recap", "choose", "reading", "corrections", "compare", "stand-ins", "hour"}
)
"""Screens over a session that list what each letter does. A test looks at each of them."""

NO_SESSION = frozenset({"board", "wall"})
"""The room's own window, which changes nothing."""


def is_bare(key: str) -> bool:
    """Whether a key types something."""
    return len(key) == 1 or key in BARE


def bindings() -> Iterator[Binding]:
    """Every binding of ours, each once."""
    seen = set()
    for owner in owners():
        for binding in owner.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id and binding.id not in seen:
                seen.add(binding.id)
                yield binding


def menu_of_place(place: str) -> Iterator[MenuItem]:
    """Everything in the menus of a place, in their order."""
    for owner in owners():
        for item in owner.__dict__.get("MENU", ()):
            if item.id.split(".")[0] == place:
                yield item


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
        *LAW,
        "",
        *AT_ONCE,
        "",
        *MOUSE,
        "",
        "F1 shows the keys that work where you are. Ctrl+P finds every action by its name. This"
        " page is made from the app's own bindings.",
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
        items = list(menu_of_place(place))
        if items:
            lines += ["", "In its menu (F5 or Ctrl+E):", "", "| key | what | |"]
            lines.append("| --- | --- | --- |")
        for item in items:
            keys = " or ".join(f"`{key}`" for key in item.keys)
            lines.append(f"| {keys} | {item.label} | {item.tip} |")
    lines += ["", "## In the list of Ctrl+D", "", "| key | what | |", "| --- | --- | --- |"]
    lines += [
        f"| `{command.key}` | {command.title} | {command.tip} |" for command in all_commands()
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("owner", list(owners()), ids=lambda owner: owner.__name__)
def test_no_letter_acts_but_in_a_field_or_an_open_menu(owner: type[DOMNode]) -> None:
    for binding in owner.__dict__.get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        place = (binding.id or "").split(".")[0]
        if place not in MENUS | NO_SESSION:
            assert [key for key in binding.key.split(",") if is_bare(key)] == []


def test_in_a_menu_each_letter_does_one_thing() -> None:
    menus = [owner.__dict__["MENU"] for owner in owners() if "MENU" in owner.__dict__]
    assert len(menus) >= 6
    for menu in menus:
        assert all(item.keys and item.label and item.tip for item in menu)
        assert len({item.id for item in menu}) == len(menu)
        keys = [key for item in menu for key in item.keys]
        assert len(keys) == len(set(keys))


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
