"""Whatever is wrong in a file, there is one error, with its line where that is known."""

import ast
import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.toml.parse import MOST_LEVELS, TomlError, parse_toml
from tests.support.broken_toml import NOT_TOML, TOO_MUCH

ROOT = Path(__file__).parents[2] / "casetool"

OWN_LIMITS = {"toml/parse.py", "storage/toml/codec.py", "storage/toml/row_cache.py",
              "storage/library/summary.py"}  # fmt: skip
"""The modules that may call the parser: the other three read parts of sessions, and only those."""


@pytest.mark.parametrize("text", [*NOT_TOML, *TOO_MUCH], ids=lambda text: text[:9])
def test_everything_that_is_wrong_is_the_same_error(text: str) -> None:
    with pytest.raises(TomlError) as error:
        parse_toml(text)
    assert len(str(error.value)) < 120
    assert "\n" not in str(error.value)


def test_the_line_is_named() -> None:
    with pytest.raises(TomlError, match="Line 2 is not TOML") as error:
        parse_toml("x = 1\ny =\nz = 2\n")
    assert error.value.line == 2


def test_values_up_to_the_limits_are_read() -> None:
    deep = "[" * (MOST_LEVELS - 1) + "]" * (MOST_LEVELS - 1)
    assert parse_toml(f"x = {deep}\ny = {'9' * 4000}")["y"] == int("9" * 4000)


@given(st.text(alphabet="ax=[]{}.\"'\n #-1:T_"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(TomlError):
        assert isinstance(parse_toml(text), dict)


def test_nothing_else_calls_the_parser() -> None:
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("tomllib.loads", "tomllib.load")
    }
    assert callers == OWN_LIMITS
