"""The packets of Textual's web driver, which a page and its board exchange.

A packet begins with a letter: D for terminal data, M for control messages. The size of the payload
follows in four bytes (big-endian), then the payload.
"""

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator, Callable

DATA, META = b"D", b"M"
READY = b"__GANGLION__\n"
"""The line with which the program announces that it begins to draw."""
CASE = "CASETOOL_BOARD_CASE"
"""The environment variable with the message of the only case that a board may show."""
LONGEST_PRELUDE = 10
"""The most lines of other output before it."""
LARGEST_SIZE = (500, 300)
"""The most columns and rows, as a page may ask for any size."""
SMALLEST_SIZE = (20, 5)


def packet(kind: bytes, payload: bytes) -> bytes:
    """A packet for the program."""
    return b"%s%s%s" % (kind, len(payload).to_bytes(4, "big"), payload)


def control_message(**fields: object) -> bytes:
    """A control message for the program, such as ``type="quit"``."""
    return packet(META, json.dumps(fields).encode())


def from_page(text: str) -> bytes:
    """The packet for a message of a page, empty if the board does not need it.

    Args:
        text: a JSON list of the kind of message and its data.
    """
    try:
        match json.loads(text):
            case ["stdin", str(typed)]:
                return packet(DATA, typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                columns, rows = size(width, height)
                return control_message(type="resize", width=columns, height=rows)
            case ["focus" | "blur" as kind, *_]:
                return control_message(type=kind)
    except (ValueError, RecursionError):
        pass
    return b""


def size(columns: int, rows: int) -> tuple[int, int]:
    """The terminal size that a page asked for, within bounds."""
    width, height = (
        min(max(requested, least), most)
        for requested, least, most in zip((columns, rows), SMALLEST_SIZE, LARGEST_SIZE, strict=True)
    )
    return width, height


async def drawn_data(
    stream: StreamReader, control: Callable[[bytes], object] = bytes
) -> AsyncIterator[bytes]:
    """The terminal data of the program, until it ends.

    Control messages never reach the page: a board sends no file and opens no address.

    Args:
        stream: the program's standard output.
        control: called with the payload of each control message.
    """
    for _ in range(LONGEST_PRELUDE):
        if await stream.readline() == READY:
            break
    else:
        return
    while True:
        try:
            head = await stream.readexactly(5)
            payload = await stream.readexactly(int.from_bytes(head[1:], "big"))
        except (IncompleteReadError, ConnectionError):
            return
        if head[:1] == DATA:
            yield payload
        elif head[:1] == META:
            control(payload)
