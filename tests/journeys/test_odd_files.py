"""Days that nobody means, and faults of ours: one line where they belong, and all else goes on."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casetool.models.session import Session
from casetool.screens.library.screen import LibraryScreen
from casetool.services.sessions import open as opening
from casetool.services.sessions import preview as glance
from casetool.storage.toml.session_file import read_session
from casetool.widgets.panes import notes_pane
from tests.support.driving import driving, examples
from tests.support.walk import STOPS, home, settled

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


def with_days(folder: Path, name: str, child: str, day: str) -> Path:
    """The example that is in discussion, with another day in the place of each of its own."""
    path = folder / name
    source = ROOT / "sessions" / "example-in-discussion.toml"
    lines = source.read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        key, equals, value = line.partition(" = ")
        if equals and value[:4].isdigit() and value[4:5] == "-":
            lines[place] = f"{key} = {day}{value[10:]}"
        elif key == "child":
            lines[place] = f'child = "{child}"'
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with a session of the year 9999, one of the year 1, and one as it mostly is."""
    folder = tmp_path / "s"
    with_days(folder, "far.toml", "Far", "9999-12-31")
    with_days(folder, "old.toml", "Old", "0001-01-01")
    shutil.copy(ROOT / "sessions" / "example-closed.toml", folder)
    return folder


