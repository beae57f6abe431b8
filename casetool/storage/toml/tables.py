"""Tables as blocks of TOML, each under its header: like things look alike."""

import re
from collections.abc import Iterator
from typing import Any

import tomli_w
from pydantic import BaseModel

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def blocks(table: dict[str, Any], path: str, header: str = "") -> Iterator[str]:
    """A table and those in it, each as a block of its own under its header.

    tomli_w alone would put short tables into one line and long ones not: a file is easier to
    read, to compare and to point into when like things look alike.

    Args:
        table: what it holds.
        path: the way to it, with a dot at its end; empty for the whole file.
        header: its line above it.
    """
    inner = {key: value for key, value in table.items() if holds_tables(value)}
    values = tomli_w.dumps({key: value for key, value in table.items() if key not in inner})
    if values or header:
        yield f"{header}{values}"
    for key, value in inner.items():
        name = f"{path}{key if _BARE_KEY.fullmatch(key) else tomli_w.dumps({key: 0})[:-5]}"
        if isinstance(value, dict):
            plain = any(not holds_tables(part) for part in value.values())
            yield from blocks(value, f"{name}.", f"[{name}]\n" if plain or not value else "")
        else:
            for row in value:
                yield from blocks(row, f"{name}.", f"[[{name}]]\n")


def holds_tables(value: object) -> bool:
    """Whether a value is written as tables of its own."""
    if isinstance(value, dict):
        return True
    is_row = isinstance(value, (list, tuple)) and bool(value)
    return is_row and all(isinstance(part, dict) for part in value)  # type: ignore[attr-defined]


def as_table(model: BaseModel, but: set[str] | None = None) -> dict[str, Any]:
    """A model as TOML can hold it: only what is set.

    Args:
        model: the model.
        but: the fields to leave out.
    """
    return model.model_dump(by_alias=True, exclude_defaults=True, exclude=but)
