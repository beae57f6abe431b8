"""The files of a page: a few of our own, and the terminal of textual-serve."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_OWN_FOLDER = Path(__file__).parent / "page"
_OPENS = "this.terminal.open(e)"
"""The code with which textual-serve puts its terminal into the page."""
_OPENS_FOR_US = "(window.boardTerminal=this.terminal).open(e)"
"""The same code, which also gives our script access to the terminal."""


@dataclass(frozen=True, slots=True)
class Served:
    """A file of the page."""

    kind: str
    """Its media type."""
    data: bytes


def page_files() -> dict[str, Served]:
    """The files that a page loads, by name. The page itself has an empty name.

    Raises:
        ImportError: textual-serve is not installed, or its terminal is not where we expect it.
    """
    try:
        folder = _static_folder()
        return {
            "": _served(_OWN_FOLDER / "board.html", "text/html"),
            "page.css": _served(_OWN_FOLDER / "page.css", "text/css"),
            "page.js": _served(_OWN_FOLDER / "page.js", "text/javascript"),
            "terminal.css": _served(folder / "css" / "xterm.css", "text/css"),
            "terminal.js": _served(
                folder / "js" / "textual.js", "text/javascript", _with_terminal_exposed
            ),
            "mono.ttf": _served(folder / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
        }
    except OSError as error:
        raise ImportError(f"no such file: {error.filename}") from None


def _static_folder() -> Path:
    # only looked up: none of its code is used
    spec = find_spec("textual_serve")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("textual_serve")
    return Path(spec.submodule_search_locations[0]) / "static"


def _served(path: Path, kind: str, change: Callable[[bytes], bytes] = bytes) -> Served:
    return Served(kind, change(path.read_bytes()))


def _with_terminal_exposed(script: bytes) -> bytes:
    """Give our script access to the terminal, whose letters must grow with the window.

    If a newer textual-serve has other code, the letters keep their size.
    """
    return script.replace(_OPENS.encode(), _OPENS_FOR_US.encode(), 1)
