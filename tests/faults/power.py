"""What a power cut can leave of recorded calls to the disk.

Pessimistic, as POSIX allows: until its file was synced, what was written to it may be there, be
gone, be cut or be zeros; until its folder was synced, a name that was made, moved or taken away
may be as it was before, each for itself, in any order.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePath

HARMS = ("kept", "dropped", "cut", "zeroed")
"""What can have become of bytes that were not synced."""

_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+).*")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HANDLE = re.compile(r"^\d+<([^>]*)>")
_NAMED = {"openat": "open", "renameat": "rename", "renameat2": "rename", "replace": "rename",
          "unlinkat": "unlink", "mkdirat": "mkdir", "fdatasync": "fsync"}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One call that changed something on disk."""

    op: str
    path: str
    to: str = ""
    data: bytes = b""
    makes: bool = False
    """Whether an opening makes the file."""


def from_record(calls: list[dict[str, str]]) -> list[Call]:
    """What ``faulty.py`` recorded."""
    import os

    return [
        Call(
            _NAMED.get(call["op"], call["op"]),
            call["path"],
            call.get("to", ""),
            base64.b64decode(call.get("data", "")),
            bool(int(call.get("flags", 0)) & os.O_CREAT),
        )
        for call in calls
    ]


def from_strace(text: str) -> list[Call]:
    """What ``strace -f -y -xx -s 9999999`` saw."""
    calls, begun = [], dict[str, str]()
    for seen in text.splitlines():
        line = seen
        process = line.partition(" ")[0]
        if line.endswith("<unfinished ...>"):
            begun[process] = line.removesuffix(" <unfinished ...>")
            continue
        if " resumed>" in line:
            line = begun.pop(process) + line.partition(" resumed>")[2]
        match = _CALL.match(line)
        if match is None or int(match[4]) < 0:
            continue
        name, rest = match[2], match[3]
        strings = [bytes.fromhex(one.replace("\\x", "")) for one, cut in _STRING.findall(rest)]
        handle = _HANDLE.match(rest)
        held = handle[1] if handle is not None else ""
        if "\\x" in held:
            held = bytes.fromhex(held.replace("\\x", "")).decode()
        if name in ("write", "fsync", "fdatasync"):
            calls.append(Call(_NAMED.get(name, name), held, data=b"".join(strings)))
        elif strings:
            to = strings[1].decode() if len(strings) > 1 else ""
            made = "O_CREAT" in rest
            calls.append(Call(_NAMED.get(name, name), strings[0].decode(), to, makes=made))
    return calls


@dataclass
class _File:
    sure: bytes = b""
    unsure: bytes = b""

    def after(self, harm: str) -> bytes:
        match harm:
            case "kept":
                return self.sure + self.unsure
            case "dropped":
                return self.sure
            case "cut":
                return self.sure + self.unsure[: len(self.unsure) // 2]
            case _:
                return self.sure + bytes(len(self.unsure))


@dataclass
class Disk:
    """A folder, and what of it is sure to outlive a power cut."""

    folder: str
    files: dict[int, _File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """What is there as long as the power lasts."""
    sure: dict[str, int] = field(default_factory=dict)
    open_ends: list[tuple[str, str, str, int]] = field(default_factory=list)
    """Changes of names that are not synced: what, from where, to where, and which file."""

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """What is there now, all of it synced."""
        disk = cls(str(folder))
        for number, path in enumerate(path for path in folder.rglob("*") if path.is_file()):
            disk.files[number] = _File(path.read_bytes())
            disk.names[str(path)] = disk.sure[str(path)] = number
        return disk

    def do(self, call: Call) -> None:
        """Carry out one call."""
        if call.path != self.folder and not call.path.startswith(f"{self.folder}/"):
            return
        number = self.names.get(call.path, -1)
        match call.op:
            case "open" if call.makes and number < 0:
                number = len(self.files)
                self.files[number], self.names[call.path] = _File(), number
                self.open_ends.append(("make", call.path, call.path, number))
            case "write":
                self.files[number].unsure += call.data
            case "fsync" if number >= 0:
                file = self.files[number]
                file.sure, file.unsure = file.sure + file.unsure, b""
            case "fsync":
                self._sync_folder(call.path)
            case "rename":
                self.names[call.to] = self.names.pop(call.path)
                self.open_ends.append(("rename", call.path, call.to, number))
            case "unlink" if number >= 0:  # else it was made before anything was recorded
                del self.names[call.path]
                self.open_ends.append(("unlink", call.path, call.path, number))
            case "mkdir":
                self.open_ends.append(("mkdir", call.path, call.path, -1))

    def _sync_folder(self, folder: str) -> None:
        done = [end for end in self.open_ends if str(PurePath(end[2]).parent) == folder]
        self.sure = _named(self.sure, done)
        self.open_ends = [end for end in self.open_ends if end not in done]

    def leavings(self) -> Iterator[tuple[str, Mapping[str, bytes]]]:
        """Every state that a power cut can leave now: what happened, and each file's bytes."""
        ends = self.open_ends
        ways = {(True,) * len(ends), (False,) * len(ends)}
        for one in range(len(ends)):
            ways.add(tuple(number != one for number in range(len(ends))))
            ways.add(tuple(number == one for number in range(len(ends))))
        for way, harm in product(sorted(ways), HARMS):
            there = [end for end, kept in zip(ends, way, strict=True) if kept]
            undone = [end for end, kept in zip(ends, way, strict=True) if not kept]
            gone = tuple(f"{end[1]}/" for end in undone if end[0] == "mkdir")
            names = _named(self.sure, there)
            left = {path: number for path, number in names.items() if not path.startswith(gone)}
            yield (
                f"{harm}; undone: {[(end[0], PurePath(end[2]).name) for end in undone]}",
                {path: self.files[number].after(harm) for path, number in left.items()},
            )


def _named(names: dict[str, int], ends: list[tuple[str, str, str, int]]) -> dict[str, int]:
    names = dict(names)
    for what, source, target, number in ends:
        if what in ("rename", "unlink"):
            names.pop(source, None)
        if what in ("rename", "make"):
            names[target] = number
    return names
