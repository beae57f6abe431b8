"""Session and TOML text: what is written, what is read, and clear words where it cannot be."""

import contextlib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from casetool.models.actions.model import open_actions
from casetool.models.corrections.targets import correction_status
from casetool.models.entries.model import Entries
from casetool.models.method import Method, StepKind, empty_heading
from casetool.models.session import FORMAT, Session, SessionHeading, actions_of
from casetool.storage.toml.error_location import ValuePath, line_number_of, place_name, toml_fault
from casetool.storage.toml.errors import EXPECTATIONS, expectation
from casetool.storage.toml.row_cache import VERSIONS, KnownRows, RowTexts
from casetool.storage.toml.tables import as_table, blocks, holds_tables
from casetool.storage.toml.unknown_keys import unknown_places

HEAD_KEYS = (
    "format", "method", "id", "child", "referral", "discussion", "review", "reason",
    "facilitator", "nation", "starts", "length", "wall", "stage", "at",
    "begun", "closed", "notes_agreed", "status", "open_actions",
)  # fmt: skip
"""The head of a file, in this order, before the first table."""

DERIVED = ("stage", "status", "open_actions")
"""Keys of the head that are worked out at each save, and never read."""

COMMENT = "# A case discussion, kept by casetool. docs/format.md says what each key means.\n"

_METHOD = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LONGEST_PLACE = 60

_TAKEN = "another name: this one means something to casetool"


class SessionFileError(Exception):
    """A file is no session that can be opened; the text says where, and what was expected."""

    def __init__(self, words: str, line: int | None = None, place: str = "") -> None:
        super().__init__(words)
        self.line = line
        self.place = place


