"""Where in the text of a file a value stands, so that an error can name the line."""

import re
import tomllib
from collections import Counter

ValuePath = tuple[str | int, ...]
"""A way into a file: keys, and places in arrays of tables from 0."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\s\"]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"-]+)\s*=")
_LONG_TEXT = re.compile(r'"""|\'\'\'')


def line_number_of(text: str, place: ValuePath) -> int | None:
    """The line, from 1, on which a value stands; that of its nearest table where it has none.

    Tables and arrays of tables are followed by their headers; what stands inline is found with
    the key that holds it. Lines inside a text of several lines are passed over.

    Args:
        text: the file.
        place: the way to the value, such as ``("tree", "causes", 0, "why", 1, "level")``.
    """
    best, best_depth = None, -1
    table: ValuePath = ()
    for number, line in enumerate(_tables(text), 1):
        header, key = line
        if header is not None:
            table = header
            here = table
        elif key is not None:
            here = (*table, *_names(key))
        else:
            continue
        depth = len(here)
        if here == place[:depth] and depth > best_depth:
            best, best_depth = number, depth
    return best


def place_name(place: ValuePath) -> str:
    """A place for people, counting from 1: ``tree.causes[1].why[2].level``."""
    name = ""
    for part in place:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """The line on which a text is not TOML, and that in words.

    Args:
        error: what was told of it.
        text: the file.
    """
    words = str(error)
    match = re.search(r"\(at line (\d+), column (\d+)\)", words)
    line = int(match[1]) if match is not None else text.count("\n") + 1
    # tomllib quotes a character or a key of the file: at most one, never a text
    return line, f"Line {line} is not TOML: {words.partition(' (at ')[0]}."


def _tables(text: str) -> list[tuple[ValuePath | None, str | None]]:
    """For each line the table that it opens, or the key that it sets."""
    lines: list[tuple[ValuePath | None, str | None]] = []
    counts: Counter[ValuePath] = Counter()
    inside = ""
    for line in text.split("\n"):
        header = _HEADER.match(line) if not inside else None
        key = _KEY.match(line) if not inside else None
        if header is not None:
            lines.append((_way(_names(header[2]), header[1] == "[[", counts), None))
        else:
            lines.append((None, key[1] if key is not None else None))
        for quotes in _LONG_TEXT.findall(line):
            if inside in ("", quotes):
                inside = "" if inside else quotes
    return lines


def _names(dotted: str) -> list[str]:
    return [part.strip().strip('"') for part in dotted.split(".")]


def _way(names: list[str], is_array: bool, counts: Counter[ValuePath]) -> ValuePath:
    """The place that a header opens; arrays on the way stand for their newest table."""
    way: ValuePath = ()
    for depth, name in enumerate(names):
        way = (*way, name)
        last = depth == len(names) - 1
        if last and is_array:
            counts[way] += 1
        if counts[way]:
            way = (*way, counts[way] - 1)
    return way
