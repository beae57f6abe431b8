"""What belongs to a session follows it into another file, and so does its lock."""

from functools import partial
from pathlib import Path

import pytest

from casetool.models.session_edits import open_step
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import delete_session
from tests.support.driving import examples
from tests.support.strategies import METHOD


def opened(path: Path, state: Path) -> Document:
    return Document.open(path, lambda _: METHOD, storage=StorageContext(state=state))


@pytest.mark.parametrize("how", ["saved elsewhere", "after a conflict"])
def test_the_file_in_which_a_session_goes_on_is_locked_until_it_is_closed(
    tmp_path: Path, how: str
) -> None:
    (tmp_path / "s").mkdir()
    path = examples(tmp_path / "s") / "example-in-discussion.toml"
    document, step = opened(path, tmp_path / "state"), METHOD.steps[-1].id
    if how == "saved elsewhere":
        (tmp_path / "stick").mkdir()
        document.continue_in(tmp_path / "stick" / path.name, None, archive=False)
    else:
        path.write_bytes(path.read_bytes() + b"# by another program\n")
        document.note(partial(open_step, step_id=step))
    assert document.flush()
    assert document.path != path
    for held in (path, document.path):
        other = opened(held, tmp_path / "state")
        assert "another window" in str(other.read_only)
        other.close()
        with pytest.raises(SaveError):
            delete_session(held, document.storage)
    document.close()
    after = opened(document.path, tmp_path / "state")
    assert not after.read_only
    after.close()
    delete_session(document.path, document.storage)


def test_after_a_conflict_it_goes_on_beside_its_file_and_not_beside_a_link_to_it(
    tmp_path: Path,
) -> None:
    for folder in ("s", "links"):
        (tmp_path / folder).mkdir()
    path = examples(tmp_path / "s") / "example-in-discussion.toml"
    link = tmp_path / "links" / path.name
    link.symlink_to(path)
    document = opened(link, tmp_path / "state")
    path.write_bytes(path.read_bytes() + b"# by another program\n")
    document.note(partial(open_step, step_id=METHOD.steps[-1].id))
    assert document.flush()
    assert document.path.resolve().parent == path.parent.resolve()
    document.close()
