"""Long work counts on a terminal, and on nothing else; Ctrl+C ends it between two files."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.cli.terminal.progress import CountingLine
from casetool.storage.encryption.case_files import sessions_in
from tests.journeys.test_odd_files import ROOT
from tests.support.sealed import PASSPHRASE

Run = Callable[..., tuple[int, str, str]]
MANY = 30


def many(folder: Path, count: int = MANY) -> Path:
    """A folder of sessions, each with an id of its own."""
    text = (ROOT / "sessions" / "example-closed.toml").read_text(encoding="utf-8")
    own = next(line for line in text.splitlines() if line.startswith("id = "))
    folder.mkdir()
    for number in range(count):
        new = text.replace(own, f'id = "many{number:03}"', 1)
        (folder / f"many-{number:03}.toml").write_text(new, encoding="utf-8")
        (folder / f"many-{number:03}.toml").chmod(0o600)
    return folder


def plain(folder: Path) -> int:
    return sum(path.suffix == ".toml" for path in sessions_in(folder))


def test_nothing_is_counted_where_there_is_no_terminal(tmp_path: Path) -> None:
    folder = many(tmp_path / "s")
    for verb in (["list"], ["doctor"], ["actions", "--all"]):
        done = subprocess.run(
            [sys.executable, "-m", "casetool", "--sessions", str(folder), *verb],
            capture_output=True, check=False, cwd=ROOT,
            env={**os.environ, "CASETOOL_STATE": str(tmp_path / ".state")},
        )  # fmt: skip
        assert done.returncode == 0
        assert b" of 30" not in done.stderr
        assert b"\x1b" not in done.stderr


def test_the_first_interrupt_ends_it_between_two_files_and_the_second_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with (
            pytest.raises(KeyboardInterrupt),
            CountingLine("Reading", "Stopped. {} of {}.".format) as line,
        ):
            line(3, 9)
            signal.raise_signal(signal.SIGINT)  # nothing ends here: this file is done to its end
            line(4, 9)
        assert capsys.readouterr().err == "Stopped. 4 of 9.\n"
        with (
            pytest.raises(KeyboardInterrupt),
            CountingLine("Reading", "Stopped. {} of {}.".format) as line,
        ):
            line(3, 9)
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("verb", "interrupted", "message"),
    [
        ("list", "summary.read_summary", "Stopped. 0 of 3 sessions were read."),
        ("actions --all", "summary.read_summary", "Stopped. 0 of 3 sessions were read."),
        ("doctor", "summary.read_summary", "Stopped."),
        ("doctor", "health._session_troubles", "Stopped. 0 of 3 files were checked."),
    ],
)
def test_an_interrupt_is_told_once_with_the_count(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    interrupted: str,
    message: str,
) -> None:
    def interrupt(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    folder = many(tmp_path / "s", 3)
    monkeypatch.setattr(f"casetool.storage.library.{interrupted}", interrupt)
    code, _, told = run(*verb.split(), "--sessions", str(folder))
    assert code == 130
    assert told == f"{message} Nothing was changed.\n"


def test_an_interrupt_after_the_count_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    folder = many(tmp_path / "s", 3)
    monkeypatch.setattr("casetool.cli.export.action_log.action_listing", interrupt)
    code, _, told = run("actions", "--all", "--sessions", str(folder))
    assert code == 130
    assert told.splitlines()[-1] == "Stopped. Nothing was changed."


if sys.platform != "win32":
    from tests.support.terminal import Terminal

    SLOW = (
        "import sys, time\n"
        "from casetool.storage.encryption import convert\n"
        "from casetool.storage.library import summary\n"
        "from tests.support.quick_passphrase import main, make_quick\n"
        "make_quick()\n"
        "convert_file, read_summary = convert._convert_file, summary.read_summary\n"
        "def slowly(work):\n"
        "    def slow(*more, **named):\n"
        "        time.sleep(0.06)\n"
        "        return work(*more, **named)\n"
        "    return slow\n"
        "convert._convert_file = slowly(convert_file)\n"
        "summary.read_summary = slowly(read_summary)\n"
        "raise SystemExit(main(sys.argv[1:]))\n"
    )
    """The program on a slow disk: each file takes its time, and a passphrase none."""

    def slowly(folder: Path, *arguments: str) -> Terminal:
        return Terminal(
            [sys.executable, "-c", SLOW, "--sessions", str(folder), *arguments], cwd=str(ROOT)
        )

    def test_encrypting_counts_stops_in_words_and_is_simply_started_again(tmp_path: Path) -> None:
        folder = many(tmp_path / "s")
        terminal = slowly(folder, "encrypt")
        terminal.until("New passphrase", 60)
        terminal.press(f"{PASSPHRASE}\n")
        terminal.until("passphrase again:", 60)
        terminal.press(f"{PASSPHRASE}\n")
        terminal.until(" of 30", 120)
        assert "Encrypting" in terminal.text()
        terminal.press("\x03")
        assert terminal.ended(60) == 130
        done = MANY - plain(folder)
        assert 0 < done < MANY
        assert terminal.says(f"Stopped. {done} of 30 sessions are encrypted.")
        assert terminal.says("The rest are unchanged. Run the command again to finish.")
        assert terminal.says("The key is")
        program = [sys.executable, "-m", "tests.support.quick_passphrase"]
        again = Terminal([*program, "--sessions", str(folder), "encrypt"], cwd=str(ROOT))
        again.until("Passphrase of", 60)
        again.press(f"{PASSPHRASE}\n")
        assert again.ended(120) == 0
        assert plain(folder) == 0
        assert f"{MANY - done} sessions are encrypted" in again.text()

    def test_a_list_counts_and_its_line_is_gone_once_it_is_there(tmp_path: Path) -> None:
        terminal = slowly(many(tmp_path / "s"), "list")
        terminal.until(" of 30", 60)
        assert terminal.ended(120) == 0
        assert "Reading" not in terminal.text()
        assert "many-029" in terminal.text()
        assert terminal.raw.count(b"Reading") > 1

    def test_a_list_can_be_stopped(tmp_path: Path) -> None:
        terminal = slowly(many(tmp_path / "s"), "list")
        terminal.until(" of 30", 60)
        terminal.press("\x03")
        assert terminal.ended(60) == 130
        assert "30 sessions were read. Nothing was changed." in terminal.text()
