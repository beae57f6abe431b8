"""Text for boxes of the tree whose place is gone meanwhile."""

from pathlib import Path

import pytest

from casetool.models.session import tree_of
from casetool.models.tree.model import FOCAL, walk
from casetool.models.tree.paths import Side
from casetool.services.sessions.open import open_document
from casetool.widgets.common.messages import Notice, UnfinishedText
from casetool.widgets.tree.node_drafts import add_all, begin_typing, child_aim, keep_node_text
from tests.support.driving import examples


def test_several_lines_for_a_box_that_was_deleted_are_handed_back(tmp_path: Path) -> None:
    document = open_document(examples(tmp_path) / "example-in-discussion.toml")
    before, handed_back = document.session, list[UnfinishedText | Notice]()
    typing = begin_typing(document, child_aim(document, "gone", "causes"))
    add_all(document, typing, ["no bus", "no lift"], handed_back.append)
    assert handed_back == [UnfinishedText(typing.slot, "no bus no lift")]
    assert document.session == before


@pytest.mark.parametrize("side", ["effects", "causes"])
def test_a_box_whose_id_came_meanwhile_with_a_copy_has_another(tmp_path: Path, side: Side) -> None:
    document = open_document(examples(tmp_path) / "example-in-discussion.toml")
    aim = child_aim(document, FOCAL, side)
    typing = begin_typing(document, aim)
    come = begin_typing(document, aim)
    assert document.apply(come.make_edit("HALF-a typed"), "brought together")
    for session in (
        typing.preview(document.session),
        typing.make_edit("HALF-a ty")(document.session),
    ):
        tree = tree_of(session)
        assert tree is not None
        ids = [node.id for node, _, _ in walk(tree)]
        assert len(ids) == len(set(ids))
    assert keep_node_text(document, typing, "HALF-a ty", print)
    tree = tree_of(document.session)
    assert tree is not None
    assert {"HALF-a typed", "HALF-a ty"} <= {node.text for node, _, _ in walk(tree)}
    document.close()
