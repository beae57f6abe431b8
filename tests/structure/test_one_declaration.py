"""What is declared once: a field of an action, and a kind of step."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import casetool

HOUSE = Path(casetool.__file__).parent
LAST_FIELD = "    answers: tuple[Id, ...] = ()\n"
NEW_FIELD = '    tint: Annotated[LongText, FieldSpec("Folder colour", smart=True)] = ""\n'


NEW_KIND = Path(__file__).parent / "new_kind"
"""The modules of two kinds that only the tests have, in the rooms where they join."""


def test_a_new_field_of_an_action_is_one_line(tmp_path: Path) -> None:
    copy = copy_of_the_house(tmp_path)
    model = copy / "casetool" / "models" / "actions" / "model.py"
    text = model.read_text(encoding="utf-8")
    assert text.count(LAST_FIELD) == 1
    model.write_text(text.replace(LAST_FIELD, NEW_FIELD + LAST_FIELD), encoding="utf-8")
    places = where_it_shows("new_field", copy)
    assert len(places) >= 9
    assert [place for place, shows in places.items() if not shows] == []


def test_a_new_kind_of_step_is_its_own_modules(tmp_path: Path) -> None:
    copy = copy_of_the_house(tmp_path)
    added = [path.relative_to(NEW_KIND) for path in NEW_KIND.rglob("*.py")]
    assert [path for path in added if (copy / "casetool" / path).exists()] == []
    assert sorted(path.parts[0] for path in added) == ["models", "models", "render", "widgets"]
    for path in added:
        shutil.copyfile(NEW_KIND / path, copy / "casetool" / path)
    places = where_it_shows("use_new_kinds", copy)
    assert len(places) >= 24
    assert [place for place, shows in places.items() if not shows] == []


def copy_of_the_house(folder: Path) -> Path:
    """A copy that a test may add to, compiled already: with the times of the files it holds."""
    copy = folder / "house"
    shutil.copytree(HOUSE, copy / "casetool")
    return copy


def where_it_shows(script: str, copy: Path) -> dict[str, bool]:
    """Run a script of this folder in a copy of the house."""
    path = os.pathsep.join([str(copy), str(HOUSE.parent)])
    run = subprocess.run(
        [sys.executable, "-m", f"tests.structure.{script}", str(copy.parent / "sessions")],
        env={**os.environ, "PYTHONPATH": path},
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    places: dict[str, bool] = json.loads(run.stdout)
    return places
