"""The terminal's side, in a real pseudo-terminal."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from tests.support.terminal import Terminal

pytestmark = pytest.mark.pty

SHAKEN = """
import signal, sys, termios
from textual.app import App
from textual.widgets import Label
from casetool.services.departure import Departure
from casetool.app.driver.terminal import robust_driver

class Shaken(robust_driver(Departure())):
    pulled = False

    def _get_terminal_size(self):
        size = super()._get_terminal_size()
        if size == (90, 30) and not Shaken.pulled:  # while the app looks how large it is
            Shaken.pulled = True
            termios.tcsetwinsize(sys.__stdout__.fileno(), (31, 91))
        return size

class Told(App):
    def compose(self):
        yield Label("ready")

    def on_resize(self, event):
        self.query_one(Label).update(f"{event.size.width} by {event.size.height}")

Told(driver_class=Shaken).run()
"""


def test_a_window_that_is_pulled_on_while_its_size_is_read_is_drawn_as_it_ends() -> None:
    terminal = Terminal([sys.executable, "-c", SHAKEN], columns=80, rows=24)
    terminal.until("80 by 24")
    terminal.screen.resize(31, 91)
    terminal.process.setwinsize(30, 90)
    terminal.until("91 by 31")
    end = terminal.text()
    terminal.kill()
    terminal.ended()
    assert "90 by 30" not in end


STARTED = """
import os, signal, sys
from textual.app import App
from casetool.services.departure import Departure, own_terminal
from casetool.app.driver.terminal import robust_driver

departure = Departure()

class Starting(App):
    def on_mount(self):
        os.kill(os.getpid(), signal.SIGTERM)
        departure.watch(lambda: self.exit(return_code=1), own_terminal())

app = Starting(driver_class=robust_driver(departure))
app.run()
sys.exit(app.return_code)
"""


def test_a_signal_while_the_app_starts_gives_the_terminal_back() -> None:
    terminal = Terminal([sys.executable, "-c", STARTED], columns=80, rows=24)
    assert terminal.ended() == 1
    assert terminal.raw.count(b"\x1b[?1049l") == 1
    # what was not sent yet is dropped, and on a busy machine that may be the first of it
    assert terminal.raw.count(b"\x1b[?1049h") <= 1
