"""Words that are typed in: how a terminal is told to end them, and that none is lost."""

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from casetool.cli.terminal.stdin import lines_from_stdin, show_if_lost
from casetool.errors import RescuedError, UserError
from casetool.services.sessions.open import KEPT


class Terminal(io.TextIOWrapper):
    """Standard input of somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("platform", "keys"), [("linux", "Ctrl+D"), ("win32", "Ctrl+Z and Enter")])
def test_who_types_is_told_how_to_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], platform: str, keys: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(b"one\ntwo\n")))
    assert lines_from_stdin("-", bytearray()) == ["one", "two"]
    told = capsys.readouterr().err
    assert told == f"One entry on each line. {keys} on an empty line ends it.\n"


def test_a_closed_standard_input_has_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    for stdin in (None, closed):
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(UserError, match="There were no words to add"):
            lines_from_stdin(None, bytearray())


def _refuse(lines: Sequence[str]) -> str:
    raise AssertionError("only what is stopped is kept")


def _failing(failure: BaseException) -> Callable[[], Path]:
    def work() -> Path:
        raise failure

    return work


def test_typed_lines_that_could_not_be_added_are_shown_again() -> None:
    work = _failing(UserError("There is no session “ash”."))
    with pytest.raises(UserError) as error:
        show_if_lost(work, bytearray(b"one\ntwo"), _refuse)
    assert error.value.args == ("There is no session “ash”.", "You had typed:", "one", "two")


def test_what_is_kept_or_still_in_the_command_line_is_not_shown_again() -> None:
    with pytest.raises(RescuedError) as kept:
        show_if_lost(_failing(RescuedError("In a copy.")), bytearray(b"one"), _refuse)
    assert kept.value.args == ("In a copy.",)
    with pytest.raises(UserError) as given:
        show_if_lost(_failing(UserError("There is no session “ash”.")), bytearray(), _refuse)
    assert given.value.args == ("There is no session “ash”.",)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(143), OSError(5, "gone")])
def test_typed_lines_are_kept_where_all_is_stopped(stop: BaseException) -> None:
    kept: list[str] = []
    with pytest.raises(UserError) as error:
        show_if_lost(_failing(stop), bytearray(b"one\ntwo"), _keep_in(kept))
    assert kept == ["one", "two"]
    assert error.value.args == (f"Stopped. {KEPT}", "You had typed:", "one", "two")
    with pytest.raises(type(stop)):
        show_if_lost(_failing(stop), bytearray(b"\n"), _refuse)


def _keep_in(kept: list[str]) -> Callable[[Sequence[str]], str]:
    def keep(lines: Sequence[str]) -> str:
        kept.extend(lines)
        return KEPT

    return keep
