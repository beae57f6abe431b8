"""Killed while words are typed into a form: at most the last second of them is gone (target 1)."""

import shutil
import sys
import time
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no SIGKILL here", allow_module_level=True)

from casetool.models.session import actions_of
from casetool.storage.autosave.drafts import read_drafts
from tests.faults.working import SEED, Runs, app, on_disk, session_in, until_saved
from tests.support.terminal import Terminal

pytestmark = pytest.mark.pty

WORDS = "the health visitor sees her on the scales"
FIELD = "How we will know"


def shown(terminal: Terminal) -> int:
    """How many letters of the words stand in the field."""
    row = next((row for row in terminal.rows if FIELD in row), "")
    there = row.partition(FIELD)[2].strip().partition("  ")[0]  # what stands beside it is not it
    return len(there) if there and WORDS.startswith(there) else 0


def typed_and_killed(path: Path, number: int, chance: Random) -> int:
    """Type into the form of a new action and be killed; how many letters were there in time."""
    terminal = app(path.parents[1], "open", str(path), slow=0.03)
    until_saved(terminal)
    terminal.press("\x1bOS")
    terminal.until("Go to which step?")
    terminal.press("8")
    terminal.rest()  # at once it would be a paste into the list
    terminal.press(f"r{number} ring the GP\r")
    terminal.press("\r\r")  # at once: they wait for the form
    terminal.until("(for the child)")
    until_saved(terminal)
    seen: list[tuple[float, int]] = []
    letters, dies = iter(WORDS), time.monotonic() + chance.uniform(0.5, 3.5)
    while (now := time.monotonic()) < dies:
        terminal.press(next(letters, ""))
        terminal.read(min(dies - now, chance.uniform(0.02, 0.12)))
        seen.append((time.monotonic(), shown(terminal)))
    killed = time.monotonic()
    terminal.kill()
    terminal.ended()
    return max((there for when, there in seen if when <= killed - 1.0), default=0)


def there_again(path: Path, words: str) -> None:
    """At the next start they stand in their field, and Enter stores them."""
    terminal = app(path.parents[1], "open", str(path))
    until = time.monotonic() + 20
    while shown(terminal) != len(words.strip()):
        assert time.monotonic() < until, f"{words!r} never came back\n{terminal.text()}"
        terminal.read(0.05)
    terminal.press("\r")
    while actions_of(on_disk(path))[-1].known.strip() != words.strip():
        assert time.monotonic() < until, f"{words!r} was never stored\n{terminal.text()}"
        terminal.read(0.05)
    terminal.kill()
    terminal.ended()


def test_killed_while_words_are_typed_into_a_form(tmp_path: Path, runs: Runs) -> None:
    chance, due = Random(SEED), 0
    count = runs(1, 50)
    for number in range(count + 10):
        if number >= count and due:
            break
        if number % 10 == 0:
            path = session_in(tmp_path / str(number))
        shutil.rmtree(path.parent / ".casetool" / "drafts", ignore_errors=True)
        in_time = typed_and_killed(path, number, chance)
        when = f"seed {SEED}, number {number}"
        action = actions_of(on_disk(path))[-1]
        assert (action.what, action.known) == (f"r{number} ring the GP", ""), when
        words = read_drafts(path).get(f"form/actions/{action.id}/known", "")
        assert WORDS.startswith(words), when
        assert len(words) >= in_time, f"{when}: {in_time} letters were there, now {words!r}"
        if words.strip():
            there_again(path, words)
        due += in_time
    assert due, "nobody ever typed for a second"
