"""What is printed for the eyes of a user who wants plain signs has plain signs.

Only on a terminal: a pipe and a file get the words as they are.
"""

import codecs
import io
from collections.abc import Mapping, Sequence

_APP = {None, "open", "board", "demo"}
"""The verbs that open a window; it sees to its signs itself."""


def speak_plainly(
    verb: str | None, environment: Mapping[str, str], streams: Sequence[object]
) -> None:
    """Let streams that end at a terminal say all with plain signs, where the user chose them.

    Args:
        verb: what is to be done.
        environment: the user's environment; it says where the choice is remembered.
        streams: standard output and standard error.
    """
    ours = [one for one in streams if isinstance(one, io.TextIOWrapper) and one.isatty()]
    if verb in _APP or not ours:
        return
    from casetool.storage.settings import read_settings, settings_place

    settings, _ = read_settings(settings_place(environment))
    if settings.plain:
        codecs.register_error("casetool-plain", plain_bytes)
        for stream in ours:
            # so whatever is no ASCII comes by
            stream.reconfigure(encoding="ascii", errors="casetool-plain")


def plain_bytes(error: UnicodeError) -> tuple[bytes, int]:
    """What goes out in the place of characters that are no ASCII; letters stay, in UTF-8.

    Args:
        error: says which they are.
    """
    assert isinstance(error, UnicodeEncodeError)
    from casetool.render.text.symbols import PLAIN_SYMBOLS

    text = PLAIN_SYMBOLS.of(error.object[error.start : error.end])
    return text.encode("utf-8", "backslashreplace"), error.end
