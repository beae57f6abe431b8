"""An emergency copy that is read while its own run deletes it."""

from datetime import UTC, datetime
from pathlib import Path

from casetool.services.sessions.copied_version import version_in_copy
from casetool.services.sessions.open import open_document
from casetool.storage.autosave.emergency_copy import EmergencyCopy
from casetool.storage.context import StorageContext
from tests.support.driving import examples


def test_a_copy_that_has_just_gone_is_none(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    document = open_document(path, storage=StorageContext(state=tmp_path / "state"))
    gone_copy = EmergencyCopy(tmp_path / "gone.toml", path, datetime(2026, 11, 30, tzinfo=UTC))
    assert version_in_copy(document, gone_copy) is None
    document.close()
