"""What each verb does that the others do not: dates told back, standard input, widths, JSON."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.app import facilitator_app, launch
from casetool.models.session import Nation
from casetool.render.text.symbols import PLAIN_SYMBOLS
from casetool.services.sessions.open import load_session
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.library.examples import copy_examples

Run = Callable[..., tuple[int, str, str]]


def new(run: Run, *more: str) -> Path:
    code, out, _ = run("new", "--child", "Robin", *more)
    assert code == 0
    return Path(out.strip())


def worries(path: Path) -> list[str]:
    held = load_session(path).session.heading("worries").model_dump()
    return [entry["text"] for entry in held["entries"]]


def test_new_tells_dates_back_with_their_weekday(run: Run) -> None:
    arguments = ("--referral", "14/10/2026", "--discussion", "2026-11-12", "--reason", "asleep")
    code, out, err = run("new", "--child", "Robin", *arguments)
    assert code == 0
    assert err == "Referral: Wed 14 Oct 2026\nDiscussion: Thu 12 Nov 2026\n"
    assert load_session(Path(out.strip())).session.reason == "asleep"


def test_new_tells_what_it_left_out_of_a_date(run: Run) -> None:
    code, _, err = run("new", "--child", "Robin", "--discussion", "12 nov 2026 at 2pm")
    assert (code, err) == (0, "Discussion: Thu 12 Nov 2026, without the time\n")


def test_new_refuses_a_weekday_that_does_not_fit(run: Run) -> None:
    code, _, err = run("new", "--child", "Robin", "--discussion", "mon 4 dec 2026")
    assert code != 0
    assert "4 Dec 2026 is a Friday, not a Monday: which is meant?" in err


def test_new_without_dates_tells_nothing(run: Run) -> None:
    assert run("new", "--child", "Robin")[2] == ""


@pytest.mark.parametrize("nation", Nation)
def test_new_knows_the_four_nations(run: Run, nation: Nation) -> None:
    path = new(run, "--nation", nation.value.lower().replace(" ", "-"))
    assert load_session(path).session.nation is nation


def test_new_makes_its_folder_for_us_alone(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("new", "--child", "Robin", "--sessions", str(tmp_path / "a" / "b"))
    assert Path(out.strip()).parent == tmp_path / "a" / "b"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


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


def test_show_as_json_is_the_same_twice_and_says_the_stage(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, out, _ = run("show", "closed", "--json")
    assert code == 0
    assert run("show", "closed", "--json")[1] == out
    held = json.loads(out)
    assert (held["stage"], held["child"], held["format"]) == ("closed", "Juno", 1)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_private_jottings_are_shown_only_where_they_are_asked_for(
    run: Run, form: tuple[str, ...]
) -> None:
    new(run)
    run("add", "robin", "worries", typed="said aloud")
    assert run("show", "robin", *form)[2] == ""
    run("add", "robin", "jottings", typed="for me alone")
    code, out, err = run("show", "robin", *form)
    assert code == 0
    assert "said aloud" in out
    assert "for me alone" not in out
    assert err == "Your private jottings are left out; --private shows them too.\n"
    code, out, err = run("show", "robin", "--private", *form)
    assert (code, err) == (0, "")
    assert "said aloud" in out
    assert "for me alone" in out


@pytest.mark.parametrize(
    "verb",
    ["list --json", "actions FILE", "actions FILE --format csv", "check FILE --json", "tree FILE",
     "tree FILE --format mermaid", "sheet FILE", "notes FILE", "notes FILE --summary",
     "history FILE", "review FILE", "doctor --json"],
)  # fmt: skip
def test_no_other_verb_prints_a_private_jotting(run: Run, verb: str) -> None:
    new(run)
    run("add", "robin", "jottings", typed="Robin for me alone @kit")
    _, out, err = run(*verb.replace("FILE", "robin").split())
    assert out + err
    assert "for me alone" not in out + err


def test_json_says_everything_and_acts_on_no_terminal(run: Run) -> None:
    path = new(run)
    said = "a\u202eb\u200b\U000e0041 \u2028 é"
    run("add", "robin", "worries", typed=said)
    out = run("show", "robin", "--json")[1]
    assert out.isascii()
    (heading,) = [one for one in json.loads(out)["headings"] if one["step"] == "worries"]
    assert [entry["text"] for entry in heading["entries"]] == [said]
    path.with_name("ev\x1b[2Jil\n.toml").write_text("x", encoding="utf-8")
    assert "\x1b" not in run("list", "--json")[1]
    assert len(run("list")[1].splitlines()) == 2


def test_json_keeps_letters_that_anybody_may_read(run: Run) -> None:
    new(run)
    run("add", "robin", "worries", typed="Zoë – 子")
    assert "Zoë – 子" in run("show", "robin", "--json")[1]


def test_list_of_no_sessions_says_where_it_looked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("list")
    assert (code, out) == (0, "")
    assert str(tmp_path) in err
    assert run("list", "--json")[1] == "[]\n"


def test_notes_to_a_hyphen_are_notes_to_standard_output(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("notes", "closed", "--output", "-") == run("notes", "closed")
    assert not (tmp_path / "-").exists()


def test_standard_output_may_be_called_by_its_device(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    for verb in ("notes", "sheet", "tree", "actions"):
        assert run(verb, "closed", "--output", "/dev/stdout") == run(verb, "closed")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
@pytest.mark.parametrize("output", ["/dev/full", "{folder}/pipe.md"])
def test_no_device_and_no_pipe_is_written_to(run: Run, tmp_path: Path, output: str) -> None:
    copy_examples(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    code, out, err = run("notes", "closed", "--output", output.format(folder=tmp_path))
    assert (code, out) == (1, "")
    assert "and no file: nothing was written." in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("{folder}", "is a folder, and no file: nothing was written."),
        ("{folder}/none/n.md", "folder is not there"),
        ("{folder}/example-closed.toml", "Choose another name"),
    ],
)
def test_notes_that_cannot_be_written_are_told_of(
    run: Run, tmp_path: Path, output: str, words: str
) -> None:
    copy_examples(tmp_path)
    before = (tmp_path / "example-closed.toml").read_bytes()
    code, out, err = run("notes", "closed", "--output", output.format(folder=tmp_path))
    assert (code, out) == (1, "")
    assert words in err
    assert (tmp_path / "example-closed.toml").read_bytes() == before


@pytest.mark.parametrize("width", ["23", "0", "-5", "wide"])
def test_a_width_in_which_nothing_can_be_read_is_wrong_usage(run: Run, width: str) -> None:
    new(run)
    assert run("tree", "robin", f"--width={width}")[0] == 2


@pytest.mark.parametrize("width", ["24", "40", "80", "200"])
def test_a_tree_keeps_the_width(run: Run, tmp_path: Path, width: str) -> None:
    copy_examples(tmp_path)
    for name in ("closed", "in-discussion", "prepared"):
        _, out, _ = run("tree", name, "--width", width)
        assert max(map(len, out.splitlines())) <= int(width)


def test_check_tells_one_finding_a_line(run: Run) -> None:
    new(run)
    run("add", "robin", "worries", "two\nlines")
    code, out, _ = run("check", "robin")
    found = json.loads(run("check", "robin", "--json")[1])
    assert code == 1
    assert len(out.splitlines()) == len(found) > 3
    assert {"no-focal-point"} <= {one["check"] for one in found}


def test_no_verb_but_add_and_new_writes_anything(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for verb in ("show", "notes", "tree", "check"):
        run(verb, "closed")
    run("list")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_when_it_is_to_start_and_how_long_it_may_take_are_told_back(run: Run) -> None:
    code, out, told = run("new", "--child", "Robin", "--starts", "2", "--length", "1h30")
    assert (code, told) == (0, "Starts: 14:00\nLength: 90 min (1 h 30)\n")
    text = Path(out.strip()).read_text(encoding="utf-8")
    assert "starts = 14:00:00" in text
    assert "length = 90" in text
    plain = Path(run("new", "--child", "Wren")[1].strip()).read_text(encoding="utf-8")
    assert "starts" not in plain
    assert "length" not in plain


@pytest.mark.parametrize(("option", "words"), [("--starts", "soon"), ("--length", "a while")])
def test_a_time_that_cannot_be_read_makes_no_session(run: Run, option: str, words: str) -> None:
    code, out, told = run("new", "--child", "Robin", option, words)
    assert (code, out) == (1, "")
    assert f"“{words}” is not a" in told and "Try" in told


def test_a_plain_tree_is_drawn_with_ascii_and_the_words_stay(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, drawn, _ = run("tree", "closed")
    assert code == 0
    code, plain, _ = run("tree", "closed", "--plain")
    assert code == 0
    assert PLAIN_SYMBOLS.of(plain) == PLAIN_SYMBOLS.of(drawn) != drawn
    assert not set(plain) & set("╭╮╰╯─│┬┴├└╔╗╚╝║═·→")
    code, narrow, _ = run("tree", "closed", "--plain", "--width", "40")
    assert code == 0
    assert not set(narrow) & set("╭╮╰╯─│┬┴├└╔╗╚╝║═·→")


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


def test_the_list_behind_a_session_is_that_of_its_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, started = tmp_path / "other", []
    other.mkdir()
    copy_examples(other)

    def run_app(folder: Path, why: str, session: Path, *more: object) -> int:
        started.append((folder, session))
        return 0

    monkeypatch.setattr(launch, "_need_terminal", lambda: None)
    monkeypatch.setattr(facilitator_app, "run_app", run_app)
    session = other / "example-closed.toml"
    assert run("open", str(session))[0] == 0
    assert started == [(other, session)]
