"""Whatever refuses a save, the words are in an emergency copy, or it is said that they are not."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.storage.autosave import rescue, saver
from casetool.storage.autosave.copies_of_case import every_copy_of
from casetool.storage.autosave.emergency_copy import copies_of, place_of_copy, write_copy
from casetool.storage.autosave.rescue import rescue_content
from casetool.storage.autosave.saver import Saver
from casetool.storage.autosave.waiting_copies import notice_of_copies, way_back
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.files.atomic import SaveError
from casetool.storage.toml.codec import SessionFileError, dumps, loads
from tests.support.sealed import seal
from tests.support.strategies import METHOD, sessions

WORDS = "she sleeps at 7.10\nand “nobody” asks"


def session() -> Session:
    empty = Session(id="a", child="Robin", headings=empty_headings(METHOD))
    return add_entry(empty, "worries", Entry(id="e1", text=WORDS))


def fail(*_: Any, **__: Any) -> Any:
    raise ZeroDivisionError


def refused(*_: Any, **__: Any) -> Any:
    raise SessionFileError("It is no session.")


def other(*_: Any, **__: Any) -> Session:
    return session().model_copy(update={"method": "another"})


def without_words(*_: Any, **__: Any) -> Session:
    return Session(id="a", child="Robin", headings=empty_headings(METHOD))


REASONS: dict[str, tuple[str, Callable[..., Any], bool]] = {
    "reads as another value": ("verify_text", other, True),
    "does not read": ("verify_text", refused, False),
    "reads without the words": ("verify_text", without_words, False),
    "a fault in reading": ("verify_text", fail, False),
    "a fault in writing": ("dumps", fail, False),
    "a fault after it is verified": ("write_last_save", fail, True),
}
"""What refuses a save: the function of ours, what it does instead, whether the copy opens."""


@pytest.fixture(params=REASONS)
def opens(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    name, wrong, opens = REASONS[request.param]
    for module in (saver, rescue):
        monkeypatch.setattr(module, name, wrong, raising=False)
    yield opens
    monkeypatch.undo()


@pytest.mark.parametrize("sealed", [False, True])
def test_whatever_refuses_a_save_the_words_are_in_a_copy(
    tmp_path: Path, opens: bool, sealed: bool
) -> None:
    path = tmp_path / "s" / "a.toml"
    path.parent.mkdir()
    cipher = {"cipher": seal()} if sealed else {}
    storage = StorageContext(state=tmp_path / "state", **cipher)  # type: ignore[arg-type]
    ours = Saver(path, None, METHOD, storage=storage)
    for _ in range(2):
        with pytest.raises(SaveError, match="was not saved") as refusal:
            ours.save(session())
    (copy,) = copies_of(path, storage)
    assert copy.path == ours.copies.path
    assert str(copy.path) in str(refusal.value)
    assert not path.exists()
    text = copy.read(storage.cipher).decode()
    assert ("asks" in copy.path.read_bytes().decode(errors="replace")) is not sealed
    assert copy.has_only_words is not opens
    if opens:
        assert loads(text, lambda _: METHOD).session == session()
    else:
        assert WORDS in tomllib.loads(text)["values"].values()
        told = way_back(copy, path.parent)
        assert "Ctrl+R" not in told
        assert ("Decrypt" in told) is sealed
        assert told in notice_of_copies(path.parent, storage)
    assert [each.path for each in every_copy_of(path, "a", storage)] == [copy.path]


def test_a_save_that_succeeds_removes_the_copies_of_its_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "a.toml", StorageContext(state=tmp_path / "state")
    ours = Saver(path, None, METHOD, storage=storage)
    for name, wrong in (("verify_text", other), ("dumps", fail)):
        for module in (saver, rescue):
            monkeypatch.setattr(module, name, wrong)
        with pytest.raises(SaveError):
            ours.save(session())
    assert len(copies_of(path, storage)) == 2
    monkeypatch.undo()
    ours.save(session())
    assert copies_of(path, storage) == []
    assert ours.copies.path is None


def test_where_no_copy_can_be_made_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "verify_text", fail)
    monkeypatch.setattr(rescue, "rescue_content", fail)
    ours = Saver(tmp_path / "a.toml", None, METHOD, storage=StorageContext(state=tmp_path / "st"))
    with pytest.raises(SaveError, match="latest changes are in no file"):
        ours.save(session())
    assert ours.copies.path is None


@given(sessions())
def test_a_copy_of_any_session_opens_and_is_equal(value: Session) -> None:
    assert rescue_content(value, METHOD) == (dumps(value, METHOD).encode(), "")


def test_a_copy_of_only_words_has_the_place_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "dumps", fail)
    content, mark = rescue_content(session(), METHOD)
    values = tomllib.loads(content.decode())["values"]
    assert mark
    assert values["child"] == "Robin"
    number = [heading.step for heading in session().headings].index("worries") + 1
    assert values[f"headings[{number}].entries[1].text"] == WORDS


def test_the_key_of_a_copy_is_named_with_its_capitals(tmp_path: Path) -> None:
    folder, storage = tmp_path / "Documents", StorageContext(seal(), tmp_path / "State")
    path = folder / "x.toml.age"
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, b"age-encryption.org/v1\n")
    (copy,) = copies_of(path, storage)
    assert str(folder / HIDDEN / KEY_FILE) in way_back(copy, folder)
