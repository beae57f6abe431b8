"""The driver for this terminal: Textual's, made robust."""

import sys

from textual.constants import DRIVER
from textual.driver import Driver

from casetool.services.departure import Departure
from casetool.widgets.common.textual_compat import replace_key_parser


def robust_driver(departure: Departure) -> type[Driver] | None:
    """The driver for this terminal, which survives stray input and a terminal that is not read.

    Textual's Linux driver decodes strictly: one stray byte ends its input thread, and no key works
    any more (Textualize/textual#6456, open). It also writes through a queue of thirty pieces. If
    nobody reads the terminal, the event loop waits for it for ever (docs/upstream.md).

    Args:
        departure: called when the terminal is gone.

    Returns:
        The driver class. None if Textual's own choice is right: Windows reads no bytes, and a
        board in a page has its own driver, which TEXTUAL_DRIVER names.
    """
    if DRIVER:
        return None
    from casetool.app.driver.key_parser import KeyParser

    replace_key_parser(KeyParser)
    if sys.platform == "win32":
        return None
    from casetool.app.driver.posix import PosixDriver

    return type("TerminalDriver", (PosixDriver,), {"departure": departure})
