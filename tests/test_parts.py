"""The libraries that only some need are named as they are called, for the Python that runs."""

import shlex
import tomllib

import pytest

from casetool.parts import OPTIONAL_PARTS, how_to_get
from tests.conftest import ROOT


def test_each_part_is_an_extra_and_asks_for_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    parts = {name: list(part.requirements) for name, part in OPTIONAL_PARTS.items()}
    assert parts == {name: extras[name] for name in extras if name not in ("test", "dev")}


@pytest.mark.parametrize("name", OPTIONAL_PARTS)
@pytest.mark.parametrize("python", ["/usr/bin/python3", "/home/a b/python"])
def test_the_command_is_one_that_a_shell_takes(name: str, python: str) -> None:
    line = how_to_get(name, python, "linux", "x86_64")
    command = line.partition("This installs it: ")[2]
    assert shlex.split(command) == [
        python,
        "-m",
        "pip",
        "install",
        *OPTIONAL_PARTS[name].requirements,
    ]
    assert "casetool[" not in line
    assert "\n" not in line


def test_powershell_is_told_of_the_sign_that_it_wants() -> None:
    plain, spaced = (
        how_to_get("pdf", rf"C:\{folder}\python.exe", "win32", "AMD64")
        for folder in ("Tools", "My Tools")
    )
    assert r"This installs it: C:\Tools\python.exe -m pip" in plain
    assert r'(in PowerShell with & before it): "C:\My Tools\python.exe" -m pip' in spaced


def test_where_none_is_published_no_command_is_named() -> None:
    for name, part in OPTIONAL_PARTS.items():
        line = how_to_get(name, "python", "linux", "riscv64")
        assert ("pip install" in line) is not part.is_compiled
        assert ("not published for this kind of computer (riscv64)" in line) is part.is_compiled
