"""Bringing two versions together: what cannot be done changes nothing."""

from pathlib import Path

import pytest

from casetool.models.merge.diff import differences
from casetool.models.merge.tree import MergedTooDeepError
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.tree.edits import add_cause, move_branch
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause
from casetool.services.sessions.conflicts import copies_beside, merge_into, restore_parts
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.toml.codec import dumps
from tests.support.strategies import METHOD

BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def _grown(session: Session, prefix: str, length: int, parent: str = FOCAL) -> Session:
    for place in range(length):
        session = add_cause(session, Cause(id=f"{prefix}{place}", text="x"), parent)
        parent = f"{prefix}{place}"
    return session


def test_a_tree_too_deep_together_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    session = _grown(_grown(BARE, "c", DEEPEST_TREE - 5), "d", 4)
    document = Document.create(session, METHOD, tmp_path, storage=storage)
    copy = document.path.with_name(f"{document.path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(_grown(session, "e", 5, "c44"), METHOD), encoding="utf-8")
    document.apply(lambda value: move_branch(value, "c0", "d0"), "moved")
    assert document.flush()
    ours = document.session
    try:
        (other,) = copies_beside(document)
        every = frozenset(one.key for one in differences(ours, other.session))
        new = frozenset(one.key for one in differences(ours, other.session) if not one.here)
        for refused in (merge_into, restore_parts):
            with pytest.raises(MergedTooDeepError, match="Nothing was changed"):
                refused(document, other, new)
        assert document.session is ours
        assert copy.exists()
        assert merge_into(document, other, every)
    finally:
        document.close()
