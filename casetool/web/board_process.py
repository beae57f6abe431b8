"""The program that draws the board of one page: ``casetool board FILE`` as a child process."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from casetool.web.protocol import CASE, control_message, drawn_data

DRIVER = "TEXTUAL_DRIVER"
"""The environment variable with Textual's driver."""
PAGE_DRIVER = "casetool.app.driver.web:PageDriver"
END_PATIENCE_SECONDS = 3.0
"""Seconds for a program to end, before a stronger signal is sent."""

_ROOT = Path(__file__).parents[2]
_OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class CaseMemory:
    """The case that the pages of a server show. A page that is loaded again shows no other."""

    def __init__(self) -> None:
        self.message = ""
        """What a board told of the case, in JSON. Empty before the first page."""
        self.path: Path | None = None
        """The file where it went on, None before the first page."""

    def hear(self, payload: bytes) -> None:
        """Take a control message of a board."""
        with contextlib.suppress(ValueError, RecursionError):
            match json.loads(payload):
                case {"type": "board-case", "path": str(path)}:
                    self.message, self.path = payload.decode(), Path(path)


class BoardProgram:
    """One board for one page. It ends with the page or the server, however that ends.

    Args:
        session: the session file.
        environment: the user's environment.
        memory: the case of the pages before. It takes what this page tells.
    """

    def __init__(
        self, session: Path, environment: Mapping[str, str], memory: CaseMemory | None = None
    ) -> None:
        self._memory = memory = memory or CaseMemory()
        session = memory.path or session
        # -P: run this casetool, not a module of the current folder
        self._command = (sys.executable, "-P", "-m", "casetool", "board", str(session.absolute()))
        paths = (str(_ROOT), environment.get("PYTHONPATH", ""))
        self._environment = {
            **environment,
            **({CASE: memory.message} if memory.message else {}),
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
            DRIVER: PAGE_DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
        }
        self._process: Process | None = None

    async def start(self, columns: int, rows: int) -> None:
        """Start the program.

        Args:
            columns: the width of the page.
            rows: its height.
        """
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,  # its messages for people go to our standard error
            env={**self._environment, "COLUMNS": str(columns), "ROWS": str(rows)},
            # Ctrl+C at the terminal is for the server, which then ends this program
            start_new_session=True,
            creationflags=_OWN_GROUP,
        )

    async def draw(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        """Send all that is drawn to the page, until the program ends.

        Args:
            send: sends data to the page.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        is_connected = True
        async for data in drawn_data(self._process.stdout, self._memory.hear):
            if is_connected:
                try:
                    await send(data)
                except ConnectionError:
                    is_connected = False  # read on, as a program that cannot write does not end

    async def hear(self, packet: bytes) -> None:
        """Pass a packet from the page to the program."""
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(packet)
            await self._process.stdin.drain()

    async def end(self) -> None:
        """End the program: by a message, by SIGTERM, at last by SIGKILL."""
        if self._process is None:
            return
        await self.hear(control_message(type="quit"))
        for stop in (self._process.terminate, self._process.kill):
            try:
                await asyncio.wait_for(self._process.wait(), END_PATIENCE_SECONDS)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    stop()
        await self._process.wait()
