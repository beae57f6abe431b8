"""A passphrase is typed unseen, and the terminal is as it was however the question ends."""

import array
import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

pytestmark = pytest.mark.pty

HEARD = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " [signal.signal(number, signal.SIG_DFL) for number in (signal.SIGHUP, signal.SIGQUIT)]"
)
"""Under nohup, and in the background of a shell, a program is started deaf to them."""

ASK = (
    "from casetool.cli.terminal.hidden_input import ask_unseen;"
    " print(ask_unseen('words: '), file=open(1, 'w'))"
)


@pytest.mark.parametrize(
    ("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGQUIT", 131), ("SIGINT", -2)]
)
def test_a_signal_leaves_the_terminal_as_it_was(name: str, code: int) -> None:
    terminal, end = pty.openpty()
    before = termios.tcgetattr(end)
    command = [sys.executable, "-c", f"import os; os.login_tty({end}); {HEARD}; {ASK}"]
    with subprocess.Popen(command, pass_fds=(end,), start_new_session=True) as asking:
        try:
            seen = b""
            while b"words: " not in seen:
                assert select.select([terminal], [], [], 60)[0]
                seen += os.read(terminal, 1 << 12)
            assert not termios.tcgetattr(end)[3] & termios.ECHO
            asking.send_signal(getattr(signal, name))
            assert asking.wait(60) == code
            assert termios.tcgetattr(end) == before
        finally:
            asking.kill()
            os.close(terminal)
            os.close(end)


TWO_QUESTIONS = """
import os
from casetool.cli.terminal.hidden_input import ask_unseen, unseen_typing
with unseen_typing():
    first = ask_unseen('first: ')
    os.write({told}, b'between')
    os.read({go}, 1)
    second = ask_unseen('second: ')
    os.write({told}, f'{{first}} {{second}}'.encode())
    os.read({go}, 1)
"""


class Asking(NamedTuple):
    """A program that asks two questions in a terminal of its own."""

    process: subprocess.Popen[bytes]
    terminal: int
    end: int
    told: int
    go: int
    before: list[Any]
    """How the terminal was before it began."""


@contextmanager
def asking_twice() -> Iterator[Asking]:
    """Ask two questions in a terminal of their own."""
    terminal, end = pty.openpty()
    before = termios.tcgetattr(end)  # the program may ask at once
    told, tell = os.pipe()
    go_on, go = os.pipe()
    program = TWO_QUESTIONS.format(told=tell, go=go_on)
    command = [sys.executable, "-c", f"import os; os.login_tty(os.dup({end})); {HEARD}\n{program}"]
    with subprocess.Popen(
        command, pass_fds=(end, tell, go_on), start_new_session=True, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield Asking(process, terminal, end, told, go, before)
        finally:
            process.kill()
            for handle in (terminal, end, told, tell, go_on, go):
                os.close(handle)


def read_until(handle: int, words: bytes) -> bytes:
    """What comes, up to these words."""
    seen = b""
    while words not in seen:
        assert select.select([handle], [], [], 60)[0], seen
        seen += os.read(handle, 1 << 12)
    return seen


def waiting_bytes(end: int) -> int:
    """How many bytes a program could read from its terminal."""
    count = array.array("i", [0])
    fcntl.ioctl(end, termios.FIONREAD, count)
    return count[0]


def wait_for_line(end: int) -> None:
    """Wait until the kernel has handed on a line: what comes later is no matter of the program."""
    assert select.select([end], [], [], 60)[0]


def test_what_is_typed_between_two_questions_stays_unseen_and_arrives() -> None:
    with asking_twice() as (process, terminal, end, told, go, before):
        seen = read_until(terminal, b"first: ")
        os.write(terminal, b"one\n")
        assert read_until(told, b"between") == b"between"
        assert not termios.tcgetattr(end)[3] & termios.ECHO
        os.write(terminal, b"typed ahead\nand more\n")
        os.write(go, b"1")
        assert read_until(told, b"ahead") == b"one typed ahead"
        wait_for_line(end)
        os.write(go, b"1")
        assert process.wait(60) == 0
        seen += read_until(terminal, b"second: ")
        assert b"one" not in seen
        assert b"ahead" not in seen
        assert termios.tcgetattr(end) == before
        assert waiting_bytes(end) == 0  # the shell would show it, and carry it out


@pytest.mark.parametrize(
    ("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGQUIT", 131), ("SIGINT", -2)]
)
def test_a_signal_between_two_questions_leaves_the_terminal_as_it_was(name: str, code: int) -> None:
    with asking_twice() as (process, terminal, end, told, _, before):
        read_until(terminal, b"first: ")
        os.write(terminal, b"one\n")
        read_until(told, b"between")
        os.write(terminal, b"typed ahead\n")
        wait_for_line(end)
        process.send_signal(getattr(signal, name))
        assert process.wait(60) == code
        assert termios.tcgetattr(end) == before
        assert waiting_bytes(end) == 0


def test_the_end_of_the_input_is_no_passphrase() -> None:
    with asking_twice() as (process, terminal, end, _, _go, before):
        read_until(terminal, b"first: ")
        os.write(terminal, b"\x04")
        assert process.wait(60) == 1
        assert termios.tcgetattr(end) == before
