"""The page on the look holds to the file: its example is one, and it names every key."""

import re
from pathlib import Path

import pytest

from casetool.models.notes_style import NotesDetail, NotesPart, NotesStyle, can_appear
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.notes_style import NotesStyleError, read_notes_style
from tests.support.strategies import METHOD

PAGE = (Path(__file__).parents[2] / "docs" / "look.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("```toml\n")[2].partition("```")[0]


def test_the_example_is_a_look_that_sets_nearly_all(tmp_path: Path) -> None:
    (tmp_path / NOTES_STYLE_FILE).write_text(EXAMPLE, encoding="utf-8")
    look = read_notes_style(tmp_path)
    assert look.model_fields_set == set(NotesStyle.model_fields) - {"template"}


def test_every_key_has_its_row() -> None:
    rows = set(re.findall(r"^\| `\[?(\w+)\]?` \|", PAGE, re.MULTILINE))
    assert rows == set(NotesStyle.model_fields)


def test_every_word_that_can_be_chosen_is_named() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert {*NotesPart, *NotesDetail} <= told
    assert {step.id for step in METHOD.steps if can_appear(step)} <= told
    assert not {step.id for step in METHOD.steps if not can_appear(step)} & told


def test_the_error_that_it_shows_is_the_one_that_is_told(tmp_path: Path) -> None:
    broken = EXAMPLE.replace('"about", "facts"', '"about", "worrys"')
    (tmp_path / NOTES_STYLE_FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(NotesStyleError) as caught:
        read_notes_style(tmp_path)
    assert str(caught.value) in PAGE
