"""The installed command line from an empty folder to the notes, as scripts and people use it."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.render.text.wrap import cells
from casetool.storage.library.examples import copy_examples
from casetool.storage.toml.codec import decode, loads

pytestmark = pytest.mark.pty

FACTS = """\
Robin fell asleep in the cloakroom at 7.10
Nobody had come for Robin by 18.20
"""
TREE = """\
Nobody knows where I am in the morning
Mum works nights and sleeps in the day
The school rings a number that is not in use
"""


def home(folder: Path) -> dict[str, str]:
    """An environment in which nobody has used casetool yet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CASETOOL")}
    places = {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    return {**kept, "HOME": str(folder), **places}


def casetool(
    folder: Path, *arguments: str, typed: str = "", code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run it where nothing is, and see that it ends as it should."""
    done = subprocess.run(
        [sys.executable, "-m", "casetool", *arguments],
        input=typed,
        cwd=folder,
        env=home(folder),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_a_case_from_an_empty_folder_to_the_notes(tmp_path: Path) -> None:
    run = partial(casetool, tmp_path)
    new = run("new", "--child", "Robin", "--referral", "14/10/2026", "--discussion", "12/11/2026")
    path = Path(new.stdout.strip())
    assert path == tmp_path / "data" / "casetool" / "sessions" / "2026-11-12-robin.toml"
    assert "was made just now." in new.stderr
    assert new.stderr.splitlines()[-2:] == [
        "Referral: Wed 14 Oct 2026",
        "Discussion: Thu 12 Nov 2026",
    ]

    run("add", "robin", "people", "-", typed="Kit Marsh, school nurse, health\n, police, absent\n")
    run("add", "robin", "facts", "-", "--kind", "fact", "--source", "log", typed=FACTS)
    run("add", "robin", "4", typed=TREE)
    run("add", "robin", "worries", "--by", "kit", "--kind", "feeling", typed="Nobody rings\n")
    run("add", "robin", "actions", "--by", "kit", typed="Ask Robin who could ring\n")

    assert "Robin  in discussion" in run("list").stdout
    missing = json.loads(run("check", "robin", "--json", code=1).stdout)
    assert {"agency-absent", "round-not-asked"} <= {one["check"] for one in missing}
    assert "The school rings" in run("tree", "robin").stdout
    notes = run("notes", "robin", "--output", "notes.md")
    assert "notes.md" in notes.stderr
    text = (tmp_path / "notes.md").read_text(encoding="utf-8")
    for line in (*FACTS.splitlines(), *TREE.splitlines(), "Nobody rings", "Kit Marsh"):
        assert line in " ".join(text.replace("\\", "").split())
    session = loads(decode(path.read_bytes()), find_method).session
    assert [person.id for person in session.people] == ["kit", "police"]


def test_the_folder_beside_and_the_variable_are_found(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    beside = casetool(tmp_path, "new", "--child", "Ash").stdout.strip()
    assert Path(beside).parent == tmp_path / "sessions"
    done = subprocess.run(
        [sys.executable, "-m", "casetool", "new", "--child", "Ash"],
        cwd=tmp_path,
        env={**home(tmp_path), "CASETOOL_SESSIONS": str(tmp_path / "named")},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert Path(done.stdout.strip()).parent == tmp_path / "named"


if sys.platform != "win32":
    from tests.support.terminal import Terminal
    from tests.support.terminal import casetool as in_terminal

    def opened(folder: Path, *arguments: str, columns: int = 120) -> Terminal:
        copy_examples(folder)
        return in_terminal("--sessions", str(folder), *arguments, columns=columns, env=home(folder))

    @pytest.mark.parametrize("columns", [80, 100])
    def test_a_list_fits_the_terminal(tmp_path: Path, columns: int) -> None:
        casetool(tmp_path, "new", "--child", "Robin " * 20, "--sessions", str(tmp_path))
        terminal = opened(tmp_path, "list", columns=columns)
        assert terminal.ended() == 0
        lines = terminal.raw.decode().splitlines()
        assert len(lines) == 4
        assert any("Robin" in line and "…" in line for line in lines)
        assert all(cells(line) <= columns for line in lines)

    @pytest.mark.parametrize("columns", [30, 80])
    def test_a_tree_fits_the_terminal(tmp_path: Path, columns: int) -> None:
        terminal = opened(tmp_path, "tree", "closed", columns=columns)
        assert terminal.ended() == 0
        assert all(cells(line) <= columns for line in terminal.raw.decode().splitlines())

    def test_no_words_at_a_terminal_are_wrong_usage(tmp_path: Path) -> None:
        terminal = opened(tmp_path, "add", "closed", "worries")
        assert terminal.ended() == 2
        assert "add needs TEXT" in terminal.text()

    def test_words_are_typed_at_a_terminal_until_its_end(tmp_path: Path) -> None:
        terminal = opened(tmp_path, "add", "prepared", "worries", "-")
        terminal.until("Ctrl+D")
        terminal.press("one\rtwo\r\x04")
        terminal.until("Added 2 lines")
        assert terminal.ended() == 0

    def test_ctrl_c_while_typing_is_130_and_leaves_the_file(tmp_path: Path) -> None:
        terminal = opened(tmp_path, "add", "prepared", "worries", "-")
        before = (tmp_path / "example-prepared.toml").read_bytes()
        terminal.until("Ctrl+D")
        terminal.press("one\r\x03")
        assert terminal.ended() == 130
        assert b"Traceback" not in terminal.raw
        assert (tmp_path / "example-prepared.toml").read_bytes() == before

    def test_the_demo_is_thrown_away(tmp_path: Path) -> None:
        made = tmp_path / "made"
        made.mkdir()
        terminal = in_terminal("demo", env={**home(tmp_path), "TMPDIR": str(made)})
        terminal.until("Juno")
        (copy,) = made.iterdir()
        assert copy.stat().st_mode & 0o777 == 0o700
        assert {path.name for path in copy.glob("*.toml")} == {
            "example-prepared.toml",
            "example-in-discussion.toml",
            "example-closed.toml",
        }
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert list(made.iterdir()) == []
        assert b"is gone" in terminal.raw
