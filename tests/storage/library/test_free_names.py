"""What a new session file is called."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.storage.library.free_names import new_path
from tests.support.strategies import texts


@pytest.mark.parametrize(
    ("child", "name"),
    [
        ("Child A", "2026-11-20-child-a.toml"),
        ("  ", "2026-11-20-case.toml"),
        ("CON", "2026-11-20-case-con.toml"),
        ("a/../b\\c:d", "2026-11-20-a-b-c-d.toml"),
        ("Zoë", "2026-11-20-zoë.toml"),
        ("日本", "2026-11-20-日本.toml"),
    ],
)
def test_a_new_file_is_named_by_day_and_case(tmp_path: Path, child: str, name: str) -> None:
    assert new_path(tmp_path, child, date(2026, 11, 20)).name == name


def test_a_name_that_is_taken_is_never_used_again(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    for expected in ("2026-11-20-a.toml", "2026-11-20-a-2.toml", "2026-11-20-a-3.toml"):
        path = new_path(tmp_path, "A", day)
        assert path.name == expected
        path.touch()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(child=st.text(max_size=80) | texts())
def test_every_child_gives_a_name_that_every_disk_bears(child: str) -> None:
    path = new_path(Path("folder"), child, date(2026, 11, 20))
    assert path.parent == Path("folder")
    assert len(os.fsencode(path.name)) <= 200
    assert re.fullmatch(r"2026-11-20-\w[\w-]*\.toml", path.name)
    assert not path.stem.endswith("-")
