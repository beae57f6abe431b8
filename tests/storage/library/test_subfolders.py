"""Sessions below the folder of sessions are named, and nothing else is."""

from pathlib import Path

from casetool.storage.library.subfolders import line_about_subfolders
from tests.support.driving import examples


def test_one_folder_is_named_with_its_count_and_the_command(tmp_path: Path) -> None:
    (tmp_path / "a year").mkdir()
    examples(tmp_path / "a year")
    words = "There are 3 sessions in the folder a year: casetool --sessions "
    assert line_about_subfolders(tmp_path) == f"{words}'{tmp_path}/a year'"


def test_several_are_named_up_to_a_limit(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.toml").touch()
    line = line_about_subfolders(tmp_path)
    assert line.startswith("There are sessions in the folders a (1), b (1), c (1), ….")
    assert line.endswith(f"casetool --sessions {tmp_path}/a")


def test_folders_within_folders_are_named_too(tmp_path: Path) -> None:
    for name in ("y/2026", "y/2025", "y/team/2024"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "x.toml").touch()
    line = line_about_subfolders(tmp_path)
    assert line.startswith("There are sessions in the folders y/2025 (1), y/2026 (1), y/team/2024")
    assert line.endswith(f"casetool --sessions {tmp_path}/y/2025")


def test_hidden_folders_links_methods_and_the_deepest_are_not_looked_at(tmp_path: Path) -> None:
    for name in (".casetool", "methods", "empty", "so/very/deep/er", "y/.casetool/versions"):
        (tmp_path / name).mkdir(parents=True)
    for name in (".casetool", "methods", "so/very/deep/er", "y/.casetool/versions"):
        (tmp_path / name / "x.toml").touch()
    (tmp_path / "link").symlink_to(tmp_path / "methods")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert line_about_subfolders(tmp_path) == ""
    assert line_about_subfolders(tmp_path / "missing") == ""
