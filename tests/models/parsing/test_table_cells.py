"""The cells of a row, whatever parts them."""

import pytest

from casetool.models.parsing.table_cells import is_rule, table_cells


@pytest.mark.parametrize(
    ("line", "delimiter", "cells"),
    [
        ("a\t b \t", "\t", ("a", "b", "")),
        ('"a, b",c,', ",", ("a, b", "c", "")),
        ("| a | b |", "|", ("a", "b")),
        ("a | b", "|", ("a", "b")),
    ],
)
def test_cells_have_no_outer_spaces(line: str, delimiter: str, cells: tuple[str, ...]) -> None:
    assert table_cells(line, delimiter) == cells


def test_a_rule_is_no_row() -> None:
    assert [is_rule(line) for line in ("|---|:-:|", "--- | ---", "| - |", "a | -- | b")] == [
        True,
        True,
        False,
        False,
    ]
