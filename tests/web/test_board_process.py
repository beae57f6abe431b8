"""The program behind a page: it draws, it hears, and it is gone whenever it should be."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from casetool.web import board_process as programs
from casetool.web.board_process import BoardProgram
from casetool.web.protocol import READY, from_page, packet
from tests.faults.working import environment
from tests.support.driving import PATIENCE, examples
from tests.support.serving import runs, until


def env(folder: Path) -> dict[str, str]:
    return {**os.environ, **environment(folder)}


def standing_in(tmp_path: Path, code: str) -> BoardProgram:
    """A program that is none of ours."""
    one = BoardProgram(tmp_path / "none.toml", env(tmp_path))
    one._command = (sys.executable, "-c", code)  # type: ignore[assignment]
    return one


class Page:
    """A page that keeps what it is shown."""

    def __init__(self, breaks: bool = False) -> None:
        self.seen, self._breaks = b"", breaks

    async def show(self, part: bytes) -> None:
        if self._breaks:
            raise ConnectionResetError
        self.seen += part

    async def until(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while words.encode() not in self.seen:
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("name", ["example-in-discussion.toml", "-r; touch oops & 'x'.toml"])
async def test_it_draws_the_board_hears_a_key_and_ends(tmp_path: Path, name: str) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    path = path.rename(path.with_name(name))
    one, page = BoardProgram(path, env(tmp_path)), Page()
    await one.start(100, 30)
    drawing = asyncio.create_task(one.draw(page.show))
    await page.until("About the child")
    assert "Milo" in page.seen.decode()
    page.seen = b""
    await one.hear(from_page('["resize", {"width": 150, "height": 40}]'))
    await page.until("Facts")
    await one.hear(from_page('["stdin", "q"]'))
    async with asyncio.timeout(PATIENCE):
        await drawing
    await one.end()
    assert one._process is not None
    assert one._process.returncode == 0
    assert not (Path.cwd() / "oops").exists()


async def test_what_lies_in_the_folder_where_one_is_is_not_taken_for_casetool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    for name in ("casetool.py", "asyncio.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    one, page = BoardProgram(path, env(tmp_path)), Page()
    await one.start(100, 30)
    drawing = asyncio.create_task(one.draw(page.show))
    await page.until("Facts")
    await one.end()
    await drawing


async def test_it_ends_when_it_is_told(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    one, page = BoardProgram(path, env(tmp_path)), Page()
    await one.start(100, 30)
    drawing = asyncio.create_task(one.draw(page.show))
    await page.until("Facts")
    await one.end()
    await drawing
    assert one._process is not None
    assert one._process.returncode == 0
    await one.end()


async def test_it_ends_though_the_page_has_gone_and_it_has_much_to_draw(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        f"part = {READY!r} + {packet(b'D', b'x' * 60000)!r} * 50\n"
        "while part: part = part[os.write(1, part):]\n"
    )
    one = standing_in(tmp_path, code)
    await one.start(80, 24)
    async with asyncio.timeout(PATIENCE):
        await one.draw(Page(breaks=True).show)
    await one.end()
    assert one._process is not None
    assert one._process.returncode == 0


async def test_one_that_hears_nothing_is_made_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "END_PATIENCE_SECONDS", 0.2)
    code = (
        "import signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"print({READY.decode()!r}, end='', flush=True)\n"
        "time.sleep(600)"
    )
    one = standing_in(tmp_path, code)
    await one.start(80, 24)
    assert one._process is not None
    await one.end()
    assert one._process.returncode is not None


async def test_one_that_was_never_started_is_ended_easily(tmp_path: Path) -> None:
    one = BoardProgram(tmp_path / "none.toml", env(tmp_path))
    await one.hear(b"x")
    await one.end()


async def test_it_leaves_when_what_it_hears_ends(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    one, page = BoardProgram(path, env(tmp_path)), Page()
    await one.start(100, 30)
    drawing = asyncio.create_task(one.draw(page.show))
    await page.until("Facts")
    assert one._process is not None
    assert one._process.stdin is not None
    one._process.stdin.close()
    async with asyncio.timeout(PATIENCE):
        await drawing
        assert await one._process.wait() == 0
    until(lambda: not runs(one._process.pid) if one._process else True)
