"""What the command line prints for the eyes of somebody who chose plain signs."""

import io
import sys
from pathlib import Path

import pytest

from casetool.cli.arguments.registry import all_verbs
from casetool.cli.terminal.plain_symbols import plain_bytes, speak_plainly
from casetool.storage.library.examples import copy_examples
from casetool.storage.settings import SettingsPlace, change_settings
from tests.support.terminal import Terminal


class Eyes(io.TextIOWrapper):
    """A stream that ends at a terminal."""

    def isatty(self) -> bool:
        return True


def spoken(folder: Path, eyes: bool, text: str) -> str:
    """What reaches the end of a stream."""
    end = io.BytesIO()
    stream = (Eyes if eyes else io.TextIOWrapper)(end, encoding="utf-8")
    speak_plainly({"CASETOOL_CONFIG": str(folder)}, (stream, None))
    stream.write(text)
    stream.flush()
    return end.getvalue().decode()


def test_a_terminal_gets_plain_signs_and_letters_stay(tmp_path: Path) -> None:
    change_settings(SettingsPlace(tmp_path), plain=True)
    assert spoken(tmp_path, True, "│ “Zoë” → 漢字 …\n") == '| "Zoë" > 漢字 ~\n'


def test_a_pipe_gets_the_words_as_they_are(tmp_path: Path) -> None:
    change_settings(SettingsPlace(tmp_path), plain=True)
    assert spoken(tmp_path, False, "│ “Zoë” → …\n") == "│ “Zoë” → …\n"


def test_only_a_window_sees_to_its_signs_itself() -> None:
    verbs = all_verbs()
    assert [name for name in verbs if verbs[name].opens_window] == ["open", "board", "demo"]


def test_who_did_not_choose_them_gets_drawn_ones(tmp_path: Path) -> None:
    assert spoken(tmp_path, True, "│ → …\n") == "│ → …\n"
    change_settings(SettingsPlace(tmp_path), plain=True)
    change_settings(SettingsPlace(tmp_path), plain=False)
    assert spoken(tmp_path, True, "│ → …\n") == "│ → …\n"


def test_what_no_encoding_can_say_is_told_by_its_number() -> None:
    error = UnicodeEncodeError("ascii", "a\ud800→b", 1, 3, "not ASCII")
    assert plain_bytes(error) == (b"\\ud800>", 3)


@pytest.mark.pty
def test_the_tree_on_a_real_terminal(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    config = tmp_path / "config"
    change_settings(SettingsPlace(config), plain=True)
    command = [sys.executable, "-m", "casetool", "--sessions", str(tmp_path), "tree", "closed"]
    terminal = Terminal(command, env={"CASETOOL_CONFIG": str(config)})
    assert terminal.ended() == 0
    assert "+--" in terminal.raw.decode()
    assert terminal.raw.decode().isascii()
