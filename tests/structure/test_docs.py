"""What the documents say, held to what the program does."""

import argparse
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.cli.arguments.parser import build_parser
from casetool.cli.arguments.registry import all_verbs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
LEAST_PAGES = 17
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("benchmarks/*.md")])

START = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -q . && .venv/bin/python -m casetool"
)
TEST = (
    'python3 -m venv .venv && .venv/bin/python -m pip install -q -e ".[test]"'
    " && .venv/bin/python -m pytest"
)


VERBS = all_verbs()


def parsers() -> dict[str, argparse.ArgumentParser]:
    (action,) = [one for one in build_parser(VERBS)._actions if one.dest == "verb"]
    assert isinstance(action.choices, dict)
    return action.choices


def options(verb: argparse.ArgumentParser) -> Iterator[str]:
    for action in verb._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))


def blocks(text: str) -> list[str]:
    return re.findall(r"^```\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


def section(verb: str) -> str:
    found = re.search(rf"^## casetool {verb}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/cli.md says nothing of {verb}"
    return found[1]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help_an_example_and_its_place_in_the_documents(
    verb: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "--help"]) == 0
    out = capfd.readouterr().out
    help_text, example = VERBS[verb].help, VERBS[verb].example
    assert f"{help_text[:1].upper()}{help_text[1:]}." in out
    assert example in out
    assert example in section(verb)
    row = re.search(rf"^\| `casetool {verb}[ `]", README, re.MULTILINE)
    assert row is not None, f"README.md has no row for {verb}"


def test_every_verb_is_in_the_list_of_verbs() -> None:
    assert set(parsers()) == set(VERBS)
    assert set(re.findall(r"^## casetool (\w+)$", PAGE, re.MULTILINE)) == set(VERBS)
    assert set(re.findall(r"^\| `casetool (\w+)", README, re.MULTILINE)) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_each_example_is_understood(verb: str) -> None:
    line = re.split(" [<>] ", VERBS[verb].example)[0]
    assert build_parser(VERBS).parse_args(shlex.split(line)[1:]).verb == verb


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_names_every_option_of_a_verb_and_none_that_it_lacks(verb: str) -> None:
    ours = set(options(parsers()[verb])) - {"--help", "--sessions"}
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", section(verb)))
    assert ours - named == set(), f"docs/cli.md does not name these options of {verb}"
    assert named - ours == set(), f"docs/cli.md names options that {verb} has not"


def test_the_readme_names_no_option_that_is_not_there() -> None:
    ours = {name for verb in parsers().values() for name in options(verb)} | {"--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", README)) <= ours


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_names_every_choice(verb: str) -> None:
    choices = {str(one) for action in parsers()[verb]._actions for one in action.choices or ()}
    assert choices <= set(re.findall(r"[a-z-]+", section(verb)))


def test_the_readme_opens_with_the_two_lines() -> None:
    first, second, windows = blocks(README)[:3]
    assert (first, second) == (START, TEST)
    assert README.index(TEST) < 1000
    assert "&&" not in windows
    assert [line.rpartition("; ")[2] for line in windows.split("\n")] == [
        r".venv\Scripts\python -m casetool",
        r".venv\Scripts\python -m pytest",
    ]
    assert "activate" not in README


def test_the_readme_and_ci_run_the_same_line() -> None:
    script = ROOT / ".ci" / "run"
    assert f"\n{TEST}\n" in script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("code", ["0", "1", "2", "130"])
def test_exit_codes_are_told(code: str) -> None:
    assert f"| `{code}` |" in PAGE
    assert f"`{code}`" in README


def test_every_page_is_looked_at() -> None:
    assert len(PAGES) >= LEAST_PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    assert [one for one in targets if not (page.parent / one).exists()] == []


def test_every_test_that_a_promise_names_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", page))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_modules_that_contributing_names_are_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.partition("## Where it is decided")[2].partition("\n## ")[0]
    paths = [path for path in re.findall(r"`([a-z_/]+(?:\.py|/))`", table) if "/" in path]
    assert len(paths) > 20
    modules = [path for path in paths if path != "casetool/"]
    assert [path for path in modules if not (ROOT / "casetool" / path).exists()] == []
