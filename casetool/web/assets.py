"""What a page is made of: a few files of ours, and the terminal that textual-serve brings."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_OURS = Path(__file__).parent / "page"
_OPENS = "this.terminal.open(e)"
"""Where the terminal of textual-serve comes into the page; it keeps it to itself."""
_OPENS_FOR_US = "(window.boardTerminal=this.terminal).open(e)"


@dataclass(frozen=True, slots=True)
class Served:
    """A file of the page."""

    kind: str
    """Its media type."""
    data: bytes


def page_files() -> dict[str, Served]:
    """Everything that a page loads, by name; the page itself has none.

    Raises:
        ImportError: textual-serve is not installed, or has no terminal where it is looked for.
    """
    try:
        theirs = _static_folder()
        return {
            "": _served(_OURS / "board.html", "text/html"),
            "page.css": _served(_OURS / "page.css", "text/css"),
            "page.js": _served(_OURS / "page.js", "text/javascript"),
            "terminal.css": _served(theirs / "css" / "xterm.css", "text/css"),
            "terminal.js": _served(theirs / "js" / "textual.js", "text/javascript", _handed_out),
            "mono.ttf": _served(theirs / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
        }
    except OSError as error:
        raise ImportError(f"no such file: {error.filename}") from None


def _static_folder() -> Path:
    # looked for, not imported: of its code nothing is used
    found = find_spec("textual_serve")
    if found is None or not found.submodule_search_locations:
        raise ImportError("textual_serve")
    return Path(found.submodule_search_locations[0]) / "static"


def _served(path: Path, kind: str, turned: Callable[[bytes], bytes] = bytes) -> Served:
    return Served(kind, turned(path.read_bytes()))


def _handed_out(script: bytes) -> bytes:
    """Let our script get hold of the terminal: its letters must grow with the window.

    Where a newer textual-serve has it otherwise, the letters stay as they are.
    """
    return script.replace(_OPENS.encode(), _OPENS_FOR_US.encode(), 1)
