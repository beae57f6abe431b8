"""What tests of the command line share: sessions made by verbs, and what lies on the disk."""

import io
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path

from casetool.services.sessions.open import load_session
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
CANARY = "canary in the cloakroom"
STDIN = "--passphrase-stdin"


def new(run: Run, *more: str) -> Path:
    """A session about Robin, with more options of ``new``."""
    code, out, _ = run("new", "--child", "Robin", *more)
    assert code == 0
    return Path(out.strip())


def with_versions(run: Run) -> Path:
    """A session with a worry, and a version from before it."""
    path = new(run, "--discussion", "12/11/2026")
    assert run("add", "robin", "worries", typed=f"{CANARY}\n")[0] == 0
    assert run("add", "robin", "worries", typed="another\n")[0] == 0
    return path


def child_a(run: Run) -> Path:
    """A session of one day, whose case is called as many others are."""
    made = run("new", "--child", "Child A", "--discussion", "12/11/2026")
    return Path(made[1].strip())


def worries(path: Path) -> list[str]:
    """The texts of the worries in a file."""
    heading = load_session(path).session.heading("worries").model_dump()
    return [entry["text"] for entry in heading["entries"]]


def everything(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def holding(folder: Path, words: str) -> list[Path]:
    """The files below a folder that have these words in them."""
    return [path for path in everything(folder) if words.encode() in path.read_bytes()]


def disk(folder: Path) -> set[str]:
    """Every file of a disk, links too; locks say nothing of a case."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return {name for name in paths if "/locks/" not in name and "/room/" not in name}


def names_in(folder: Path) -> set[str]:
    """The names in a folder, without hidden ones."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def spawned(folder: Path, *arguments: str) -> tuple[int, str]:
    """The verb in a terminal of its own, with a passphrase typed at each question."""
    *verb, first, second = arguments
    return spawned_with(folder, verb, [f"{first}\n", f"{second}\n"])


def spawned_with(
    folder: Path, verb: list[str], answers: list[str], program: str = "casetool"
) -> tuple[int, str]:
    """The verb in a terminal of its own, with one of these typed at each question.

    Several lines in one answer are typed ahead. The program is a module.
    """
    from ptyprocess import PtyProcess

    child = PtyProcess.spawn(
        [sys.executable, "-m", program, "--sessions", str(folder), *verb],
        cwd=str(ROOT),
        env={**os.environ, "CASETOOL_STATE": str(folder / ".state")},
        dimensions=(40, 300),
    )
    seen, answers = "", list(answers)
    while True:
        if not select.select([child.fd], [], [], 60)[0]:
            child.close(force=True)
            raise AssertionError(f"it waits for something: {seen}")
        try:
            seen += child.read().decode()
        except EOFError:
            return child.wait(), seen
        if answers and seen.endswith(": "):
            child.write(answers.pop(0).encode())


class Hand(io.TextIOWrapper):
    """Somebody at the terminal who answers each question with yes, a while after it was asked.

    Args:
        meanwhile: what another program does before each answer.
    """

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__(io.BytesIO())
        self._meanwhile = meanwhile

    def isatty(self) -> bool:
        return True

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        self._meanwhile()
        return "y\n"
