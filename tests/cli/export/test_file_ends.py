"""The form of a file follows its name, and what no form fits is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.cli.export.file_ends import ACTION_ENDS, NOTES_ENDS, TREE_ENDS, form_by_name
from casetool.errors import UserError
from casetool.storage.library.examples import copy_examples

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("notes.docx", "docx"), ("notes.PDF", "pdf"), ("notes.htm", "html"), ("a.markdown", "md"),
        ("notes.txt", "md"), ("notes", "md"), ("notes of 12.11", "md"), (".md", "md"),
    ],
)  # fmt: skip
def test_the_end_of_a_name_says_which_form(name: str, form: str) -> None:
    assert form_by_name(None, Path(name), NOTES_ENDS, "md") == form


@pytest.mark.parametrize("name", ["notes.doc", "notes.odt", "notes.rtf", "tree.svg", "log.csv"])
def test_an_end_that_promises_something_else_is_refused(name: str) -> None:
    with pytest.raises(UserError, match=r"one of \.md, \.html, \.docx, \.pdf, \.txt, or say --fo"):
        form_by_name(None, Path(name), NOTES_ENDS, "md")
    assert form_by_name("html", Path(name), NOTES_ENDS, "md") == "html"


def test_without_a_file_it_is_the_usual_form() -> None:
    assert form_by_name(None, None, TREE_ENDS, "text") == "text"
    assert form_by_name(None, Path("a.mmd"), TREE_ENDS, "text") == "mermaid"
    assert form_by_name(None, Path("a.ICS"), ACTION_ENDS, "text") == "ics"


@pytest.mark.parametrize(
    ("verb", "name", "begins"),
    [
        ("tree", "tree.svg", "<svg"), ("tree", "tree.md", "# analysis tree"),
        ("tree", "tree.mmd", "flowchart"),
        ("actions", "log.csv", '\ufeff"Session"'), ("actions", "due.ics", "BEGIN:VCALENDAR"),
        ("actions", "log.txt", "actions for Juno"), ("notes", "notes.htm", "<!doctype html>"),
    ],
)  # fmt: skip
def test_each_verb_writes_what_the_name_promises(
    run: Run, tmp_path: Path, verb: str, name: str, begins: str
) -> None:
    copy_examples(tmp_path)
    target = tmp_path / name
    assert run(verb, "closed", "--output", str(target))[0] == 0
    assert target.read_text(encoding="utf-8").casefold().startswith(begins.casefold())


@pytest.mark.parametrize("verb", ["notes", "tree", "actions", "sheet"])
def test_no_verb_writes_what_another_program_could_not_open(
    run: Run, tmp_path: Path, verb: str
) -> None:
    copy_examples(tmp_path)
    target = tmp_path / "out.doc"
    code, _, told = run(verb, "closed", "--output", str(target))
    assert (code, target.exists()) == (1, False)
    assert "out.doc: nothing is written as .doc." in told


@pytest.mark.parametrize("with_it", ["--output=x.md", "--format=md", "--summary", "--who"])
def test_changes_are_only_printed(run: Run, tmp_path: Path, with_it: str) -> None:
    copy_examples(tmp_path)
    code, out, told = run("notes", "closed", "--changes", with_it)
    assert (code, out) == (1, "")
    assert "Nothing was written." in told


def test_a_width_that_is_no_number_is_told_in_words(run: Run) -> None:
    code, _, told = run("tree", "closed", "--width", "wide")
    assert code == 2
    assert "“wide” is no number of columns" in told
