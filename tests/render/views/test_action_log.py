"""The table of actions: exact, and no formula; judged by Python's reader and by LibreOffice."""

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given

from casetool.models.actions.log import Log, list_actions
from casetool.models.actions.model import Action, Actions, Scope, further_specs
from casetool.models.people.model import Person
from casetool.models.session import Session
from casetool.render.views.action_log import (
    COLUMNS,
    action_csv,
    action_listing,
    action_title,
    guarded,
    unguarded,
)
from tests.support.strategies import NASTY, sessions, texts

TODAY = date(2026, 11, 24)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", " =1+1", "\n=1+1", '"=1+1', "'=1+1", ' " =1+1',
    "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x")',
    "-", "=", "\ttab", "+44 100", "“=1", "‘@x", "''=1",
)  # fmt: skip
HARMLESS = ("", "see =1", "a-b", "it's", "'quoted'", "1+1", "x\n=1", "(=1)", "#REF", "«word»")


def log_of(*whats: str, child: str = "Robin") -> Log:
    actions = tuple(Action(id=f"a{n}", what=what) for n, what in enumerate(whats))
    held = Session(id="s1", child=child, headings=(Actions(step="actions", actions=actions),))
    return list_actions(held)


def rows(data: bytes) -> list[list[str]]:
    """As Python's own reader has it, strictly."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def column(data: bytes, name: str) -> list[str]:
    place = COLUMNS.index(name)
    return [row[place] for row in rows(data)[1:]]


def test_the_form_is_that_of_the_standard_and_of_excel() -> None:
    data = action_csv(log_of('say "no", now', "two\nlines"), TODAY, "OFFICIAL")
    assert data.startswith(b"\xef\xbb\xbf" + b'"Session",')
    assert data.endswith(b"\r\n")
    assert b'"say ""no"", now"' in data
    assert b'"two\nlines"' in data
    lines = data.replace(b"two\nlines", b"").split(b"\r\n")
    assert len(lines) == 4
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert rows(data)[0] == list(COLUMNS)
    assert column(data, "Marking") == ["OFFICIAL"] * 2


def test_what_a_row_says() -> None:
    action = Action(
        id="a1", what="Ask", who="Kit", due=date(2026, 11, 23), due_words="soon", known="asked",
        difference="heard", scope=Scope.SINGLE_AGENCY,
    )  # fmt: skip
    done = Action(id="a2", who="the aunt", done=date(2026, 11, 20))
    session = Session(
        id="s1",
        child="Robin",
        discussion=date(2026, 11, 12),
        people=(Person(id="kit", name="Kit Marsh", agency="health"),),
        headings=(Actions(step="actions", actions=(action, done)),),
    )
    cells = {
        "Session": ["Robin", "Robin"],
        "Case discussion": ["2026-11-12", "2026-11-12"],
        "File": ["a.toml", "a.toml"],
        "No.": ["1", "2"],
        "What needs to happen": ["Ask", ""],
        "Who by": ["Kit", "the aunt"],
        "Agency": ["health", "nobody known"],
        "When": ["2026-11-23", ""],
        "When, as it was said": ["soon", ""],
        "State": ["overdue", "done"],
        "Done on": ["", "2026-11-20"],
        "How will we know it is done?": ["asked", ""],
        "What difference will it make for the child?": ["heard", ""],
        "Plan": ["single agency", "partnership"],
        "Marking": ["", ""],
        "Id": ["s1-a1", "s1-a2"],
    }
    data = action_csv(list_actions(session, "a.toml"), TODAY)
    assert {name: column(data, name) for name in cells} == cells


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_could_carry_out_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_stay_exactly_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(texts())
@example("'")
@example("'=")
@example("''\t")
@example('"\r')
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    bare = guarded(text).lstrip(" \t\r\n\"'‘’“”")
    assert not bare.startswith(("=", "+", "-", "@")) or guarded(text).startswith("'")


@given(sessions())
def test_every_word_is_in_its_cell(session: Session) -> None:
    log = list_actions(session)
    data = action_csv(log, TODAY, "=marking")
    further = {spec.question or spec.label: field for field, spec in further_specs().items()}
    own = {"What needs to happen": "what", "Who by": "who", "When, as it was said": "due_words"}
    for name, field in {**own, **further}.items():
        found = [unguarded(cell) for cell in column(data, name)]
        assert found == [getattr(one.action, field) for one in log]
    assert all(len(row) == len(COLUMNS) for row in rows(data))
    assert set(column(data, "Marking")) <= {"'=marking"}


def calc(folder: Path, data: bytes) -> ElementTree.Element:
    """The table as LibreOffice has it once it was opened; skips where that cannot be."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    (folder / "actions.csv").write_bytes(data)
    made = folder / "actions.fods"
    made.unlink(missing_ok=True)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    utf8 = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"  # as the dialog finds by the mark
    command = [office, home, "--headless", utf8, "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "actions.csv")], capture_output=True, check=True)
    if not made.exists():
        pytest.skip("LibreOffice is here without its spreadsheet")
    return ElementTree.parse(made).getroot()


def squeezed(text: str) -> str:
    """Words without spaces: in its own file LibreOffice writes those as marks."""
    return "".join(text.split())


def test_libreoffice_sees_words_and_no_formula(tmp_path: Path) -> None:
    formula = f"{{{OFFICE}:table:1.0}}formula"
    control = calc(tmp_path, b'"a"\r\n"=1+1"\r\n')  # else we could not see one
    assert [one.get(formula) for one in control.iter() if one.get(formula)]
    whats = [one for one in (*FORMULAS, *HARMLESS, *NASTY) if one]
    page = calc(tmp_path, action_csv(log_of(*whats, child="=1+1"), TODAY, "=1+1"))
    assert [one.get(formula) for one in page.iter() if one.get(formula)] == []
    told = [
        squeezed("".join(cell.itertext()))
        for cell in page.iter(f"{{{OFFICE}:table:1.0}}table-cell")
    ]
    lost = [one for one in whats if squeezed(guarded(one)) not in told]
    assert lost == []


def test_the_text_says_all_of_it() -> None:
    log = log_of("Ask Robin what a good day looks like, with the map, and bring the words along")
    text = action_listing(log, TODAY, title="Actions", marking="OFFICIAL", width=40)
    assert text.startswith("OFFICIAL\n\nActions\n\n1 action: 1 open.\n")
    assert text.endswith("\nOFFICIAL\n")
    assert "  1. Ask Robin what a good day looks\n     like, with the map, and bring the\n" in text
    assert "Who by: nobody named\n" in text
    assert "When: no date" in text
    assert max(map(len, text.split("\n"))) <= 40


def test_what_a_list_is_called() -> None:
    assert action_title("Robin", None) == "actions for Robin"
    words = "health: actions for Robin, case discussion of Thu 12 Nov 2026"
    assert action_title("Robin", date(2026, 11, 12), "health") == words
