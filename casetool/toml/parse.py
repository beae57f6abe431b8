"""Parse a TOML file, with one error for everything that can be wrong in it."""

import tomllib
from typing import Any

from casetool.toml.error_location import toml_fault

MOST_LEVELS = 100
"""The deepest nesting of tables and lists that is read."""


class TomlError(ValueError):
    """A text is not TOML that can be read. The message says why.

    Attributes:
        line: the line, from 1, if known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def parse_toml(text: str) -> dict[str, Any]:
    """Parse a whole file.

    Args:
        text: its text, with line feeds.

    Raises:
        TomlError: it is not TOML, nested too deeply, or has too large a number.
    """
    try:
        values = tomllib.loads(text)
        _check_limits(values)
    except tomllib.TOMLDecodeError as error:
        line, message = toml_fault(error, text)
        raise TomlError(message, line) from None
    except RecursionError:
        raise TomlError("It is nested too deeply.") from None
    except ValueError:
        raise TomlError("A number in it has more digits than can be kept.") from None
    return values


def _check_limits(value: object, level: int = 0) -> None:
    """Check what the parser accepts, but could not be written or printed.

    Raises:
        RecursionError: it is nested too deeply.
        ValueError: a number has too many digits.
    """
    if level > MOST_LEVELS:
        raise RecursionError
    if isinstance(value, int):
        str(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _check_limits(part, level + 1)
