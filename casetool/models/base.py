"""Base types of all models. Every text that people type is sanitised here."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

_UNSAFE_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TABS_AND_LINE_ENDS = re.compile(r"[\t\n]+")
_ALL_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def sanitise(text: object) -> object:
    r"""Make typed or pasted text safe to store.

    Line ends become ``\n``. Characters unsafe for TOML or a terminal (C0 and C1 controls except tab
    and newline, lone surrogates) become a visible ``\uXXXX``. Nothing is dropped or normalised
    (reliability targets 22 and 23).

    Args:
        text: the text. Anything else is returned as it is, for pydantic to refuse.
    """
    if not isinstance(text, str):
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def plain_line_ends(text: str) -> str:
    r"""A typed or pasted text with ``\n`` for every line end that Unicode knows.

    Args:
        text: the text, before it is sanitised: some line ends are controls.
    """
    return _ALL_LINE_ENDS.sub("\n", text)


def single_line(text: str) -> str:
    """A text as one trimmed line, with line ends and tabs as spaces."""
    return _TABS_AND_LINE_ENDS.sub(" ", text).strip()


LongText = Annotated[str, BeforeValidator(sanitise)]
"""Text of any length, kept as typed."""

LineText = Annotated[str, BeforeValidator(sanitise), AfterValidator(single_line)]
"""Text of one line, such as a name or a role."""

LONGEST_ID = 80
"""Most characters of an id."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=LONGEST_ID)]
"""A short stable name in the file: lower-case letters, digits and hyphens."""

_HANDLE_IN_SCHEMA = r"^[^\sA-Z!-/:-@\[-`{-~][^\sA-Z!-,./:-@\[-`{-~]*$"
"""The same for ASCII, in the patterns that every reader of a schema knows."""


def is_handle_letter(letter: str) -> bool:
    """Whether a handle may have it: letters without capitals, marks and numbers of any script."""
    category = unicodedata.category(letter)
    return category in {"Ll", "Lo", "Lm"} or category[0] in "MN"


_UNSEEN_MARKS = frozenset(
    map(chr, (0x34F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Marks of Unicode that draw nothing themselves, such as the one that asks for an emoji."""


def is_unseen(letter: str) -> bool:
    """Whether nobody sees it: a soft hyphen, a joiner, a mark of direction or of variation."""
    return unicodedata.category(letter) == "Cf" or letter in _UNSEEN_MARKS


def is_mark(letter: str) -> bool:
    """Whether it is written on the letter before it, and so begins no word."""
    return unicodedata.category(letter).startswith("M")


def _check_handle(text: str) -> str:
    letters = text[:1] + text[1:].replace("-", "")
    if letters and not is_mark(letters[0]) and all(map(is_handle_letter, letters)):
        return text
    raise ValueError("a handle has small letters, digits and hyphens")


Handle = Annotated[
    str,
    StringConstraints(max_length=LONGEST_ID),
    AfterValidator(_check_handle),
    WithJsonSchema({"type": "string", "maxLength": LONGEST_ID, "pattern": _HANDLE_IN_SCHEMA}),
]
"""An id of a person or agency: as an id, but with letters of any script. Never a file name."""


def is_handle_type(annotation: object, metadata: Iterable[object] = ()) -> bool:
    """Whether a field is declared to hold a handle, or None, or several of them.

    Args:
        annotation: its type.
        metadata: what belongs to its type.
    """
    checks = (part.func for part in metadata if isinstance(part, AfterValidator))
    return _check_handle in checks or any(
        is_handle_type(part, getattr(part, "__metadata__", ())) for part in get_args(annotation)
    )


Day = Annotated[date, Strict()]
"""A date. Strict, so that a bare number is not read as one."""

TimeOfDay = Annotated[time, Strict()]
"""A time such as 10:00, in the time zone of the discussion."""

Instant = Annotated[AwareDatetime, Strict()]
"""A date and time with its UTC offset."""


class FrozenModel(BaseModel):
    """An immutable value. Unknown keys are kept, so that saving does not lose them."""

    model_config = ConfigDict(
        frozen=True, extra="allow", hide_input_in_errors=True, populate_by_name=True
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Give no unknown key: it may have the name of a field of another kind."""
            raise AttributeError(f"{type(self).__name__} has no {name}")


FrozenValue = TypeVar("FrozenValue", bound=FrozenModel)


def evolve(value: FrozenValue, **changes: object) -> FrozenValue:
    """Copy a value with some fields replaced, validated like a new one.

    Unlike this, ``model_copy(update=…)`` validates nothing. Unchanged parts stay the same objects.

    Raises:
        pydantic.ValidationError: a replaced field is not valid.
    """
    return type(value).model_validate({**dict(value), **changes})
