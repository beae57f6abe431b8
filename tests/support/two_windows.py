"""Several hands on one session: a second window, another program, a conflict."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import write_atomically
from casetool.storage.toml.codec import decode, dumps, loads
from tests.support.driving import Drive, driving, examples
from tests.support.strategies import METHOD


def session_in(folder: Path) -> Path:
    sessions = folder / "sessions"
    sessions.mkdir()
    return examples(sessions) / "example-in-discussion.toml"


def resting(folder: Path) -> StorageContext:
    return StorageContext(state=folder / "state")


def with_worry(path: Path, words: str, item_id: str = "theirs") -> bytes:
    session = loads(decode(path.read_bytes()), lambda _: METHOD).session
    return dumps(add_entry(session, "worries", Entry(id=item_id, text=words)), METHOD).encode()


def replace_from_outside(path: Path, words: str, item_id: str = "theirs") -> None:
    """As a sync client does it."""
    write_atomically(path.with_suffix(".sync"), with_worry(path, words, item_id), None)
    path.with_suffix(".sync").replace(path)


def on_disk(path: Path) -> Session:
    return loads(decode(path.read_bytes()), lambda _: METHOD).session


async def conflict(drive: Drive, path: Path) -> None:
    """Another hand and ours at once."""
    await drive.go("5")
    assert drive.document.flush()
    drive.document.on_outside(lambda outside: None)  # both at the very same moment
    replace_from_outside(path, "theirs")
    await drive.say("ours")
    await drive.sees("Ctrl+R compares them")


def other_window(path: Path, storage: StorageContext) -> Document:
    return Document.open(path, lambda _: METHOD, storage=storage)


def say_there(other: Document, words: str) -> None:
    entry = Entry(id=other.fresh_id(), text=words)
    other.apply(lambda session: add_entry(session, "worries", entry), "caught")
    assert other.flush()


@asynccontextmanager
async def two_windows(folder: Path) -> AsyncIterator[tuple[Document, Drive]]:
    """A session in two windows: a first that writes, and the app, which only shows it.

    The first goes on when the app has ended. A test closes it, there or before.
    """
    path, storage = session_in(folder), resting(folder)
    first = other_window(path, storage)
    async with driving(path.parent, path, storage=storage) as second:
        await second.sees("only shown")
        yield first, second
