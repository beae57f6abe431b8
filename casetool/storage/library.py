"""A folder of sessions: what the list shows is read from the heads of the files alone."""

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

_CONFLICT = re.compile(r"conflicted copy|\.sync-conflict-|\(conflict\b|_conflict-", re.IGNORECASE)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ENOUGH = 4096
"""Bytes at a time; the head of a session is nearly always shorter."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the list shows of one file."""

    path: Path
    child: str
    method: str = ""
    referral: date | None = None
    discussion: date | None = None
    reason: str = ""
    facilitator: str = ""
    stage: str = ""
    at: str = ""
    open_actions: int = 0
    problem: str = ""
    """Why it cannot be opened, in plain words; nothing when it can."""


class NoSessionError(Exception):
    """No session of this name can be found; the text says which names are near."""


def heads(folder: Path) -> tuple[Head, ...]:
    """The sessions of a folder, those with the newest discussion first.

    Hidden files and what is not TOML are passed over; a file that cannot be read, and a copy
    made by a sync program, are listed as such.
    """
    if not folder.is_dir():
        return ()
    paths = [path for path in folder.glob("*.toml") if not path.name.startswith(".")]
    found = [head_of(path) for path in sorted(paths)]
    return tuple(sorted(found, key=_newest_first))


def head_of(path: Path) -> Head:
    """The head of one file; what is wrong with it stands in ``problem``."""
    if _CONFLICT.search(path.name):
        words = "a copy made by a sync program: compare it with the session by hand"
        return Head(path, path.name, problem=words)
    try:
        data = _read_head(path)
    except OSError as error:
        return Head(path, path.name, problem=(error.strerror or "it cannot be read").lower())
    except UnicodeDecodeError:
        return Head(path, path.name, problem="it is not written in UTF-8")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Head(path, path.name, problem=f"it is not TOML: {_shown(str(error))}")
    if not isinstance(data.get("format"), int) or not isinstance(data.get("child"), str):
        return Head(path, path.name, problem="it is not a session of casetool")
    if data["format"] > 1:
        return Head(path, _shown(data["child"]), problem="written by a newer casetool")
    return Head(
        path=path,
        child=_shown(data["child"]),
        method=_text(data, "method"),
        referral=_day(data, "referral"),
        discussion=_day(data, "discussion"),
        reason=_text(data, "reason"),
        facilitator=_text(data, "facilitator"),
        stage=_text(data, "stage"),
        at=_text(data, "at"),
        open_actions=data["open_actions"] if isinstance(data.get("open_actions"), int) else 0,
    )


def new_path(folder: Path, child: str, day: date) -> Path:
    """A free name for a session: the day, then the case, such as ``2026-11-20-child-a.toml``."""
    name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", child).casefold()).strip("-_")[:40]
    if not name or _RESERVED.match(name):
        name = f"case-{name}".rstrip("-")
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        path = folder / f"{day:%Y-%m-%d}-{name}{ending}.toml"
        if not path.exists():
            break
    return path


def find_session(folder: Path, name: str) -> Path:
    """The file that somebody means: a path, a name in the library, or a part of one name.

    Raises:
        NoSessionError: none, or more than one.
    """
    for path in (Path(name), folder / name, folder / f"{name}.toml"):
        if path.is_file():
            return path
    names = [path.name for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []
    near = [other for other in names if name.casefold() in other.casefold()]
    if len(near) == 1:
        return folder / near[0]
    if near:
        raise NoSessionError(f"More than one session has “{name}” in its name: {', '.join(near)}")
    guesses = difflib.get_close_matches(name, names, 3, 0.4)
    hint = f" Did you mean {' or '.join(guesses)}?" if guesses else ""
    raise NoSessionError(f"There is no session “{name}” in {folder}.{hint}")


def _read_head(path: Path) -> dict[str, Any]:
    """The keys before the first table; the whole file where that alone cannot be read."""
    with path.open("rb") as stream:
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
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    return _shown(value) if isinstance(value, str) else ""


def _day(data: dict[str, Any], key: str) -> date | None:
    value = data.get(key)
    return value if type(value) is date else None
