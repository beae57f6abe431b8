"""Killed at any moment: the file is whole, and what was called saved is in it (targets 1 and 2)."""

import shutil
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no SIGKILL here", allow_module_level=True)

from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.library.index import list_sessions
from tests.faults.working import (
    SEED,
    Runs,
    app,
    child,
    need,
    on_disk,
    reopened,
    session_in,
    traced,
    until_saved,
    worries,
)
from tests.support.terminal import Terminal

MORE = 20
"""How many kills there are at most besides, until something was saved and a draft was due."""

HALF = "this sentence never comes to its end because the power goes or someone is in a hurry"


def test_killed_at_a_random_moment_of_typing(tmp_path: Path, runs: Runs) -> None:
    """Each hand types into a terminal of its own, is killed, and looks at what is left."""
    hands = runs(1, 5)
    each = runs(2, 200)
    with ThreadPoolExecutor(hands) as pool:
        done = [pool.submit(one_hand, tmp_path / str(hand), each, hand) for hand in range(hands)]
    counts = [one.result() for one in done]
    assert sum(saved for saved, _ in counts), "nothing was ever called saved"
    assert sum(drafts for _, drafts in counts), "nobody ever typed for a second"


def one_hand(folder: Path, each: int, hand: int) -> tuple[int, int]:
    """Kill so often; how many entries were called saved, and how many drafts were due.

    On a busy machine a kill can come before anything was saved: then a few more are needed.
    """
    chance, saved, drafts = Random(SEED + hand), 0, 0
    for run in range(each + MORE):
        if run >= each and saved and drafts:
            break
        if run % 20 == 0:
            path = session_in(folder / str(run))
        seed = f"seed {SEED + hand}, run {run}"
        lines, due = type_and_kill(path, run, chance, seed, run >= each)
        saved, drafts = saved + lines, drafts + bool(due)
    return saved, drafts


def type_and_kill(path: Path, run: int, chance: Random, seed: str, late: bool) -> tuple[int, int]:
    """One run; how many entries the screen had called saved, how many letters had to come back.

    A late kill leaves a busy machine the time to save something, and to draw the letters.
    """
    folder = path.parents[1]
    # what was left unfinished last time would stand in front of the first line
    shutil.rmtree(path.parent / ".casetool" / "drafts", ignore_errors=True)
    # a slow disk: what is saved and what is not are not the same for some time
    terminal = app(folder, "open", str(path), slow=0.03)
    until_saved(terminal)
    lines = Typing(terminal, run)
    begun = time.monotonic()
    rests = begun + chance.uniform(0, 1.0)
    dies = rests + (chance.uniform(3, 9) if late else chance.choice((0, chance.uniform(0, 2.4))))
    while time.monotonic() < rests:
        lines.enter()
        lines.look(min(rests, time.monotonic() + chance.uniform(0, 0.15)))
    while time.monotonic() < dies:
        lines.letter()
        lines.look(min(dies, time.monotonic() + chance.uniform(0.02, 0.12)))
    killed = time.monotonic()
    terminal.kill()
    assert terminal.ended() == -signal.SIGKILL, seed
    new = [text for text in worries(on_disk(path)) if text.startswith(f"r{run}l")]
    assert new == [f"r{run}l{number}" for number in range(1, len(new) + 1)], seed
    assert lines.saved <= len(new) <= lines.said, f"{seed}\n{lines.claim}"
    with reopened(path) as document:
        draft = "".join(document.drafts().values())  # there is only that of the line
    due = lines.seen_before(killed - 1.0)
    if due:
        assert HALF.startswith(draft), seed
        assert len(draft) >= due, f"{seed}: {due} letters were there a second before, now {draft!r}"
    return lines.saved, due


REVIEW = "Enter takes each"
"""A part of the title over pasted lines, which are not in the record yet."""


class Typing:
    """What is typed into a terminal, and what its screen says of it."""

    def __init__(self, terminal: Terminal, run: int) -> None:
        self._terminal, self._run = terminal, run
        self.said = self.saved = self._letters = 0
        self._seen: list[tuple[float, int]] = []
        self.claim = ""
        """The screen that called the last of them saved."""

    def enter(self) -> None:
        """Catch one more."""
        self.said += 1
        self._terminal.press(f"! r{self._run}l{self.said}\r")

    def letter(self) -> None:
        """Type one more letter of what is never entered."""
        self._terminal.press(HALF[self._letters : self._letters + 1])
        self._letters += 1

    def look(self, until: float) -> None:
        """Read the screen for a while."""
        while True:
            self._terminal.read(until - time.monotonic())
            self._note()
            if time.monotonic() >= until:
                return

    def _note(self) -> None:
        rows = self._terminal.rows
        text = "\n".join(rows)
        # a busy machine gets several lines at once, as from a paste, and asks where each goes
        if rows[0].endswith(" saved") and REVIEW not in text:
            shown = [n for n in range(self.saved, self.said + 1) if self._shows(n, text)]
            if (saved := max([self.saved, *shown])) > self.saved:
                self.saved, self.claim = saved, text
        there = max(
            (len(HALF[:n]) for n in range(self._letters + 1) if self._typed(n, rows)), default=0
        )
        self._seen.append((time.monotonic(), there))

    def _shows(self, number: int, text: str) -> bool:
        return f"! r{self._run}l{number}" not in text and any(
            f"r{self._run}l{number}{end}" in text for end in (" ", "\n")
        )

    def _typed(self, letters: int, rows: list[str]) -> bool:
        # the whole row: “thi” alone stands in the foot, too, where one reads “Everything”
        return bool(letters) and any(row.strip() == HALF[:letters].strip() for row in rows[-4:])

    def seen_before(self, moment: float) -> int:
        """How many letters stood on the screen at a moment."""
        return max((there for when, there in self._seen if when <= moment), default=0)


