"""The board as it is served: who gets it, what a page loads, and how it ends."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from casetool.web import assets as files
from casetool.web.server import MOST_PAGES
from tests.faults.working import environment
from tests.support.driving import PATIENCE, examples
from tests.support.serving import MAIN, Serving, runs, serving, until
from tests.support.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]
FILES = ("", "page.css", "page.js", "terminal.css", "terminal.js", "mono.ttf")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("shared")) as one:
        yield one


@asynccontextmanager
async def page(one: Serving, **headers: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """The connection of a page."""
    address = f"ws://127.0.0.1:{one.port}/{one.secret}/socket?width=100&height=30"
    whole = {"Origin": f"http://127.0.0.1:{one.port}", **headers}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(address, headers=whole) as connection,
    ):
        yield connection


async def answers_until_closed(one: Serving, request: str) -> bytes:
    """Send the text of a request, and return all that the server sends until it hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
    try:
        writer.write(request.encode())
        async with asyncio.timeout(PATIENCE):
            return await reader.read()
    finally:
        writer.close()


async def sees(connection: aiohttp.ClientWebSocketResponse, words: str) -> None:
    seen = b""
    async with asyncio.timeout(PATIENCE):
        while words.encode() not in seen:
            seen += await connection.receive_bytes()


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_page_is_ours_and_loads_nothing_from_elsewhere(
    shared: Serving, name: str
) -> None:
    code, headers, body = shared.ask(f"/{shared.secret}/{name}")
    assert code == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert set(re.findall(r"(?:https?|wss?)://[^ ;]*", headers["Content-Security-Policy"])) == {
        f"ws://127.0.0.1:{shared.port}"
    }
    if not name.endswith(".ttf"):
        body = re.sub(rb"/\*.*?\*/", b"", body, flags=re.DOTALL) if name[-3:] == "css" else body
        assert re.findall(rb"(?:https?:)?//[\w-]+\.[\w.-]+", body) == []
        assert not re.search(rb"googleapis|gstatic|@import", body)


def test_our_script_gets_hold_of_the_terminal(shared: Serving) -> None:
    # else letters do not grow with the window: look where textual-serve has it now
    assert b"window.boardTerminal=" in shared.ask(f"/{shared.secret}/terminal.js")[2]


def test_an_address_that_was_copied_without_its_last_stroke(shared: Serving) -> None:
    code, headers, _ = shared.ask(f"/{shared.secret}")
    assert (code, headers["Location"]) == (302, f"/{shared.secret}/")
    assert shared.ask(f"/{shared.secret[:-1]}")[0] == 403


def test_the_page_says_nothing_of_the_case(shared: Serving) -> None:
    _, _, body = shared.ask(f"/{shared.secret}/")
    assert b"<title>casetool board</title>" in body
    assert b"Milo" not in body
    assert shared.path.stem.encode() not in body


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_served_without_the_secret(shared: Serving, name: str) -> None:
    other = "y" if shared.secret.startswith("x") else "x"
    for secret in ("", "x", shared.secret[:-1], shared.secret + "x", other + shared.secret[1:]):
        code, _, body = shared.ask(f"/{secret}/{name}".replace("//", "/"))
        assert (code, body) == (403, b"Not here.")


@pytest.mark.parametrize("path", ["nothing", "../board.html", "%2e%2e/board.html", "js/textual.js"])
def test_nothing_else_lies_there(shared: Serving, path: str) -> None:
    assert shared.ask(f"/{shared.secret}/{path}")[0] in (403, 404)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "localhost:{}", "[::1]:{}"])
