"""What goes between a page and the program that draws its board: packets of Textual's web driver.

A packet is a letter (D: what a terminal would send or be sent; M: what is said besides), the size
in four bytes, and so many bytes.
"""

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator

DATA, META = b"D", b"M"
READY = b"__GANGLION__\n"
"""The line with which the program says that it begins to draw."""
LONGEST_PRELUDE = 10
"""Lines of something else before it, at most."""
LARGEST_SIZE = (500, 300)
"""Columns and rows, at most: a page may say what it likes of its size."""
SMALLEST_SIZE = (20, 5)


def packet(kind: bytes, payload: bytes) -> bytes:
    """A packet for the program."""
    return b"%s%s%s" % (kind, len(payload).to_bytes(4, "big"), payload)


def control_message(**words: object) -> bytes:
    """A packet that tells the program something: ``type="quit"``."""
    return packet(META, json.dumps(words).encode())


def from_page(text: str) -> bytes:
    """What a page sent, as a packet; nothing where it is nothing that the board needs.

    Args:
        text: a JSON list of what it is and what goes with it.
    """
    try:
        match json.loads(text):
            case ["stdin", str(typed)]:
                return packet(DATA, typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                columns, rows = size(width, height)
                return control_message(type="resize", width=columns, height=rows)
            case ["focus" | "blur" as what, *_]:
                return control_message(type=what)
    except (ValueError, RecursionError):
        pass
    return b""


def size(columns: int, rows: int) -> tuple[int, int]:
    """The size of a terminal that a page asked for, within bounds."""
    wide, high = (
        min(max(asked, least), most)
        for asked, least, most in zip((columns, rows), SMALLEST_SIZE, LARGEST_SIZE, strict=True)
    )
    return wide, high


async def drawn(stream: StreamReader) -> AsyncIterator[bytes]:
    """What the program draws, until it ends; what else it says is left out.

    A board sends no file and opens no address: a page is never told to.

    Args:
        stream: the program's standard output.
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
