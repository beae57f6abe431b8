"""The one door for what people type: every text of a model passes through here."""

import re
from datetime import date, time
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
)

_UNBEARABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WHITE_RUN = re.compile(r"[\t\n]+")


def sanitise(text: object) -> object:
    r"""What a person typed or pasted, as it can be kept.

    Line ends become ``\n``. A character that TOML or a terminal cannot bear (C0 and C1 controls
    but tab and newline, and lone surrogates) becomes a visible ``\uXXXX``; nothing is dropped and
    nothing is normalised (reliability targets 22 and 23).

    Args:
        text: what came in; anything but a string is passed on for pydantic to refuse.
    """
    if not isinstance(text, str):
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNBEARABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def single_line(text: str) -> str:
    """A text as one line: line ends and tabs become spaces, the ends are trimmed."""
    return _WHITE_RUN.sub(" ", text).strip()


LongText = Annotated[str, BeforeValidator(sanitise)]
"""Words of any length, kept as typed."""

LineText = Annotated[str, BeforeValidator(sanitise), AfterValidator(single_line)]
"""A name, a role, a date that could not be read: one line."""

LONGEST_ID = 80
"""Characters that an id has at most."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=LONGEST_ID)]
"""A short stable name of a thing in the file: lower-case letters, digits and hyphens."""

Day = Annotated[date, Strict()]
"""A date, and nothing that could be taken for one: a bare number is no day."""

TimeOfDay = Annotated[time, Strict()]
"""A time of the day, such as 10:00; where it counts is the place of the discussion."""

Instant = Annotated[AwareDatetime, Strict()]
"""A date and time with its offset; without one it could not be told how long ago it was."""


class FrozenModel(BaseModel):
    """A value that never changes. A key that we do not know is kept, to be saved again."""

    model_config = ConfigDict(
        frozen=True, extra="allow", hide_input_in_errors=True, populate_by_name=True
    )


FrozenValue = TypeVar("FrozenValue", bound=FrozenModel)


def evolve(value: FrozenValue, **changes: object) -> FrozenValue:
    """A copy of a value with some fields replaced, validated like a new one.

    ``model_copy(update=…)`` checks nothing; parts that did not change stay the same objects.

    Raises:
        pydantic.ValidationError: a replaced field is not what its model asks for.
    """
    return type(value).model_validate({**dict(value), **changes})
