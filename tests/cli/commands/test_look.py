"""The verb that shows the team's own look, checks it, and prints an example to start from."""

import re
from pathlib import Path

import pytest

from casetool.cli.export.style_check import style_or_error
from casetool.errors import UserError
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle, apply_style
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.notes_style import read_notes_style
from tests.support.strategies import METHOD
from tests.support.verbs import Run


def put(folder: Path, text: str) -> None:
    (folder / NOTES_STYLE_FILE).write_text(text, encoding="utf-8")


def test_without_a_file_it_says_so_and_shows_the_tools_own(run: Run, tmp_path: Path) -> None:
    code, out, err = run("look")
    assert code == 0
    assert f"There is no {tmp_path / NOTES_STYLE_FILE}" in err
    assert "  5. What are we worried about?\n" in out
    assert out.endswith("Left out: nothing\n")


def test_it_shows_what_is_in_force(run: Run, tmp_path: Path) -> None:
    put(
        tmp_path,
        'marking = "OFFICIAL"\norder = ["actions"]\nleave_out = ["round", "times"]\n'
        '[headings]\nworked = "What \\u202e goes well?"\n[details]\nchild = "Young person"\n',
    )
    code, out, err = run("look")
    assert (code, err) == (0, f"{tmp_path / NOTES_STYLE_FILE} is correct.\n")
    assert "Marking: OFFICIAL\n" in out
    assert "child" not in out.partition("Headings")[0] or "“Young person”" in out
    assert "Headings:\n  8. What needs to happen?\n  1. Facts" in out
    assert "  6. What \\u202e goes well?   (What worked well?)\n" in out
    assert out.endswith("Left out: Length of discussion; Round of the room\n")


def test_a_broken_one_is_told_and_the_code_is_1(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "markng = 3\n")
    code, out, err = run("look")
    assert (code, out) == (1, "")
    assert "look.toml: Line 1, markng:" in err
    assert "Sessions still open" in err


def test_the_example_changes_nothing_until_it_is_changed(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("look", "--example")
    assert code == 0
    put(tmp_path, out)
    assert read_notes_style(tmp_path) == PLAIN_STYLE


def test_each_line_of_the_example_is_sound_and_as_the_tool_has_it(run: Run, tmp_path: Path) -> None:
    out = run("look", "--example")[1]
    lines = [line[2:] for line in out.split("\n") if re.match(r"# (\w+ = |\[)", line)]
    text = "\n".join(line for line in lines if not line.startswith("template"))
    put(tmp_path, text)
    look = read_notes_style(tmp_path)
    assert look.model_fields_set == set(NotesStyle.model_fields) - {"template"}
    kept = look.model_copy(update={"leave_out": (), "title": ""})
    titles = [step.notes_title or step.title for step in apply_style(METHOD, kept).steps]
    assert titles == [step.notes_title or step.title for step in METHOD.steps]


def test_what_goes_out_waits_for_a_broken_one_or_does_without(tmp_path: Path) -> None:
    put(tmp_path, "markng = 3\n")
    with pytest.raises(UserError, match="--plain-look"):
        style_or_error(tmp_path)
    assert style_or_error(tmp_path, plain=True) == PLAIN_STYLE
