"""Drives that cannot do all that a disk can: FAT sticks, some network drives (target 6).

The real program saves there, and says once what cannot be promised. The kernel's own answers are
changed, since no such drive can be mounted on every machine.
"""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no system calls to answer for here", allow_module_level=True)

from casetool.storage.files.limits import NO_LOCKS, NO_SYNC
from tests.faults.working import Runs, child, need, on_disk, session_in, worries

DRIVES = [
    ("fchmod", "EPERM", ""),
    ("flock", "ENOLCK", NO_LOCKS),
    ("fsync", "EINVAL", NO_SYNC),
    ("flock", "ENOSYS", NO_LOCKS),
    ("fsync", "ENOSYS", NO_SYNC),
    ("fchmod", "ENOTSUP", ""),
]
"""A system call, how it is refused each time, and what is said."""


def test_a_drive_that_cannot_do_all_is_saved_to(tmp_path: Path, runs: Runs) -> None:
    need("strace")
    for number, drive in enumerate(DRIVES[: runs(3, len(DRIVES))]):
        saves_on(tmp_path / str(number), *drive)


def saves_on(folder: Path, call: str, error: str, words: str) -> None:
    path = session_in(folder)
    path.chmod(0o644)  # as FAT shows every file
    inject = ("-e", f"trace={call}", "-e", f"inject={call}:error={error}")
    tracer = ("strace", "-f", "-qq", "-o", str(folder / "strace.log"), *inject)
    with child(path, before=tracer) as working:
        assert working.ask("add the first") == "saved: "
        assert working.ask("add the second").startswith("saved: ")
        assert (folder / "state" / "limits").exists() == bool(words), "it was said"
    assert worries(on_disk(path))[-2:] == ["the first", "the second"]
    assert "(INJECTED)" in (folder / "strace.log").read_text(encoding="utf-8")
    if call == "fchmod":
        assert path.stat().st_mode & 0o777 == 0o600, "stricter, never wider"
