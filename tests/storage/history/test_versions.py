"""Earlier versions: bounded, proven, and found again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.files.atomic import SaveError
from casetool.storage.history.versions import (
    NEWEST_VERSIONS,
    VERSION_DAYS,
    keep_version,
    versions_of,
)

START = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


def test_a_version_is_what_was_put_away_and_says_when(tmp_path: Path) -> None:
    keep_version(tmp_path / "a.toml", "abc", b"one", START)
    keep_version(tmp_path / "a.toml", "abc", b"two", START + timedelta(minutes=5))
    newest, oldest = versions_of(tmp_path, "abc")
    assert (newest.read(), oldest.read()) == (b"two", b"one")
    assert oldest.when == START
    assert oldest.name == "a.toml"
    assert oldest.path.stat().st_mode & 0o777 == 0o600
    assert oldest.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_are_not_put_away_twice(tmp_path: Path) -> None:
    for minute in range(3):
        keep_version(tmp_path / "a.toml", "abc", b"one", START + timedelta(minutes=minute))
    assert len(versions_of(tmp_path)) == 1


def test_a_case_of_the_same_template_costs_another_no_version(tmp_path: Path) -> None:
    keep_version(tmp_path / "ash.toml", "abc", b"ash", START)
    keep_version(tmp_path / "bea.toml", "abc", b"ash", START)
    for minute in range(NEWEST_VERSIONS + 2):
        when = START + timedelta(minutes=minute)
        keep_version(tmp_path / "bea.toml", "abc", str(minute).encode(), when)
    assert [version.read() for version in versions_of(tmp_path, name="ash.toml")] == [b"ash"]
    bea = versions_of(tmp_path, name="bea.toml")
    assert [int(version.read()) for version in bea] == [*range(NEWEST_VERSIONS + 1, 1, -1)]


def test_the_versions_of_both_forms_of_a_file_are_counted_together(tmp_path: Path) -> None:
    for number in range(NEWEST_VERSIONS + 3):
        name = "a.toml" if number < NEWEST_VERSIONS else "a.toml.age"
        keep_version(tmp_path / name, "abc", str(number).encode(), START)
    assert len(versions_of(tmp_path, "abc")) == NEWEST_VERSIONS


def test_no_plain_version_comes_beside_a_session_that_is_encrypted_now(tmp_path: Path) -> None:
    (tmp_path / "a.toml.age").write_bytes(b"age-encryption.org/v1\n")
    with pytest.raises(SaveError, match="encrypted now"):
        keep_version(tmp_path / "a.toml", "abc", b"words", START)
    assert versions_of(tmp_path) == []


def test_a_damaged_version_is_never_given_out(tmp_path: Path) -> None:
    keep_version(tmp_path / "a.toml", "abc", b"one", START)
    (version,) = versions_of(tmp_path)
    version.path.write_bytes(b"ome")
    with pytest.raises(SaveError, match="damaged"):
        version.read()


def test_versions_are_found_by_id_or_by_name(tmp_path: Path) -> None:
    keep_version(tmp_path / "a.toml", "abc", b"one", START)
    keep_version(tmp_path / "b.toml", "def", b"two", START)
    assert [one.read() for one in versions_of(tmp_path, "def")] == [b"two"]
    assert [one.read() for one in versions_of(tmp_path, name="a.toml")] == [b"one"]
    assert versions_of(tmp_path, "nobody") == versions_of(tmp_path / "nowhere") == []


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=60))
def test_the_newest_and_the_last_of_each_day_stay(
    tmp_path_factory: pytest.TempPathFactory, minutes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("versions")
    when, put = START, list[datetime]()
    for number, pause in enumerate(minutes):
        when += timedelta(minutes=pause)
        keep_version(folder / "a.toml", "abc", str(number).encode(), when)
        put.append(when)
    kept = [version.when for version in versions_of(folder, "abc")]
    assert kept == sorted(kept, reverse=True)
    assert kept[:NEWEST_VERSIONS] == put[::-1][:NEWEST_VERSIONS]
    assert len(kept) <= NEWEST_VERSIONS + VERSION_DAYS
    last = {moment.date(): moment for moment in put}
    assert set(list(last.values())[-VERSION_DAYS:]) <= set(kept)
