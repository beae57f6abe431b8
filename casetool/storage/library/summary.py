"""Summarise a session file for the list, reading only its head."""

import contextlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from casetool.errors import value_or_fault_line
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.regular_file import pieces_of, read_regular, why_unreadable

ENCRYPTED = "encrypted: opens with its passphrase"
"""The label of an encrypted session while there is no key."""

LONGEST_HEAD_BYTES = 2_000_000
"""The largest head before the first table. A reason with 1 MB of pasted text is still listed."""

LONGEST_ODD_BYTES = 100_000
"""The bytes searched where the head does not simply end at the first table."""

LARGEST_SEALED_BYTES = 64_000_000
"""The largest encrypted session that is decrypted for its head."""

_MOST_ACTIONS = 1_000_000
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_PIECE_BYTES = 4096
"""The size of a piece. The head of a session is nearly always shorter."""

_ID_LINE = re.compile(rb"""\s*id\s*=\s*["']([\w-]+)["']\s*""", re.ASCII)
_TABLE = b"\n["
_MAX_TABLE_TRIES = 20
"""How many possible ends of a head are tried: a line of a text can look like a table."""


class SessionSummary(NamedTuple):
    """What the list shows of one file."""

    path: Path
    child: str
    method: str = ""
    referral: date | None = None
    discussion: date | None = None
    review: date | None = None
    reason: str = ""
    facilitator: str = ""
    stage: str = ""
    status: str = ""
    """How far the notes have got since they were circulated."""
    at: str = ""
    open_actions: int = 0
    problem: str = ""
    """Why it cannot be opened, in plain words, or empty."""
    id: str = ""
    copy_of: Path | None = None
    """The session of which it is a copy, as ``problem`` says too."""
    unread: str = ""
    """Why a copy cannot be read, or empty."""
    broken_id: str = ""
    """The id that stands in the first lines of a plain file that cannot be read, or empty."""

    @property
    def locked(self) -> bool:
        """Whether only the passphrase is needed to open it."""
        return self.problem == ENCRYPTED

    @property
    def may_open(self) -> bool:
        """Whether it is worth trying to open it."""
        return self.locked or not self.problem


def read_summary(path: Path, cipher: Cipher = NO_CIPHER) -> SessionSummary:
    """Summarise one file, with anything wrong in ``problem``.

    Args:
        path: the file.
        cipher: decrypts it, if it is encrypted.
    """
    name = shown_text(path.name)
    try:
        if is_encrypted(path) and not cipher.suffix:
            next(pieces_of(path, 1), b"")  # a broken link cannot be opened with any passphrase
            return SessionSummary(path, name, problem=ENCRYPTED)
        data = summary_keys(_plain_pieces(path, cipher))
    except (OSError, ValueError, RecursionError, CipherError) as error:
        broken_id = _id_in_broken_head(path) if isinstance(error, ValueError) else ""
        return SessionSummary(path, name, problem=_problem(path, error), broken_id=broken_id)
    if type(data.get("format")) is not int or not isinstance(data.get("child"), str):
        return SessionSummary(path, name, problem="it is not a session of casetool")
    if data["format"] > 1:
        child, problem = shown_text(data["child"]), "written by a newer casetool"
        return SessionSummary(path, child, problem=problem, id=_text(data, "id"))
    return SessionSummary(
        path=path,
        child=shown_text(data["child"]),
        method=_text(data, "method"),
        referral=_day(data, "referral"),
        discussion=_day(data, "discussion"),
        review=_day(data, "review"),
        reason=_text(data, "reason"),
        facilitator=_text(data, "facilitator"),
        stage=_text(data, "stage"),
        status=_text(data, "status"),
        at=_text(data, "at"),
        id=_text(data, "id"),
        open_actions=_count(data.get("open_actions")),
    )


def _count(value: object) -> int:
    """A number of actions, or 0 for what no session has: a file can hold any number."""
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value <= _MOST_ACTIONS else 0


def summary_or_fault(path: Path, cipher: Cipher = NO_CIPHER) -> SessionSummary:
    """Summarise one file among others, turning a fault of casetool into its ``problem``."""
    return value_or_fault_line(
        lambda: read_summary(path, cipher),
        lambda location: SessionSummary(
            path, shown_text(path.name), problem=f"a fault of casetool's own: {location}"
        ),
    )


