"""Programs at work on a session, what is done to them, and what they leave."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.entries.model import Entries
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.toml.codec import decode, loads
from tests.support.driving import examples
from tests.support.terminal import Terminal

ROOT = Path(__file__).parents[2]
Runs = Callable[[int, int], int]
SEED = 20261121


def environment(folder: Path) -> dict[str, str]:
    """An environment in which everything of a user lies in one folder."""
    return {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "CASETOOL_STATE": str(folder / "state"),
        "CASETOOL_CONFIG": str(folder / "config"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


class Orders:
    """What is to happen to the disk of a program."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "orders"
        self.give()

    def give(self, **orders: object) -> None:
        """From now on these, and no others; without any all is well."""
        new = self.place.with_suffix(".new")
        new.write_text(json.dumps(orders), encoding="utf-8")
        new.replace(self.place)

    def fail(self, *rules: tuple[str, str | int, int, int, str], **more: object) -> None:
        """Let calls fail: name, error, from which on, how often (0: ever), where."""
        self.give(fail=rules, **more)

    def calls(self) -> list[dict[str, str]]:
        """What was recorded since the last look."""
        place = Path(f"{self.place}.calls")
        lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
        place.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]


class Child:
    """A program that works on a session, and that may be killed."""

    def __init__(self, path: Path, folder: Path, before: tuple[str, ...] = ()) -> None:
        self.orders = Orders(folder)
        named = [str(self.orders.place), str(path), str(folder / "state")]
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.faults.child", *named],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment(folder)},
        )

    def ask(self, words: str) -> str:
        """Send a command; its answer, or nothing when the program died of it."""
        self.tell(words)
        return self.answer()

    def tell(self, words: str) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{words}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return

    def answer(self) -> str:
        """The next answer; nothing when there comes none any more."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def end(self) -> str:
        """Kill it, if it is still there; what it had to complain of."""
        if self.process.stderr is None or self.process.stderr.closed:
            return ""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        said = self.process.stderr.read()
        self.process.stderr.close()
        self.process.wait()
        return said


@contextmanager
def child(
    path: Path, folder: Path | None = None, before: tuple[str, ...] = (), opens: bool = True
) -> Iterator[Child]:
    """A program at work on a session.

    Args:
        path: the session, as the program sees it.
        folder: where its state lies; the folder above that of the session without it.
        before: what the program is started through.
        opens: whether it opens the session at once.
    """
    working = Child(path, folder or path.parents[1], before)
    said = ""
    try:
        started = working.answer()
        if opens and started == "ready":
            started = working.ask("open")
        if started != ("open" if opens else "ready"):
            said = working.end()
            raise AssertionError(f"it never started: {started} {said}")
        yield working
    finally:
        working.end()


def app(
    folder: Path, *arguments: str, columns: int = 120, rows: int = 40, **orders: object
) -> Terminal:
    """The real app in a terminal, on a disk that obeys orders.

    Args:
        folder: where the orders lie, and everything of the user.
        arguments: the command line.
        columns: the width of the terminal.
        rows: its height.
        orders: the first of them.
    """
    given = Orders(folder)
    given.give(**orders)
    command = [sys.executable, "-m", "tests.faults.faulty", str(given.place), *arguments]
    return Terminal(command, columns, rows, env=environment(folder), cwd=str(folder))


def says_saved(terminal: Terminal) -> bool:
    """Whether the top line says so; a notice may have the same word in it."""
    return terminal.rows[0].endswith(" saved")


def until_saved(terminal: Terminal, limit: float = 20.0) -> None:
    """Read until the top line says that all is on disk."""
    end = time.monotonic() + limit
    while not says_saved(terminal):
        if not terminal.read(end - time.monotonic()):
            raise AssertionError(f"it was never saved:\n{terminal.text()}")


@contextmanager
def traced(working: Child, *arguments: str) -> Iterator[Path]:
    """``strace`` on a program that runs already; gives what it writes.

    Attached late, so that what is counted is what the program does from now on.
    """
    log = working.orders.place.with_name("strace.log")
    log.unlink(missing_ok=True)
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", str(log), *arguments, "-p", str(working.process.pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    if "attached" not in line:
        tracer.kill()
        tracer.communicate()
        pytest.skip(f"strace may not attach here: {line.strip()}")
    try:
        yield log
    finally:
        working.process.kill()
        tracer.communicate(timeout=20)


def need(*tools: str) -> None:
    """Skip where a tool is not on this machine."""
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on this machine")


def session_in(folder: Path) -> Path:
    """A session alone in a folder of its own."""
    (folder / "s").mkdir(parents=True)
    for name in ("home", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    path = examples(folder / "s") / "example-in-discussion.toml"
    for other in path.parent.glob("*.toml"):
        if other != path:
            other.unlink()
    text = path.read_text(encoding="utf-8")
    # open at the worries: what is caught there is seen at once
    path.write_text(re.sub(r'(?m)^at = ".*"$', 'at = "worries"', text), encoding="utf-8")
    return path


@lru_cache(maxsize=64)
def session_of(data: bytes) -> Session:
    """What the bytes of a session file say; they must be whole.

    A test that waits for a file looks a hundred times a second; a session never changes.
    """
    return loads(decode(data), find_method).session


def on_disk(path: Path) -> Session:
    """What a session file holds now; it must be whole."""
    return session_of(path.read_bytes())


def worries(session: Session) -> list[str]:
    """The worries, in their order."""
    heading = session.heading("worries")
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


@contextmanager
def reopened(path: Path) -> Iterator[Document]:
    """The next start: it must start, and nothing may stand in its way."""
    storage = StorageContext(state=path.parents[1] / "state")
    document = Document.open(path, partial(find_method, folder=path.parent), storage=storage)
    try:
        assert document.read_only == ""
        yield document
    finally:
        document.close()


def modes(folder: Path) -> Mapping[str, str]:
    """The rights of every file and folder below one."""
    return {
        str(path.relative_to(folder)): oct(path.lstat().st_mode & 0o777)
        for path in sorted(folder.rglob("*"))
    }
