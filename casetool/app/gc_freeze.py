"""Python's cleaning of memory, kept from halting the screen while somebody types."""

import gc

FREEZE_AFTER_SECONDS = 1.0
"""Seconds after a session is shown until all that it needs has been built."""


def freeze_heap() -> None:
    """Clean up now, and leave what stays out of every later cleaning.

    A full cleaning walks every object of the app and of an open session: 30 to 50 ms at a moment
    that nobody chose, ten key presses long. After this it walks only what came since. What
    belonged to a session that was left is cleaned first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
