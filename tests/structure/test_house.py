"""The marks that keep the house readable: sizes, docstrings, annotations."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.modules import LEAST_MODULES, modules_of, rooms_of_casetool

ROOT = Path(__file__).parents[2] / "casetool"
MODULES = modules_of()
LONGEST_MODULE, LONGEST_CLASS, LONGEST_FUNCTION = 300, 200, 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def defined(path: Path) -> Iterator[ast.ClassDef | Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length(node: ast.ClassDef | Function) -> int:
    """Lines of a definition without docstrings: words for the reader cost nothing."""
    words = sum(
        (one.body[0].end_lineno or 0) - one.body[0].lineno + 1
        for one in ast.walk(node)
        if isinstance(one, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and ast.get_docstring(one) is not None
    )
    return (node.end_lineno or 0) - node.lineno + 1 - words


def is_public(node: ast.ClassDef | Function) -> bool:
    return not node.name.startswith("_")


def test_every_module_is_looked_at() -> None:
    assert rooms_of_casetool() == set(LEAST_MODULES)


def test_a_module_is_read_at_one_sitting() -> None:
    lengths = {name(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_class_and_no_function_is_too_long() -> None:
    long = [
        f"{name(path)}: {node.name} has {length(node)} lines"
        for path in MODULES
        for node in defined(path)
        if length(node) > (LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION)
    ]
    assert long == []


def test_everything_public_says_what_it_is() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(name(path))
        silent += [
            f"{name(path)}: {node.name}"
            for node in _reachable(tree)
            if is_public(node) and not ast.get_docstring(node)
        ]
    assert silent == []


def test_everything_is_annotated() -> None:
    bare = [
        f"{name(path)}: {node.name}"
        for path in MODULES
        for node in defined(path)
        if not isinstance(node, ast.ClassDef) and not is_annotated(node)
    ]
    assert bare == []


def is_annotated(node: Function) -> bool:
    """Whether a function says what it takes and what it returns."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    unsaid = {argument.arg for argument in arguments if argument.annotation is None}
    return node.returns is not None and unsaid <= {"self", "cls"}


def test_a_file_name_needs_no_quotes_on_any_system() -> None:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT.parent, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this is no checkout")
    names = done.stdout.split("\0")
    assert len(names) > 500
    assert [each for each in names if re.search(r"[^\w./+-]", each, re.ASCII)] == []


def _reachable(tree: ast.AST) -> Iterator[ast.ClassDef | Function]:
    """What another module can name: nothing inside a function or a private class, no setter."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield node
            if is_public(node):
                yield from _reachable(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not any(
            isinstance(mark, ast.Attribute) and mark.attr == "setter"
            for mark in node.decorator_list
        ):
            yield node


def _calls(function: ast.AST, *names: str) -> list[int]:
    """The lines in which a function calls one of these."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if ast.unparse(call.func).split(".")[-1] in names]


def _unasked_changes(function: ast.AST) -> list[int]:
    """The lines in which a function changes the session, and does not ask whether it could."""
    statements = (node.value for node in ast.walk(function) if isinstance(node, ast.Expr))
    return [
        value.lineno
        for value in statements
        if isinstance(value, ast.Call) and ast.unparse(value.func).endswith("document.apply")
    ]


def test_no_change_is_announced_that_a_window_refused() -> None:
    functions = [
        (path.name, node)
        for path in modules_of("screens", "widgets", "services", "app")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(bool(_unasked_changes(function)) for _, function in functions) > 10
    announced = [
        f"{name}: {function.name}"
        for name, function in functions
        if (changes := _unasked_changes(function))
        and max(_calls(function, "Notice", "notice", "GoTo"), default=0) > min(changes)
    ]
    assert announced == []
