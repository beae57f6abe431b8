"""The tree as lists in lists: what the notes say of it, and nothing else of them."""

from hypothesis import given

from casetool.models.method import empty_headings
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import Cause, Ends, Tree, walk
from casetool.render.formats.markdown import notes_markdown
from casetool.render.report.phrases import NOTHING_RECORDED
from casetool.render.tree.markdown_list import tree_list
from tests.support.pages import JUDGES, Page
from tests.support.strategies import METHOD, sessions

LEAD = "# Analysis tree\n\n### EFFECTS\n\n"


@given(sessions())
def test_it_is_a_piece_of_the_notes_with_an_item_for_each_box(session: Session) -> None:
    tree = tree_of(session)
    assert tree is not None
    told = tree_list(session, METHOD)
    assert "\n## " not in told and "```text" not in told
    if not tree.count:
        assert told == f"# Analysis tree\n\n{NOTHING_RECORDED}\n"
        return
    assert told.startswith(LEAD)
    assert told.removeprefix("# Analysis tree\n").rstrip("\n") in notes_markdown(session, METHOD)
    assert len(Page(JUDGES[0](told)).of("li")) >= len(list(walk(tree)))


def test_the_tree_is_told_from_the_effects_down() -> None:
    root = Cause(id="c1", text="Bought so", ends=Ends.ROOT, speaks_for=("It says so",))
    tree = Tree(
        step="tree", focal="I wait", causes=(Cause(id="c0", text="Late", children=(root,)),)
    )
    headings = tuple(tree if one.step == "tree" else one for one in empty_headings(METHOD))
    session = Session(id="s0001", method=METHOD.id, child="Robin", headings=headings)
    assert tree_list(session, METHOD) == (
        f"{LEAD}{NOTHING_RECORDED}\n\n### FOCAL POINT\n\nI wait\n\n### ROOT CAUSES\n\n- Late\n"
        "  - Bought so *(root cause, untested)*\n    - *speaks for it:* It says so\n"
    )