def holds_other_session(path: Path, session_id: str, cipher: Cipher) -> bool:
    """Whether the head of a file names another session. A file without an id names none.

    Args:
        path: the file.
        session_id: the id of the open session, or empty if it is not known.
        cipher: decrypts the file, if it is encrypted.
    """
    return bool(session_id) and read_summary(path, cipher).id not in ("", session_id)


def compared_name(child: str) -> str:
    """The name of a child as it is compared with others."""
    return child.strip().casefold()


def shown_text(text: str) -> str:
    """A text with control characters written out, as they could act on a terminal."""
    # as terminal_safe does, whose import would slow the list's start by half
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain_pieces(path: Path, cipher: Cipher) -> Iterable[bytes]:
    if is_encrypted(path):
        return (cipher.decrypt(read_regular(path, LARGEST_SEALED_BYTES)),)
    return pieces_of(path, _PIECE_BYTES)


def _id_in_broken_head(path: Path) -> str:
    """The id in the first lines of a plain file that is not TOML, or empty."""
    try:
        lines = next(pieces_of(path, _PIECE_BYTES), b"").splitlines()
    except OSError:
        return ""
    matches = (_ID_LINE.fullmatch(line) for line in takewhile(lambda line: line[:1] != b"[", lines))
    return next((match[1].decode() for match in matches if match is not None), "")


def _problem(path: Path, error: Exception) -> str:
    match error:
        case OSError():
            return why_unreadable(path, error)
        case UnicodeDecodeError():
            return "it is not written in UTF-8"
        case CipherError():
            return str(error)
        case _:
            return f"it is not TOML: {shown_text(str(error))}"


def summary_keys(pieces: Iterable[bytes]) -> dict[str, Any]:
    """Parse the keys before the first table.

    Args:
        pieces: the plain bytes of a session, read only as far as the head needs.

    Raises:
        OSError: they cannot be read.
        ValueError: they are not TOML, or not text.
        RecursionError: they are nested too deeply.
    """
    pieces = _with_line_feeds(pieces)
    data = _until_table(pieces)
    if _TABLE not in data and next(pieces, b""):
        raise ValueError(f"no table in its first {LONGEST_HEAD_BYTES // 1_000_000} MB")
    try:
        return _parse_toml(data.partition(_TABLE)[0])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return _parse_past_table(chain((data,), pieces))


def _with_line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Convert line ends to line feeds. Old Macs ended lines with a CR alone."""
    carried_cr = b""
    for piece in pieces:
        text = carried_cr + piece
        # the line feed of a last CR may be in the next piece
        carried_cr = b"\r" if text.endswith(b"\r") else b""
        yield text.removesuffix(carried_cr).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if carried_cr:
        yield b"\n"


def _until_table(pieces: Iterable[bytes]) -> bytes:
    """The bytes until the first table, or as many as a head may have."""
    data = bytearray()
    for piece in pieces:
        start = max(0, len(data) - 1)  # the line end may be in the previous piece
        data += piece
        if data.find(_TABLE, start) >= 0 or len(data) >= LONGEST_HEAD_BYTES:
            break
    return bytes(data)


def _parse_past_table(pieces: Iterable[bytes]) -> dict[str, Any]:
    """Parse a head in which a text looks like a table: up to a later one, or all of it.

    Raises:
        ValueError: no part of it is TOML.
    """
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > LONGEST_ODD_BYTES:
            break
    offset = data.find(_TABLE)
    for _ in range(_MAX_TABLE_TRIES):
        offset = data.find(_TABLE, offset + 1)
        if offset < 0:
            break
        with contextlib.suppress(UnicodeDecodeError, tomllib.TOMLDecodeError):
            return _parse_toml(data[:offset])
    return _parse_toml(data)


def _parse_toml(data: bytes | bytearray) -> dict[str, Any]:
    return tomllib.loads(data.decode("utf-8-sig"))


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    return shown_text(value) if isinstance(value, str) else ""


def _day(data: dict[str, Any], key: str) -> date | None:
    value = data.get(key)
    return value if type(value) is date else None
