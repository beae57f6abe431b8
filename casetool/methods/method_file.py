"""Read the file of a method, and say what is wrong in it, on which line."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import ValidationError

from casetool.models.method import MOST_MINUTES, Method
from casetool.toml.error_location import ValuePath, line_number_of, place_name
from casetool.toml.errors import expectation
from casetool.toml.parse import TomlError, parse_toml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_MINUTES = f"a whole number of minutes from 0 to {MOST_MINUTES}"
_EXPECTATIONS = {
    "int_type": _MINUTES,
    "greater_than_equal": _MINUTES,
    "less_than_equal": _MINUTES,
    "bool_type": "true or false",
    "string_too_long": "at most 80 characters",
}
"""The expected value by pydantic's type of error, where it is special to methods."""

_Fault = tuple[ValuePath, str]
"""A place in the file, and what was expected there."""


class MethodFileError(Exception):
    """A text is not a valid method. The message says where, and what was expected."""


def parse_method(text: str, method_id: str) -> Method:
    """Read a method from the text of its file.

    Args:
        text: the text.
        method_id: the name of the file, without its ending.

    Raises:
        MethodFileError: it is not a method, or it has another id.
    """
    try:
        method = Method.model_validate(parse_toml(text))
    except TomlError as error:
        raise MethodFileError(str(error)) from None
    except ValidationError as error:
        details = error.errors(include_input=False, include_url=False)[0]
        raise _error_at(text, details["loc"], _expected(details)) from None
    for key_path, expected in _faults(method, method_id):
        raise _error_at(text, key_path, expected)
    return method


def _faults(method: Method, method_id: str) -> Iterator[_Fault]:
    """What the values of a method leave open: its name, and how its steps differ."""
    if not _ID.fullmatch(method_id):
        yield (), "a file name of lower-case letters, digits and hyphens, which is also the id"
    if method.id != method_id:
        yield ("id",), f"“{method_id}”, the name of the file"
    if not method.steps:
        yield ("steps",), "one step or more, each under [[steps]]"
    for name in ("number", "sigil"):
        values: list[str] = [getattr(step, name) for step in method.steps]
        for index, value in enumerate(values):
            if value and value in values[:index]:
                yield ("steps", index, name), f"another {name}: an earlier step has this one"
    for index, step in enumerate(method.steps):
        if step.sigil and (len(step.sigil) > 1 or step.sigil.isalnum() or step.sigil == "@"):
            yield ("steps", index, "sigil"), "one sign, which is no letter, digit or @"


def _expected(error: "ErrorDetails") -> str:
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    return _EXPECTATIONS.get(error["type"]) or expectation(error)


def _error_at(text: str, key_path: ValuePath, expected: str) -> MethodFileError:
    if not key_path:
        return MethodFileError(f"It needs {expected}.")
    line = line_number_of(text, key_path)
    where = f"Line {line}, {place_name(key_path)}" if line is not None else place_name(key_path)
    return MethodFileError(f"{where}: expected {expected}.")
