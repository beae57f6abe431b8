"""The program that draws one page's board: ``casetool board FILE`` once more, as a child."""

import asyncio
import contextlib
import os
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from casetool.web.protocol import control_message, drawn

DRIVER = "TEXTUAL_DRIVER"
"""Names the driver that Textual is to use."""
PAGE_DRIVER = "casetool.app.driver.web:PageDriver"
END_PATIENCE_SECONDS = 3.0
"""Seconds that a program has to end when it is told to, before it is made to."""

_ROOT = Path(__file__).parents[2]
_OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class BoardProgram:
    """One board for one page. It ends with the page, and with the server, however that ends.

    Args:
        session: the session file.
        environment: the user's environment.
    """

    def __init__(self, session: Path, environment: Mapping[str, str]) -> None:
        # -P: it is this same casetool, whatever lies in the folder in which one happens to be
        self._command = (sys.executable, "-P", "-m", "casetool", "board", str(session.absolute()))
        paths = (str(_ROOT), environment.get("PYTHONPATH", ""))
        self._environment = {
            **environment,
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
            DRIVER: PAGE_DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
        }
        self._process: Process | None = None

    async def start(self, columns: int, rows: int) -> None:
        """Begin to draw.

        Args:
            columns: how wide the page is.
            rows: how high.
        """
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,  # what it has to say for people goes where ours goes
            env={**self._environment, "COLUMNS": str(columns), "ROWS": str(rows)},
            # Ctrl+C at the terminal is for the server, which then ends this in order
            start_new_session=True,
            creationflags=_OWN_GROUP,
        )

    async def draw(self, show: Callable[[bytes], Awaitable[None]]) -> None:
        """Show all that is drawn, until the program ends.

        Args:
            show: sends it to the page.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        there = True
        async for part in drawn(self._process.stdout):
            if there:
                try:
                    await show(part)
                except ConnectionError:
                    there = False  # read on: a program that cannot write does not end

    async def hear(self, packet: bytes) -> None:
        """Hand on what came from the page."""
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(packet)
            await self._process.stdin.drain()

    async def end(self) -> None:
        """End it: told, asked, made to."""
        if self._process is None:
            return
        await self.hear(control_message(type="quit"))
        for more in (self._process.terminate, self._process.kill):
            try:
                await asyncio.wait_for(self._process.wait(), END_PATIENCE_SECONDS)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    more()
        await self._process.wait()
