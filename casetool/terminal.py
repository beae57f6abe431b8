"""The terminal's side: what Textual's driver does not bear by itself."""

import codecs
import sys
from functools import partial

from textual.driver import Driver


def tolerant_driver() -> type[Driver] | None:
    """The driver for this terminal, one that survives a byte that is not UTF-8.

    Textual's Linux driver decodes strictly: one stray byte ends its input thread, and the app
    hears no key any more (Textualize/textual#6456, open). Its decoder is looked up by name in its
    module, so ours, which replaces what it cannot read, is put there.

    Returns:
        None where Textual's own choice is right as it is (Windows reads no bytes).
    """
    if sys.platform == "win32":
        return None
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined, assignment]
    return linux_driver.LinuxDriver


def _forgiving(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
