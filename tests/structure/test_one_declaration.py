"""What is declared once: a field of an action is one line in its model."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import casetool

HOUSE = Path(casetool.__file__).parent
LAST_FIELD = "    answers: tuple[Id, ...] = ()\n"
NEW_FIELD = '    cost: Annotated[LongText, FieldSpec("What it costs", smart=True)] = ""\n'


def test_a_new_field_of_an_action_is_one_line(tmp_path: Path) -> None:
    copy = tmp_path / "house"
    shutil.copytree(HOUSE, copy / "casetool", ignore=shutil.ignore_patterns("__pycache__"))
    model = copy / "casetool" / "models" / "actions" / "model.py"
    text = model.read_text(encoding="utf-8")
    assert text.count(LAST_FIELD) == 1
    model.write_text(text.replace(LAST_FIELD, NEW_FIELD + LAST_FIELD), encoding="utf-8")
    path = os.pathsep.join([str(copy), str(HOUSE.parent)])
    run = subprocess.run(
        [sys.executable, "-m", "tests.structure.new_field", str(tmp_path / "sessions")],
        env={**os.environ, "PYTHONPATH": path},
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
    )
    places = json.loads(run.stdout)
    assert len(places) >= 9
    assert [place for place, shows in places.items() if not shows] == []