async def test_a_day_that_nobody_means_is_asked_for_again_in_words(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Ash")
        await drive.press("enter", "enter")
        await drive.type("31/12/9999")
        await drive.sees("7,973 years from now")
        await drive.press("ctrl+s")
        await drive.reads("“31/12/9999” is 31 Dec 9999, 7,973 years from now. Type a day between")
        assert list(tmp_path.glob("*.toml")) == []


async def test_files_with_such_days_are_listed_previewed_and_opened(odd: Path) -> None:
    async with driving(odd, size=(120, 40)) as drive:
        await drive.sees("31 Dec 9999")
        await drive.sees("1 Jan 1 ")
        assert "Juno" in drive.seen()
        assert drive.seen().count("a date is odd") == 2
        await drive.type("far")
        await drive.until(lambda: "1 Jan 1 " not in drive.seen())
        await drive.press("enter")
        await drive.opened()
        assert drive.session.child == "Far"


@pytest.mark.parametrize("name", ["far", "old"])
async def test_every_screen_of_such_a_session_is_drawn(
    odd: Path, name: str, runs: Callable[[int, int], int]
) -> None:
    stops = list(STOPS.items())
    some = stops[:: runs(16, 1)]
    async with driving(odd, odd / f"{name}.toml", size=(100, 30)) as drive:
        for _, keys in some:
            for key in keys:
                await drive.press(key)
            await settled(drive)
            await home(drive)
        await drive.say("! one more line")
        await drive.until(lambda: "one more line" in str(drive.session.headings))


def with_each_row_twice(folder: Path) -> Path:
    """The closed example, with each row of each table copied by hand, ids and all."""
    folder.mkdir(parents=True)
    path = folder / "twice.toml"
    text = (ROOT / "sessions" / "example-closed.toml").read_text(encoding="utf-8")
    head, *tables = text.split("\n[")
    rows = [f"\n[{table}" * (2 if table.startswith("[") else 1) for table in tables]
    path.write_text("".join([head, *rows]), encoding="utf-8")
    return path


async def test_every_screen_of_a_session_with_each_row_twice_is_drawn(
    tmp_path: Path, runs: Callable[[int, int], int]
) -> None:
    path = with_each_row_twice(tmp_path / "s")
    async with driving(tmp_path / "s", path, size=(100, 30)) as drive:
        await drive.reads("stands at two places in this file")
        for _, keys in list(STOPS.items())[:: runs(16, 1)]:
            for key in keys:
                await drive.press(key)
            await settled(drive)
            await home(drive)


async def test_two_lines_with_one_id_are_both_listed_and_each_is_changed_alone(
    tmp_path: Path,
) -> None:
    path = with_each_row_twice(tmp_path / "s")
    async with driving(tmp_path / "s", path, size=(120, 60)) as drive:
        await drive.go("p")
        people = drive.session.people
        await drive.until(lambda: drive.seen().count(people[0].name) >= 2)
        await drive.press("up", "up", "delete")
        await drive.until(lambda: len(drive.session.people) == len(people) - 1)
        assert drive.session.people[0] == people[0]


ANSWER = """
[[round.said]]
person = "odette"
content = "{}"
record = "{} words of Odette"
"""


def test_of_two_answers_of_one_person_no_word_is_lost_and_it_is_named(
    tmp_path: Path, run: Run
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    answers = ANSWER.format("content", "first"), ANSWER.format("not content", "second")
    path.write_text(path.read_text(encoding="utf-8") + "".join(answers), encoding="utf-8")
    for verb in (["doctor"], ["check", str(path)]):
        code, out, _ = run("--sessions", str(path.parent), *verb)
        assert code == 1
        assert "“odette” has two answers in the round of this file" in out
    assert run("--sessions", str(path.parent), "add", str(path), "worries", "a worry")[0] == 0
    saved = path.read_text(encoding="utf-8")
    assert "first words of Odette / not content: second words of Odette" in saved
    assert saved.count('person = "odette"') == 1


def test_doctor_and_check_name_an_id_that_stands_twice(tmp_path: Path, run: Run) -> None:
    path = with_each_row_twice(tmp_path / "s")
    for verb in (["doctor"], ["check", str(path)]):
        code, out, _ = run("--sessions", str(path.parent), *verb)
        assert code == 1
        assert "stands at two places in this file, as after copying a line by hand" in out


async def test_a_fault_in_the_preview_is_one_line_and_the_session_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(session: Session, *more: object) -> None:
        raise ValueError(session.reason)

    monkeypatch.setattr(glance, "library_preview", faulty)
    async with driving(examples(tmp_path)) as drive:
        await drive.sees("The preview could not be made")
        await drive.sees("as ever.")
        await drive.press("enter")
        await drive.opened()


async def test_a_fault_while_one_session_is_read_leaves_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: Path, *more: object) -> object:
        if path.name == "example-closed.toml":
            raise ZeroDivisionError(path.read_text(encoding="utf-8"))
        return read_session(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "read_session", faulty)
    async with driving(examples(tmp_path)) as drive:
        await drive.type("juno")
        await drive.reads("cannot be opened, by a fault of casetool's own (ZeroDivisionError at")
        assert isinstance(drive.app.screen, LibraryScreen)


async def test_a_fault_in_the_notes_or_in_what_is_missing_is_one_line_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(session: Session, *more: object) -> None:
        raise ValueError(session.reason)

    monkeypatch.setattr(notes_pane, "notes_markdown", faulty)
    monkeypatch.setattr(notes_pane, "findings", faulty)
    path = examples(tmp_path) / "example-closed.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("n")
        await drive.sees("The preview could not be made (ValueError at")
        await drive.sees("What is missing could not be looked up")
        await drive.say("! it goes on")
        await drive.until(lambda: "it goes on" in str(drive.session.headings))


def test_the_verbs_show_what_is_there_and_say_what_is_odd(odd: Path, run: Run) -> None:
    folder = ("--sessions", str(odd))
    code, out, _ = run(*folder, "list")
    assert code == 0
    assert out.count("a date is odd") == 2
    assert "Juno" in out
    for name, words in (("far", "31 Dec 9999, 7,973 years"), ("old", "1 Jan 1, 2,025 years")):
        assert run(*folder, "show", name)[0] == 0
        code, out, _ = run(*folder, "check", name, "--json")
        assert code == 1
        found = [one["words"] for one in json.loads(out) if one["check"] == "odd-date"]
        assert any(words[:12] in one for one in found)
        for form in ("md", "html", "docx", "pdf"):
            assert run(*folder, "notes", name, "--output", str(odd / f"{name}.{form}"))[0] == 0
        for form in ("text", "csv", "ics"):
            assert run(*folder, "actions", name, "--format", form)[0] == 0
    code, out, _ = run(*folder, "doctor")
    assert code == 1
    assert "far.toml: The discussion: 31 Dec 9999" in out
    assert run(*folder, "actions", "--all")[0] == 0


@pytest.mark.parametrize("text", ["31/12/9999", "1/1/0001"])
def test_the_verbs_take_no_such_day(tmp_path: Path, run: Run, text: str) -> None:
    for name in ("referral", "discussion", "review"):
        code, _, told = run("new", "--child", "Ash", f"--{name}", text)
        assert code == 1
        assert f"“{text}” is " in told
    assert list(tmp_path.glob("*.toml")) == []
    path = Path(run("new", "--child", "Ash")[1].strip())
    before = path.read_bytes()
    code, _, told = run("review", "ash", text)
    assert (code, path.read_bytes()) == (1, before)
    assert "Type a day between" in told
    assert date.today().year < 2200  # noqa: DTZ011 - what is far away then is another matter


def test_a_fault_at_one_session_hides_none_of_the_others(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casetool.storage.library import health as doctor
    from casetool.storage.library import summary as head

    def faulty(path: Path, *more: object) -> object:
        if path.name == "example-closed.toml":
            raise ZeroDivisionError(path.read_text(encoding="utf-8"))
        return found[str(more[-1])](path, *more[:-1])

    found: dict[str, Callable[..., object]] = {
        "head": head.read_summary,
        "read": read_session,
        "look": doctor._read_or_why,
    }
    examples(tmp_path)
    monkeypatch.setattr(head, "read_summary", lambda *args: faulty(*args, "head"))
    code, out, _ = run("list")
    assert code == 0
    assert "Milo" in out
    assert "example-closed.toml: a fault of casetool's own: ZeroDivisionError at" in out
    assert "Juno" not in out
    monkeypatch.setattr(head, "read_summary", found["head"])
    monkeypatch.setattr(opening, "read_session", lambda *args: faulty(*args, "read"))
    code, out, told = run("actions", "--all")
    assert code == 1
    assert "Milo" in out
    assert "Left out: example-closed.toml: it cannot be opened, by a fault" in told
    monkeypatch.setattr(doctor, "_read_or_why", lambda *args: faulty(*args, "look"))
    code, out, told = run("doctor")
    assert code == 1
    assert "example-closed.toml: it could not be checked, because of a fault in casetool" in out
    assert "3 sessions" in told
