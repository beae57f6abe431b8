"""``casetool new``: dates and times told back, free names, encrypted folders."""

from pathlib import Path

import pytest

from casetool.models.session import Nation
from casetool.services.sessions.open import load_session
from casetool.storage.autosave import drafts
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from tests.support.sealed import PASSPHRASE, seal
from tests.support.verbs import STDIN, Run, child_a, names_in, new


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
    _, out, err = run("new", "--child", "Robin", "--sessions", str(tmp_path / "a" / "b"))
    assert f"The folder {tmp_path / 'a' / 'b'} was made just now." in err
    assert Path(out.strip()).parent == tmp_path / "a" / "b"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


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


def test_a_name_is_free_only_if_nothing_was_left_under_it(run: Run, tmp_path: Path) -> None:
    first = child_a(run)
    (tmp_path / "plain.toml").write_bytes(first.read_bytes())
    first.rename(first.with_name(f"{first.name}.age"))  # the encrypted form keeps its name
    second = child_a(run)
    assert second.name == "2026-11-12-child-a-2.toml"
    assert run("delete", second.name)[0] == 0  # and what is in the trash
    third = child_a(run)
    assert third.name == "2026-11-12-child-a-3.toml"
    drafts.write_drafts(third.with_name("2026-11-12-child-a-4.toml"), "capture", "half")
    storage = StorageContext(state=tmp_path / ".state")
    lost = third.with_name("2026-11-12-child-a-5.toml")
    place = place_of_copy(lost, storage)
    assert place is not None
    write_copy(place, lost, b"words that stand nowhere else")
    assert child_a(run).name == "2026-11-12-child-a-6.toml"


def test_a_new_session_in_an_encrypted_folder_is_encrypted_from_the_first_instant(
    closed: Path, run: Run
) -> None:
    code, out, err = run("new", "--child", "Robin", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0, err
    path = Path(out.strip())
    assert path.name.endswith("-robin.toml.age")
    assert b'child = "Robin"' in seal().decrypt(path.read_bytes())
    assert run("new", "--child", "Robin", STDIN, typed="another one\n")[0] == 1
    assert len(list(closed.glob("*.age"))) == 4


def test_no_plain_session_is_made_where_the_key_of_encrypted_ones_is_gone(
    closed: Path, run: Run
) -> None:
    (closed / ".casetool" / "key.age").unlink()
    before = names_in(closed)
    code, out, told = run("new", "--child", "Robin")
    assert (code, out) == (1, "")
    assert "key.age is not there" in told
    assert names_in(closed) == before


def test_a_new_session_in_a_plain_folder_asks_nothing(folder: Path, run: Run) -> None:
    path = Path(run("new", "--child", "Robin")[1].strip())
    assert path.suffix == ".toml"
