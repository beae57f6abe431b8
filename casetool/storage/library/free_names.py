"""What session files are called, and names that are free."""

import os
import re
import unicodedata
from datetime import date
from itertools import count
from pathlib import Path

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


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
