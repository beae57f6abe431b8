"""What a session file should have held where it does not, in plain words."""

from pydantic_core import ErrorDetails

EXPECTATIONS = {
    "string_type": "a text in quotation marks",
    "string_too_short": "a text that is not empty",
    "string_pattern_mismatch": "lower-case letters, digits and hyphens",
    "date_type": "a date such as 2026-11-12, without quotation marks",
    "datetime_type": "a date and time such as 2026-11-12T10:04:00+00:00, without quotation marks",
    "timezone_aware": "a date and time with its offset, such as 2026-11-12T10:04:00+00:00",
    "tuple_type": "a list",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "missing": "a value; there is none",
    "recursion_depth_exceeded": "a tree that does not go as deep as this",
}
"""By the sort of error that a model tells."""


def expectation(error: ErrorDetails) -> str:
    """What was expected where a value is none that its model takes; never the value itself."""
    if error["type"] in EXPECTATIONS:
        return EXPECTATIONS[error["type"]]
    words = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return words[:1].lower() + words[1:]
