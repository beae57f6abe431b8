"""The verb of the action log: whose, which, in which form; and that nothing is dropped unsaid."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import vobject

from casetool.models.actions.edits import edit_action
from casetool.models.base import evolve
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session, actions_of
from casetool.render.views.action_log import COLUMNS
from casetool.services.sessions.open import load_session
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.library.examples import copy_examples
from casetool.storage.library.index import list_sessions
from casetool.storage.toml.codec import dumps
from tests.support.sealed import PASSPHRASE, ring
from tests.support.strategies import METHOD
from tests.support.verbs import Run

STDIN = "--passphrase-stdin"
NAMES = (Name(name="Juno", stand_in="Child J"), Name(name="Caspian", stand_in="Sibling"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_examples(tmp_path)
    return tmp_path


def rewrite(folder: Path, edit: Callable[[Session], Session], name: str = "example-closed") -> None:
    path = folder / f"{name}.toml"
    session = edit(load_session(path).session)
    path.write_text(dumps(session, METHOD), encoding="utf-8")


def named(session: Session) -> Session:
    return evolve(session, names=NAMES)


def asked_of(who: str) -> Callable[[Session], Session]:
    return lambda session: edit_action(session, actions_of(session)[2].id, who=who)


def column(out: str, name: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    return [row[COLUMNS.index(name)] for row in rows[1:]]


def numbers(out: str) -> list[int]:
    return [int(one) for one in column(out, "No.")]


def test_all_actions_of_a_session_in_its_order(run: Run, folder: Path) -> None:
    code, out, err = run("actions", "closed")
    assert (code, err) == (0, "")
    assert out.startswith("actions for Juno, case discussion of Tue 13 Oct 2026\n\n9 actions: ")
    assert out.index("  1. Done: Book one driver") < out.index("  2. Done: Tell Juno first")
    assert "     Agency: children's social care\n" in out


def test_those_of_an_agency_of_a_person_open_and_for_its_own_plan(run: Run, folder: Path) -> None:
    def found(*more: str) -> list[int]:
        code, out, _ = run("actions", "closed", "--format", "csv", *more)
        assert code == 0
        return numbers(out)

    assert found() == list(range(1, 10))
    assert found("--agency", "health") == [4, 8]
    assert found("--agency", "Wilf") == [6, 7]
    assert found("--agency", "social care", "--open") == [3]
    assert found("--single-agency") == [7, 8]
    assert found("--agency", "police", "--single-agency") == [7]
    assert found("--agency", "housing") == []


def test_what_names_nobody_is_told_and_not_dropped(run: Run, folder: Path) -> None:
    rewrite(folder, asked_of("somebody"))
    code, out, err = run("actions", "closed", "--agency", "health", "--format", "csv")
    assert (code, numbers(out)) == (0, [4, 8])
    assert err.startswith(
        "In no agency's list, because it names nobody whom the session knows: 3. Put"
    )
    assert err.endswith("(somebody)\n")
    assert "Who by: somebody (not on the list of people)\n" in run("actions", "closed")[1]
    assert column(run("actions", "closed", "--format", "csv")[1], "Agency")[2] == "nobody known"


def test_an_agency_that_nobody_is_of_is_refused_but_words_are_found(run: Run, folder: Path) -> None:
    code, out, err = run("actions", "closed", "--agency", "coastguard")
    assert (code, out) == (1, "")
    assert (
        "No agency or person here is “coastguard”. The agencies are: children's social care, "
        in err
    )
    rewrite(folder, asked_of("Maud, with the coastguard"))
    out = run("actions", "closed", "--agency", "coastguard", "--format", "csv")[1]
    assert numbers(out) == [3]


def test_the_log_of_the_folder_says_where_each_is_from(run: Run, folder: Path) -> None:
    code, out, err = run("actions", "--all", "--format", "csv")
    assert (code, err) == (0, "")
    assert set(column(out, "File")) == {"example-closed.toml", "example-in-discussion.toml"}
    states = column(out, "State")
    assert states == sorted(states, key=["overdue", "open", "done"].index)
    text = run("actions", "--all", "--open")[1]
    assert text.startswith("actions of all case discussions\n")
    assert "From: Juno, Tue 13 Oct 2026 (example-closed.toml)\n" in text
    assert "Done: " not in text


def test_the_form_for_a_spreadsheet_comes_out_byte_by_byte(run: Run, folder: Path) -> None:
    rewrite(folder, asked_of("=1+1"))
    out = run("actions", "closed", "--format", "csv")[1]
    assert out.startswith('\ufeff"Session",')
    assert "\r\n" in out
    assert column(out, "Who by")[2] == "'=1+1"
    path = folder / "log.csv"
    code, nothing, err = run("actions", "closed", "--format", "csv", "--output", str(path))
    assert (code, nothing, err) == (0, "", f"The actions are in {path}.\n")
    assert path.read_bytes().decode() == out
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_file_is_written_over(run: Run, folder: Path) -> None:
    path = folder / "log.txt"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("actions", "closed", "--output", str(path))
    assert code == 1
    assert "Choose another name" in err
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_calendar_has_the_open_ones_and_says_which_have_no_date(run: Run, folder: Path) -> None:
    def undated(session: Session) -> Session:
        return edit_action(session, actions_of(session)[3].id, due=None)

    rewrite(folder, undated)
    code, out, err = run("actions", "closed", "--format", "ics")
    assert code == 0
    assert err.startswith("Not in the calendar, because it has no date: 4. See Juno in the hearing")
    found = vobject.readOne(out).contents["vevent"]
    assert {one.summary.value for one in found} == {
        "Action due: Juno (children's social care)", "Action due: Juno (police)",
        "Action due: Juno (health)",
    }  # fmt: skip
    assert "hearing" not in out
    assert "hearing" not in run("actions", "--all", "--format", "ics")[1]


def test_a_calendar_never_has_a_real_name_that_is_known(run: Run, folder: Path) -> None:
    rewrite(folder, named)
    code, out, err = run("actions", "closed", "--format", "ics")
    assert (code, err) == (0, "")
    assert "Juno" not in out
    assert "Action due: Child J (health)" in out
    code, out, err = run("actions", "closed", "--format", "ics", "--detail")
    assert "Real names appear in these actions" in err


def test_a_calendar_of_two_cases_with_one_id_has_no_real_name_of_either(
    run: Run, folder: Path
) -> None:
    rewrite(folder, named)
    text = (folder / "example-closed.toml").read_text(encoding="utf-8")
    path = folder / "made-from-it.toml"
    path.write_text(text.replace("Juno", "Zelda").replace("Child J", "Child Z"), encoding="utf-8")
    code, out, _ = run("actions", "--all", "--format", "ics")
    assert code == 0
    assert "Action due: Child J (health)" in out
    assert "Action due: Child Z (health)" in out
    assert "Juno" not in out
    assert "Zelda" not in out


def test_a_calendar_of_nothing_is_refused(run: Run, folder: Path) -> None:
    code, out, err = run("actions", "prepared", "--format", "ics")
    assert (code, out) == (1, "")
    assert "nothing for a calendar" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "or use --all"),
        (("closed", "--all"), "or use --all"),
        (("closed", "--detail"), "--detail works only with --format ics"),
        (("nobody",), "There is no session"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run("actions", *arguments)
    assert (code, out) == (1, "")
    assert words in err


def test_real_names_are_warned_of_and_replaced_once_approved(run: Run, folder: Path) -> None:
    rewrite(folder, named)
    code, out, err = run("actions", "closed", "--format", "csv")
    assert (code, err[:39]) == (0, "Real names appear in these actions 16 t")
    assert out.count("Juno") + out.count("Caspian") == 16
    code, out, err = run("actions", "closed", "--stand-ins")
    assert (code, out) == (1, "")
    assert "“Juno” → “Child J”" in err
    assert "There is no terminal to ask at. To say yes, add --yes." in err
    code, out, err = run("actions", "closed", "--format", "csv", "--stand-ins", "--yes")
    assert code == 0
    assert "Juno" not in out
    assert set(column(out, "Session")) == {"Child J"}
    assert "Book one driver for Child J's and Sibling's Thursdays" in out


def test_stand_ins_that_are_not_there_or_not_safe(run: Run, folder: Path) -> None:
    assert "Ctrl+N" in run("actions", "closed", "--stand-ins", "--yes")[2]
    rewrite(folder, lambda one: evolve(one, names=(Name(name="Juno", stand_in="Juno B"),)))
    code, out, err = run("actions", "closed", "--stand-ins", "--yes")
    assert (code, out) == (1, "")
    assert "a stand-in contains a real name" in err
    rewrite(folder, named)
    name = str(folder / "juno.csv")
    assert "Choose another name" in run("actions", "closed", "--stand-ins", "--output", name)[2]
    assert "has no stand-ins" in run("actions", "--all", "--stand-ins", "--yes")[2]


def test_the_marking_of_the_team_stands_in_each_form(run: Run, folder: Path) -> None:
    (folder / NOTES_STYLE_FILE).write_text('marking = "OFFICIAL-SENSITIVE"\n', encoding="utf-8")
    assert run("actions", "closed")[1].count("OFFICIAL-SENSITIVE") == 2
    out = run("actions", "closed", "--format", "csv")[1]
    assert column(out, "Marking") == ["OFFICIAL-SENSITIVE"] * 9
    assert "DESCRIPTION:OFFICIAL-SENSITIVE\\n" in run("actions", "--all", "--format", "ics")[1]
    assert "OFFICIAL" not in run("actions", "closed", "--plain-look")[1]
    (folder / NOTES_STYLE_FILE).write_text("markng = 1\n", encoding="utf-8")
    code, out, err = run("actions", "closed")
    assert (code, out) == (1, "")
    assert "Line 1, markng" in err
    assert run("actions", "closed", "--plain-look")[0] == 0


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_there(
    run: Run, folder: Path
) -> None:
    (folder / "broken.toml").write_text("child = ", encoding="utf-8")
    code, out, err = run("actions", "--all", "--format", "csv")
    assert code == 1
    assert len(numbers(out)) == 12
    assert "Left out: broken.toml: it is not TOML" in err


def test_an_empty_folder_is_told(run: Run) -> None:
    code, out, err = run("actions", "--all")
    assert (code, out) == (1, "")
    assert "There are no sessions in" in err


def test_encrypted_sessions_open_with_one_passphrase(run: Run, folder: Path) -> None:
    plain = run("actions", "--all", "--format", "csv")[1]
    ring(folder)
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    code, out, err = run("actions", "--all", STDIN, "--format", "csv", typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, "")
    assert out == plain.replace(".toml", ".toml.age")
    path = folder / "log.csv"
    arguments = ("actions", "closed", STDIN, "--agency", "health", "--output", str(path))
    code, _, err = run(*arguments, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, f"The actions are in {path}. They are not encrypted.\n")
    assert run("actions", "closed", STDIN, typed="wrong\n")[0] == 1


def test_encrypted_sessions_that_were_not_unlocked_are_told_as_such(run: Run, folder: Path) -> None:
    ring(folder)
    assert run("encrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    code, out, err = run("actions", "--all", STDIN, typed="wrong\n")
    assert (code, "Milo" in out) == (1, True)
    assert "Left out: example-closed.toml.age: encrypted, and not opened." in err
    assert "Left out: The passphrase is wrong." in err
    assert "NUL" not in err


def test_an_overdue_action_is_told(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    rewrite(
        tmp_path,
        lambda one: edit_action(one, actions_of(one)[2].id, due=date(2020, 1, 6)),
    )
    assert "  3. OVERDUE: Put the child" in run("actions", "closed")[1]
    assert column(run("actions", "closed", "--format", "csv")[1], "State")[2] == "overdue"
    assert len(list_sessions(tmp_path)) == 3
