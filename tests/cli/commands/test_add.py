"""``casetool add``: one entry a line, however standard input was saved."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.library.examples import copy_examples
from tests.support.verbs import Run, new, worries

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("one\r\ntwo\rthree\n", ["one", "two", "three"]),
        ("\ufeffone\n", ["one"]),
        ("one\ntwo".encode("utf-16"), ["one", "two"]),
        (b"caf\xe9\n", ["caf\\xe9"]),
        ("a\x0bb\x1cc\u2028d\x85e", ["a\\u000bb\\u001cc\u2028d\\u0085e"]),
        ("\t indented \n", ["indented"]),
        ("子 👩\u200d👧 שלום", ["子 👩\u200d👧 שלום"]),
    ],
)
@pytest.mark.parametrize("text", [(), ("-",)])
def test_standard_input_is_one_entry_a_line_however_it_was_saved(
    run: Run, typed: str | bytes, texts: list[str], text: tuple[str, ...]
) -> None:
    path = new(run)
    assert run("add", "robin", "worries", *text, typed=typed)[0] == 0
    assert worries(path) == texts


def test_a_text_with_line_ends_is_one_entry(run: Run) -> None:
    path = new(run)
    assert run("add", "robin", "worries", "one\ntwo", typed="not read")[0] == 0
    assert worries(path) == ["one\ntwo"]


@pytest.mark.parametrize("typed", ["", "\n \n\t\n", "\ufeff"])
def test_no_words_are_told_and_nothing_is_touched(run: Run, typed: str) -> None:
    path = new(run)
    before = path.read_bytes()
    assert run("add", "robin", "worries", typed=typed) == (
        1,
        "",
        "casetool: There were no words to add.\n",
    )
    assert path.read_bytes() == before


def test_a_text_that_looks_like_an_option_can_be_given(run: Run) -> None:
    path = new(run)
    assert run("add", "robin", "worries", "--", "-ve result")[0] == 0
    assert worries(path) == ["-ve result"]


def test_every_emergency_copy_that_waits_is_named(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    path, storage = tmp_path / "example-closed.toml", StorageContext(state=tmp_path / ".state")
    places = [place_of_copy(path, storage) for _ in range(2)]
    for number, place in enumerate(places):
        assert place is not None
        write_copy(place, path, path.read_bytes() + b"\n" * number)
    code, _, err = run("add", "closed", "worries", "one more")
    assert code == 0
    assert all(str(place) in err for place in places)
    assert err.count("Not in it yet") == len(places)


def test_adding_to_an_encrypted_session_without_a_terminal_is_refused_in_plain_words(
    closed: Path,
) -> None:
    before = {path: path.read_bytes() for path in closed.glob("*.age")}
    command = [sys.executable, "-m", "casetool", "--sessions", str(closed)]
    done = subprocess.run(
        [*command, "add", "closed", "worries"],
        input="a worry\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "CASETOOL_STATE": str(closed / ".state")},
    )
    assert done.returncode == 1
    assert done.stderr == (
        "casetool: A passphrase is needed, and there is no terminal to type it at.\n"
        "You had typed:\na worry\n"  # given back: it stands nowhere else
    )
    assert {path: path.read_bytes() for path in closed.glob("*.age")} == before


class Typing(io.BytesIO):
    """Lines that somebody types while another program is at work."""

    def __init__(self, data: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(data)
        self._meanwhile = meanwhile

    def read1(self, size: int | None = -1, /) -> bytes:
        self._meanwhile()
        return super().read1(size)


@pytest.mark.parametrize("change", ["another case", "gone", "a twin"])
def test_what_was_typed_for_one_child_is_never_added_to_another(
    run: Run, tmp_path: Path, change: str
) -> None:
    path = new(run).rename(tmp_path / "robin.toml")
    wren = Path(run("new", "--child", "Wren")[1].strip()).rename(tmp_path / "robinson.toml")
    if change == "a twin":
        wren.write_bytes(path.read_bytes().replace(b"Robin", b"Wren"))

    def meanwhile() -> None:
        if change == "gone":
            path.unlink(missing_ok=True)  # the part of a name means the other then
        elif wren.exists():
            wren.replace(path)

    typed = io.TextIOWrapper(Typing(b"of Robin\n", meanwhile))
    code, _, told = run(
        "add", "robin.toml" if change != "gone" else "robin", "worries", typed=typed
    )
    assert code == 1
    assert "You had typed: of Robin" in " ".join(told.split())
    assert all(worries(left) == [] for left in tmp_path.glob("*.toml"))
