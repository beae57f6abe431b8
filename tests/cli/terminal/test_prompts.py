"""A question at the terminal is one row, whatever a file is called."""

import io
import sys
from argparse import Namespace

import pytest

from casetool.cli.sessions import passphrase
from casetool.cli.sessions.passphrase import ask_passphrase
from casetool.cli.terminal.prompts import ask_yes_or_no

NAME = "rob\nin\t.toml"
SHOWN = r"rob\nin\t.toml"


def test_a_line_end_in_a_name_never_ends_a_yes_or_no_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
    assert ask_yes_or_no(f"Remove {NAME}?")
    assert capsys.readouterr().err == f"Remove {SHOWN}? [y/N] "


def test_a_line_end_in_a_name_never_ends_the_question_for_a_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions = []

    def answer(question: str) -> str:
        questions.append(question)
        return "four words"

    monkeypatch.setattr(passphrase, "ask_unseen", answer)
    assert ask_passphrase(Namespace(), f"Passphrase of {NAME}: ") == "four words"
    assert questions == [f"Passphrase of {SHOWN}: "]