class NewerFormatError(SessionFileError):
    """The file was written by a newer version of casetool."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds."""

    session: Session
    method: Method
    unknown: tuple[str, ...] = ()
    """Places of keys that this version does not know; they are kept."""
    newer: int = 0
    """The format, where a newer casetool wrote the file: then it may be shown, not written."""
    known: KnownRows = field(default_factory=KnownRows, compare=False, repr=False)
    """Its entries, as they were understood."""


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, with or without a byte-order mark, its lines ended by line feeds.

    TOML knows no CR alone (old Macs, some editors), neither in a text nor beside it: to read it as
    a line end changes nothing that could be read before.

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
        words = f"Line {line} is not UTF-8; perhaps it was saved as Latin-1 (ANSI)."
        raise SessionFileError(words, line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(data: bytes, place: int) -> int:
    return len(re.findall(b"\r\n?|\n", data[:place])) + 1


def dumps(session: Session, method: Method, rows: RowTexts | None = None) -> str:
    """A session as the text of its file: head first, then one table a heading.

    Args:
        session: the session.
        method: its method, whose order the headings have.
        rows: remembers the text of each entry, for the next time.
    """
    rows = rows or RowTexts()
    top = as_table(session, {"headings", VERSIONS})
    top |= {"format": FORMAT, "method": method.id, "stage": session.stage.value, "at": session.at}
    if session.circulated:
        top["status"] = correction_status(session).value
    top["open_actions"] = len(open_actions(actions_of(session)))
    text = {key: top.pop(key) for key in HEAD_KEYS if key in top}
    parts = [*blocks(text | top, ""), *rows.of_versions(session.circulated)]
    for heading in session.headings:
        parts += _heading_blocks(heading, rows)
    return COMMENT + "\n".join(parts)


def loads(text: str, find_method: Callable[[str], Method], newer: bool = False) -> Loaded:
    """The session that a file holds.

    Args:
        text: the whole file.
        find_method: finds the method that the file names.
        newer: whether a file of a newer format is read too, as far as it can be understood.

    Raises:
        SessionFileError: it is not TOML, not a session, or of a newer format.
        NoMethodError: its method is not at hand.
    """
    known = KnownRows()
    try:
        data = known.parsed(text)
        found = _check_format(data, text)
        named = str(found)
    except tomllib.TOMLDecodeError as error:
        line, words = toml_fault(error, text)
        raise SessionFileError(words, line) from None
    except (RecursionError, ValueError) as error:
        raise _beyond(error) from None
    if found <= FORMAT:
        return _understood(data, text, find_method, known)
    if newer:
        # whatever it is that cannot be understood, it is because the file is newer
        with contextlib.suppress(Exception):
            data["format"] = FORMAT
            return replace(_understood(data, text, find_method, known), newer=found)
    raise NewerFormatError(
        f"It was written by a newer casetool (format {named}; this one knows {FORMAT})."
        " Open it with the newer one.",
        line_number_of(text, ("format",)),
        "format",
    )


def verify_text(text: str, method: Method, known: KnownRows) -> Session:
    """The session that a text gives which we made ourselves.

    Args:
        text: the whole file.
        method: the session's method.
        known: the entries that were understood before.

    Raises:
        SessionFileError: it gives none.
    """
    try:
        data = _fitting(known.parsed(text), text, method, known)
        return Session.model_validate(_with_headings(data, method, text))
    except (RecursionError, ValueError) as error:
        raise _beyond(error) from None


def _heading_blocks(heading: SessionHeading, rows: RowTexts) -> Iterator[str]:
    """What a heading holds: its own values, its entries, and what else it has of tables."""
    is_rows = isinstance(heading, Entries)
    held = as_table(heading, {"step", "kind", *(["entries"] if is_rows else [])})
    inner = {key: value for key, value in held.items() if holds_tables(value)}
    values = {key: value for key, value in held.items() if key not in inner}
    if values:
        yield from blocks({heading.step: values}, "")
    if isinstance(heading, Entries):
        yield from rows.of(heading)
    if inner:
        yield from blocks({heading.step: inner}, "")


def _understood(
    data: dict[str, Any], text: str, find_method: Callable[[str], Method], known: KnownRows
) -> Loaded:
    method = find_method(_method_named(data, text))
    try:
        data = _fitting(data, text, method, known)
        session = Session.model_validate(_with_headings(data, method, text))
        _check_clocks(session, method, text)
        unknown = tuple(unknown_places(session))
        if unknown:
            # what cannot be written again must not be opened: it would be lost at the first save
            dumps(session, method)
    except ValidationError as error:
        raise _not_a_session(error, text, method) from None
    except (RecursionError, ValueError) as error:
        raise _beyond(error) from None
    return Loaded(session, method, unknown, known=known)


def _fitting(data: dict[str, Any], text: str, method: Method, known: KnownRows) -> dict[str, Any]:
    """The data; as plain TOML where something that the method does not know has entries, too."""
    if known.steps <= {step.id for step in method.of_kind(StepKind.ENTRIES)}:
        return data
    return tomllib.loads(text) | {"format": data["format"]}


def _check_format(data: dict[str, Any], text: str) -> int:
    found = data.get("format")
    if not isinstance(found, int) or isinstance(found, bool):
        line = line_number_of(text, ("format",))
        raise SessionFileError(
            f"It is not a session of casetool: “format = {FORMAT}” was expected near the top.",
            line,
            "format",
        )
    return found


def _with_headings(data: dict[str, Any], method: Method, text: str) -> dict[str, Any]:
    """The data with the table of each step as a heading, empty where the file has none.

    Keys of the models that the file tells in another way cannot be kept as unknown ones: they
    are refused, not lost. An open step that the method has not counts as its first.
    """
    headings = []
    steps = [step.id for step in method.steps]
    for key in DERIVED:
        data.pop(key, None)
    if data.get("at") not in steps:
        data["at"] = steps[0]
    if "headings" in data:
        raise _refused(text, ("headings",), _TAKEN)
    for step in method.steps:
        empty = empty_heading(step)
        if empty is None:
            continue
        table = data.pop(step.id, {})
        if not isinstance(table, dict):
            raise _refused(text, (step.id,), "a table")
        told = {"kind": empty.kind, "step": step.id}
        for key, value in told.items():
            if table.get(key, value) != value:
                raise _refused(text, (step.id, key), _TAKEN)
        headings.append(table | told)
    return {**data, "headings": headings}


def _method_named(data: dict[str, Any], text: str) -> str:
    """The method that the file names. It becomes a file name: only what an id can be goes on."""
    method = data.get("method", Session.model_fields["method"].default)
    if not isinstance(method, str) or not _METHOD.fullmatch(method):
        raise _refused(text, ("method",), EXPECTATIONS["string_pattern_mismatch"])
    return method


def _check_clocks(session: Session, method: Method, text: str) -> None:
    steps = [step.id for step in method.steps]
    for number, clock in enumerate(session.clocks):
        if clock.step not in steps:
            raise _refused(text, ("clocks", number, "step"), f"one of {', '.join(steps)}")


def _beyond(error: RecursionError | ValueError) -> SessionFileError:
    if isinstance(error, RecursionError):
        return SessionFileError("It is nested deeper than any session can be.")
    return SessionFileError("A number in it has more digits than can be kept.")


def _not_a_session(error: ValidationError, text: str, method: Method) -> SessionFileError:
    first = error.errors(include_input=False, include_url=False)[0]
    return _refused(text, _place(first["loc"], method), expectation(first))


def _refused(text: str, place: ValuePath, expected: str) -> SessionFileError:
    line, name = line_number_of(text, place), place_name(place)
    if len(name) > _LONGEST_PLACE:
        name = f"…{name[1 - _LONGEST_PLACE :]}"
    where = f"Line {line}, {name}" if line is not None else name
    return SessionFileError(f"{where}: expected {expected}.", line, name)


def _place(loc: ValuePath, method: Method) -> ValuePath:
    """Where a value stands in the file: there a heading is a table of its own."""
    if loc[:1] != ("headings",) or len(loc) < 3 or not isinstance(loc[1], int):
        return loc
    steps = [step.id for step in method.steps if empty_heading(step) is not None]
    return (steps[loc[1]], *loc[3:])
