"""What belongs to a session on the disk, and what only has its name."""

from pathlib import Path

import pytest

from casetool.storage.context import HIDDEN
from casetool.storage.library.belongings import belongings

OURS, OTHER = ('format = 1\nid = "ours"\n', 'format = 1\nid = "other"\n')


@pytest.mark.parametrize(
    ("session", "text", "goes_along"),
    [("ours", OURS, True), ("ours", OTHER, False), (None, OURS, False), ("ours", None, False)],
)
def test_a_plain_form_beside_an_encrypted_session_goes_along_if_it_is_surely_the_same(
    tmp_path: Path, session: str | None, text: str | None, goes_along: bool
) -> None:
    encrypted, plain = tmp_path / "a.toml.age", tmp_path / "a.toml"
    encrypted.write_bytes(b"age-encryption.org/v1")
    if text is not None:
        plain.write_text(text)
    else:
        plain.symlink_to(tmp_path / "nowhere")
    expected = [plain, encrypted] if goes_along else [encrypted]
    assert belongings(encrypted, session) == expected


@pytest.mark.parametrize(("their_id", "is_ours"), [("other", True), ("ours", False)])
def test_a_version_of_a_former_name_is_of_the_session_whose_id_it_has(
    tmp_path: Path, their_id: str, is_ours: bool
) -> None:
    """A file was renamed by hand, and another session has its former name now."""
    head = 'format = 1\nid = "{}"\nchild = "Wren"\n'
    path, other = tmp_path / "wren.toml", tmp_path / "current.toml"
    path.write_text(head.format("ours"))
    other.write_text(head.format(their_id))
    version = tmp_path / HIDDEN / "versions/ours/20261129T120000000000Z.0123456789ab.current.toml"
    version.parent.mkdir(parents=True)
    version.write_text(head.format("ours"))
    assert (version in belongings(path, "ours")) == is_ours
