"""Locate a value in the text of a file, so that an error can name its line."""

import re
import tomllib
from collections import Counter

ValuePath = tuple[str | int, ...]
"""A path to a value: keys, and positions in arrays of tables from 0."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\s\"]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"-]+)\s*=")
_LONG_TEXT = re.compile(r'"""|\'\'\'')


def line_number_of(text: str, path: ValuePath) -> int | None:
    """The line, from 1, of a value, or of its nearest enclosing table.

    Tables and arrays of tables are found by their headers, inline values by their key. Lines
    inside a multi-line string are skipped.

    Args:
        text: the file.
        path: the path to the value, such as ``("tree", "causes", 0, "why", 1, "level")``.
    """
    best_line, best_depth = None, -1
    table: ValuePath = ()
    for line_number, line in enumerate(_headers_and_keys(text), 1):
        header, key = line
        if header is not None:
            table = header
            current_path = table
        elif key is not None:
            current_path = (*table, *_names(key))
        else:
            continue
        depth = len(current_path)
        if current_path == path[:depth] and depth > best_depth:
            best_line, best_depth = line_number, depth
    return best_line


def place_name(path: ValuePath) -> str:
    """A path for people, counting from 1: ``tree.causes[1].why[2].level``."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """The line on which a text is not TOML, and an explanation.

    Args:
        error: the parser's error.
        text: the file.
    """
    message = str(error)
    match = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(match[1]) if match is not None else text.count("\n") + 1
    # tomllib quotes at most one character or key of the file, never a text
    return line, f"Line {line} is not TOML: {message.partition(' (at ')[0]}."


def _headers_and_keys(text: str) -> list[tuple[ValuePath | None, str | None]]:
    """For each line the table that it opens, or the key that it sets."""
    lines: list[tuple[ValuePath | None, str | None]] = []
    counts: Counter[ValuePath] = Counter()
    open_quotes = ""
    for line in text.split("\n"):
        header = _HEADER.match(line) if not open_quotes else None
        key = _KEY.match(line) if not open_quotes else None
        if header is not None:
            lines.append((_header_path(_names(header[2]), header[1] == "[[", counts), None))
        else:
            lines.append((None, key[1] if key is not None else None))
        for quotes in _LONG_TEXT.findall(line):
            if open_quotes in ("", quotes):
                open_quotes = "" if open_quotes else quotes
    return lines


def _names(dotted: str) -> list[str]:
    return [part.strip().strip('"') for part in dotted.split(".")]


def _header_path(names: list[str], is_array: bool, counts: Counter[ValuePath]) -> ValuePath:
    """The path that a header opens, with arrays on the way at their newest table."""
    path: ValuePath = ()
    for depth, name in enumerate(names):
        path = (*path, name)
        is_last = depth == len(names) - 1
        if is_last and is_array:
            counts[path] += 1
        if counts[path]:
            path = (*path, counts[path] - 1)
    return path
