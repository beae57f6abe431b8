"""A folder of sessions: what the list shows is read from the heads of the files alone."""

import difflib
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from casetool.storage.age_seal import is_sealed
from casetool.storage.rest import LOOK
from casetool.storage.sealing import PLAIN, Seal, SealError

ENCRYPTED = "encrypted: opens with its passphrase"
"""What is said of a sealed session while there is no key."""

_CONFLICT = re.compile(r"conflicted copy|\.sync-conflict-|\(conflict\b|_conflict-", re.IGNORECASE)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_TOML = re.compile(r"\.toml$|\.toml.*\.age$")
"""A session, or an encrypted one; or what a sync program makes of its name."""

_ENOUGH = 4096
"""Bytes at a time; the head of a session is nearly always shorter."""


class Head(NamedTuple):
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
    """How far the notes have got, once they went round."""
    at: str = ""
    open_actions: int = 0
    problem: str = ""
    """Why it cannot be opened, in plain words; nothing when it can."""

    @property
    def locked(self) -> bool:
        """Whether all that it needs to be opened is the passphrase."""
        return self.problem == ENCRYPTED


class NoSessionError(Exception):
    """No session of this name can be found; the text says which names are near."""


def heads(folder: Path, seal: Seal = PLAIN) -> tuple[Head, ...]:
    """The sessions of a folder, those with the newest discussion first.

    Hidden files and what is not TOML are passed over; a file that cannot be read, and a copy
    made by a sync program, are listed as such.

    Args:
        folder: the sessions.
        seal: opens those that are encrypted.
    """
    try:
        found = [head_of(path, seal) for path in _files(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (Head(folder, _shown(folder.name), problem=_reason(error)),)
    return tuple(sorted(found, key=_newest_first))


def head_of(path: Path, seal: Seal = PLAIN) -> Head:
    """The head of one file; what is wrong with it stands in ``problem``.

    Args:
        path: the file.
        seal: opens it, if it is encrypted.
    """
    name = _shown(path.name)
    if _CONFLICT.search(path.name):
        words = "a copy made by a sync program: compare it with the session by hand"
        return Head(path, name, problem=words)
    if is_sealed(path) and not seal.suffix:
        return Head(path, name, problem=ENCRYPTED)
    try:
        data = _read_head(path, seal)
    except (OSError, ValueError, RecursionError, SealError) as error:
        return Head(path, name, problem=_problem(error))
    if type(data.get("format")) is not int or not isinstance(data.get("child"), str):
        return Head(path, name, problem="it is not a session of casetool")
    if data["format"] > 1:
        return Head(path, _shown(data["child"]), problem="written by a newer casetool")
    return Head(
        path=path,
        child=_shown(data["child"]),
        method=_text(data, "method"),
        referral=_day(data, "referral"),
        discussion=_day(data, "discussion"),
        review=_day(data, "review"),
        reason=_text(data, "reason"),
        facilitator=_text(data, "facilitator"),
        stage=_text(data, "stage"),
        status=_text(data, "status"),
        at=_text(data, "at"),
        open_actions=data["open_actions"] if isinstance(data.get("open_actions"), int) else 0,
    )


def new_path(folder: Path, child: str, day: date, seal: str = "") -> Path:
    """A free name for a session: the day, then the case, such as ``2026-11-20-child-a.toml``."""
    return free_path(folder / f"{file_stem(child, day)}.toml{seal}")


def file_stem(child: str, day: date) -> str:
    """What a file is called after: the day, then the case, such as ``2026-11-20-child-a``."""
    name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", child).casefold())
    name = name.strip("-_")[:40].rstrip("-_")
    if not name or _RESERVED.match(name):
        name = f"case-{name}".rstrip("-")
    return f"{day.isoformat()}-{name}"


def due_for_review(head: Head, today: date) -> bool:
    """Whether the day has come on which somebody decides whether a session is kept."""
    return head.review is not None and head.review <= today


def how_far(head: Head, step_name: Callable[[str, str], str], today: date) -> str:
    """How far a session got, and its notes, in a few words; that its review is due, where it is.

    Args:
        head: the session.
        step_name: names a step, by the ids of its method and of the step.
        today: the day.
    """
    if due_for_review(head, today):
        return f"{head.stage} · review due"
    if head.status:  # the notes went round: that is how far it is; they are closed once agreed
        return "closed · agreed" if head.status == "closed" else head.status
    return f"{head.stage} · {step_name(head.method, head.at)}"


def free_path(wanted: Path) -> Path:
    """A path that nothing has: the wanted one, or the same with ``-2``, ``-3`` and so on."""
    path = wanted
    for number in count(2):
        if not os.path.lexists(path):
            break
        # before all of “.toml.age”, where a file is sealed
        stem, dot, ends = wanted.name.partition(".toml")
        name = f"{stem}-{number}{dot}{ends}" if dot else f"{wanted.stem}-{number}{wanted.suffix}"
        path = wanted.with_name(name)
    return path


def find_session(folder: Path, name: str) -> Path:
    """The file that somebody means: a path, a name in the library, or a part of one name.

    Raises:
        NoSessionError: none, or more than one.
    """
    try:
        for path in (
            Path(name),
            folder / name,
            folder / f"{name}.toml",
            folder / f"{name}.toml.age",
        ):
            if path.is_file() and path.name != LOOK:
                return path
    except OSError as error:
        raise NoSessionError(f"“{_shown(name)}”: {_reason(error)}.") from None
    try:
        names = [path.name for path in _files(folder)]
    except OSError:
        names = []
    near = [other for other in names if name.casefold() in other.casefold()]
    if len(near) == 1:
        return folder / near[0]
    if near:
        some = _shown(", ".join(near[:5]) + (" …" if len(near) > 5 else ""))
        raise NoSessionError(f"More than one session has “{_shown(name)}” in its name: {some}")
    guesses = difflib.get_close_matches(name, names, 3, 0.4)
    hint = f" Did you mean {_shown(' or '.join(guesses))}?" if guesses else ""
    raise NoSessionError(f"There is no session “{_shown(name)}” in {folder}.{hint}")


def _files(folder: Path) -> list[Path]:
    """What could be a session: never a pipe or a folder; a link that leads nowhere is told of."""
    with os.scandir(folder) as found:
        names = sorted(
            entry.name
            for entry in found
            if _TOML.search(entry.name)
            and entry.name != LOOK
            and not entry.name.startswith(".")
            and (entry.is_file() or not Path(entry.path).exists())
        )
    return [folder / name for name in names]


def _reason(error: OSError) -> str:
    return (error.strerror or "it cannot be read").lower()


def _problem(error: Exception) -> str:
    match error:
        case OSError():
            return _reason(error)
        case UnicodeDecodeError():
            return "it is not written in UTF-8"
        case SealError():
            return str(error)
        case _:
            return f"it is not TOML: {_shown(str(error))}"


def _read_head(path: Path, seal: Seal) -> dict[str, Any]:
    """The keys before the first table; the whole file where that alone cannot be read."""
    opened = BytesIO(seal.open(path.read_bytes())) if is_sealed(path) else path.open("rb")
    with opened as stream:
        data = b""
        while b"\n[" not in data:
            more = stream.read(_ENOUGH)
            if not more:
                break
            data += more
        head = data.partition(b"\n[")[0]
        try:
            return tomllib.loads(head.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            whole = data + stream.read()
    return tomllib.loads(whole.decode("utf-8-sig").replace("\r\n", "\n"))


def _newest_first(head: Head) -> tuple[bool, int, str]:
    day = head.discussion or head.referral
    return head.problem != "", -(day.toordinal() if day is not None else 10**7), head.path.name


def _shown(text: str) -> str:
    # as models.words does it, whose import would cost the list half of its start
    if text.isprintable():
        return text
    return re.sub(_CONTROLS, lambda match: f"\\u{ord(match[0]):04x}", text)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    return _shown(value) if isinstance(value, str) else ""


def _day(data: dict[str, Any], key: str) -> date | None:
    value = data.get(key)
    return value if type(value) is date else None
