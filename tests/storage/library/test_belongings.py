"""What belongs to a session on the disk, and what only has its name."""

from pathlib import Path

import pytest

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
