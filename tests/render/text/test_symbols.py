"""Signs of plain ASCII: every sign of ours has one, and it takes the same room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.symbols import DRAWN_SYMBOLS, PLAIN_SYMBOLS
from casetool.render.text.wrap import cells
from tests.support.modules import modules_of
from tests.support.strategies import texts

ROOT = Path(__file__).parents[3] / "casetool"
LINE_ENDS = {"\x85", "\u2028", "\u2029"}
"""What ends a line, and is never drawn."""

LETTERS = set("éœłđøðæ")
"""What the tables of names fold: letters of people, no signs of ours."""


def said(path: Path) -> Iterator[str]:
    """Every text of ours in a module; docstrings are for whoever reads it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            yield node.value


@pytest.mark.parametrize(
    "path",
    modules_of("render", "widgets", "screens"),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_every_sign_of_ours_has_a_plain_one(path: Path) -> None:
    if path.name in ("symbols.py", "terminal_safe.py"):  # the table itself; what is never shown
        return
    if path.name == "mermaid.py" or {"formats", "svg"} & set(path.parts):  # only ever in files
        return
    left = {char for text in said(path) for char in PLAIN_SYMBOLS.of(text) if not char.isascii()}
    assert left - LETTERS - LINE_ENDS == set()


@pytest.mark.parametrize("code", PLAIN_SYMBOLS.table, ids=hex)
def test_a_plain_sign_is_ascii_and_as_wide_as_the_drawn_one(code: int) -> None:
    plain = PLAIN_SYMBOLS.table[code]
    assert plain.isascii()
    assert plain.isprintable()
    assert cells(plain) == cells(chr(code))


@given(texts())
def test_nothing_moves_and_what_is_typed_stays(text: str) -> None:
    assert DRAWN_SYMBOLS.of(text) == text
    assert cells(PLAIN_SYMBOLS.of(text)) == cells(text)
    assert PLAIN_SYMBOLS.of(PLAIN_SYMBOLS.of(text)) == PLAIN_SYMBOLS.of(text)


@given(st.text(st.characters(categories=["L", "N"])))
def test_letters_stay(text: str) -> None:
    assert PLAIN_SYMBOLS.of(text) == text


def test_boxes_of_both_sorts_stay_told_apart() -> None:
    assert PLAIN_SYMBOLS.of("╭─┬╮│╰┴╯") == "+-++|+++"
    assert PLAIN_SYMBOLS.of("╔═╤╗║╚╧╝") == "+=++|+++"
