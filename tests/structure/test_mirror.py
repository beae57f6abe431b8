"""The tests stand where the code stands: a test module is called as the module that it tests."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS, CODE = ROOT / "tests", ROOT / "casetool"

WHOLE = {"faults", "journeys", "structure", "support", "web"}
"""Folders whose tests run the whole program, or read the files of the house."""

EVERY_SCREEN = {"screens/test_cut.py", "screens/test_line_ends.py", "screens/test_readable.py"}
"""Tests that walk past every screen. So do the pictures, ``screens/test_pictures*.py``."""

MODULES = [path.relative_to(TESTS) for path in sorted(TESTS.rglob("test_*.py"))]
MIRRORED = [path for path in MODULES if path.parts[0] not in WHOLE]

TESTED_ELSEWHERE = {"blank", "board", "demo", "schema", "sheet"}
"""Verbs with tests of what they print or open, in other rooms. No other is added here."""


def is_every_screen(path: Path) -> bool:
    return path.as_posix() in EVERY_SCREEN or path.match("screens/test_pictures*.py")


def subjects(path: Path) -> set[str]:
    """The modules and rooms that a test module may be about: those of its folder."""
    folder = CODE / path.parent
    names = {entry.stem for entry in folder.iterdir() if entry.suffix == ".py" or entry.is_dir()}
    return {name.strip("_") for name in names}


def has_a_subject(path: Path) -> bool:
    """Whether it is called as its subject, or as that and one side of it."""
    name = path.stem.removeprefix("test_")
    if not (CODE / path.parent).is_dir():
        return False
    return any(name == subject or name.startswith(f"{subject}_") for subject in subjects(path))


def test_every_test_module_is_looked_at() -> None:
    assert len(MODULES) > 240
    assert len(MIRRORED) > 190
    assert {path.as_posix() for path in MODULES} >= EVERY_SCREEN
    assert sum(is_every_screen(path) for path in MIRRORED) <= 8


def test_a_test_module_stands_where_its_subject_stands() -> None:
    astray = [str(path) for path in MIRRORED if not is_every_screen(path)]
    assert [path for path in astray if not has_a_subject(Path(path))] == []


def test_a_test_module_without_a_subject_is_seen() -> None:
    assert not has_a_subject(Path("models/test_sequences.py"))
    assert not has_a_subject(Path("nowhere/test_base.py"))
    assert has_a_subject(Path("models/test_base.py"))
    assert has_a_subject(Path("services/sessions/test_document_shared.py"))


def test_the_tests_of_a_verb_are_in_one_module() -> None:
    verbs = {path.stem for path in (CODE / "cli" / "commands").glob("*.py")} - {"__init__"}
    modules = {path.stem for path in MODULES if path.parent == Path("cli/commands")}
    assert len(modules) >= 20
    assert {name.removeprefix("test_") for name in modules} <= verbs
    untested = verbs - {name.removeprefix("test_") for name in modules}
    assert untested <= TESTED_ELSEWHERE, "a verb has a test in tests/cli/commands"
