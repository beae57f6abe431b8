"""The real board, served for pages by a program of its own; and asking it for things."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

from tests.faults.working import ROOT, environment
from tests.support.driving import PATIENCE, examples

MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from casetool.__main__ import main; raise SystemExit(main())"
)
"""The front door, with Ctrl+C as a terminal has it: what runs tests may have turned it off."""


class Serving:
    """A program that serves the board of a session."""

    def __init__(self, path: Path, *more: str) -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-c", MAIN, "board", str(path), "--web", *more],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment(path.parents[1])},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    @property
    def port(self) -> int:
        """Where it is."""
        return urlsplit(self.address).port or 0

    @property
    def secret(self) -> str:
        """The secret in its address."""
        return urlsplit(self.address).path.strip("/")

    def ask(self, path: str, host: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for something: the answer's code, headers and body.

        Args:
            path: the whole path, secret and all.
            host: the machine that is named, another than the one that is asked.
            headers: more of them, ``_`` for ``-``.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {"Host": host} if host else {}
        whole = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("GET", path, headers={**named, **whole})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def children(self) -> list[int]:
        """The programs that it started and that are running."""
        place = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in place.read_text().split() if runs(int(one))]

    def end(self, how: int = signal.SIGINT) -> tuple[int, str]:
        """Send it a signal; its code, and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


def runs(process: int) -> bool:
    """Whether a process is there, and not only waits to be cleared away."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Serving]:
    """The board of an example that is being discussed.

    Args:
        folder: a folder for all of it.
        more: what else stands in the command.
    """
    (folder / "sessions").mkdir()
    path = examples(folder / "sessions") / "example-in-discussion.toml"
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    one = Serving(path, *more)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.end(signal.SIGKILL)


def until(condition: Callable[[], bool], limit: float = PATIENCE) -> None:
    """Wait until something holds."""
    end = monotonic() + limit
    while not condition():
        assert monotonic() < end, "it never came"
        sleep(0.02)
