"""One declaration for each verb: a module in ``cli/commands/``, and nothing else."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from casetool.__main__ import main
from casetool.cli import commands
from casetool.cli.arguments.registry import all_verbs, find_verb, verb_names

GREET = '''"""casetool greet: say good morning."""
import argparse, sys
from pathlib import Path
from casetool.cli.arguments.verb import Verb

def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")

def _run(options: argparse.Namespace, folder: Path) -> int:
    sys.stdout.write(f"Good morning, {options.name}.\\n")
    return 0

VERB = Verb("say good morning", "casetool greet kit", _arguments, _run, rank=999)
'''


def test_each_module_of_the_folder_is_a_verb() -> None:
    modules = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} - {"__init__"}
    assert verb_names() == modules
    assert len(modules) >= 25
    assert set(all_verbs()) == modules


def test_no_two_verbs_have_one_place_in_the_list() -> None:
    ranks = Counter(verb.rank for verb in all_verbs().values())
    twice = [name for name, verb in all_verbs().items() if ranks[verb.rank] > 1]
    assert twice == [], "verbs with the same rank"
    assert [*ranks] == sorted(ranks)


def test_a_new_verb_is_one_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "greet.py").write_text(GREET)
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    assert main(["greet", "Kit"]) == 0
    assert capfd.readouterr().out == "Good morning, Kit.\n"
    assert main(["--help"]) == 0
    assert "greet" in capfd.readouterr().out
    assert main(["help", "greet"]) == 0
    assert "Say good morning." in capfd.readouterr().out
    assert main(["gret", "Kit"]) == 2
    assert "Did you mean greet?" in capfd.readouterr().err


@pytest.mark.parametrize("name", sorted(verb_names()))
def test_what_a_verb_declares_is_light(name: str) -> None:
    heavy = "pydantic", "textual", "rich", "tomllib", "markdown_it"
    code = (
        f"import sys; from casetool.cli.arguments.registry import find_verb; find_verb({name!r})\n"
        f"print([part for part in {heavy!r} if part in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(ModuleNotFoundError):
        find_verb("nonsense")
