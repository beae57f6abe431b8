"""A case made from a copied template has an id of its own before it is first worked on."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue

import pytest

from casetool.methods import find_method
from casetool.models.people.edits import add_person
from casetool.models.people.model import Person
from casetool.services.sessions.case_of_template import give_own_id
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import load_session, open_document
from casetool.storage.autosave.drafts import update_drafts
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.convert import encrypt_folder
from casetool.storage.files.atomic import Fingerprint, SaveError
from casetool.storage.files.locks import acquire_lock
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import keep_version
from casetool.storage.library.index import list_sessions
from tests.services.sessions.test_follower import Watching, say
from tests.support.sealed import ring
from tests.support.verbs import Run, new

WHEN = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def storage(tmp_path: Path) -> StorageContext:
    return StorageContext(state=tmp_path / ".state")


def case_from(template: Path, child: str, name: str) -> Path:
    """A case made from a template as a file, by another program."""
    path = template.with_name(name)
    text = template.read_text(encoding="utf-8")
    path.write_text(text.replace('child = "Template"', f'child = "{child}"'), encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def cases(run: Run) -> tuple[Path, Path]:
    """Ash and Bea, made from one template. Nobody opened them yet."""
    template = new(run, "--child", "Template")
    return case_from(template, "Ash", "ash.toml"), case_from(template, "Bea", "bea.toml")


def opened(path: Path, storage: StorageContext) -> str:
    """The id of a session, once it was opened and closed."""
    document = open_document(path, storage=storage)
    document.close()
    return document.session.id


def id_in(path: Path) -> str:
    return load_session(path).session.id


def test_it_gets_one_when_it_is_opened_and_nothing_else_changes(
    cases: tuple[Path, Path], storage: StorageContext
) -> None:
    ash, bea = cases
    former_id, text = id_in(ash), bea.read_text(encoding="utf-8")
    assert opened(bea, storage) == id_in(bea) != former_id
    assert bea.read_text(encoding="utf-8") == text.replace(former_id, id_in(bea), 1)
    assert opened(ash, storage) != id_in(bea)
    assert len({summary.id for summary in list_sessions(ash.parent)}) == 3
    assert opened(bea, storage) == id_in(bea)  # and keeps it


def test_what_is_half_typed_then_comes_back(
    cases: tuple[Path, Path], storage: StorageContext
) -> None:
    ash, bea = cases
    for path in cases:
        document = open_document(path, storage=storage)
        document.keep_draft("capture worries", f"! half of {path.stem}")
        assert document.flush()
        document.close()
    for path in (bea, ash):
        document = open_document(path, storage=storage)
        assert document.drafts() == {"capture worries": f"! half of {path.stem}"}
        document.close()


def test_two_laptops_give_it_the_same(cases: tuple[Path, Path], tmp_path: Path) -> None:
    _, bea = cases
    text = bea.read_text(encoding="utf-8")
    first = opened(bea, StorageContext(state=tmp_path / ".state-1"))
    bea.write_text(text, encoding="utf-8")
    assert opened(bea, StorageContext(state=tmp_path / ".state-2")) == first


def test_an_encrypted_one_gets_one_too(cases: tuple[Path, Path], storage: StorageContext) -> None:
    ash, bea = cases
    cipher = ring(ash.parent)
    encrypt_folder(ash.parent, cipher)
    sealed = StorageContext(cipher=cipher, state=storage.state)
    first, second = (path.with_name(f"{path.name}.age") for path in (ash, bea))
    assert opened(first, sealed) != opened(second, sealed)
    assert first.read_bytes().startswith(b"age-encryption.org")


def of_draft(path: Path, storage: StorageContext) -> None:
    update_drafts(path, {"capture": "half"}, storage.cipher)


def of_journal(path: Path, storage: StorageContext) -> None:
    document = Document.open(path, find_method, storage=storage)
    say(document, "words")
    document.close()
    assert journal_path(path).exists()


def of_version(path: Path, storage: StorageContext) -> None:
    keep_version(path, id_in(path), path.read_bytes(), WHEN)


def of_version_under_another_name(path: Path, storage: StorageContext) -> None:
    keep_version(path.with_name("former.toml"), id_in(path), path.read_bytes(), WHEN)


def of_emergency_copy(path: Path, storage: StorageContext) -> None:
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, path.read_bytes())


def of_line_on_another_laptop(path: Path, storage: StorageContext) -> None:
    """The file alone comes from where a line was caught."""
    of_journal(path, storage)
    shutil.rmtree(path.parent / HIDDEN)


def of_person_on_another_laptop(path: Path, storage: StorageContext) -> None:
    """The file alone comes from where somebody was listed."""
    document = Document.open(path, find_method, storage=storage)
    kit = Person(id="kit", name="Kit Marsh", agency="health")
    document.apply(lambda session: add_person(session, kit), "a person")
    document.close()
    shutil.rmtree(path.parent / HIDDEN)


@pytest.mark.parametrize(
    "work",
    [
        of_draft,
        of_journal,
        of_version,
        of_version_under_another_name,
        of_emergency_copy,
        of_line_on_another_laptop,
        of_person_on_another_laptop,
    ],
)
def test_one_that_was_worked_on_keeps_its_id_and_its_past(
    cases: tuple[Path, Path],
    storage: StorageContext,
    work: Callable[[Path, StorageContext], None],
) -> None:
    ash, _ = cases
    former_id = id_in(ash)
    work(ash, storage)
    assert opened(ash, storage) == former_id


def test_a_copy_of_a_session_keeps_its_id(run: Run, storage: StorageContext) -> None:
    path = new(run, "--child", "Ash")
    copy = path.with_name("by hand.toml")
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)
    assert opened(path, storage) == id_in(copy)
    conflict = path.with_name(f"{path.stem} (conflicted copy 2026-11-02).toml")
    renamed = path.read_text(encoding="utf-8").replace('"Ash"', '"Ashley"')
    conflict.write_text(renamed, encoding="utf-8")
    assert opened(path, storage) == id_in(conflict)


def test_a_board_that_was_opened_before_it_goes_on(
    cases: tuple[Path, Path], storage: StorageContext
) -> None:
    ash, _ = cases
    watching = Watching(ash, storage)
    watching.until(lambda: watching.child == "Ash")
    former_id = id_in(ash)
    document = open_document(ash, storage=storage)
    assert document.session.id != former_id
    say(document, "of Ash")
    watching.until(lambda: "of Ash" in watching.texts)
    assert not watching.trouble
    document.close()


@pytest.mark.parametrize("name", ["ash-LAPTOP7.toml", "ash (1).toml", "by hand.toml"])
def test_a_session_with_a_copy_keeps_its_id(
    cases: tuple[Path, Path], storage: StorageContext, name: str
) -> None:
    ash, _ = cases
    former_id = id_in(ash)
    ash.with_name(name).write_bytes(ash.read_bytes())
    assert opened(ash, storage) == former_id


def test_a_window_that_has_it_open_elsewhere_goes_on_with_it(
    cases: tuple[Path, Path], tmp_path: Path
) -> None:
    ash, _ = cases
    others = [other for other in ash.parent.glob("*.toml") if other != ash]
    away = [other.rename(other.with_suffix(".dat")) for other in others]
    there = open_document(ash, storage=StorageContext(state=tmp_path / ".state-1"))
    for other in away:
        other.rename(other.with_suffix(".toml"))
    changes = Queue[ExternalChange | None]()
    there.on_outside(changes.put)
    here = open_document(ash, storage=StorageContext(state=tmp_path / ".state-2"))
    assert here.session.id != there.session.id
    change = changes.get(timeout=10)
    assert change is not None
    assert there.accept_external(change)
    say(there, "of Ash")
    assert there.flush()
    assert (there.path, there.session.id) == (ash, here.session.id)
    there.close()
    here.close()


def test_what_another_window_has_open_keeps_its_id(
    cases: tuple[Path, Path], storage: StorageContext
) -> None:
    ash, _ = cases
    data = ash.read_bytes()
    lock = acquire_lock(ash, storage)
    document = open_document(ash, storage=storage)
    assert document.written_elsewhere
    document.close()
    lock.release()
    assert ash.read_bytes() == data


def test_one_that_cannot_be_written_opens_with_its_id(
    cases: tuple[Path, Path], storage: StorageContext
) -> None:
    ash, _ = cases
    former_id, tries = id_in(ash), list[Path]()

    def fail(path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
        tries.append(path)
        raise SaveError("the disk is full.")

    give_own_id(ash, find_method, storage, write=fail)
    assert (tries, id_in(ash)) == ([ash], former_id)
    assert not acquire_lock(ash, storage).release()  # and nothing is locked
