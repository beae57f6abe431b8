"""The server of the room's board: on loopback alone, for one user, until Ctrl+C."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from aiohttp import WSMsgType, web

from casetool.errors import UserError
from casetool.web.access import LOOPBACK, Guard, sent_by_another_user
from casetool.web.assets import Served, page_files
from casetool.web.board_process import BoardProgram
from casetool.web.protocol import from_page, size

MOST_PAGES = 4
"""Pages that may show the board at a time: each has a program of its own."""
LONGEST_MESSAGE_BYTES = 1 << 16
"""Bytes of one message of a page, at most."""
HEARTBEAT_SECONDS = 20.0
"""Seconds between two looks whether a page is still there."""
CLOSE_SECONDS = 5.0
"""Seconds for everything to end."""

_FULL = f"{MOST_PAGES} pages show the board already, and another was refused: close one of them.\n"
_ANOTHER = "Another account of this computer asked for the board and was refused.\n"
_NOT_HERE = "Not here."
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve(
    session: Path,
    environment: Mapping[str, str],
    port: int,
    ready: Callable[[str], object],
    tell: Callable[[str], object],
) -> int:
    """Show the board to the browsers of this user, until Ctrl+C.

    Args:
        session: the session file.
        environment: the user's environment.
        port: where; 0 for one that is free.
        ready: told the address, once it can be opened.
        tell: told what the user should know.

    Returns:
        The exit code.

    Raises:
        Failure: the port cannot be had.
        ImportError: a part of the extra is not installed.
    """
    # its accounts of what went wrong quote what was asked for, and the secret is a part of that
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    files = page_files()
    with _listening(port) as listening:
        guard = Guard(listening.getsockname()[1])
        boards = Boards(guard, files, lambda: BoardProgram(session, environment), tell)
        try:
            return asyncio.run(_serving(boards, listening, lambda: ready(guard.address)))
        except KeyboardInterrupt:
            return 0  # that is how one leaves it


class Boards:
    """What is served: the page, what belongs to it, and a board for each page that is open.

    Args:
        guard: says who may see it.
        files: what a page is made of.
        program: makes what draws one board.
        tell: told what the user should know.
    """

    def __init__(
        self,
        guard: Guard,
        files: Mapping[str, Served],
        program: Callable[[], BoardProgram],
        tell: Callable[[str], object],
    ) -> None:
        self._guard, self._files = guard, files
        self._program, self._tell = program, tell
        self._open: set[web.WebSocketResponse] = set()
        self._running: set[BoardProgram] = set()

    def application(self) -> web.Application:
        """The server's application."""
        application = web.Application(middlewares=[self._guarded])
        application.add_routes(
            [
                web.get("/{secret}", _with_its_stroke),
                web.get("/{secret}/socket", self._board),
                web.get("/{secret}/{name:.*}", self._file, allow_head=False),
            ]
        )
        application.on_response_prepare.append(self._say_what_a_page_may)
        application.on_shutdown.append(self._end)
        return application

    @web.middleware
    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        told = request.headers.get
        is_socket = request.path.endswith("/socket")
        if not self._guard.lets_in(told("Host"), request.path, told("Origin"), is_socket):
            raise web.HTTPForbidden(text=_NOT_HERE)
        peer, ours = (request.get_extra_info(name) for name in ("peername", "sockname"))
        if not (peer and ours) or sent_by_another_user(peer, ours):
            self._tell(_ANOTHER)
            raise web.HTTPForbidden(text=_NOT_HERE)
        return await handler(request)

    async def _say_what_a_page_may(
        self, request: web.Request, response: web.StreamResponse
    ) -> None:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = _POLICY.format(host=self._guard.host)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        served = self._files.get(request.match_info["name"])
        if served is None:
            raise web.HTTPNotFound(text=_NOT_HERE)
        return web.Response(body=served.data, content_type=served.kind, charset="utf-8")

    async def _board(self, request: web.Request) -> web.StreamResponse:
        if len(self._open) >= MOST_PAGES:
            self._tell(_FULL)
            raise web.HTTPServiceUnavailable(text="Too many pages.")
        page = web.WebSocketResponse(
            heartbeat=HEARTBEAT_SECONDS, max_msg_size=LONGEST_MESSAGE_BYTES, timeout=2
        )
        program = self._program()
        self._open.add(page)
        self._running.add(program)
        try:
            await page.prepare(request)
            await program.start(*size(_number(request, "width"), _number(request, "height")))
            drawing = asyncio.create_task(_draw(program, page))
            await _hear(program, page)
        finally:
            # a page that is loaded anew does not wait for what showed it before
            self._open.discard(page)
            await program.end()
            self._running.discard(program)
        await drawing
        return page

    async def _end(self, application: web.Application) -> None:
        await asyncio.gather(
            *(page.close() for page in self._open), *(program.end() for program in self._running)
        )


async def _with_its_stroke(request: web.Request) -> web.StreamResponse:
    """The address was copied without its last character."""
    raise web.HTTPFound(f"{request.path}/")


async def _draw(program: BoardProgram, page: web.WebSocketResponse) -> None:
    await program.draw(page.send_bytes)
    await page.close()


async def _hear(program: BoardProgram, page: web.WebSocketResponse) -> None:
    async for message in page:
        if message.type is WSMsgType.TEXT:
            await program.hear(from_page(message.data))


async def _serving(boards: Boards, listening: socket.socket, ready: Callable[[], object]) -> int:
    runner = web.AppRunner(boards.application(), access_log=None, shutdown_timeout=CLOSE_SECONDS)
    await runner.setup()
    told = asyncio.Event()
    if sys.platform != "win32":
        for name in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, told.set)
    try:
        await web.SockSite(runner, listening).start()
        ready()
        await told.wait()
    finally:
        await runner.cleanup()
    return 1  # told to end, as a window of the app is


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError):
        raise UserError(
            f"Port {port} cannot be had: name another, or leave --port away, and a free one is"
            " taken."
        ) from None


def _number(request: web.Request, name: str) -> int:
    told = request.query.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 80


_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "casetool",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing of it is kept, and no other page may show it or read it."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " connect-src ws://{host}; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""What a page may load: our own files. The terminal makes styles as it goes, so it may."""
