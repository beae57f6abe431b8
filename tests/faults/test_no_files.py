"""A pipe, a socket or a device where our own files lie: nothing waits for it, and it is told of."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pipes and no devices in folders here", allow_module_level=True)

from casetool.storage.autosave.emergency_copy import place_of_copy
from casetool.storage.board_state import board_state_path
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from tests.faults.working import ROOT, environment
from tests.storage.files.test_regular_file import make_socket

PATIENCE = 60.0
"""Seconds after which a program counts as held up."""

KINDS: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a socket": make_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
}
SESSION = "example-in-discussion.toml"
OPENED = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext
from casetool.storage.board_state import begin_board_state
path, state = map(Path, sys.argv[1:])
storage = StorageContext(state=state)
begin_board_state(path, storage)
document = open_document(path, lambda: datetime.now(UTC), storage)
document.drafts()
document.close()
print(document.session.child)
"""


def casetool(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One program in a folder; it must not be held up."""
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment(folder), "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        input="one more line\n",
    )


VERBS = (("add", SESSION, "5", "-"), ("show", SESSION), ("list",), ("history", SESSION), ("trash",))


def run_verb(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return casetool(folder, "-m", "casetool", "--sessions", str(folder / "s"), *words)


@pytest.fixture(params=KINDS)
def infested(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A session beside which each file of ours is something else."""
    make = KINDS[request.param]
    (tmp_path / "s").mkdir(mode=0o700)
    path = tmp_path / "s" / SESSION
    path.write_bytes((ROOT / "sessions" / SESSION).read_bytes())
    assert run_verb(tmp_path, "add", SESSION, "5", "-").returncode == 0
    version = versions_of(tmp_path / "s")[0].path
    storage = StorageContext(state=Path(environment(tmp_path)["CASETOOL_STATE"]))
    room, copy = board_state_path(path, storage), place_of_copy(path, storage)
    assert room is not None
    assert copy is not None
    trash = tmp_path / "s" / HIDDEN / "trash" / "20261112T100400000000Z.gone.toml" / "gone.toml"
    draft = tmp_path / "s" / HIDDEN / "drafts" / SESSION
    words = copy.with_name("20261112T100400000000Z.00000000.draft.toml")
    for place in (journal_path(path), draft, version, trash, room, copy, words):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        make(place)
    return tmp_path


def test_nothing_is_held_up_and_the_doctor_names_each(infested: Path) -> None:
    shown = run_verb(infested, "doctor")
    assert shown.returncode == 1
    assert "Traceback" not in shown.stderr
    for room in ("undo", "drafts", "versions", "trash"):
        assert any(f"{HIDDEN}/{room}/" in line for line in shown.stdout.splitlines()), room
    assert "no file of casetool" in " ".join(shown.stdout.split())


def test_no_verb_is_held_up(infested: Path) -> None:
    for words in VERBS:
        shown = run_verb(infested, *words)
        assert "Traceback" not in shown.stderr, words
        assert shown.returncode == 0, (words, shown.stderr)


def test_the_session_opens(infested: Path) -> None:
    state = environment(infested)["CASETOOL_STATE"]
    opened = casetool(infested, "-c", OPENED, str(infested / "s" / SESSION), state)
    assert opened.returncode == 0, opened.stderr
