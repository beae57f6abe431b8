"""The marks that keep the house readable: sizes, docstrings, annotations."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "casetool"
MODULES = sorted(ROOT.rglob("*.py"))
LONGEST_MODULE, LONGEST_CLASS, LONGEST_FUNCTION = 300, 200, 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


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


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_is_read_at_one_sitting(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_class_and_no_function_is_too_long(path: Path) -> None:
    long = [
        f"{node.name}: {length(node)}"
        for node in defined(path)
        if length(node) > (LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION)
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    silent = [
        node.name for node in _reachable(tree) if is_public(node) and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_everything_is_annotated(path: Path) -> None:
    bare = []
    for node in defined(path):
        if isinstance(node, ast.ClassDef):
            continue
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        unsaid = [one.arg for one in arguments if one.annotation is None]
        if [one for one in unsaid if one not in ("self", "cls")] or node.returns is None:
            bare.append(node.name)
    assert bare == []


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
