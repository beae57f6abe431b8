"""The driver for this terminal: Textual's, with what it does not bear by itself."""

import sys

from textual.constants import DRIVER
from textual.driver import Driver

from casetool.services.departure import Departure


def robust_driver(departure: Departure) -> type[Driver] | None:
    """The driver for this terminal, one that survives what a terminal may send, or take.

    Textual's Linux driver decodes strictly: one stray byte ends its input thread, and the app
    hears no key any more (Textualize/textual#6456, open). And it draws through a queue of thirty
    pieces, at which the loop waits for ever where nobody reads.

    Args:
        departure: is told when the terminal is gone.

    Returns:
        None where Textual's own choice is right as it is: Windows reads no bytes, and a board that
        a page shows has a driver of its own, which TEXTUAL_DRIVER names.
    """
    if sys.platform == "win32" or DRIVER:
        return None
    from casetool.app.driver.posix import PosixDriver

    return type("TerminalDriver", (PosixDriver,), {"departure": departure})
