"""Convert a session to TOML text and back, and explain texts that cannot be read."""

import contextlib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from casetool.models.actions.model import open_actions
from casetool.models.corrections.targets import correction_status
from casetool.models.distinct_ids import Repetition, with_distinct_ids
from casetool.models.entries.model import Entries
from casetool.models.method import KindName, Method, empty_heading
from casetool.models.session import FORMAT, Session, SessionHeading, actions_of
from casetool.storage.toml.heading_paths import path_in_file
from casetool.storage.toml.row_cache import VERSIONS, KnownRows, RowTexts
from casetool.storage.toml.tables import as_table, blocks, holds_tables
from casetool.storage.toml.unknown_keys import unknown_places
from casetool.toml.error_location import ValuePath, line_number_of, place_name, toml_fault
from casetool.toml.errors import EXPECTATIONS, expectation

HEAD_KEYS = (
    "format", "method", "id", "child", "referral", "discussion", "review", "reason",
    "facilitator", "nation", "starts", "length", "wall", "stage", "at",
    "begun", "closed", "notes_agreed", "status", "open_actions",
)  # fmt: skip
"""The keys at the top of a file, in this order, before the first table."""

DERIVED = ("stage", "status", "open_actions")
"""Keys at the top that are computed at each save and never read."""

COMMENT = "# A case discussion, kept by casetool. docs/format.md says what each key means.\n"

_METHOD = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LONGEST_KEY_PATH = 60

_RESERVED = "another name: casetool uses this one itself"


