"""A program to whose disk happens what a file of orders says: failures, kills, a record of calls.

    python -m tests.faults.faulty ORDERS [ARGUMENTS OF CASETOOL]

The program itself is the real one. Only the functions of ``os`` through which it reaches the disk
are watched, from before anything of casetool is imported. The orders are read anew at each call,
so that a test can break the disk, and heal it, while the program runs:

    {"kill": 7}                                        the seventh call from now is never made
    {"fail": [["fsync", "EIO", 1, 0, "/s/"]]}          name, error, from which call on, how often
                                                       (0: ever), only where the path has this
    {"short": 10}                                      no write takes more than 10 bytes
    {"slow": 0.1}                                      the disk takes that long to sync
    {"record": true}                                   each call goes into ORDERS.calls
    {"clock": 3600}                                    the clock is an hour fast

An error is a name of ``errno``, or a number: that is one of Windows.
"""

import base64
import errno
import io
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

WATCHED = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "fchmod")


class Faults:
    """Stands between a program and ``os``."""

    def __init__(self, orders: Path) -> None:
        self._place, self._text, self._orders = orders, "", dict[str, Any]()
        self._counts: Counter[str] = Counter()
        self._paths: dict[int, str] = {}
        self._lock = threading.Lock()
        self._open, self._write = os.open, os.write

    def orders(self) -> dict[str, Any]:
        """What is ordered now; whatever is counted is counted from a new order on."""
        text = self._place.read_text(encoding="utf-8")
        if text != self._text:
            self._text, self._orders = text, json.loads(text)
            self._counts.clear()
        return self._orders

    def asked(self, name: str, path: str, **more: str) -> None:
        """One call is about to be made."""
        with self._lock:
            orders = self.orders()
            self._counts["all"] += 1
            if self._counts["all"] == orders.get("kill"):
                os.kill(os.getpid(), signal.SIGKILL)
            error = self._due(orders, name, path)
            if orders.get("record"):
                call = {"op": name, "path": path, "failed": error is not None, **more}
                self._note(json.dumps(call) + "\n")
        if name == "fsync" and orders.get("slow"):
            time.sleep(orders["slow"])  # outside the lock: others may work meanwhile
        if error is not None:
            raise error

    def _due(self, orders: dict[str, Any], name: str, path: str) -> OSError | None:
        for number, (called, error, first, times, where) in enumerate(orders.get("fail", ())):
            if called != name or where not in path:
                continue
            self._counts[f"rule {number}"] += 1
            count = self._counts[f"rule {number}"]
            if count >= first and (not times or count < first + times):
                return _error(error)
        return None

    def _note(self, line: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        handle = self._open(f"{self._place}.calls", flags, 0o600)
        self._write(handle, line.encode())
        os.close(handle)

    def watch(self) -> None:
        """Begin."""
        for name in WATCHED:
            setattr(os, name, self._watched(name, getattr(os, name)))
        faults, opened = self, os.fdopen

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                part = bytes(data)[: faults.orders().get("short")]
                path = faults._paths.get(self.fileno(), "")
                faults.asked("write", path, data=base64.b64encode(part).decode())
                return super().write(part)

        def fdopen(handle: int, mode: str = "r", *rest: Any, **more: Any) -> Any:
            if mode not in ("wb", "ab"):
                return opened(handle, mode, *rest, **more)
            return io.BufferedWriter(Raw(handle, mode[0]))

        os.fdopen = fdopen  # type: ignore[assignment]

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            if name == "open" and _only_reads(*given[:2]):
                return real(*given, **more)
            path = self._paths.get(given[0], "") if isinstance(given[0], int) else str(given[0])
            told = {"to": str(given[1])} if name in ("replace", "rename") else {}
            if name == "open":
                told = {"flags": str(given[1]), "mode": oct(given[2] if len(given) > 2 else 0o777)}
            self.asked(name, path, **told)
            result = real(*given, **more)
            if name == "open":
                self._paths[result] = path
            return result

        return call


def _only_reads(path: Any, flags: int) -> bool:
    """Whether a file is opened to be read: no fault of a disk that is written to."""
    return not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and not Path(path).is_dir()


def _error(words: str | int) -> OSError:
    if isinstance(words, str):
        number = getattr(errno, words)
        return OSError(number, os.strerror(number))
    denied = PermissionError(errno.EACCES, "Access is denied")
    denied.winerror = words  # type: ignore[attr-defined]
    return denied


def begin(orders: Path) -> Faults:
    """Watch this program's disk, and its clock."""
    faults = Faults(orders)
    faults.watch()
    from casetool import clock as instants

    def local_now() -> datetime:
        off = timedelta(seconds=faults.orders().get("clock", 0))
        return (datetime.now().astimezone() + off).replace(microsecond=0)

    instants.local_now = local_now
    return faults


if __name__ == "__main__":
    begin(Path(sys.argv[1]))
    from casetool.__main__ import main

    raise SystemExit(main(sys.argv[2:]))
