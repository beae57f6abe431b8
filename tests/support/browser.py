"""A real browser, driven over its own protocol for developers."""

import asyncio
import base64
import re
import shutil
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.driving import PATIENCE

CHROMIUM = next((one for one in ("chromium", "chromium-browser") if shutil.which(one)), None)
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-port=0", "about:blank",
)  # fmt: skip
_WORDS = (
    "[...Array(boardTerminal.rows).keys()].map(row =>"
    " boardTerminal.buffer.active.getLine(row).translateToString(true)).join('\\n')"
)


class Tab:
    """The one tab of a browser."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection, self._number = connection, 0
        self.asked_for: list[str] = []
        """Every address that the page asked for anything."""
        self.complaints: list[str] = []
        """What the browser would not do, and what went wrong in a script."""

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something."""
        self._number += 1
        await self._connection.send_json(
            {"id": self._number, "method": method, "params": parameters}
        )
        while True:
            told = await self._connection.receive_json(timeout=PATIENCE)
            if told.get("id") == self._number:
                result: dict[str, Any] = told["result"]
                return result
            self._hear(told)

    async def open(self, address: str, width: int = 1920, height: int = 1080) -> None:
        """Open an address in a window of a size."""
        for part in ("Network", "Runtime", "Log", "Page"):
            await self.call(f"{part}.enable")
        await self.resize(width, height)
        await self.call("Page.navigate", url=address)

    async def resize(self, width: int, height: int) -> None:
        """Pull the window to another size."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    async def value(self, script: str) -> Any:
        """What a script gives; None where it cannot be run yet."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return told["result"].get("value")

    async def press(self, key: str) -> None:
        """Type a character."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def until(self, script: str, wanted: str) -> str:
        """Wait until what a script gives holds some words."""
        seen = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while wanted not in seen:
                    await asyncio.sleep(0.05)
                    seen = str(await self.value(script))
        assert wanted in seen, f"never saw {wanted!r} in\n{seen}\n{self.complaints}"
        return seen

    async def sees(self, words: str) -> str:
        """Wait until the board shows words; all that it shows."""
        return await self.until(_WORDS, words)

    async def lacks(self, words: str) -> str:
        """Wait until the board shows words no more; all that it shows."""
        await self.until(f"String({_WORDS}.includes({words!r}))", "false")
        return str(await self.value(_WORDS))

    async def picture(self, path: Path) -> bytes:
        """Take a picture of the page."""
        told = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(told["data"]))
        return path.read_bytes()

    def _hear(self, told: dict[str, Any]) -> None:
        more = told.get("params", {})
        match told.get("method"):
            case "Network.requestWillBeSent":
                self.asked_for.append(more["request"]["url"])
            case "Network.webSocketCreated":
                self.asked_for.append(more["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(more["exceptionDetails"]))
            case "Log.entryAdded" if more["entry"]["level"] == "error":
                self.complaints.append(more["entry"]["text"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Tab]:
    """A browser that knows nobody, and ends with the test.

    Args:
        folder: where it keeps what it keeps.
    """
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            CHROMIUM, f"--user-data-dir={profile}", *_ARGUMENTS, stderr=PIPE, stdout=DEVNULL
        )
        try:
            port = await _port(process)
            assert process.stderr is not None
            reading = asyncio.create_task(process.stderr.read())  # so that it can go on to talk
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    tabs = [one for one in await answer.json() if one["type"] == "page"]
                place = tabs[0]["webSocketDebuggerUrl"]
                async with session.ws_connect(place, max_msg_size=0) as connection:
                    yield Tab(connection)
        finally:
            process.terminate()
            await process.wait()
            await reading


async def _port(process: Process) -> str:
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        while True:
            line = (await process.stderr.readline()).decode()
            if found := re.search(r"ws://127\.0\.0\.1:(\d+)/", line):
                return found[1]
            assert line, "the browser never started"
