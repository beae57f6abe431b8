"""Who may know whom: dependencies point one way, and lead round in no circle."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.modules import modules_of

ROOT = Path(__file__).parents[2] / "casetool"

_BASE = {"errors", "clock", "parts", "toml"}
_VALUES = {*_BASE, "models", "methods"}
_SERVICES = {*_VALUES, "storage", "render"}
_WIDGETS = {*_SERVICES, "services"}

LAYERS = {
    "__init__": set(),
    "__main__": {"__init__", "cli"},
    "cli": {*_WIDGETS, "app", "web", "__init__"},
    "app": {*_WIDGETS, "screens", "widgets", "web"},
    "screens": {*_WIDGETS, "widgets"},
    "widgets": _WIDGETS,
    "services": _SERVICES,
    "web": {"errors"},
    "storage": _VALUES,
    "render": {"models", "errors", "parts"},
    "methods": {"models", "errors", "toml"},
    "models": set(),
    "errors": set(),
    "clock": set(),
    "parts": set(),
    "toml": set(),
}
"""Which rooms a room may look into, from the top of the house to its ground."""

CLI_LAYERS = {
    "main": {"arguments", "terminal"},
    "commands": {"arguments", "export", "upkeep", "sessions", "terminal"},
    "export": {"sessions", "terminal"},
    "upkeep": {"sessions", "terminal"},
    "sessions": {"terminal"},
    "arguments": {"commands", "terminal"},
    "terminal": set(),
    "core_dumps": set(),
    "process_end": set(),
    "__init__": set(),
}
"""Which rooms of the command line a room of it may look into."""

ONLY_IN = {"textual": {"app", "screens", "widgets"}, "argparse": {"cli"}, "aiohttp": {"web"}}
"""Libraries that only these rooms know."""

MODULES = {
    ".".join(("casetool", *path.relative_to(ROOT).with_suffix("").parts)): path
    for path in modules_of()
}
"""Every module, by its name; a package by the name of its ``__init__``."""


def room_of(module: str) -> str:
    return module.split(".")[1]


def imported(path: Path) -> Iterator[str]:
    """Each name that a module imports, wherever it does; of ours the module it comes from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield ours(f"{node.module}.{alias.name}") or ours(node.module) or node.module
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield ours(alias.name) or alias.name


def ours(name: str) -> str:
    """The module of ours that is called so; nothing if there is none."""
    return next((each for each in (name, f"{name}.__init__") if each in MODULES), "")


BY_NAME = {
    "casetool.models.step_kinds": "casetool.models.kinds.",
    "casetool.render.kind_writers": "casetool.render.kinds.",
    "casetool.widgets.panes.registry": "casetool.widgets.kinds.",
}
"""The folders from which a module imports by name, which no parser sees."""


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports; read when a test asks, not by each worker that collects it."""
    names = {module: set(imported(path)) for module, path in MODULES.items()}
    for registry, folder in BY_NAME.items():
        names[registry] |= {module for module in MODULES if module.startswith(folder)}
    return names


def test_every_module_is_looked_at() -> None:
    assert len(MODULES) > 300
    assert {room_of(module) for module in MODULES} == set(LAYERS)
    assert sum(len(names) for names in imports().values()) > 2000


def test_a_room_looks_only_where_it_may() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in imports().items()
        for name in sorted(names & set(MODULES))
        if room_of(name) not in {*LAYERS[room_of(module)], room_of(module)}
    ]
    assert wrong == []


def test_the_rooms_of_the_command_line_are_known_and_look_down() -> None:
    inside = {m: n for m, n in imports().items() if room_of(m) == "cli"}
    assert len(inside) > 50
    assert {module.split(".")[2] for module in inside} == set(CLI_LAYERS)
    wrong = [
        f"{module} imports {name}"
        for module, names in inside.items()
        for name in sorted(names & set(inside))
        if name.split(".")[2] not in {*CLI_LAYERS[module.split(".")[2]], module.split(".")[2]}
    ]
    assert wrong == []


def test_no_imports_lead_round_in_a_circle() -> None:
    try:
        tuple(TopologicalSorter({m: n & set(MODULES) for m, n in imports().items()}).static_order())
    except CycleError as error:
        raise AssertionError(f"a circle: {' <- '.join(error.args[1])}") from None


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    users = {m for m, names in imports().items() if library in {n.split(".")[0] for n in names}}
    assert users
    assert {module for module in users if room_of(module) not in ONLY_IN[library]} == set()


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        ("--version", {"argparse", "pydantic", "textual"}),
        ("--help", {"pydantic", "textual"}),
        ("--sessions sessions list", {"pydantic", "textual", "holidays"}),
        ("--sessions sessions show closed", {"textual"}),
        ("--sessions sessions notes closed", {"textual"}),
    ],
)
def test_a_verb_imports_only_what_it_uses(arguments: str, absent: set[str]) -> None:
    code = (
        "import sys; from casetool.__main__ import main\n"
        f"main({arguments.split()!r})\n"
        "print('|'.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent,
        encoding="utf-8",
    )
    assert not absent & set(done.stderr.strip().splitlines()[-1].split("|"))


def test_the_first_picture_imports_no_models() -> None:
    """They take half a second, and are imported while the list is looked at."""
    code = (
        "import sys, casetool.app.facilitator_app, casetool.screens.library.screen\n"
        "import casetool.screens.session.opening_screen\n"
        "print(*(name for name in ('pydantic', 'tomli_w', 'filelock') if name in sys.modules))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout.split() == []
