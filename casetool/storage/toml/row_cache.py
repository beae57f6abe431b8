"""Entries and versions that went round as text, and back: each is made and understood once.

A session is saved whole at every change. Nearly all of its text is the same as the time before;
with thousands of entries it would take a second to make it, and to read it back, anew.
"""

import tomllib
from typing import Any

from casetool.models.corrections.model import CirculatedVersion
from casetool.models.entries.model import Entries, Entry
from casetool.storage.toml.tables import as_table, blocks

_ROW = ".entries]]"
"""How the header of an entry ends."""

VERSIONS = "circulated"
"""The table of the versions that went round: as long as all entries together, and never changed."""


class RowTexts:
    """The text of each entry and version, made when it is first written."""

    def __init__(self) -> None:
        self._made: dict[str, dict[int, tuple[Entry, str]]] = {}
        self._versions: dict[int, tuple[CirculatedVersion, str]] = {}

    def of(self, heading: Entries) -> list[str]:
        """The block of each entry of a heading, in order; what is not there any more is forgotten.

        Args:
            heading: the heading.
        """
        name, old = f"{heading.step}.entries", self._made.get(heading.step, {})
        # by the object, which never changes, and which is held here: no other can have its number
        made = {
            id(entry): old.get(id(entry)) or (entry, _text_of(entry, name))
            for entry in heading.entries
        }
        self._made[heading.step] = made
        return [made[id(entry)][1] for entry in heading.entries]

    def of_versions(self, versions: tuple[CirculatedVersion, ...]) -> list[str]:
        """The block of each version, with the tables in it.

        Args:
            versions: the versions, in order.
        """
        self._versions = {
            id(one): self._versions.get(id(one)) or (one, _block(one, VERSIONS)) for one in versions
        }
        return [self._versions[id(one)][1] for one in versions]


class KnownRows:
    """Reads the text of a session; what was understood once as an entry or version is known.

    Nothing of what was to be written is known here: each character counts. Where anything is not
    as we write it, the text is read as any other TOML.
    """

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}
        self._versions: dict[str, CirculatedVersion] = {}
        self.steps: frozenset[str] = frozenset()
        """The tables that had entries in the last text."""

    def parsed(self, text: str) -> dict[str, Any]:
        """What a text holds, with models in the place of entries and versions.

        Args:
            text: the whole file.

        Raises:
            ValueError: it is no TOML.
            RecursionError: it is too deep.
        """
        self.steps = frozenset()
        rest, rows = _parted(text)
        known: dict[str, Entry] = {}
        versions: dict[str, CirculatedVersion] = {}
        entries: dict[str, list[Entry]] = {}
        try:
            data = _without_rows(rest)
            for step, row in rows:
                if step == VERSIONS:
                    versions[row] = self._versions.get(row) or _version(row)
                    continue
                known[row] = self._known.get(row) or _understood(step, row)
                entries.setdefault(step, []).append(known[row])
            for step, held in entries.items():
                _put(data, step, held, rest)
            _put_versions(data, [versions[row] for step, row in rows if step == VERSIONS])
        except ValueError:
            return tomllib.loads(text)
        self._known, self._versions, self.steps = known, versions, frozenset(entries)
        return data


def _text_of(entry: Entry, name: str) -> str:
    return _block(entry, name)


def _block(row: Entry | CirculatedVersion, name: str) -> str:
    return "\n".join(blocks(as_table(row), f"{name}.", f"[[{name}]]\n"))


def _parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without entries and versions; and each one's step and block, with its tables."""
    head, *pieces = text.split("\n[")
    rest: list[str] = [head]
    rows: list[tuple[str, list[str]]] = []
    inside: tuple[str, ...] = ()
    """How the header of a table in the open row begins."""
    for piece in pieces:
        header = piece.partition("\n")[0]
        if header.startswith("[") and header.endswith(_ROW):
            step = header[1 : -len(_ROW)]
            rows.append((step, [piece]))
            inside = (f"{step}.entries.", f"[{step}.entries.")
        elif header == f"[{VERSIONS}]]":
            rows.append((VERSIONS, [piece]))
            inside = (f"{VERSIONS}.", f"[{VERSIONS}.")
        elif header.startswith(inside):
            rows[-1][1].append(piece)
        else:
            rest.append(piece)
            inside = ()
    return "\n[".join(rest), [(step, "[" + "\n[".join(held)) for step, held in rows]


def _without_rows(rest: str) -> dict[str, Any]:
    if any(quotes in rest for quotes in ('"""', "'''")):
        raise ValueError  # a text of several lines: an entry could be a part of it
    return tomllib.loads(rest)


def _understood(step: str, row: str) -> Entry:
    data = tomllib.loads(row)
    entry = data.get(step, {}).get("entries", [None])[0]
    if data != {step: {"entries": [entry]}}:
        raise ValueError  # it holds more than one entry, or none
    return Entry.model_validate(entry)


def _version(row: str) -> CirculatedVersion:
    data = tomllib.loads(row)
    version = data.get(VERSIONS, [None])[0]
    if data != {VERSIONS: [version]}:
        raise ValueError  # it holds more than one version, or none
    return CirculatedVersion.model_validate(version)


def _put_versions(data: dict[str, Any], versions: list[CirculatedVersion]) -> None:
    if versions and VERSIONS in data:
        raise ValueError  # some of them stand elsewhere
    if versions:
        data[VERSIONS] = versions


def _put(data: dict[str, Any], step: str, entries: list[Entry], rest: str) -> None:
    table = data.setdefault(step, {})
    headed = not table or f"\n[{step}]" in rest or f"\n[{step}." in rest
    if not isinstance(table, dict) or "entries" in table or not headed:
        raise ValueError  # some of them stand elsewhere, or TOML would not take them there
    table["entries"] = entries
