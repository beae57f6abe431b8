"""Rows of a table that a terminal sends as keys, without the marks of a paste."""

import sys
from functools import partial
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.storage.toml.codec import decode, loads
from tests.support.driving import examples

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from tests.support.terminal import casetool

pytestmark = pytest.mark.pty
ROWS = "Kit Lane\tnurse\thealth\rJo Poe\tpolice\r"


def test_tabs_part_the_cells(tmp_path: Path) -> None:
    """The tests of the key parser cut the bytes in pieces, with a clock of their own."""
    path = examples(tmp_path) / "example-in-discussion.toml"
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    terminal = casetool("open", str(path), env=home, cwd=str(tmp_path))
    terminal.until("saved")
    terminal.press("\x1bOSp")
    terminal.until("two hats")
    terminal.press(ROWS)
    terminal.until("2 lines were pasted")
    terminal.press("\r")
    terminal.until("nurse, health")
    terminal.press("\x11")
    assert terminal.ended() == 0
    session = loads(decode(path.read_bytes()), partial(find_method, folder=path.parent)).session
    people = [(person.name, person.role, person.agency) for person in session.people[-2:]]
    assert people == [("Kit Lane", "nurse", "health"), ("Jo Poe", "", "police")]
