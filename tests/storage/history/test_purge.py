"""Removing for good says that it is done only where it is."""

from pathlib import Path

import pytest

from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.purge import purge
from tests.support.verbs import CANARY, Run, holding, with_versions


class OnPulledStick(type(Path())):  # type: ignore[misc]
    """A file whose stick is pulled as it is removed: an empty folder stays in its place."""

    def unlink(self, missing_ok: bool = False) -> None:
        """Delete the file, from the folder that is there by now."""
        folder = Path(self.parent)
        folder.rename(folder.with_name("on the stick"))
        folder.mkdir()
        super().unlink(missing_ok=missing_ok)


def test_a_stick_that_is_pulled_meanwhile_is_told(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in (path.name, ".casetool"):
        (tmp_path / name).rename(folder / name)
    session = folder / path.name
    link = folder / "link.toml"
    link.symlink_to(session)
    storage = StorageContext(state=tmp_path / "state")
    with pytest.raises(SaveError, match="is not there any more") as refused:
        purge(session, None, storage, others=[OnPulledStick(link)])
    assert "Not everything is removed" in str(refused.value)
    assert holding(tmp_path / "on the stick", CANARY)