class SessionFileError(Exception):
    """A file cannot be opened as a session. The text says where, and what was expected."""

    def __init__(self, message: str, line: int | None = None, key_path: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.key_path = key_path


class NewerFormatError(SessionFileError):
    """The file was written by a newer version of casetool."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session as it was loaded from a file."""

    session: Session
    method: Method
    unknown: tuple[str, ...] = ()
    """Paths of keys that this version does not know. They are preserved."""
    newer: int = 0
    """The format number of a file from a newer casetool, which may only be shown. Otherwise 0."""
    renewed_ids: tuple[Repetition, ...] = ()
    """What stood at two places in the file, and what became of it."""
    rows: KnownRows = field(default_factory=KnownRows, compare=False, repr=False)
    """Its parsed entries and versions, cached for the next reading."""


def decode(data: bytes) -> str:
    """Decode UTF-8, with or without a byte-order mark, and normalise line ends to line feeds.

    TOML does not allow a lone CR, which old Macs and some editors write. Reading it as a line
    end changes nothing that was readable before.

    Raises:
        SessionFileError: it is in another encoding.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SessionFileError("It is written in UTF-16; UTF-8 was expected.")
    if b"\x00" in data:
        line = _line_at(data, data.index(b"\x00"))
        raise SessionFileError(f"Line {line} has a NUL byte: this is no text.", line)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
        message = f"Line {line} is not UTF-8; perhaps it was saved as Latin-1 (ANSI)."
        raise SessionFileError(message, line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(data: bytes, offset: int) -> int:
    return len(re.findall(b"\r\n?|\n", data[:offset])) + 1


def dumps(session: Session, method: Method, texts: RowTexts | None = None) -> str:
    """Write a session as the text of its file: the head, then one table for each heading.

    Args:
        session: the session.
        method: its method.
        texts: caches the text of each entry for the next save.
    """
    texts = texts or RowTexts()
    values = as_table(session, {"headings", VERSIONS})
    values |= {
        "format": FORMAT,
        "method": method.id,
        "stage": session.stage.value,
        "at": session.at,
    }
    if session.circulated:
        values["status"] = correction_status(session).value
    values["open_actions"] = len(open_actions(actions_of(session)))
    head = {key: values.pop(key) for key in HEAD_KEYS if key in values}
    parts = [*blocks(head | values, ""), *texts.of_versions(session.circulated)]
    for heading in session.headings:
        parts += _heading_blocks(heading, texts)
    return COMMENT + "\n".join(parts)


def loads(text: str, find_method: Callable[[str], Method], newer: bool = False) -> Loaded:
    """Load the session from a text.

    Args:
        text: the whole file.
        find_method: finds the method that the file names.
        newer: whether to read a newer format too, as far as it can be understood.

    Raises:
        SessionFileError: it is not TOML, not a session, or of a newer format.
        NoMethodError: its method is not available.
    """
    rows = KnownRows()
    try:
        data = rows.parsed(text)
        format_version = _check_format(data, text)
        digits = str(format_version)  # fails for a number too long to print
    except tomllib.TOMLDecodeError as error:
        line, message = toml_fault(error, text)
        raise SessionFileError(message, line) from None
    except (RecursionError, ValueError) as error:
        raise _limit_error(error) from None
    if format_version <= FORMAT:
        return _load(data, text, find_method, rows)
    if newer:
        # any failure here is due to the newer format
        with contextlib.suppress(Exception):
            data["format"] = FORMAT
            return replace(_load(data, text, find_method, rows), newer=format_version)
    raise NewerFormatError(
        f"It was written by a newer casetool (format {digits}; this one knows {FORMAT})."
        " Open it with the newer one.",
        line_number_of(text, ("format",)),
        "format",
    )


def verify_text(text: str, method: Method, rows: KnownRows) -> Session:
    """Parse a text that casetool wrote itself, to verify it.

    Args:
        text: the whole file.
        method: the session's method.
        rows: caches entries that were parsed before.

    Raises:
        SessionFileError: it is not a valid session.
    """
    try:
        data = _rows_for_method(rows.parsed(text), text, method, rows)
        return Session.model_validate(_with_headings(data, method, text))
    except (RecursionError, ValueError) as error:
        raise _limit_error(error) from None


def _heading_blocks(heading: SessionHeading, rows: RowTexts) -> Iterator[str]:
    """Yield a heading's own values, its entries, and its other tables."""
    is_rows = isinstance(heading, Entries)
    table = as_table(heading, {"step", "kind", *(["entries"] if is_rows else [])})
    inner = {key: value for key, value in table.items() if holds_tables(value)}
    values = {key: value for key, value in table.items() if key not in inner}
    if values:
        yield from blocks({heading.step: values}, "")
    if isinstance(heading, Entries):
        yield from rows.of(heading)
    if inner:
        yield from blocks({heading.step: inner}, "")


def _load(
    data: dict[str, Any], text: str, find_method: Callable[[str], Method], rows: KnownRows
) -> Loaded:
    method = find_method(_method_id(data, text))
    try:
        data = _rows_for_method(data, text, method, rows)
        session = Session.model_validate(_with_headings(data, method, text))
        _check_clocks(session, method, text)
        unknown = tuple(unknown_places(session))
        if unknown:
            # what cannot be written must not be opened: the first save would lose it
            dumps(session, method)
        session, renewed_ids = with_distinct_ids(session)
    except ValidationError as error:
        raise _validation_error(error, text, method) from None
    except (RecursionError, ValueError) as error:
        raise _limit_error(error) from None
    return Loaded(session, method, unknown, renewed_ids=renewed_ids, rows=rows)


def _rows_for_method(
    data: dict[str, Any], text: str, method: Method, rows: KnownRows
) -> dict[str, Any]:
    """The data, parsed as plain TOML where a table unknown to the method has entries too."""
    if rows.steps <= {step.id for step in method.of_kind(KindName.ENTRIES)}:
        return data
    return tomllib.loads(text) | {"format": data["format"]}


def _check_format(data: dict[str, Any], text: str) -> int:
    format_version = data.get("format")
    if not isinstance(format_version, int) or isinstance(format_version, bool):
        line = line_number_of(text, ("format",))
        raise SessionFileError(
            f"It is not a session of casetool: “format = {FORMAT}” was expected near the top.",
            line,
            "format",
        )
    return format_version


def _with_headings(data: dict[str, Any], method: Method, text: str) -> dict[str, Any]:
    """Turn the table of each step into a heading, empty where the file has none.

    Reserved keys of the models are refused, because they could not be preserved. If the open
    step is not in the method, the first one is open.
    """
    headings = []
    steps = [step.id for step in method.steps]
    for key in DERIVED:
        data.pop(key, None)
    if data.get("at") not in steps:
        data["at"] = steps[0]
    if "headings" in data:
        raise _value_error(text, ("headings",), _RESERVED)
    for step in method.steps:
        heading = empty_heading(step)
        if heading is None:
            continue
        table = data.pop(step.id, {})
        if not isinstance(table, dict):
            raise _value_error(text, (step.id,), "a table")
        identity = {"kind": heading.kind, "step": step.id}
        for key, value in identity.items():
            if table.get(key, value) != value:
                raise _value_error(text, (step.id, key), _RESERVED)
        headings.append(table | identity)
    return {**data, "headings": headings}


def _method_id(data: dict[str, Any], text: str) -> str:
    """The id of the file's method. It becomes part of a file name, so only an id is accepted."""
    method = data.get("method", Session.model_fields["method"].default)
    if not isinstance(method, str) or not _METHOD.fullmatch(method):
        raise _value_error(text, ("method",), EXPECTATIONS["string_pattern_mismatch"])
    return method


def _check_clocks(session: Session, method: Method, text: str) -> None:
    steps = [step.id for step in method.steps]
    for number, clock in enumerate(session.clocks):
        if clock.step not in steps:
            raise _value_error(text, ("clocks", number, "step"), f"one of {', '.join(steps)}")


def _limit_error(error: RecursionError | ValueError) -> SessionFileError:
    if isinstance(error, RecursionError):
        return SessionFileError("It is nested deeper than any session can be.")
    return SessionFileError("A number in it has more digits than can be kept.")


def _validation_error(error: ValidationError, text: str, method: Method) -> SessionFileError:
    details = error.errors(include_input=False, include_url=False)[0]
    return _value_error(text, path_in_file(details["loc"], method), expectation(details))


def _value_error(text: str, key_path: ValuePath, expected: str) -> SessionFileError:
    line, name = line_number_of(text, key_path), place_name(key_path)
    if len(name) > _LONGEST_KEY_PATH:
        name = f"…{name[1 - _LONGEST_KEY_PATH :]}"
    location = f"Line {line}, {name}" if line is not None else name
    return SessionFileError(f"{location}: expected {expected}.", line, name)
