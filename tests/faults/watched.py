"""The real program, and what Python itself tells of all that it opens and connects.

    python -m tests.faults.watched LOG FOLDER [ARGUMENTS OF CASETOOL]

Python calls an audit hook before it opens a file, makes a folder, a socket or a process, whoever
in it asks. At each such moment every file below FOLDER is looked at, too: one that others may
read, if only for an instant, is seen.
"""

import os
import sys
from pathlib import Path
from typing import Any

TOLD = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "urllib.", "http.")
LOOKED = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "os.listdir",
          "os.scandir", "os.utime", "shutil.move")  # fmt: skip


def watch(log: Path, folder: Path) -> None:
    """Begin: each thing that is worth telling becomes a line of the log."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    seen: set[str] = set()
    busy = False

    def tell(line: str) -> None:
        if line not in seen:
            seen.add(line)
            os.write(handle, f"{line}\n".encode(errors="backslashreplace"))

    def heard(event: str, given: tuple[Any, ...]) -> None:
        nonlocal busy
        if event.startswith(TOLD):
            tell(f"{event} {[str(one) for one in given[1:3]]}")
        if event in LOOKED and not busy:
            busy = True
            try:
                for line in open_to_others(str(folder)):
                    tell(line)
            finally:
                busy = False

    sys.addaudithook(heard)


def open_to_others(folder: str) -> list[str]:
    """Files and folders below one that others may read, write or enter."""
    found = []
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue  # gone in this instant
        for entry in entries:
            try:
                mode = entry.stat(follow_symlinks=False).st_mode & 0o777
                if mode & 0o077 and not entry.is_symlink():
                    found.append(f"mode {mode:o} {entry.path}")
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
            except OSError:
                continue
    return found


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]))
    from casetool.__main__ import main

    raise SystemExit(main(sys.argv[3:]))
