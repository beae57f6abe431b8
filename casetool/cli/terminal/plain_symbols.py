"""What is printed for the eyes of a user who wants plain signs has plain signs.

Only on a terminal: a pipe and a file get the words as they are.
"""

import codecs
import io
from collections.abc import Mapping, Sequence


def speak_plainly(environment: Mapping[str, str], streams: Sequence[object]) -> None:
    """Let streams that end at a terminal say all with plain signs, where the user chose them.

    Args:
        environment: the user's environment, which says where settings are.
        streams: standard output and standard error.
    """
    terminals = [
        stream for stream in streams if isinstance(stream, io.TextIOWrapper) and stream.isatty()
    ]
    if not terminals:
        return
    from casetool.storage.settings import read_settings, settings_place

    settings, _ = read_settings(settings_place(environment))
    if settings.plain:
        codecs.register_error("casetool-plain", plain_bytes)
        for stream in terminals:
            # so whatever is no ASCII comes by
            stream.reconfigure(encoding="ascii", errors="casetool-plain")


def plain_bytes(error: UnicodeError) -> tuple[bytes, int]:
    """Replace symbols that are not ASCII. Letters stay, in UTF-8.

    Args:
        error: says which they are.
    """
    assert isinstance(error, UnicodeEncodeError)
    from casetool.render.text.symbols import PLAIN_SYMBOLS

    text = PLAIN_SYMBOLS.of(error.object[error.start : error.end])
    return text.encode("utf-8", "backslashreplace"), error.end
