"""Text for boxes of the tree whose place is gone meanwhile."""

from pathlib import Path

from casetool.services.sessions.open import open_document
from casetool.widgets.common.messages import Notice, UnfinishedText
from casetool.widgets.tree.node_drafts import add_all, begin_typing, child_aim
from tests.support.driving import examples


def test_several_lines_for_a_box_that_was_deleted_are_handed_back(tmp_path: Path) -> None:
    document = open_document(examples(tmp_path) / "example-in-discussion.toml")
    before, handed_back = document.session, list[UnfinishedText | Notice]()
    typing = begin_typing(document, child_aim(document, "gone", "causes"))
    add_all(document, typing, ["no bus", "no lift"], handed_back.append)
    assert handed_back == [UnfinishedText(typing.slot, "no bus no lift")]
    assert document.session == before
