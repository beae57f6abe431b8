"""The file of a method is found by its id, whatever stands there as one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.methods import NoMethodError, find_method, step_name
from casetool.storage.library.examples import copy_examples

Run = Callable[..., tuple[int, str, str]]

ODD_IDS = [
    "../x", "../../x", "a/b", "/etc/passwd", "a\\b", "C:x", "..", ".", "", "\0", "x" * 300, "é\n",
]  # fmt: skip


@pytest.mark.parametrize("method_id", ODD_IDS)
def test_an_id_that_is_no_file_name_is_no_method(method_id: str, tmp_path: Path) -> None:
    (tmp_path / "methods").mkdir()
    assert step_name(method_id, "step") == "step"
    for folder in (None, tmp_path):
        with pytest.raises(NoMethodError, match="There is no method"):
            find_method(method_id, folder)


def test_no_file_outside_the_folder_of_methods_is_read(tmp_path: Path) -> None:
    (tmp_path / "methods").mkdir()
    text = (Path(__file__).parents[2] / "casetool/methods/case-discussion.toml").read_bytes()
    (tmp_path / "outside.toml").write_bytes(text)
    with pytest.raises(NoMethodError):
        find_method("../outside", tmp_path)
    own = text.replace(b'id = "case-discussion"', b'id = "ours-v2"', 1)
    (tmp_path / "methods" / "ours-v2.toml").write_bytes(own)
    assert find_method("ours-v2", tmp_path).steps


@pytest.mark.parametrize("method_id", ["../../x", "a/b", "x" * 300])
def test_a_session_with_such_a_method_hides_no_other(
    run: Run, tmp_path: Path, method_id: str
) -> None:
    copy_examples(tmp_path)
    path = tmp_path / "example-closed.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"case-discussion"', f'"{method_id}"', 1), encoding="utf-8")
    code, out, _ = run("list")
    assert (code, "Milo" in out, "Juno" in out) == (0, True, True)
    code, _, told = run("show", "closed")
    assert (code, "method" in told, "fault" in told) == (1, True, False)
    code, out, told = run("actions", "--all")
    assert (code, "Milo" in out, "Left out" in told) == (1, True, True)
