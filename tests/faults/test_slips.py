"""A hand that slips, in a real terminal: nothing of the record changes, and no letter is lost."""

import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from casetool.models.session import Session, tree_of
from casetool.models.tree.model import Tree, walk
from casetool.storage.autosave.drafts import read_drafts
from tests.faults.working import SEED, Runs, on_disk
from tests.support.driving import examples
from tests.support.few import few
from tests.support.terminal import Terminal, casetool

pytestmark = pytest.mark.pty

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!+?>&=~%#^<,.;:[]-"
"""Every sign but those that complete a name or quote."""

SPACE, BACKSPACE = " ", "\x7f"

MOVES = ("\t", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D")
"""Tab, Esc and the arrows."""

F4 = "\x1bOS"
STEPS = "p1234567rwn"
"""The letters after F4, each for a step. In step 8 what is typed is an action, like any line."""

ABOVE = ("\x1bOP", "\x04o", "\x04c", "\x04v", "\x04h")
"""Keys that open a screen over the session: the help, and some of Ctrl+D."""


@pytest.mark.parametrize("seed", few(1, [SEED, SEED + 1]))
def test_keys_outside_a_field_change_nothing(tmp_path: Path, runs: Runs, seed: int) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    before, chance = on_disk(path), Random(seed)
    slowest = runs(60, 200) / 1000
    terminal = casetool("open", str(path), columns=80, rows=24, env={"HOME": str(tmp_path)})
    terminal.until("saved")
    typed = Counter[str]()
    for _ in range(runs(3, 50)):
        press(terminal, F4, 0.05)
        press(terminal, chance.choice(STEPS), 0.05)
        for key in [any_key(chance) for _ in range(40)]:
            press(terminal, key, chance.uniform(0.02, slowest))
            typed[key] += 1
        above = chance.choice(ABOVE)
        press(terminal, above[0] if above[0] == "\x04" else above, 0.3)
        press(terminal, above[1:] if above[0] == "\x04" else "", 0.3)
        for key in ["Z", *(any_letter(chance) for _ in range(15))]:
            press(terminal, key, chance.uniform(0.02, slowest))
            typed[key] += 1
        press(terminal, "\x1b", 0.3)
    terminal.kill(signal.SIGTERM)
    terminal.ended()
    after = on_disk(path)
    assert without_tree(after) == without_tree(before)
    assert not boxes(before) - boxes(after), "a box was changed"
    words = "".join([*read_drafts(path).values(), *(boxes(after) - boxes(before)).elements()])
    letters = Counter({key: count for key, count in typed.items() if key in LETTERS})
    assert (letters - Counter(words)).total() <= typed[BACKSPACE], "letters were lost"


def any_key(chance: Random) -> str:
    """A letter, or a key that moves."""
    return any_letter(chance) if chance.random() < 0.7 else chance.choice(MOVES)


def any_letter(chance: Random) -> str:
    """Mostly a letter, sometimes Space or Backspace."""
    return chance.choice(LETTERS) if chance.random() < 0.85 else chance.choice(SPACE + BACKSPACE)


def press(terminal: Terminal, key: str, seconds: float) -> None:
    """Press a key, and read what is drawn until the next one."""
    terminal.press(key)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)


def without_tree(session: Session) -> tuple[object, ...]:
    """All that people said, decided and marked outside the tree."""
    headings = [heading for heading in session.headings if not isinstance(heading, Tree)]
    return session.people, headings, session.agreed, session.ticked


def boxes(session: Session) -> Counter[str]:
    """The words of all boxes of the tree."""
    tree = tree_of(session)
    assert tree is not None
    return Counter([tree.focal, *(node.text for node, _, _ in walk(tree))])
