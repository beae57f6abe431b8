"""The one-page summary: what it tells, and that it says what it leaves out."""

from casetool.models.choice import Choice, Extent
from casetool.models.entries import Entries, Entry
from casetool.models.session import Session
from casetool.models.words import changed
from casetool.render.markdown import markdown
from casetool.render.summary import MOST, summarise
from tests.render.robin import ROBIN
from tests.strategies import METHOD

CHOICE = Choice(extent=Extent.SUMMARY, marking="OFFICIAL-SENSITIVE")


def told(session: Session = ROBIN) -> str:
    return markdown(summarise(session, METHOD, CHOICE))


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
    many = tuple(Entry(id=f"n{n}", text=f"worry {n}") for n in range(MOST + 3))
    headings = tuple(
        changed(one, entries=many) if isinstance(one, Entries) and one.step == "worries" else one
        for one in ROBIN.headings
    )
    text = told(changed(ROBIN, headings=headings))
    assert f"- worry {MOST - 1}\n" in text
    assert f"worry {MOST}\n" not in text
    assert "And 3 more in the whole notes." in text


def test_private_jottings_are_in_no_copy() -> None:
    assert "Ask Bea why" not in told()
