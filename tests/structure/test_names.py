"""Names say what a value is: few vague ones, no public name twice. The limits only ever go down."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.support.modules import modules_of

ROOT = Path(__file__).parents[2]
CASETOOL = ROOT / "casetool"

VAGUE = {
    "one", "ones", "found", "held", "told", "made", "kept", "words", "thing", "things", "place",
    "rest", "said", "given", "taken", "left", "wanted", "known", "seen", "asked", "shown", "gone",
    "written", "meant",
}  # fmt: skip
"""Words that say nothing of what a value is."""

VAGUE_KEYS = Counter({
    ("models/actions/model.py", "known"): 1,
    ("models/corrections/model.py", "thing"): 3,
    ("models/corrections/model.py", "words"): 1,
    ("models/meeting/ticks.py", "thing"): 1,
    ("models/meeting/ticks.py", "words"): 2,
    ("models/method.py", "words"): 1,
    ("models/round/model.py", "said"): 1,
})  # fmt: skip
"""Keys of the session file and of a method's file, which stay, and how often each is declared."""

MOST_VAGUE = 0
"""How many other vague names are stored or passed. They were 14 of 100 names."""

MOST_DOUBLE_NAMES = 0
"""Public names that are defined in two modules or more. There were 114."""

DECLARATIONS = {"VERB", "KIND", "WRITER", "PANE", "SESSION_COMMANDS"}
"""What each module of a folder declares under one name."""

MOST_SEMICOLONS = 0.002
"""The share of docstrings with a semicolon. It was 0.24."""

LONGEST_SUBJECT = 72
"""Letters of the first line of a commit, as CONTRIBUTING.md has it."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in modules_of():
        yield path.relative_to(CASETOOL), ast.parse(path.read_text(encoding="utf-8"))


def stored_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def public_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            named = (each for target in node.targets for each in ast.walk(target))
            names = [each.id for each in named if isinstance(each, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from filter(None, [ast.get_docstring(node)])


def test_few_names_are_vague() -> None:
    names = [(path.as_posix(), name) for path, tree in modules() for name in stored_names(tree)]
    vague = Counter((path, name) for path, name in names if name.lstrip("_") in VAGUE)
    others = vague - VAGUE_KEYS
    assert len(names) > 10_000
    assert others.total() <= MOST_VAGUE, others


def test_a_public_name_is_defined_once() -> None:
    places = defaultdict[str, list[str]](list)
    for path, tree in modules():
        for name in set(public_names(tree)) - DECLARATIONS:
            places[name].append(str(path))
    double = {name: paths for name, paths in places.items() if len(paths) > 1}
    assert len(double) <= MOST_DOUBLE_NAMES, double


def test_few_docstrings_have_a_semicolon() -> None:
    texts = [text for _, tree in modules() for text in docstrings(tree)]
    assert len(texts) > 2_000
    assert sum(";" in text for text in texts) / len(texts) <= MOST_SEMICOLONS


def test_the_rule_for_commits_is_told() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{LONGEST_SUBJECT} letters\b", page)
