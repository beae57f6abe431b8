"""Cache the text of entries and circulated versions, and their parsed values.

A session is saved as a whole at every change, and nearly all of its text stays the same. With
thousands of entries it would take a second to write and parse all of it again.
"""

import tomllib
from typing import Any

from casetool.models.corrections.model import CirculatedVersion
from casetool.models.entries.model import Entries, Entry
from casetool.storage.toml.tables import as_table, blocks

_ROW = ".entries]]"
"""The end of an entry's header."""

VERSIONS = "circulated"
"""The table of the circulated versions, which are long and never change."""


class RowTexts:
    """Caches the text of each entry and version as it is written."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[int, tuple[Entry, str]]] = {}
        self._versions: dict[int, tuple[CirculatedVersion, str]] = {}

    def of(self, heading: Entries) -> list[str]:
        """The block of each entry of a heading, in order. Removed entries leave the cache.

        Args:
            heading: the heading.
        """
        name, cached = f"{heading.step}.entries", self._entries.get(heading.step, {})
        # keyed by identity: entries never change, and the cache keeps them and so their ids alive
        texts = {
            id(entry): cached.get(id(entry)) or (entry, _entry_block(entry, name))
            for entry in heading.entries
        }
        self._entries[heading.step] = texts
        return [texts[id(entry)][1] for entry in heading.entries]

    def of_versions(self, versions: tuple[CirculatedVersion, ...]) -> list[str]:
        """The block of each version, with its inner tables.

        Args:
            versions: the versions, in order.
        """
        self._versions = {
            id(version): self._versions.get(id(version)) or (version, _block(version, VERSIONS))
            for version in versions
        }
        return [self._versions[id(version)][1] for version in versions]


class KnownRows:
    """Parses the text of a session, and reuses the entries and versions parsed before.

    The cache is keyed by the exact text. A text that is not laid out as casetool writes it is
    read as ordinary TOML.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._versions: dict[str, CirculatedVersion] = {}
        self.steps: frozenset[str] = frozenset()
        """The tables that had entries in the last text."""

    def parsed(self, text: str) -> dict[str, Any]:
        """Parse a text, with models in place of entries and versions.

        Args:
            text: the whole file.

        Raises:
            ValueError: it is not TOML.
            RecursionError: it is nested too deeply.
        """
        self.steps = frozenset()
        other_text, rows = _split_rows(text)
        parsed_rows: dict[str, Entry] = {}
        versions: dict[str, CirculatedVersion] = {}
        entries: dict[str, list[Entry]] = {}
        try:
            data = _parse_other(other_text)
            for step, row in rows:
                if step == VERSIONS:
                    versions[row] = self._versions.get(row) or _parse_version(row)
                    continue
                parsed_rows[row] = self._entries.get(row) or _parse_entry(step, row)
                entries.setdefault(step, []).append(parsed_rows[row])
            for step, step_entries in entries.items():
                _add_entries(data, step, step_entries, other_text)
            _add_versions(data, [versions[row] for step, row in rows if step == VERSIONS])
        except ValueError:
            return tomllib.loads(text)
        self._entries, self._versions, self.steps = parsed_rows, versions, frozenset(entries)
        return data


def _entry_block(entry: Entry, name: str) -> str:
    return _block(entry, name)


def _block(row: Entry | CirculatedVersion, name: str) -> str:
    return "\n".join(blocks(as_table(row), f"{name}.", f"[[{name}]]\n"))


def _split_rows(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Split off entries and versions, and give each one's step and block with its tables."""
    head, *sections = text.split("\n[")
    other_text: list[str] = [head]
    rows: list[tuple[str, list[str]]] = []
    row_prefixes: tuple[str, ...] = ()
    """How the headers of tables inside the current row begin."""
    for section in sections:
        header = section.partition("\n")[0]
        if header.startswith("[") and header.endswith(_ROW):
            step = header[1 : -len(_ROW)]
            rows.append((step, [section]))
            row_prefixes = (f"{step}.entries.", f"[{step}.entries.")
        elif header == f"[{VERSIONS}]]":
            rows.append((VERSIONS, [section]))
            row_prefixes = (f"{VERSIONS}.", f"[{VERSIONS}.")
        elif header.startswith(row_prefixes):
            rows[-1][1].append(section)
        else:
            other_text.append(section)
            row_prefixes = ()
    return "\n[".join(other_text), [
        (step, "[" + "\n[".join(row_sections)) for step, row_sections in rows
    ]


def _parse_other(other_text: str) -> dict[str, Any]:
    if any(quotes in other_text for quotes in ('"""', "'''")):
        raise ValueError  # an entry could be part of a multi-line string
    return tomllib.loads(other_text)


def _parse_entry(step: str, row: str) -> Entry:
    data = tomllib.loads(row)
    entry = data.get(step, {}).get("entries", [None])[0]
    if data != {step: {"entries": [entry]}}:
        raise ValueError  # it holds another number of entries than one
    return Entry.model_validate(entry)


def _parse_version(row: str) -> CirculatedVersion:
    data = tomllib.loads(row)
    version = data.get(VERSIONS, [None])[0]
    if data != {VERSIONS: [version]}:
        raise ValueError  # it holds another number of versions than one
    return CirculatedVersion.model_validate(version)


def _add_versions(data: dict[str, Any], versions: list[CirculatedVersion]) -> None:
    if versions and VERSIONS in data:
        raise ValueError  # some of them are written elsewhere
    if versions:
        data[VERSIONS] = versions


def _add_entries(data: dict[str, Any], step: str, entries: list[Entry], other_text: str) -> None:
    table = data.setdefault(step, {})
    has_header = not table or f"\n[{step}]" in other_text or f"\n[{step}." in other_text
    if not isinstance(table, dict) or "entries" in table or not has_header:
        raise ValueError  # some are written elsewhere, or TOML would not allow them here
    table["entries"] = entries
