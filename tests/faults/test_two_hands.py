"""Two hands on one session: windows, sync programs, editors (targets 11 to 17)."""

import os
import re
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from casetool.methods import find_method
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.storage.context import HIDDEN
from casetool.storage.toml.codec import SessionFileError, dumps
from tests.faults.working import (
    SEED,
    Runs,
    app,
    on_disk,
    says_saved,
    session_in,
    session_of,
    worries,
)
from tests.support.terminal import Terminal

pytestmark = pytest.mark.pty
METHOD = find_method("case-discussion")
LOOKS = 2.0
"""Seconds within which what another hand wrote is shown."""


def window(path: Path) -> Terminal:
    """The app on a session, ready to be typed to."""
    terminal = app(path.parents[1], "open", str(path), rows=60)
    seen(terminal, lambda: says_saved(terminal) or "only shown" in terminal.text())
    return terminal


def seen(terminal: Terminal, wanted: Callable[[], bool], limit: float = 30.0) -> None:
    """Read what is drawn until something holds; it may also become true elsewhere."""
    end = time.monotonic() + limit
    while not wanted():
        assert time.monotonic() < end, f"it never came\n{terminal.text()}"
        terminal.read(0.02)


def kept(path: Path) -> set[str]:
    """The worries of every session and of every earlier version; each of them must be whole."""
    files = [*path.parent.glob("*.toml"), *(path.parent / HIDDEN / "versions").glob("*/*.toml")]
    found: set[str] = set()
    for file in files:
        try:
            found.update(worries(session_of(file.read_bytes())))
        except SessionFileError as error:
            raise AssertionError(f"{file} is not whole: {error}") from error
    return found


def theirs(path: Path, words: str) -> bytes:
    """What another hand makes of the file as it is now."""
    entry = Entry(id=words, text=words)
    return dumps(add_entry(on_disk(path), "worries", entry), METHOD).encode()


def replaced(path: Path, words: str, chance: Random) -> None:
    """As most sync programs do it."""
    new = path.with_name(f"{words}.sync")
    new.write_bytes(theirs(path, words))
    new.replace(path)


def replaced_as_of_old(path: Path, words: str, chance: Random) -> None:
    """The same, by one that gives the file the time that it has elsewhere."""
    new = path.with_name(f"{words}.sync")
    new.write_bytes(theirs(path, words))
    os.utime(new, (1_000_000_000, 1_000_000_000))
    new.replace(path)


def deleted_and_renamed(path: Path, words: str, chance: Random) -> None:
    """As OneDrive does it: for a moment there is no file."""
    new = path.with_name(f"{words}.sync")
    new.write_bytes(theirs(path, words))
    path.unlink()
    time.sleep(chance.uniform(0, 0.4))
    new.replace(path)


def cut_and_written(path: Path, words: str, chance: Random) -> None:
    """As careless editors do it, on a slow disk: half a second without a whole file."""
    data = theirs(path, words)
    with path.open("wb", buffering=0) as stream:
        for number in range(50):
            part = -(-len(data) // 50)
            stream.write(data[number * part : (number + 1) * part])
            time.sleep(0.01)


def of_the_same_size(path: Path, words: str, chance: Random) -> None:
    """In place, with the size and the time that the file had.

    What is written into a file that was put away meanwhile reaches nobody: then once more.
    """
    there = False
    while not there:
        found, old = path.stat(), path.read_bytes()
        new = re.sub(rb'(?<=\ntext = ")same size\w* *(?=")', words.ljust(24).encode(), old, count=1)
        assert len(new) == len(old) and new != old
        with path.open("r+b", buffering=0) as stream:
            if os.path.samestat(found, os.fstat(stream.fileno())):
                stream.write(new)
                there = os.path.samestat(os.fstat(stream.fileno()), path.stat())
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


WAYS = (replaced, deleted_and_renamed, cut_and_written, replaced_as_of_old, of_the_same_size)


def test_a_file_replaced_between_two_keys_is_kept_and_so_is_ours(
    tmp_path: Path, runs: Runs
) -> None:
    """Ours is typed key by key; at a random moment of it another hand writes the file."""
    each = runs(1, 50)
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(between_keys, tmp_path / way.__name__, way, each) for way in WAYS]
    endings = [ending for one in done for ending in one.result()]
    print({ending: endings.count(ending) for ending in sorted(set(endings))})  # noqa: T201


