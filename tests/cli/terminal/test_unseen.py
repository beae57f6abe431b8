"""A passphrase is typed unseen, and the terminal is as it was however the question ends."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios

import pytest

pytestmark = pytest.mark.pty

HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Under nohup, and in the background of a shell, a program is started deaf to it."""

ASK = (
    "from casetool.cli.terminal.unseen import ask_unseen;"
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
        finally:
            asking.kill()
    assert termios.tcgetattr(end) == before
