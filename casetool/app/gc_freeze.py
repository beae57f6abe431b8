"""Keeping Python's garbage collection from halting the screen while somebody types."""

import gc

FREEZE_AFTER_SECONDS = 1.0
"""Seconds after a session is shown, by when all that it needs has been built."""


def freeze_heap() -> None:
    """Collect garbage now, and exclude the objects that remain from later collections.

    A full collection walks every object of the app and of an open session. That takes 30 to 50 ms
    at any moment, as long as ten key presses. After this call it walks only newer objects. The
    objects of a session that was closed are collected first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
