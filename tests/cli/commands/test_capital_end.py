"""A stick from Windows may bring ``MILO.TOML``: it is a session like any other, all the way."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.commands.test_purge import disk

Run = Callable[..., tuple[int, str, str]]


def test_a_name_in_capitals_is_a_session_through_every_verb(run: Run, tmp_path: Path) -> None:
    code, made, _ = run("new", "--child", "Milo", "--discussion", "12 nov 2026")
    assert code == 0
    before = disk(tmp_path)
    path = tmp_path / "MILO.TOML"
    Path(made.strip()).rename(path)
    assert "MILO" in run("list")[1]
    assert run("add", "MILO", "5", "canary")[0] == 0
    assert "canary" in run("show", "MILO")[1]
    assert run("history", "MILO")[0] == 0
    copy = tmp_path / "MILO (1).TOML"
    copy.write_bytes(path.read_bytes())
    assert "copy" in run("list")[1]
    assert run("delete", "MILO (1).TOML", "--purge", "--yes")[0] == 0
    assert run("delete", "MILO.TOML")[0] == 0
    assert run("trash", "--restore", "MILO.TOML")[0] == 0
    assert run("delete", "MILO.TOML", "--purge", "--yes")[0] == 0
    left = disk(tmp_path)
    assert not [name for name in left if "milo" in name.lower() and "trash" not in name]
    assert len(left) <= len(before)
