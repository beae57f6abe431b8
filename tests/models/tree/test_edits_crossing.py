"""What goes from the lists into the tree, and from the tree into the lists."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from casetool.models.actions.model import Action
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session, actions_of, entries_of, tree_of
from casetool.models.tree.edits import (
    edit_node,
    evidence,
    node_to_action,
    node_to_missing,
    send_to_tree,
)
from casetool.models.tree.model import FOCAL, Cause, Effect, Ends, Node, Tree, find_node, walk
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 11, tzinfo=UTC)
DRAWN = replace_heading(
    Session(id="a", child="Robin", headings=empty_headings(METHOD)),
    Tree(
        step="tree",
        focal="Nobody knows where I am in the morning.",
        effects=(Effect(id="tired", children=(Effect(id="maths"),)), Effect(id="unseen")),
        causes=(
            Cause(id="nights", children=(Cause(id="argue"), Cause(id="phone"))),
            Cause(id="label", text="A label"),
            Cause(id="afraid"),
        ),
    ),
)


def the_tree(session: Session) -> Tree:
    tree = tree_of(session)
    assert tree is not None
    return tree


def the_node(session: Session, node_id: str) -> Node:
    node = find_node(the_tree(session), node_id)
    assert node is not None
    return node


def the_cause(session: Session, node_id: str) -> Cause:
    node = the_node(session, node_id)
    assert isinstance(node, Cause)
    return node


def children(session: Session, node_id: str) -> list[str]:
    return [node.id for node, parent, _ in walk(the_tree(session)) if parent == node_id]


def test_an_entry_sent_into_the_tree_stays_where_it_is() -> None:
    session = add_entry(DRAWN, "worries", Entry(id="road", text="Robin on the road"))
    up = send_to_tree(session, "road", "effects", "new1", NOW, "maths")
    down = send_to_tree(session, "road", "causes", "new1", NOW)
    assert the_node(up, "new1") == Effect(id="new1", text="Robin on the road", entry="road", at=NOW)
    assert children(up, "maths") == ["new1"]
    assert the_node(down, "new1") == Cause(
        id="new1", text="Robin on the road", entry="road", at=NOW
    )
    assert children(down, FOCAL)[-1] == "new1"
    assert up.heading("worries") is session.heading("worries")


def test_an_entry_is_sent_to_its_side_only() -> None:
    session = add_entry(DRAWN, "worries", Entry(id="road", text="Robin on the road"))
    with pytest.raises(ValueError, match="Effects stand above"):
        send_to_tree(session, "road", "effects", "new1", NOW, "nights")


def test_a_dangling_cause_that_is_a_gap_needs_information() -> None:
    after = node_to_missing(DRAWN, "missing", "label", "new1", NOW)
    found = [(heading.step, entry) for heading, entry in entries_of(after)]
    assert found == [("missing", Entry(id="new1", text="A label", about=("label",), at=NOW))]
    assert the_cause(after, "label").ends is Ends.INFO


@pytest.mark.parametrize("node", ["nights", "unseen", "afraid"])
def test_any_other_node_stays_as_it_is_when_it_becomes_a_gap(node: str) -> None:
    session = edit_node(DRAWN, "afraid", ends=Ends.ROOT)
    after = node_to_missing(session, "missing", node, "new1", NOW)
    assert the_tree(after) is the_tree(session)


def test_an_action_that_comes_out_of_a_node_points_at_it() -> None:
    after = node_to_action(DRAWN, "actions", "argue", "new1", NOW)
    assert actions_of(after) == (Action(id="new1", answers=("argue",), at=NOW),)
    assert the_tree(after) is the_tree(DRAWN)


def test_what_speaks_for_a_cause_and_against_it_is_kept_in_order() -> None:
    session = evidence(DRAWN, "label", "for", "arrears of £1,940")
    session = evidence(session, "label", "for", "31 cases")
    cause = the_cause(evidence(session, "label", "against", "reviewed, on paper"), "label")
    assert cause.speaks_for == ("arrears of £1,940", "31 cases")
    assert cause.speaks_against == ("reviewed, on paper",)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: send_to_tree(session, "gone1", "causes", "new", NOW),
        lambda session: node_to_missing(session, "missing", "gone1", "new", NOW),
        lambda session: node_to_missing(session, "tree", "label", "new", NOW),
        lambda session: node_to_action(session, "actions", "gone1", "new", NOW),
        lambda session: evidence(session, "gone1", "for", "x"),
        lambda session: evidence(session, "tired", "for", "only causes are tested"),
    ],
)
def test_what_is_not_there_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError):
        edit(DRAWN)
