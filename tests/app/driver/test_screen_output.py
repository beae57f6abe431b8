"""What is drawn, on its way to a terminal that is slow, halted or gone."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

import termios
import tty

from casetool.app.driver.screen_output import ScreenOutput

PATIENCE = 30.0
"""Seconds for what takes none, on a machine that has time for it."""


class Screen:
    """A terminal of its own, and what is sent to it."""

    def __init__(self) -> None:
        self.own, other = os.openpty()
        tty.setraw(other)
        self.file = os.fdopen(other, "w", encoding="utf-8")
        self.gone, self.missed = threading.Event(), threading.Event()
        self.output = ScreenOutput(
            self.file,
            self.gone.set,
            self.missed.set,
            lambda: termios.tcflush(self.file, termios.TCOFLUSH),
        )
        self.output.start()
        self.output.may_drop = True

    def read(self, until: bytes) -> bytes:
        """All that comes, up to something."""
        data = b""
        while until not in data:
            data += os.read(self.own, 1 << 16)
        return data

    def close(self) -> None:
        with suppress(OSError):
            os.close(self.own)
        self.file.close()


def draw_much(screen: Screen) -> None:
    """More than may wait, and than the system takes."""
    for _ in range(200):
        screen.output.write("x" * 5000)


@pytest.fixture
def screen() -> Iterator[Screen]:
    screen = Screen()
    yield screen
    screen.close()
    screen.output.stop(lambda: True)


def in_time(act: Callable[[], object]) -> None:
    """Do what could wait for ever."""
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "it waits for the terminal"


def test_all_arrives_in_its_order(screen: Screen) -> None:
    for number in range(300):
        screen.output.write(f"ä{number} ")
    screen.output.write("over")
    wanted = "".join(f"ä{number} " for number in range(300)) + "over"
    assert screen.read(b"over").decode() == wanted
    assert not screen.missed.is_set()


def test_whoever_draws_waits_for_no_terminal(screen: Screen) -> None:
    in_time(lambda: draw_much(screen))


def test_what_was_left_out_is_told_once_the_terminal_takes_again(screen: Screen) -> None:
    draw_much(screen)
    assert not screen.missed.is_set()
    reader = threading.Thread(target=screen.read, args=(b"over",), daemon=True)
    reader.start()
    assert screen.missed.wait(PATIENCE)
    screen.output.write("over")
    reader.join(PATIENCE)
    assert not reader.is_alive()


def test_what_sets_a_terminal_up_is_not_left_out(screen: Screen) -> None:
    screen.output.may_drop = False
    draw_much(screen)
    screen.output.write("over")
    assert len(screen.read(b"over")) == 200 * 5000 + 4


def test_a_terminal_that_is_halted_is_given_back_when_it_goes_on(screen: Screen) -> None:
    termios.tcflow(screen.file, termios.TCOOFF)
    draw_much(screen)
    screen.output.drop()
    screen.output.write("given back")
    end = threading.Thread(target=screen.output.stop, daemon=True)
    end.start()
    end.join(0.2)
    assert end.is_alive()
    termios.tcflow(screen.file, termios.TCOON)
    assert screen.read(b"given back").count(b"x") <= 5000
    end.join(PATIENCE)
    assert not end.is_alive()


def test_the_end_waits_for_nobody_and_the_terminal_is_still_given_back(screen: Screen) -> None:
    draw_much(screen)
    screen.output.drop()
    screen.output.write("given back")
    in_time(lambda: screen.output.stop(lambda: True))
    assert screen.read(b"given back")


def test_nothing_is_sent_after_the_end(screen: Screen) -> None:
    screen.output.stop()
    screen.output.write("too late")
    os.set_blocking(screen.own, False)
    with pytest.raises(BlockingIOError):
        os.read(screen.own, 100)


def test_a_terminal_that_went_is_told_and_holds_up_nothing(screen: Screen) -> None:
    draw_much(screen)
    os.close(screen.own)
    assert screen.gone.wait(PATIENCE)
    in_time(lambda: draw_much(screen))
    in_time(screen.output.stop)
