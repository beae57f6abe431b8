"""Text that a terminal sends as keys, all at once: a paste wherever it lands."""

import sys
from functools import partial
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.session import Session
from casetool.storage.toml.codec import decode, loads
from tests.support.driving import examples
from tests.support.few import few

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from tests.support.terminal import Terminal, casetool

pytestmark = pytest.mark.pty
MAIL = "> Hi Jo, as we said last week\r> Attendance is 64% this term\r> thanks\r"
LINE = "fag hungry cold moved on Mum was late again and so on"
LINES = "her cat moved on and she is sad\rcold and hungry when he came in\r"

PLACES = {
    "the list": ("3", "\x1b", "Del Delete"),
    "the menu of a line": ("3", "\x1b\x1b[15~", "change the words"),
    "the menu of a box": ("4", "\x1b\x1b[B\x1b[15~", "grab the branch"),
    "the round": ("r", "", "F5 asks each in turn"),
    "its menu": ("r", "\x1b[15~", "what they want recorded"),
    "the help": ("3", "\x1bOP", "The capture line"),
    "the opening": ("3", "\x04o", "0 of 6 seen to"),
    "the tools": ("3", "\x04", "point by point"),
}
"""The step, the keys that lead there, and what is seen then."""


def opened(folder: Path) -> tuple[Terminal, Path]:
    path = examples(folder) / "example-in-discussion.toml"
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    terminal = casetool("open", str(path), env=home, cwd=str(folder))
    terminal.until("saved")
    return terminal, path


def session_in(path: Path) -> Session:
    return loads(decode(path.read_bytes()), partial(find_method, folder=path.parent)).session


def test_quoted_mail_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    terminal, path = opened(tmp_path)
    before = session_in(path)
    terminal.press("\x1bOS1")
    terminal.until("1 Facts")
    terminal.press(MAIL)
    terminal.until("3 lines were pasted")
    terminal.press("\r")
    terminal.until("thanks")
    terminal.press("\x11")
    assert terminal.ended() == 0
    after = session_in(path)
    assert after.heading("actions") == before.heading("actions")
    texts = [entry.text for entry in getattr(after.heading("facts"), "entries")[-3:]]  # noqa: B009
    assert texts == ["Hi Jo, as we said last week", "Attendance is 64% this term", "thanks"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        *few(4, ((place, LINES) for place in PLACES)),
        *(pytest.param(place, LINE, marks=pytest.mark.full) for place in PLACES),
    ],
)
def test_no_letter_of_it_acts(tmp_path: Path, place: str, text: str) -> None:
    terminal, path = opened(tmp_path)
    before = session_in(path)
    step, keys, seen = PLACES[place]
    terminal.press(f"\x1bOS{step}{keys}")
    terminal.until(seen)
    terminal.press(text)
    terminal.until(text[:7])
    terminal.press("\x1b\x1b")
    terminal.press("\x11")
    assert terminal.ended() == 0
    after = session_in(path)
    assert (after.people, after.headings, after.ticked) == (
        before.people, before.headings, before.ticked,
    )  # fmt: skip
