"""The present instant, and a clock that was set."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casetool.clock import LEAST_JUMP_SECONDS, JumpWatch, in_local_zone, local_now, steady_seconds
from tests.conftest import ROOT
from tests.support.driving import HandClock

needs_posix_zones = pytest.mark.skipif(sys.platform == "win32", reason="TZ is read otherwise there")


def run_in_zone(folder: Path, zone: str, *arguments: str) -> str:
    """What Python prints where the environment names this time zone, and a state folder here."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "TZ": zone, "CASETOOL_STATE": str(folder / ".state")},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def set_zone() -> Iterator[Callable[[str], None]]:
    """Let the computer stand in a time zone, until the end of the test."""
    with pytest.MonkeyPatch.context() as patch:

        def set_to(zone: str) -> None:
            patch.setenv("TZ", zone)
            time.tzset()

        yield set_to
    time.tzset()


@needs_posix_zones
@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("XYZ-5:30", timedelta(hours=5, minutes=30)),
        ("XYZ-23:59", timedelta(hours=23, minutes=59)),
        ("XYZ+23:59", -timedelta(hours=23, minutes=59)),
        ("XYZ-24:00:00", timedelta(0)),
        ("XYZ+24:00:00", timedelta(0)),
        ("XYZ+23:59:59", timedelta(0)),
        ("XYZ-0:00:30", timedelta(0)),
    ],
)
def test_an_offset_that_a_file_cannot_keep_becomes_utc(
    set_zone: Callable[[str], None], zone: str, offset: timedelta
) -> None:
    set_zone(zone)
    now = local_now()
    assert now.utcoffset() == offset
    assert abs(now.timestamp() - datetime.now().timestamp()) < 600  # noqa: DTZ005


@needs_posix_zones
def test_an_instant_that_the_local_calendar_lacks_stays_in_utc(
    set_zone: Callable[[str], None],
) -> None:
    set_zone("XYZ+5")
    first_day = datetime(1, 1, 1, 2, tzinfo=UTC)
    assert in_local_zone(first_day) == first_day
    assert in_local_zone(first_day).utcoffset() == timedelta(0)


@needs_posix_zones
@pytest.mark.parametrize("zone", ["XYZ-24:00:00", "XYZ+23:59:59"])
def test_a_session_is_made_and_added_to_in_any_zone(tmp_path: Path, zone: str) -> None:
    casetool = ("-m", "casetool", "--sessions", str(tmp_path))
    path = run_in_zone(tmp_path, zone, *casetool, "new", "--child", "Robin")
    run_in_zone(tmp_path, zone, *casetool, "add", "robin", "worries", "seen nowhere")
    assert "seen nowhere" in Path(path).read_text(encoding="utf-8")


@needs_posix_zones
def test_an_emergency_copy_names_its_time_in_any_zone(tmp_path: Path) -> None:
    script = (
        "from datetime import UTC, datetime; from pathlib import Path;"
        "from casetool.storage.autosave.emergency_copy import EmergencyCopy;"
        "when = datetime(2026, 11, 28, 11, 4, tzinfo=UTC);"
        "print(EmergencyCopy(Path('copy.toml'), None, when).moment)"
    )
    assert run_in_zone(tmp_path, "XYZ-24:00:00", "-c", script) == "28 Nov 2026 at 11:04"


def test_a_clock_that_nobody_sets_goes_on() -> None:
    first = steady_seconds()
    assert steady_seconds() >= first


def test_a_computer_that_has_no_clock_for_its_sleep_still_has_a_steady_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Windows has neither
        monkeypatch.delattr(time, name, raising=False)
    first = steady_seconds()
    assert 0 <= steady_seconds() - first < 600


def test_only_what_the_steady_clock_does_not_know_of_is_a_jump() -> None:
    clock, seconds = HandClock(), [0.0]
    watch = JumpWatch(clock, lambda: seconds[0])
    for passed, set_by, jumped in (
        (30, 0, 0), (30, 3600, 3600), (8 * 3600, 0, 0), (1, -3600, -3600),
        (1, LEAST_JUMP_SECONDS - 1, 0), (1, LEAST_JUMP_SECONDS, LEAST_JUMP_SECONDS),
    ):  # fmt: skip
        clock.on(seconds=passed + set_by)
        seconds[0] += passed
        assert watch.jump() == jumped


def test_without_a_steady_clock_nothing_is_noticed() -> None:
    clock = HandClock()
    watch = JumpWatch(clock, None)
    clock.on(hours=1)
    assert watch.jump() == 0