def test_killed_at_a_random_moment_of_saving(tmp_path: Path, runs: Runs) -> None:
    chance, path, answered = Random(SEED), session_in(tmp_path / "0"), 0
    for run in range(runs(3, 1000)):
        if run % 40 == 39:
            path = session_in(tmp_path / str(run))
        with child(path) as working:
            working.tell(f"many r{run}")
            saved = 0
            if run % 2:  # every other time something is saved before, however busy the machine is
                assert working.answer().startswith("saved")
                saved = 1
            time.sleep(chance.uniform(0, 0.25))
            working.process.kill()
            while (answer := working.answer()) != "":
                assert answer.startswith("saved"), answer
                saved += 1
        new = [text for text in worries(on_disk(path)) if text.startswith(f"r{run} ")]
        seed = f"seed {SEED}, run {run}"
        assert new == [f"r{run} {number}" for number in range(1, len(new) + 1)], seed
        assert saved <= len(new) <= saved + 1, seed
        with reopened(path) as document:
            assert worries(document.session)[-len(new) :] == new or not new, seed
        answered += saved
    assert answered, "it was always killed before it could save anything"


def test_killed_before_each_call_to_the_disk(tmp_path: Path, runs: Runs) -> None:
    path = session_in(tmp_path)
    old = path.read_bytes()
    seen: list[str] = []
    with child(path, opens=False) as working:
        for number in range(1, 200):
            working.orders.give(kill=number, record=True)
            ended = working.ask("fork the new one")
            calls = [call["op"] for call in working.orders.calls()]
            if ended.startswith("saved"):
                break
            assert ended == f"{-signal.SIGKILL}"
            old_or_new(path, old, f"killed before the last of {calls}")
            again(path, old)
            seen = calls
    assert {"open", "write", "fsync", "replace"} <= set(seen)
    # what follows a save, such as a draft that is no longer needed, may be done before the answer
    assert len(calls) < number, "and none at the end: then it was saved"


CALLS = ("rename", "unlink", "write", "fsync", "openat", "mkdir", "close", "read", "newfstatat",
         "lseek", "ioctl", "fstat", "fchmod")  # fmt: skip


def test_killed_at_each_system_call(tmp_path: Path, runs: Runs) -> None:
    need("strace")
    for call in CALLS[: runs(1, len(CALLS))]:
        killed_at_each(tmp_path / call, call)


def killed_at_each(folder: Path, call: str) -> None:
    path = session_in(folder)
    old = path.read_bytes()
    for number in range(1, 400):
        with child(path) as working:
            orders = (f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
            with traced(working, "-e", *orders):
                answer = working.ask("add the new one")
        old_or_new(path, old, f"killed at {call} {number}")
        again(path, old)
        if answer:
            assert answer.startswith("saved")
            return
    raise AssertionError(f"{call} never came to an end")


def again(path: Path, old: bytes) -> None:
    """All as it was before."""
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_bytes(old)


def old_or_new(path: Path, old: bytes, when: str) -> None:
    """A session after a kill: whole, the old value or the new, and it opens by itself."""
    found = worries(on_disk(path))
    if "the new one" not in found:
        assert path.read_bytes() == old, when
    else:
        assert found[-1] == "the new one", when
    (head,) = list_sessions(path.parent)
    assert head.problem == "", when
    with reopened(path) as document:
        assert worries(document.session) == found, when
        assert document.save_state()[0].value == "saved", when


def test_killed_between_two_changes_undo_never_leads_to_a_wrong_past(
    tmp_path: Path, runs: Runs
) -> None:
    chance = Random(SEED)
    for run in range(runs(4, 200)):
        path = session_in(tmp_path / str(run))
        with child(path) as working:
            # what the drive can do is tried behind the first save, and is over at the second
            assert working.ask("add zero").startswith("saved")
            before = worries(on_disk(path))
            assert working.ask("add one").startswith("saved")
            # at first right after the line of the past, when its change is not in the file yet
            where = 4 if run == 0 else chance.randint(1, 16)
            working.orders.give(kill=where, record=True)
            working.ask("add two")
            if run == 0:
                assert "undo" in working.orders.calls()[-2]["path"]
        was = worries(on_disk(path))
        with reopened(path) as document:
            label, now = document.undo(), worries(document.session)
        when = f"seed {SEED}, run {run}"
        assert was in ([*before, "one"], [*before, "one", "two"]), when
        # a past that is not sure is none; one that is given is the right one
        assert (label, now) in ((f"caught {was[-1]}", was[:-1]), (None, was)), when


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_words_still_typed_come_back_after_any_death(tmp_path: Path, how: signal.Signals) -> None:
    path = session_in(tmp_path)
    with child(path) as working:
        assert working.ask("draft ! half a sen") == "True"
        working.process.send_signal(how)
        working.process.wait(10)
    assert read_drafts(path) == {"capture": "! half a sen"}
    with reopened(path) as document:
        assert document.drafts() == {"capture": "! half a sen"}
