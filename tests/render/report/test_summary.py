"""The one-page summary: what it tells, and that it says what it leaves out."""

from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import given

from benchmarks.notes import realistic
from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.notes_options import NotesLength, NotesOptions
from casetool.models.notes_style import NotesStyle
from casetool.models.session import Session, SessionHeading, tree_of
from casetool.models.tree.model import Tree
from casetool.render.formats.markdown import markdown
from casetool.render.formats.notes_format import NotesFormat
from casetool.render.report.blocks import ReportTable
from casetool.render.report.summary import MOST_LINES, build_summary
from tests.support.few import few
from tests.support.robin_notes import ROBIN
from tests.support.sheets import can_print, sheets
from tests.support.strategies import METHOD, sessions

CHOICE = NotesOptions(extent=NotesLength.SUMMARY, marking="OFFICIAL-SENSITIVE")


def told(session: Session = ROBIN) -> str:
    return markdown(build_summary(session, METHOD, CHOICE))


def test_it_tells_the_focal_point_the_root_causes_and_the_actions() -> None:
    text = told()
    assert text.startswith("# Case Discussion Notes: summary\n\n**OFFICIAL-SENSITIVE**\n")
    assert "**Focal point:** Nobody knows where I am." in text
    assert "- we didn't add it up *(supported)*" in text
    assert "| See Ash at home | Kit, Monday 16 November 2026 |" in text
    assert text.endswith("**OFFICIAL-SENSITIVE**\n")


def test_what_an_action_answers_is_only_counted() -> None:
    text = told()
    assert "nobody has seen Ash" not in text
    assert "1 answered by an action below." in text


def test_it_says_what_it_leaves_out() -> None:
    last = told().split("*Left out of this summary:* ")[1]
    assert "Facts: Documentation available for case discussion (2)" in last
    assert "Immediate Thoughts" in last or "Immediate thoughts (2)" in last
    assert "who said what" in last
    assert "ottings" not in last


def test_a_long_list_is_cut_and_says_so() -> None:
    many = tuple(Entry(id=f"n{n}", text=f"worry {n}") for n in range(MOST_LINES + 3))
    headings = tuple(
        evolve(one, entries=many) if isinstance(one, Entries) and one.step == "worries" else one
        for one in ROBIN.headings
    )
    text = told(evolve(ROBIN, headings=headings))
    assert f"- worry {MOST_LINES - 1}\n" in text
    assert f"worry {MOST_LINES}\n" not in text
    assert "And 3 more, in the full notes." in text


def test_private_jottings_are_in_no_copy() -> None:
    assert "Ask Bea why" not in told()


def with_actions(*actions: Action, session: Session = ROBIN) -> Session:
    headings = (
        evolve(one, actions=actions) if isinstance(one, Actions) else one
        for one in session.headings
    )
    return evolve(session, headings=tuple(headings))


def test_few_actions_are_told_in_full_those_due_first_before_the_rest() -> None:
    early, late = (Action(id=f"a{n}", what=f"thing {n}", due=date(2026, 12, n)) for n in (1, 2))
    whole = told(with_actions(Action(id="x", what="no day"), late, early))
    assert whole.index("thing 1") < whole.index("thing 2") < whole.index("no day")
    assert "What difference will it make?" in whole
    assert "in the full notes" not in whole


def test_more_actions_than_a_page_holds_are_cut_by_their_day_and_counted() -> None:
    many = (Action(id=f"a{n}", what=f"thing {n}.", due=date(2027, 1, 31 - n)) for n in range(30))
    text = told(with_actions(*many))
    assert "thing 29." in text
    assert "thing 0." not in text
    shown = text.count("| thing")
    assert 10 <= shown < 30
    assert f"And {30 - shown} more, in the full notes." in text
    assert "What difference will it make?" in text.split("*Left out of this summary:*")[1]


def test_what_is_done_is_told_last() -> None:
    done = Action(id="a", what="long ago", due=date(2026, 1, 1), done=date(2026, 1, 2))
    text = told(with_actions(done, Action(id="b", what="still to do")))
    assert text.index("still to do") < text.index("long ago")


def test_long_texts_are_cut_and_it_is_said() -> None:
    text = told(LONGEST)
    assert "the ends of long texts, where “…” stands" in text
    assert text.count(LONG) == 0
    assert "the ends of long texts" not in told()


LONG = "The school nurse goes to see the mother at home, and speaks with each child alone. " * 5


def longest() -> Session:
    """A big session of long texts: everything that a summary tells is too much."""
    session = realistic()
    tree = tree_of(session)
    assert tree is not None
    held: list[SessionHeading] = []
    for one in session.headings:
        if isinstance(one, Entries):
            held.append(evolve(one, entries=tuple(evolve(e, text=LONG) for e in one.entries)))
        elif isinstance(one, Actions):
            row = (evolve(a, what=LONG, known=LONG, difference=LONG) for a in one.actions)
            held.append(evolve(one, actions=tuple(row)))
        else:
            held.append(evolve(tree, focal=LONG) if isinstance(one, Tree) else one)
    return evolve(session, headings=tuple(held))


LONGEST = longest()
LOOK = NotesStyle(
    organisation="Anytown Safeguarding Children Partnership", footer="Write to us. " * 12
)
BIG = {"robin": ROBIN, "realistic": realistic(), "longest": LONGEST}


PRINTED = [NotesFormat.PAGE, NotesFormat.WORD, NotesFormat.PDF]


@pytest.mark.parametrize(("name", "form"), few(5, product(BIG, PRINTED)))
def test_it_is_one_sheet_in_each_form(name: str, form: NotesFormat, tmp_path: Path) -> None:
    if not can_print(form):
        pytest.skip("what lays this form out is not here")
    assert sheets(build_summary(BIG[name], METHOD, CHOICE, LOOK), form, tmp_path) == 1


@pytest.mark.parametrize("name", few(2, BIG))
def test_in_a_template_of_other_letters_and_margins_it_is_one_sheet_too(
    name: str, tmp_path: Path
) -> None:
    if not can_print(NotesFormat.WORD):
        pytest.skip("LibreOffice is not here")
    template = tmp_path / "template.docx"
    docx.Document().save(str(template))  # Letter, wide margins, much room around headings
    paper = build_summary(BIG[name], METHOD, CHOICE, evolve(LOOK, template=template.name))
    assert sheets(paper, NotesFormat.WORD, tmp_path, template) == 1
    assert any(isinstance(block, ReportTable) for block in paper.blocks)


@given(sessions())
def test_whatever_a_session_holds_it_is_one_sheet(session: Session) -> None:
    with TemporaryDirectory() as name:
        assert sheets(build_summary(session, METHOD, CHOICE), NotesFormat.PDF, Path(name)) == 1
