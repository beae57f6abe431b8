"""Upgraded in the middle of a discussion: what an older version left goes on in this one.

What it left lies in ``tests/kept``, made by that version itself.
"""

import shutil
from functools import partial
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import decrypt_folder
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.history.versions import versions_of
from casetool.storage.library.health import examine
from casetool.storage.toml.codec import decode, dumps, loads
from tests.support.driving import driving

KEPT = Path(__file__).parents[1] / "kept"
NAME = "example-in-discussion.toml"
LEFT = ["2026-11-21-format-1", "2026-11-28-before-the-move"]
ENCRYPTED, PASSPHRASE = "2026-11-28-encrypted", "kingfisher lantern orchard 42"
CAUGHT = {
    "worries": "nobody knows who holds the key",
    "worked": "the school rang at nine",
    "missing": "which GP has the letter",
}
UNDONE = [
    "a line under What needs to happen?",
    "a line under Analysis tree",
    "a line under Missing information",
    "a line under What worked well?",
    "a line under What are we worried about?",
]
"""What undo takes back, newest first; the line that was undone in between is none of them."""


@pytest.fixture(params=LEFT)
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A session as an older version left it, in a folder of its own."""
    return copy_of(request.param, tmp_path / "s") / NAME


def copy_of(kept: str, folder: Path) -> Path:
    """A copy of what an older version left."""
    shutil.copytree(KEPT / kept, folder)
    for place in (folder, *folder.rglob("*")):  # git keeps no rights
        place.chmod(0o700 if place.is_dir() else 0o600)
    return folder


def test_each_kept_folder_is_opened() -> None:
    assert sorted([*LEFT, ENCRYPTED]) == sorted(
        path.name for path in KEPT.iterdir() if path.is_dir()
    )


async def test_an_encrypted_folder_opens_with_its_passphrase_and_goes_on(tmp_path: Path) -> None:
    folder = copy_of(ENCRYPTED, tmp_path / "s")
    async with driving(folder) as drive:
        await drive.sees("sessions are encrypted")
        await drive.until(lambda: getattr(drive.app.focused, "id", "") == "passphrase")
        await drive.type(PASSPHRASE)
        await drive.press("enter")
        await drive.sees("Milo")
        await drive.type("milo")
        await drive.press("enter")
        await drive.opened()
        await drive.sees("not finished last time")
        assert drive.screen.line.text == "! and when mum is at work, who"
        await drive.press(*" has him", "enter")
        assert drive.document.flush()
        assert drive.texts("worries")[-2:] == [
            CAUGHT["worries"],
            "and when mum is at work, who has him",
        ]
    assert b"mum is at work" not in (folder / f"{NAME}.age").read_bytes()


def test_an_encrypted_folder_is_decrypted_to_what_it_was(tmp_path: Path) -> None:
    folder, plain = copy_of(ENCRYPTED, tmp_path / "s"), KEPT / LEFT[-1]
    assert decrypt_folder(folder, unlock(folder, PASSPHRASE), StorageContext()).failures == ()
    for path in (path for path in plain.rglob("*.toml") if "versions" not in path.parts):
        assert (folder / path.relative_to(plain)).read_bytes() == path.read_bytes()
    texts = [version.read() for version in versions_of(folder, name=NAME)]
    assert texts == [version.read() for version in versions_of(plain, name=NAME)]


async def test_it_opens_and_the_words_in_the_line_are_typed_on(left: Path) -> None:
    async with driving(left.parent, left) as drive:
        await drive.sees("not finished last time")
        assert drive.screen.line.text == "! and when mum is at work, who"
        for step, words in CAUGHT.items():
            assert drive.texts(step)[-1] == words
        assert drive.document.unknown == ()
        assert drive.document.read_only == ""
        assert drive.session.clocks[0].since is not None
        await drive.press(*" has him", "enter")
        assert drive.texts("worries")[-1] == "and when mum is at work, who has him"
        assert drive.document.flush()
        assert loads(decode(left.read_bytes()), find_method).session == drive.session


def test_undo_goes_back_through_what_was_done_in_both(left: Path) -> None:
    opened = partial(Document.open, left, partial(find_method, folder=left.parent))
    first = loads(decode(_oldest(left)), find_method).session
    document = opened()
    document.apply(lambda session: session.model_copy(update={"reason": "new"}), "in the new one")
    document.close()
    document = opened()
    assert [document.undo() for _ in range(len(UNDONE) + 2)] == ["in the new one", *UNDONE, None]
    assert document.session.headings == first.headings
    assert document.redo() == UNDONE[-1]
    document.close()
    text = decode(left.read_bytes())
    assert loads(text, find_method).session == document.session


def test_it_would_be_written_as_it_was(left: Path) -> None:
    """Else undo could not go back beyond the upgrade: it goes from one text to the one before."""
    text = decode(left.read_bytes())
    loaded = loads(text, find_method)
    assert dumps(loaded.session, loaded.method) == text


def test_the_doctor_finds_nothing_wrong(left: Path) -> None:
    health = examine(left.parent, StorageContext())
    assert (health.sessions, health.versions, health.troubles) == (1, 2, ())


def test_its_earlier_versions_are_whole_and_another_is_added(left: Path) -> None:
    before = versions_of(left.parent, name=left.name)
    assert len(before) == 2
    assert all(loads(decode(one.read()), find_method).session.child == "Milo" for one in before)
    document = Document.open(left, partial(find_method, folder=left.parent))
    document.apply(lambda session: session.model_copy(update={"reason": "new"}), "something")
    document.close()
    assert len(versions_of(left.parent, name=left.name)) == len(before) + 1


def _oldest(path: Path) -> bytes:
    return versions_of(path.parent, name=path.name)[-1].read()