def test_a_name_that_was_turned_to_loopback_is_refused(shared: Serving, host: str) -> None:
    assert shared.ask(f"/{shared.secret}/", host.format(shared.port))[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_page_does_not_get_the_board(shared: Serving, origin: str) -> None:
    assert shared.ask(f"/{shared.secret}/", Origin=origin)[0] == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with page(shared, Origin=origin):
            pass
    assert refused.value.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with page(shared, Host="evil.example"):
            pass


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="one user only")
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the system does not tell")
def test_another_user_of_the_machine_is_refused_with_the_secret_too(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        code = (
            "import encodings.idna, os, sys, urllib.request as r, urllib.error\n"
            "os.setuid(int(sys.argv[2]))\n"
            "try: print(r.urlopen(sys.argv[1]).status)\n"
            "except urllib.error.HTTPError as error: print(error.code)"
        )
        command = [sys.executable, "-c", code, one.address]
        for user, answer in (("0", "200"), ("65534", "403")):
            told = subprocess.check_output([*command, user], text=True)
            assert told.strip() == answer
        assert "Another account of this computer" in one.end()[1]


async def test_a_page_sees_the_board_and_what_is_new(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with page(one) as connection:
            await sees(connection, "Milo")
            add = ["add", str(one.path), "worries", "The porch light is out"]
            subprocess.run([sys.executable, "-m", "casetool", *add], check=True)
            await sees(connection, "porch")
        until(lambda: one.children() == [])


async def test_so_many_pages_and_no_more(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with page(one), page(one), page(one), page(one) as last:
            await sees(last, "Milo")
            assert len(one.children()) == MOST_PAGES == 4
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with page(one):
                    pass
            assert refused.value.status == 503
        async with page(one) as another:
            await sees(another, "Milo")
        code, said = one.end()
        assert code == 0
        assert "4 pages show the board already" in said


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 1)])
async def test_it_ends_in_order_and_all_that_it_started_with_it(
    tmp_path: Path, how: signal.Signals, code: int
) -> None:
    with serving(tmp_path) as one:
        async with page(one) as connection, page(one):
            await sees(connection, "Milo")
            children = one.children()
            assert len(children) == 2
            ending = asyncio.create_task(asyncio.to_thread(one.end, how))
            async with asyncio.timeout(PATIENCE):
                while (await connection.receive()).type != aiohttp.WSMsgType.CLOSE:
                    pass
                ended, said = await ending
        assert ended == code
        assert said.count("\n") == 2, said
        assert not any(runs(child) for child in children)


async def test_a_server_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with page(one) as connection:
            await sees(connection, "Milo")
            (child,) = one.children()
            one.end(signal.SIGKILL)
        until(lambda: not runs(child))


async def test_a_page_that_sends_rubbish_does_no_harm(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with page(one) as connection:
            await sees(connection, "Milo")
            for words in ("", "[", '["stdin", 1]', '["resize", {"width": 1e99}]', '["quit"]'):
                await connection.send_str(words)
            await connection.send_bytes(b"\xff")
            await connection.send_str('["resize", {"width": 120, "height": 40}]')
            await sees(connection, "Facts")
        async with page(one) as connection:
            await sees(connection, "Milo")
            await connection.send_str("x" * (1 << 17))
            async with asyncio.timeout(PATIENCE):
                while (await connection.receive()).type != aiohttp.WSMsgType.CLOSE:
                    pass
        code, said = one.end()
        assert (code, said.count("\n")) == (0, 2), said


async def test_half_a_request_is_closed_and_an_open_page_is_not(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        half = f"GET /{one.secret}/ HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\n"
        async with page(one) as connection:
            await sees(connection, "Milo")
            answers = await asyncio.gather(
                answers_until_closed(one, ""),
                answers_until_closed(one, half),
                answers_until_closed(one, f"{half}\r\n{half}"),
            )
            assert [answer.count(b"HTTP/1.1 200") for answer in answers] == [0, 0, 1]
            add = ["add", str(one.path), "worries", "The porch light is out"]
            subprocess.run([sys.executable, "-m", "casetool", *add], check=True)
            await sees(connection, "porch")


def test_a_port_can_be_named_and_a_taken_one_is_told(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        again = Serving(one.path, "--port", str(one.port))
        assert again.address == ""
        code, said = again.end()
        assert code == 1
        assert said.startswith(f"casetool: Port {one.port} cannot be used")
        assert one.end()[0] == 0
        same = Serving(one.path, "--port", str(one.port))
        assert same.port == one.port
        assert same.end()[0] == 0


def test_without_the_extra_one_sentence_names_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    examples(tmp_path)
    code, out, err = run("board", "closed", "--web")
    assert (code, out) == (1, "")
    assert 'pip install "textual-serve' in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("more", [("--open",), ("--port", "8123")])
def test_what_goes_with_web_is_refused_without_it(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    examples(tmp_path)
    code, out, err = run("board", "closed", *more)
    assert (code, out) == (1, "")
    assert "--web" in err


def test_the_browser_is_started_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    with serving(tmp_path) as one:
        assert one.ask(f"/{one.secret}/")[0] == 200
        again = Serving(one.path, "--open")
        until(lambda: opened.exists() and opened.read_text() == again.address)
        assert again.end()[0] == 0


@pytest.mark.pty
def test_ctrl_c_at_its_terminal_closes_it(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    command = [sys.executable, "-c", MAIN, "board", str(path), "--web"]
    terminal = Terminal(command, env=environment(tmp_path), cwd=str(tmp_path))
    terminal.until("http://127.0.0.1:")
    terminal.press("\x03")
    assert terminal.ended() == 0
    assert "Traceback" not in terminal.text()
