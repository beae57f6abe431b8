"""Say in plain words what a file should hold."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

EXPECTATIONS = {
    "string_type": "a text in quotation marks",
    "string_too_short": "a text that is not empty",
    "too_short": "a text that is not empty",  # where it is stripped before it is measured
    "string_pattern_mismatch": "lower-case letters, digits and hyphens",
    "date_type": "a date such as 2026-11-12, without quotation marks",
    "datetime_type": "a date and time such as 2026-11-12T10:04:00+00:00, without quotation marks",
    "timezone_aware": "a date and time with its offset, such as 2026-11-12T10:04:00+00:00",
    "tuple_type": "a list",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "missing": "a value; there is none",
    "recursion_depth_exceeded": "a tree that does not go as deep as this",
    "recursion_loop": "a tree that does not go as deep as this",  # the same, before pydantic 2.14
}
"""The expected value by pydantic's type of error."""


def expectation(error: "ErrorDetails") -> str:
    """What was expected in place of an invalid value, which is never quoted."""
    if error["type"] in EXPECTATIONS:
        return EXPECTATIONS[error["type"]]
    message = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return message[:1].lower() + message[1:]
