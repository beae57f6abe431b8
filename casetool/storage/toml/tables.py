"""Write tables as blocks of TOML, each under its own header."""

import re
from collections.abc import Iterator
from typing import Any

import tomli_w
from pydantic import BaseModel

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def blocks(table: dict[str, Any], path: str, header: str = "") -> Iterator[str]:
    """Yield a table and its inner tables, each as a block under its header.

    tomli_w alone writes short tables inline and long ones not. One style for all makes a file
    easier to read, compare and refer to.

    Args:
        table: the values.
        path: the key path to the table, with a dot at its end, or empty for the whole file.
        header: the header line above the table.
    """
    inner = {key: value for key, value in table.items() if holds_tables(value)}
    values = tomli_w.dumps({key: value for key, value in table.items() if key not in inner})
    if values or header:
        yield f"{header}{values}"
    for key, value in inner.items():
        name = f"{path}{key if _BARE_KEY.fullmatch(key) else tomli_w.dumps({key: 0})[:-5]}"
        if isinstance(value, dict):
            has_values = any(not holds_tables(part) for part in value.values())
            yield from blocks(value, f"{name}.", f"[{name}]\n" if has_values or not value else "")
        else:
            for row in value:
                yield from blocks(row, f"{name}.", f"[[{name}]]\n")


def holds_tables(value: object) -> bool:
    """Whether a value is written as tables of its own."""
    if isinstance(value, dict):
        return True
    is_row = isinstance(value, (list, tuple)) and bool(value)
    return is_row and all(isinstance(part, dict) for part in value)  # type: ignore[attr-defined]


def as_table(model: BaseModel, exclude: set[str] | None = None) -> dict[str, Any]:
    """A model's values that differ from the defaults, as TOML can hold them.

    Args:
        model: the model.
        exclude: the fields to leave out.
    """
    return model.model_dump(by_alias=True, exclude_defaults=True, exclude=exclude)
