"""The server of the board: on loopback alone, for one user, until Ctrl+C."""

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
from casetool.web.board_process import BoardProgram, CaseMemory
from casetool.web.protocol import from_page, size

MOST_PAGES = 4
"""The most pages that may show the board at a time. Each needs its own program."""
LONGEST_MESSAGE_BYTES = 1 << 16
"""The most bytes of one message of a page."""
HEARTBEAT_SECONDS = 20.0
"""Seconds between two checks whether a page is still there."""
REQUEST_SECONDS = 5.0
"""Seconds for a whole request to arrive. After that its connection is closed, but no open page."""
CLOSE_SECONDS = 5.0
"""Seconds for open requests to end."""

_FULL = f"{MOST_PAGES} pages show the board already, and another was refused: close one of them.\n"
_ANOTHER = "Another account of this computer asked for the board and was refused.\n"
_NOT_HERE = "Not here."
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve(
    session: Path,
    environment: Mapping[str, str],
    port: int,
    ready: Callable[[str], object],
    report: Callable[[str], object],
) -> int:
    """Show the board to the browsers of this user, until Ctrl+C.

    Args:
        session: the session file.
        environment: the user's environment.
        port: the port, 0 for a free one.
        ready: called with the address, once it can be opened.
        report: called with messages for the user.

    Returns:
        The exit code.

    Raises:
        UserError: the port cannot be used.
        ImportError: a part of the extra is not installed.
    """
    # its log messages quote the path of a request, which holds the secret
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    files = page_files()
    with _listening(port) as listening:
        guard = Guard(listening.getsockname()[1])
        memory = CaseMemory()
        boards = Boards(guard, files, lambda: BoardProgram(session, environment, memory), report)
        try:
            return asyncio.run(_serving(boards, listening, lambda: ready(guard.address)))
        except KeyboardInterrupt:
            return 0  # the usual way to end it


class Boards:
    """Serves the page, its files, and a board for each open page.

    Args:
        guard: checks each request.
        files: the files of a page.
        program: creates the program that draws one board.
        report: called with messages for the user.
    """

    def __init__(
        self,
        guard: Guard,
        files: Mapping[str, Served],
        program: Callable[[], BoardProgram],
        report: Callable[[str], object],
    ) -> None:
        self._guard, self._files = guard, files
        self._program, self._report = program, report
        self._open: set[web.WebSocketResponse] = set()
        self._running: set[BoardProgram] = set()

    def application(self) -> web.Application:
        """The server's application."""
        application = web.Application(middlewares=[self._guarded])
        application.add_routes(
            [
                web.get("/{secret}", _add_slash),
                web.get("/{secret}/socket", self._board),
                web.get("/{secret}/{name:.*}", self._file, allow_head=False),
            ]
        )
        application.on_response_prepare.append(self._add_headers)
        application.on_shutdown.append(self._end)
        return application

    @web.middleware
    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        header = request.headers.get
        is_socket = request.path.endswith("/socket")
        if not self._guard.lets_in(header("Host"), request.path, header("Origin"), is_socket):
            raise web.HTTPForbidden(text=_NOT_HERE)
        peer, ours = (request.get_extra_info(name) for name in ("peername", "sockname"))
        if not (peer and ours) or sent_by_another_user(peer, ours):
            self._report(_ANOTHER)
            raise web.HTTPForbidden(text=_NOT_HERE)
        return await handler(request)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = _POLICY.format(host=self._guard.host)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        served = self._files.get(request.match_info["name"])
        if served is None:
            raise web.HTTPNotFound(text=_NOT_HERE)
        return web.Response(body=served.data, content_type=served.kind, charset="utf-8")

    async def _board(self, request: web.Request) -> web.StreamResponse:
        if len(self._open) >= MOST_PAGES:
            self._report(_FULL)
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
            # a page that is reloaded does not wait for its old program
            self._open.discard(page)
            await program.end()
            self._running.discard(program)
        await drawing
        return page

    async def _end(self, application: web.Application) -> None:
        await asyncio.gather(
            *(page.close() for page in self._open), *(program.end() for program in self._running)
        )


async def _add_slash(request: web.Request) -> web.StreamResponse:
    """Redirect an address that was copied without its last character."""
    raise web.HTTPFound(f"{request.path}/")


async def _draw(program: BoardProgram, page: web.WebSocketResponse) -> None:
    await program.draw(page.send_bytes)
    await page.close()


async def _hear(program: BoardProgram, page: web.WebSocketResponse) -> None:
    async for message in page:
        if message.type is WSMsgType.TEXT:
            await program.hear(from_page(message.data))


async def _serving(boards: Boards, listening: socket.socket, ready: Callable[[], object]) -> int:
    runner = web.AppRunner(
        boards.application(),
        access_log=None,
        shutdown_timeout=CLOSE_SECONDS,
        keepalive_timeout=REQUEST_SECONDS,  # it also counts from the start, for the first request
    )
    await runner.setup()
    must_end = asyncio.Event()
    if sys.platform != "win32":
        for name in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, must_end.set)
    try:
        await web.SockSite(runner, listening).start()
        ready()
        await must_end.wait()
    finally:
        await runner.cleanup()
    return 1  # ended by a signal, as the app does


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError):
        raise UserError(
            f"Port {port} cannot be used. Choose another, or leave out --port to get a free one."
        ) from None


def _number(request: web.Request, name: str) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 80


_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "casetool",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every response: nothing is cached, and no other page may show or read it."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " connect-src ws://{host}; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""What a page may load: only our own files. Inline styles are allowed, the terminal needs them."""
