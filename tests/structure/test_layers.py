"""Who may know whom: dependencies point one way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "casetool"

LAYERS = {
    "models": set(),
    "methods": {"models"},
    "render": {"models", "failure"},
    "failure": set(),
    "storage": {"models", "methods", "instants", "failure"},
    "instants": set(),
    "showing_folder": set(),
    "departure": set(),
    "screen_output": set(),
    "history": {"models", "storage"},
    "document": {"models", "methods", "storage", "history", "instants"},
    "opening": {"models", "methods", "storage", "document", "failure", "instants"},
    "settling": {"models", "storage", "document"},
    "creating": {"models", "methods", "storage", "document", "failure"},
    "reviewing": {"models", "storage", "document", "opening", "failure"},
    "own_session": {"models", "storage", "document", "opening", "failure"},
    "keyring": {"storage", "failure"},
    "web": {"failure"},
    "following": {"models", "methods", "storage", "failure"},
    "exporting": {"models", "render", "storage", "document", "failure"},
    "glance": {"models", "render", "storage", "opening", "keyring", "failure"},
    "widgets": {"models", "methods", "render", "storage", "document", "instants", "failure"},
    "screens": {
        "models", "methods", "render", "storage", "document", "settling", "keyring", "instants",
        "widgets", "failure", "own_session", "following", "exporting", "showing_folder",
        "departure",
    },
}  # fmt: skip
"""Which rooms a room may look into; the app and the command line may look into all."""

MODULES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_looks_only_where_it_may(path: Path) -> None:
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("casetool.")}
    allowed = LAYERS.get(room(path))
    if allowed is not None:
        assert ours - {room(path)} <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_screen_knows_textual(path: Path) -> None:
    if room(path) not in (
        "app", "board_app", "guarded_app", "screens", "widgets", "terminal", "posix_driver",
        "page_driver",
    ):  # fmt: skip
        assert not any(name.split(".")[0] == "textual" for name in imported(path))


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
