"""A session as plain text, to be read from top to bottom."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.entries.edits import edit_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.method import empty_headings
from casetool.models.session import Session, actions_of, entries_of
from casetool.models.tree.model import Cause, Tree
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.render.views.plain_text import session_text
from tests.support.action_columns import further_texts
from tests.support.robin_notes import BEGUN, ROBIN
from tests.support.strategies import METHOD, sessions

WHOLE = """\
Robin
=====

Referral: Wed 14 Oct 2026
Discussion: Thu 12 Nov 2026
Reason: Asleep in the cloakroom at 7.10
Facilitator: Mo Ferris
Stage: closed
Notes: closed
Length of discussion: 54 minutes (10:04 to 10:58)
Time for Immediate thoughts: 4 minutes 50 seconds of 5 minutes
- Kit Marsh, school nurse, health: in the room, and wearing two hats for Dr
  Sam Oyelaran (@kit)
- Dr Sam Oyelaran, GP: absent, covered by Kit Marsh (@sam)
- Bea Quill, housing: by phone (@bea)
- adult mental health: absent (@amh)
Not represented: adult mental health

1. Facts: Documentation available for case discussion
-----------------------------------------------------
- document: Referral form
- fact: Late 22 times (source: school print-out)

2. About the child
------------------
- child's own words: School's warm. (source: said to Jo)

3. Immediate thoughts
---------------------
- feeling: I'm angry.
  We've said this *three* times (said by: Kit Marsh, health)
- hypothesis: Dee may be terrified of us

4. Analysis tree
----------------
Effects:
- tired (has happened · short term · child)
  - two levels behind in maths (could happen)
Focal point:
- Nobody knows where I am.
Causes:
- mum isn't well in the mornings
  - medication stopped (why?)
- we didn't add it up (team · root cause, supported)
    speaks for it: the audit said so too

5. What are we worried about?
-----------------------------
- nobody has seen Ash (said by: Kit Marsh, health)

6. What worked well?
--------------------
Nothing recorded.

7. Missing information?
-----------------------
- who is "Uncle T"? (who finds out: Bea; by: Monday 16 November 2026)
- dad(s)? (who finds out: Kit; by: soon; answer: one, in Leigh)

8. What needs to happen?
------------------------
- See Ash at home
    who by: Kit
    when: Monday 16 November 2026
    how we will know: seen | spoken to
    what difference: somebody knows
    answers: nobody has seen Ash; who is "Uncle T"?;
- Grading patterns
    who by: Lee
    when: 10 days
    plan: single agency action, done Friday 20 November 2026
    still missing: when, how we will know, what difference

What else do we need to know? Who else do we need to involve?
-------------------------------------------------------------
- an aunt in Leigh

Round of the room
-----------------
1 content, 1 not content.
- Bea Quill: not content, wants recorded: housing had two days

Private jottings (yours alone)
------------------------------
- Ask Bea why
"""


def test_everything_is_told_in_the_order_of_the_method() -> None:
    assert session_text(ROBIN, METHOD) == WHOLE


def test_a_session_that_has_just_begun() -> None:
    empty = Session(id="s1", child="日本", headings=empty_headings(METHOD))
    lines = session_text(empty, METHOD).split("\n")
    assert lines[:2] == ["日本", "===="]
    assert lines.count("Nothing recorded.") == len(empty.headings) - 1
    assert "jottings" not in session_text(empty, METHOD)


def test_a_tree_without_a_focal_point_says_so() -> None:
    tree = Tree(step="tree", causes=(Cause(id="c1", text="why"),))
    others = tuple(held for held in empty_headings(METHOD) if held.step != "tree")
    session = Session(id="s1", child="Robin", headings=(*others, tree))
    assert "Focal point:\n- Nothing recorded.\nCauses:\n- why (why?)\n" in session_text(
        session, METHOD
    )


def test_lines_of_one_text_hang_under_its_first() -> None:
    facts = Entries(step="facts", entries=(Entry(id="a", text="one two three\n- four"),))
    others = empty_headings(METHOD)[1:]
    session = Session(id="s1", child="Robin", headings=(facts, *others))
    assert "- one two three\n  - four\n" in session_text(session, METHOD)


@given(sessions(), st.integers(40, 120))
def test_no_word_is_lost_none_acts_and_lines_keep_their_width(session: Session, width: int) -> None:
    text = session_text(session, METHOD, width)
    assert text == terminal_safe(text)
    assert max(map(cells, text.split("\n"))) <= width
    letters = bare(text)
    for _, entry in entries_of(session):
        assert bare(terminal_safe(entry.text)) in letters
    for action in actions_of(session):
        for words in (action.what, action.who, *further_texts(action)):
            assert bare(terminal_safe(words)) in letters


def bare(text: str) -> str:
    return "".join(text.split())


def test_what_was_agreed_says_so_wherever_it_stands_until_it_is_changed() -> None:
    session = ROBIN
    for thing in ("a1", "w1", "focal", "c2", "x1"):
        session = toggle_agreed(session, thing, BEGUN)
    text = session_text(session, METHOD, 200)
    assert "- fact: Late 22 times (source: school print-out; agreed in the room)" in text
    assert "- Nobody knows where I am. (agreed in the room)" in text
    assert "supported; agreed in the room)" in text
    assert '    answers: nobody has seen Ash; who is "Uncle T"?;\n    agreed in the room\n' in text
    later = edit_entry(session, "w1", text="nobody has seen Wren")
    assert "- nobody has seen Wren (said by: Kit Marsh, health)\n" in session_text(later, METHOD)
