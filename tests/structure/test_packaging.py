"""The wheel, not the tree: what is in it, and that it runs by itself."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import EXAMPLES, ROOT


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def test_the_wheel_carries_the_three_examples_and_no_real_case(wheel: Path) -> None:
    assert {name for name in names(wheel) if name.startswith("casetool/examples/")} == {
        f"casetool/examples/{name}" for name in EXAMPLES
    }
    assert not any("real" in name or name.startswith("sessions") for name in names(wheel))


def test_the_wheel_carries_the_package_and_nothing_else(wheel: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for kind in ("*.py", "*.tcss", "*.toml", "*.html", "*.css", "*.js", "*.typ", "py.typed")
        for path in (ROOT / "casetool").rglob(kind)
    }
    named = ("methods/case-discussion.toml", "screens/session/session.tcss", "web/page/board.html")
    assert {f"casetool/{name}" for name in named} <= ours
    assert names(wheel) == ours | {f"casetool/examples/{name}" for name in EXAMPLES}


def test_the_wheel_names_no_path_of_this_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        holding = [name for name in packed.namelist() if str(ROOT).encode() in packed.read(name)]
    assert holding == []


def in_wheel(installed: Path, code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def test_what_was_unpacked_finds_its_examples_and_its_method(
    installed: Path, tmp_path: Path
) -> None:
    code = (
        "import casetool; from pathlib import Path; from casetool.__main__ import main\n"
        "from casetool.storage.library.examples import copy_examples\n"
        "print(casetool.__file__); copy_examples(Path.cwd())\n"
        "raise SystemExit(main(['--sessions', '.', 'show', 'closed']))"
    )
    printed = in_wheel(installed, code, tmp_path)
    assert printed.startswith(str(installed))
    assert "Juno" in printed
    assert "What needs to happen?" in printed


def test_the_screens_of_what_was_unpacked_find_their_style(installed: Path, tmp_path: Path) -> None:
    code = (
        "import asyncio; from pathlib import Path\n"
        "from casetool.app.facilitator_app import CasetoolApp\n"
        "from casetool.storage.library.examples import EXAMPLE_FILES, copy_examples\n"
        "copy_examples(Path.cwd())\n"
        "async def go():\n"
        "    app = CasetoolApp(Path.cwd(), '', Path(EXAMPLE_FILES[2]))\n"
        "    async with app.run_test(size=(120, 40)) as pilot:\n"
        "        while type(app.screen).__name__ != 'SessionScreen': await pilot.pause()\n"
        "        print(app.stylesheet.source and 'styled')\n"
        "asyncio.run(asyncio.wait_for(go(), 30))"
    )
    assert "styled" in in_wheel(installed, code, tmp_path)


def test_git_sees_no_real_case_and_no_notes_of_one(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    sessions = tmp_path / "sessions"
    (sessions / ".casetool" / "drafts").mkdir(parents=True)
    real = ("2026-11-12-ash.toml", "example-ash.toml", "ash.notes.md", ".casetool/drafts/ash.toml")
    for name in (*EXAMPLES, *real):
        (sessions / name).touch()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    seen = subprocess.run(
        ["git", "-C", str(tmp_path), "ls-files", "--others", "--exclude-standard", "sessions"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert set(seen.stdout.split()) == {f"sessions/{name}" for name in EXAMPLES}