def between_keys(folder: Path, way: Callable[[Path, str, Random], None], each: int) -> list[str]:
    """Do it so often, in windows of ten times each; how each ended."""
    chance, endings = Random(f"{SEED} {way.__name__}"), []
    for number in range(each):
        if number % 10 == 0:
            path = session_in(folder / str(number))
            session = on_disk(path)
            for place in range(10):
                same = Entry(id=f"same{place}", text=f"same size{place}".ljust(24))
                session = add_entry(session, "worries", same)
            path.write_bytes(dumps(session, METHOD).encode())
            terminal = window(path)
        endings.append(one_time(terminal, path, way, number, chance))
        if number % 10 == 9 or number == each - 1:
            terminal.kill()
            terminal.ended()
    return endings


def one_time(
    terminal: Terminal,
    path: Path,
    way: Callable[[Path, str, Random], None],
    number: int,
    chance: Random,
) -> str:
    """Type one line while the other hand writes once; how it ended."""
    when = f"seed {SEED} {way.__name__}, time {number}"
    our_words, their_words = f"ours{number}x", f"theirs{number}x"
    moment = chance.uniform(0, 0.9)
    hand = threading.Timer(moment, way, (path, their_words, chance))
    hand.start()
    for key in f"! {our_words}\r":
        terminal.press(key)
        terminal.read(chance.uniform(0, 0.03))
    conflict = path.with_name(f"{path.stem}-2{path.suffix}")
    # what is not in the line yet cannot be gone from it
    seen(terminal, lambda: our_words in terminal.text())

    def settled() -> bool:
        text = terminal.text()
        known = their_words in text or (conflict.exists() and "Ctrl+R compares" in text)
        return (
            not hand.is_alive() and says_saved(terminal) and f"! {our_words}" not in text and known
        )

    seen(terminal, settled)
    hand.join()
    assert {our_words, their_words} <= {text.strip() for text in kept(path)}, when
    if not conflict.exists():
        return "ours after theirs" if our_words in terminal.text() else "theirs after ours"
    assert our_words in worries(on_disk(conflict)), when
    assert their_words in {text.strip() for text in worries(on_disk(path))}, when
    terminal.press("\x12")
    terminal.until("Two versions of this session")
    terminal.press("\r")
    terminal.until("Brought together.")
    seen(terminal, lambda: says_saved(terminal) and not conflict.exists())
    assert {our_words, their_words} <= {text.strip() for text in kept(path)}, when
    both = {our_words} if way is of_the_same_size else {our_words, their_words}  # ours stays ours
    assert both <= set(worries(on_disk(path))), when
    return "both, brought together"


def shows_count(terminal: Terminal, count: int) -> bool:
    """Whether the way through says that there are so many worries."""
    return re.search(rf"5 Worried +{count}\b", terminal.text()) is not None


def test_two_windows_and_lines_typed_into_both(tmp_path: Path, runs: Runs) -> None:
    """The second only shows; what is typed into it stays in its line, and is nobody's loss."""
    path, chance, seed = session_in(tmp_path), Random(SEED), f"seed {SEED}"
    first = window(path)
    second = window(path)
    seen(second, lambda: "It is open in" in second.text())
    said = []
    for number in range(runs(6, 500)):
        if chance.random() < 0.5:
            said.append(f"line{number}x")
            first.press(f"! {said[-1]}\r")
            seen(first, lambda: said[-1] in first.text())  # two lines at once would be a paste
        else:
            second.press(f"! not{number}x\r")
            seen(second, lambda word=f"not{number}x": word in second.text())  # type: ignore[misc]
            for _ in range(len(f"! not{number}x")):
                second.press("\x7f")
    # nobody types so fast: it may be at it for a while yet
    seen(first, lambda: says_saved(first) and said[-1] in worries(on_disk(path)), limit=120.0)
    found = worries(on_disk(path))
    assert [text for text in found if text.startswith("line")] == said, seed
    assert not any(text.startswith("not") for text in found), seed
    # whoever looks on stays where they look: the last of so many lines stand further down
    seen(second, lambda: shows_count(second, len(found)), LOOKS + 10)
    second.press("\x1b")
    second.press("\x1b[F")
    seen(second, lambda: said[-1] in second.text())
    second.press("\x1b")
    first.kill()
    first.ended()
    second.until("it is yours now")
    second.press("! mine now\r")
    seen(second, lambda: "mine now" in worries(on_disk(path)))
    second.kill()
    second.ended()
