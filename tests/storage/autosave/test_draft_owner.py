"""Drafts are of a session, and not of whatever session has the name of its file."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.cli.upkeep.removal import purge_session
from casetool.models.session import Session
from casetool.storage.autosave import draft_reader, draft_store
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_owner import child_key, news_of_other, owner_key
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import read_drafts, update_drafts
from casetool.storage.autosave.emergency_copy import (
    all_copies,
    copies_of,
    place_of_copy,
    write_copy,
)
from casetool.storage.autosave.former_names import put_others_apart
from casetool.storage.autosave.session_files import news_of_journal
from casetool.storage.autosave.waiting_copies import notice_of_copies, way_back
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.encryption.convert import decrypt_session, encrypt_session
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.purge import purge
from casetool.storage.history.restore import versions_to_restore
from casetool.storage.history.trash import (
    delete_session,
    discard_copy,
    empty_trash,
    list_trash,
    restore_from_trash,
)
from casetool.storage.history.undo_journal import JournalChange, append_to_journal, journal_path
from casetool.storage.history.versions import keep_version
from casetool.storage.library.health import examine
from tests.support.driving import START
from tests.support.sealed import seal
from tests.support.verbs import holding

WORDS = {"capture worries": "his mother said that"}
MILO, JUNO = "m1l0m1l0", "jun0jun0"


@pytest.fixture(params=(NO_CIPHER, seal()), ids=("plain", "encrypted"))
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> StorageContext:
    return StorageContext(state=tmp_path / "state", cipher=request.param)


@pytest.fixture
def path(tmp_path: Path, storage: StorageContext) -> Path:
    (tmp_path / "s").mkdir()
    path = tmp_path / "s" / f"a.toml{storage.cipher.suffix}"
    put_session(path, MILO, storage.cipher)
    return path


def put_session(path: Path, session_id: str, cipher: Cipher, child: str = "C") -> None:
    head = f'format = 1\nid = "{session_id}"\nchild = "{child}"\n'
    path.write_bytes(cipher.encrypt(head.encode()))


def case(session_id: str, child: str = "C") -> Session:
    return Session(id=session_id, child=child, headings=())


def run_of(session_id: str, path: Path, storage: StorageContext, child: str = "C") -> DraftStore:
    store = DraftStore(storage)
    store.belong_to(case(session_id, child), path)
    return store


def keep_in_copy(
    path: Path, words: dict[str, str], storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed for Milo, where only an emergency copy can be written."""
    with monkeypatch.context() as broken:
        broken.setattr(draft_store, "update_drafts", refuse)
        run_of(MILO, path, storage).keep(path, words, True)


def into_the_emptied_trash(path: Path, _: str, storage: StorageContext) -> None:
    delete_session(path, storage)
    empty_trash(list_trash(path.parent))


def purge_of_copy(path: Path, storage: StorageContext) -> None:
    options = argparse.Namespace(yes=True, copies=False)
    assert purge_session(options, path, storage) == 0


def test_a_session_that_comes_to_the_name_gets_no_words_of_the_former(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    assert news_of_other(draft_path(path), storage.cipher)
    store = run_of(JUNO, path, storage)
    assert store.take_over(path) == {}
    store.keep(path, {"capture worries": "hers"}, False)
    (apart,) = [file for file in draft_path(path).parent.iterdir() if file != draft_path(path)]
    assert "another session" in news_of_other(apart, storage.cipher)
    assert not news_of_other(draft_path(path), storage.cipher)

    other = path.with_name(f"b.toml{storage.cipher.suffix}")
    put_session(other, MILO, storage.cipher)
    assert run_of(MILO, other, storage).take_over(other) == WORDS
    assert read_drafts(other, storage.cipher) == WORDS
    assert not apart.exists()
    assert run_of(JUNO, path, storage).take_over(path) == {"capture worries": "hers"}


def test_words_written_before_the_other_session_was_opened_stay_apart(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    run_of(JUNO, path, storage).keep(path, {"capture worries": "hers"}, False)
    assert read_drafts(path, storage.cipher) == {"capture worries": "hers"}
    put_session(path, MILO, storage.cipher)
    assert run_of(MILO, path, storage).take_over(path) == WORDS


def test_words_follow_a_session_that_was_renamed(path: Path, storage: StorageContext) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    renamed = path.rename(path.with_name(f"c.toml{storage.cipher.suffix}"))
    assert run_of(MILO, renamed, storage).take_over(renamed) == WORDS
    assert not draft_path(path).exists()


def test_words_typed_in_a_copy_come_back_in_the_session(
    path: Path, storage: StorageContext
) -> None:
    """After a conflict the session goes on in a copy, which cannot be opened by itself."""
    copy = path.with_name(f"a-2.toml{storage.cipher.suffix}")
    put_session(copy, MILO, storage.cipher)
    run_of(MILO, copy, storage).keep(copy, WORDS, False)
    assert run_of(MILO, path, storage).take_over(path) == WORDS
    assert read_drafts(path, storage.cipher) == WORDS
    assert not draft_path(copy).exists()


def test_an_emergency_copy_of_words_waits_for_its_own_session(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_copy(path, WORDS, storage, monkeypatch)
    put_session(path, JUNO, storage.cipher)
    assert run_of(JUNO, path, storage).take_over(path) == {}
    (copy,) = copies_of(path, storage)
    assert "another session" in way_back(copy, path.parent, storage.cipher)
    assert "another session" in notice_of_copies(path.parent, storage)
    other = path.with_name(f"b.toml{storage.cipher.suffix}")
    put_session(other, MILO, storage.cipher)
    assert run_of(MILO, other, storage).take_over(other) == WORDS
    assert all_copies(storage) == []


def test_a_purge_leaves_the_words_of_another_session(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_copy(path, {"capture facts": "in a copy"}, storage, monkeypatch)
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    purge(path, JUNO, storage)
    assert not path.exists()
    put_session(path, MILO, storage.cipher)
    expected = {**WORDS, "capture-2 facts": "in a copy"}
    drafts = run_of(MILO, path, storage).take_over(path)
    assert sorted(drafts.values()) == sorted(expected.values())


def test_a_purge_removes_the_words_that_were_put_apart(path: Path, storage: StorageContext) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    put_others_apart(path, JUNO, storage)
    other = path.with_name(f"b.toml{storage.cipher.suffix}")
    put_session(other, MILO, storage.cipher)
    purge(other, MILO, storage)
    assert not (path.parent / ".casetool" / "drafts").exists()
    assert path.exists()


def test_the_trash_takes_only_the_words_of_the_session(path: Path, storage: StorageContext) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    trashed = delete_session(path, storage)
    put_session(path, MILO, storage.cipher)
    assert run_of(MILO, path, storage).take_over(path) == WORDS
    back = restore_from_trash(trashed, storage)
    assert run_of(JUNO, back, storage).take_over(back) == {}


def test_words_follow_a_session_that_got_an_id_of_its_own(
    path: Path, storage: StorageContext
) -> None:
    store = run_of(MILO, path, storage)
    store.keep(path, WORDS, False)
    put_session(path, JUNO, storage.cipher)
    store.belong_to(case(JUNO), path)
    assert run_of(JUNO, path, storage).take_over(path) == WORDS


def test_a_file_of_drafts_that_cannot_be_put_apart_is_not_overwritten(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    update_drafts(path, WORDS, storage.cipher, owner_key(MILO))
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse_rename)
        with pytest.raises(SaveError, match="not saved"):
            update_drafts(path, {"capture": "hers"}, storage.cipher, owner_key(JUNO))
    assert read_drafts(path, storage.cipher) == WORDS


def test_words_of_a_case_with_the_id_of_its_template_go_to_no_other_case(
    path: Path, storage: StorageContext
) -> None:
    sibling = path.with_name(f"sib.toml{storage.cipher.suffix}")
    put_session(sibling, MILO, storage.cipher, child="D")
    run_of(MILO, sibling, storage, child="D").keep(sibling, WORDS, False)
    renamed = sibling.rename(sibling.with_name(f"juno.toml{storage.cipher.suffix}"))
    assert run_of(MILO, path, storage).take_over(path) == {}
    assert "not in this folder under that name" in news_of_other(
        draft_path(sibling), storage.cipher
    )
    assert run_of(MILO, renamed, storage, child="D").take_over(renamed) == WORDS


@pytest.mark.parametrize("remove", (purge, into_the_emptied_trash), ids=("purge", "trash"))
def test_words_of_a_case_from_the_same_template_go_with_it(
    path: Path, storage: StorageContext, remove: Callable[[Path, str, StorageContext], object]
) -> None:
    sibling = path.with_name(f"sib.toml{storage.cipher.suffix}")
    put_session(sibling, MILO, storage.cipher, child="D")
    run_of(MILO, sibling, storage, child="D").keep(sibling, WORDS, False)
    renamed = sibling.rename(sibling.with_name(f"juno.toml{storage.cipher.suffix}"))
    whole = renamed.read_bytes()
    renamed.write_bytes(b"half synced")
    assert run_of(MILO, path, storage).take_over(path) == {}
    renamed.write_bytes(whole)
    remove(renamed, MILO, storage)
    assert not draft_path(sibling).exists()
    assert run_of(MILO, path, storage).take_over(path) == {}


def test_a_case_from_the_same_template_gets_no_words_by_the_name_of_the_file(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    sibling = path.with_name(f"sib.toml{storage.cipher.suffix}")
    put_session(sibling, MILO, storage.cipher, child="D")
    keep_in_copy(path, {"capture facts": "in a copy"}, storage, monkeypatch)
    run_of(MILO, path, storage).keep(path, WORDS, False)
    milo = path.rename(path.with_name(f"b.toml{storage.cipher.suffix}"))
    sibling.rename(path)
    assert run_of(MILO, path, storage, child="D").take_over(path) == {}
    drafts = run_of(MILO, milo, storage).take_over(milo)
    assert sorted(drafts.values()) == ["his mother said that", "in a copy"]


def test_words_stay_with_a_session_whose_child_has_another_name_now(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_session(path, MILO, storage.cipher, child="Corrected")
    assert run_of(MILO, path, storage, child="Corrected").take_over(path) == WORDS


@pytest.mark.parametrize("remove", (purge, into_the_emptied_trash), ids=("purge", "trash"))
def test_a_broken_file_that_is_removed_takes_only_its_own_words_along(
    path: Path, storage: StorageContext, remove: Callable[[Path, str, StorageContext], object]
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    milo = path.rename(path.with_name(f"b.toml{storage.cipher.suffix}"))
    path.write_bytes(b"half synced")
    remove(path, "", storage)
    assert run_of(MILO, milo, storage).take_over(milo) == WORDS
    milo.write_bytes(b"broken too")
    remove(milo, "", storage)
    assert not [file for file in draft_path(milo).parent.glob("*") if file.is_file()]


def test_lines_for_a_broken_file_join_its_own_words(path: Path, storage: StorageContext) -> None:
    sibling = path.with_name(f"sib.toml{storage.cipher.suffix}")
    put_session(sibling, MILO, storage.cipher, child="D")
    run_of(MILO, path, storage).keep(path, WORDS, False)
    whole = path.read_bytes()
    path.write_bytes(b"half synced")
    put_others_apart(path, "", storage)
    path.write_bytes(whole)
    assert run_of(MILO, path, storage).take_over(path) == WORDS


def test_a_window_with_another_session_keeps_no_copy_from_a_purge(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_copy(path, WORDS, storage, monkeypatch)
    milo = path.rename(path.with_name(f"b.toml{storage.cipher.suffix}"))
    put_session(path, JUNO, storage.cipher)
    lock = acquire_lock(path, storage)
    purge(milo, MILO, storage)
    lock.release()
    assert all_copies(storage) == []


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_the_copies_of_a_former_name_are_encrypted_and_decrypted_too(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_copy(path, WORDS, storage, monkeypatch)
    cipher, renamed = seal(), path.rename(path.with_name("b.toml"))
    assert encrypt_session(renamed, cipher, storage).failures == ()
    assert holding(path.parents[1], WORDS["capture worries"]) == []
    assert decrypt_session(path.with_name("b.toml.age"), cipher, storage).failures == ()
    assert run_of(MILO, renamed, storage).take_over(renamed) == WORDS


def test_an_id_of_its_own_is_given_to_the_emergency_copies_too(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = path.with_name(f"t.toml{storage.cipher.suffix}")
    put_session(template, MILO, storage.cipher)
    keep_in_copy(path, WORDS, storage, monkeypatch)
    put_session(path, JUNO, storage.cipher)
    run_of(MILO, path, storage).belong_to(case(JUNO), path)
    (copy,) = copies_of(path, storage)
    assert "another session" not in way_back(copy, path.parent, storage.cipher)
    assert run_of(MILO, template, storage).take_over(template) == {}
    assert run_of(JUNO, path, storage).take_over(path) == WORDS


@pytest.mark.parametrize("remove", (purge, into_the_emptied_trash), ids=("purge", "trash"))
def test_what_a_renamed_session_left_under_its_former_name_goes_with_it(
    path: Path,
    storage: StorageContext,
    remove: Callable[[Path, str, StorageContext], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = storage.cipher.decrypt(path.read_bytes()).decode()
    changes = [JournalChange(ChangeKind.EDIT, "a line", "before", text)]
    append_to_journal(path, changes, storage.cipher)
    other = path.with_name(f"other.toml{storage.cipher.suffix}")
    append_to_journal(other, [JournalChange(ChangeKind.EDIT, "x", "y", "z")], storage.cipher)
    run_of(MILO, path, storage).keep(path, WORDS, False)
    renamed = path.rename(path.with_name(f"c.toml{storage.cipher.suffix}"))
    assert news_of_journal(journal_path(path))
    with_drafts = draft_path(path)
    assert news_of_other(with_drafts, storage.cipher)
    remove(renamed, MILO, storage)
    assert not with_drafts.exists()
    assert not journal_path(path).exists()
    assert journal_path(other).exists(), "it is of another session"


def test_a_purge_reaches_the_copies_of_a_former_name_that_another_session_has(
    path: Path, storage: StorageContext
) -> None:
    copy_path = place_of_copy(path, storage)
    assert copy_path is not None
    write_copy(copy_path, path, path.read_bytes())
    renamed = path.rename(path.with_name(f"c.toml{storage.cipher.suffix}"))
    put_session(path, JUNO, storage.cipher)
    (copy,) = copies_of(path, storage)
    assert "another session" in way_back(copy, path.parent, storage.cipher)
    assert "Ctrl+R" not in notice_of_copies(path.parent, storage)
    purge(renamed, MILO, storage)
    assert all_copies(storage) == []


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_words_put_apart_stay_at_a_purge_of_another_case_with_the_id(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    milo = path.rename(path.with_name("b.toml"))
    put_session(path, JUNO, storage.cipher)
    put_others_apart(path, JUNO, storage)
    sibling = path.with_name("sib.toml")
    sibling.write_text(milo.read_text().replace('"C"', '"D"'))
    purge(sibling, MILO, storage)
    assert run_of(MILO, milo, storage).take_over(milo) == WORDS


def test_words_are_not_taken_from_a_window_that_goes_on(
    path: Path, storage: StorageContext
) -> None:
    lock = acquire_lock(path, storage)
    assert isinstance(lock, Lock)
    run_of(MILO, path, storage).keep(path, WORDS, False)
    renamed = path.rename(path.with_name(f"c.toml{storage.cipher.suffix}"))
    assert run_of(MILO, renamed, storage).take_over(renamed) == {}
    assert read_drafts(path, storage.cipher) == WORDS
    lock.release()
    assert run_of(MILO, renamed, storage).take_over(renamed) == WORDS


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_what_a_renamed_session_left_is_encrypted_and_decrypted_with_it(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    cipher, renamed = seal(), path.rename(path.with_name("c.toml"))
    sealed = renamed.with_name(f"c.toml{cipher.suffix}")
    assert encrypt_session(renamed, cipher, storage).failures == ()
    assert holding(path.parent, WORDS["capture worries"]) == []
    assert decrypt_session(sealed, cipher, storage).failures == ()
    assert run_of(MILO, renamed, storage).take_over(renamed) == WORDS


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_words_of_another_session_are_not_encrypted_with_the_one_that_has_the_name(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    milo = path.rename(path.with_name("b.toml"))
    put_session(path, JUNO, NO_CIPHER)
    assert encrypt_session(path, seal(), storage).failures == ()
    assert run_of(MILO, milo, storage).take_over(milo) == WORDS


def test_words_that_want_a_key_wait_for_it_and_are_not_damaged(tmp_path: Path) -> None:
    sealed, plain = StorageContext(cipher=seal()), StorageContext()
    path, milo = tmp_path / "a.toml.age", tmp_path / "b.toml"
    put_session(path, JUNO, sealed.cipher)
    put_session(milo, MILO, NO_CIPHER)
    update_drafts(path, WORDS, sealed.cipher, owner_key(MILO), child_key("C"))
    put_others_apart(path, JUNO, sealed)
    assert run_of(MILO, milo, plain).take_over(milo) == {}
    (apart,) = draft_path(path).parent.iterdir()
    assert "damaged" not in apart.name
    assert run_of(MILO, milo, sealed).take_over(milo) == WORDS


def test_words_put_apart_that_cannot_be_read_now_stay(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    put_others_apart(path, JUNO, storage)
    with monkeypatch.context() as broken:
        broken.setattr(draft_reader, "recover_drafts", refuse_rename)
        assert run_of(MILO, path, storage).take_over(path) == {}
    assert run_of(MILO, path, storage).take_over(path) == WORDS


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
@pytest.mark.parametrize(
    "damage", [(b"# session ", b"# session /"), (b"his mother", b"his mothes")]
)
def test_a_damaged_file_is_of_nobody_and_what_can_be_read_comes_back(
    path: Path, storage: StorageContext, damage: tuple[bytes, bytes]
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    file = draft_path(path)
    file.write_bytes(file.read_bytes().replace(*damage))
    store = run_of(MILO, path, storage)
    assert set(store.take_over(path)) == set(WORDS)
    assert [other.name for other in file.parent.iterdir() if ".damaged-" in other.name]


def test_a_fault_of_casetool_puts_the_words_in_a_copy(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(draft_store, "update_drafts", fail)
        store = run_of(MILO, path, storage)
        assert store.keep(path, WORDS, False) == WORDS
    assert run_of(MILO, path, storage).take_over(path) == WORDS


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_the_copies_of_a_former_session_are_not_encrypted_with_the_present_one(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in_copy(path, WORDS, storage, monkeypatch)
    milo = path.rename(path.with_name("b.toml"))
    put_session(path, JUNO, NO_CIPHER)
    assert encrypt_session(path, seal(), storage).failures == ()
    assert run_of(MILO, milo, storage).take_over(milo) == WORDS


def test_doctor_says_nothing_of_what_is_in_the_trash_with_its_session(
    path: Path, storage: StorageContext
) -> None:
    run_of(MILO, path, storage).keep(path, WORDS, False)
    renamed = path.rename(path.with_name(f"c.toml{storage.cipher.suffix}"))
    delete_session(renamed, storage)
    assert [
        each for each in examine(path.parent, storage).troubles if "typed" in each.message
    ] == []


@pytest.mark.parametrize("goes", (discard_copy, purge_of_copy), ids=("discard", "purge"))
def test_words_typed_in_a_copy_stay_when_the_copy_goes(
    path: Path, storage: StorageContext, goes: Callable[[Path, StorageContext], object]
) -> None:
    copy = path.with_name(f"a-2.toml{storage.cipher.suffix}")
    put_session(copy, MILO, storage.cipher)
    run_of(MILO, copy, storage).keep(copy, WORDS, False)
    goes(copy, storage)
    assert not copy.exists()
    assert run_of(MILO, path, storage).take_over(path) == WORDS


def test_versions_of_the_session_that_had_the_name_are_not_those_of_a_broken_file(
    path: Path, storage: StorageContext
) -> None:
    keep_version(path, MILO, path.read_bytes(), START)
    path.rename(path.with_name(f"b.toml{storage.cipher.suffix}"))
    path.write_bytes(b"half synced")
    assert versions_to_restore(path, storage) == []


def test_words_under_former_names_follow_an_id_of_its_own(
    path: Path, storage: StorageContext
) -> None:
    cases = [path.with_name(f"{name}.toml{storage.cipher.suffix}") for name in ("sib", "z")]
    sibling, taken = cases
    for case_path in cases:
        put_session(case_path, MILO, storage.cipher, child="D")
        run_of(MILO, case_path, storage, child="D").keep(
            case_path, {f"capture-{case_path.name[0]} facts": f"in {case_path.name}"}, False
        )
    put_session(taken, JUNO, storage.cipher)
    put_others_apart(taken, JUNO, storage)
    renamed = sibling.rename(path.with_name(f"juno.toml{storage.cipher.suffix}"))
    store = run_of(MILO, renamed, storage, child="D")
    put_session(renamed, "own1own1", storage.cipher, child="D")
    store.belong_to(case("own1own1", "D"), renamed)
    assert run_of(MILO, path, storage).take_over(path) == {}
    drafts = run_of("own1own1", renamed, storage, child="D").take_over(renamed)
    assert sorted(drafts.values()) == sorted(f"in {case_path.name}" for case_path in cases)


@pytest.mark.parametrize("storage", [NO_CIPHER], indirect=True)
def test_a_purge_leaves_the_versions_and_the_undo_of_a_renamed_case_from_the_same_template(
    path: Path, storage: StorageContext
) -> None:
    keep_version(path, MILO, path.read_bytes(), START)
    changes = [JournalChange(ChangeKind.EDIT, "a line", "before", path.read_text())]
    append_to_journal(path, changes, storage.cipher)
    sibling = path.with_name("sib.toml")
    put_session(sibling, MILO, NO_CIPHER, child="D")
    append_to_journal(
        sibling,
        [JournalChange(ChangeKind.EDIT, "its own", path.read_text(), sibling.read_text())],
        storage.cipher,
    )
    milo = path.rename(path.with_name("b.toml"))
    purge(sibling, MILO, storage)
    assert [version.name for version in versions_to_restore(milo, storage)] == [path.name]
    assert journal_path(path).exists()


@pytest.mark.parametrize("is_left", [False, True])
def test_half_a_line_comes_back_where_its_drive_is_mounted_at_another_path(
    path: Path, storage: StorageContext, monkeypatch: pytest.MonkeyPatch, is_left: bool
) -> None:
    keep_in_copy(path, {"capture": "half a line"}, storage, monkeypatch)
    place = path.parent
    place.rename(place.with_name("s1"))
    if is_left:
        place.mkdir()  # the mount point, empty
    moved = place.with_name("s1") / path.name
    assert run_of(MILO, moved, storage).take_over(moved) == {"capture": "half a line"}


def refuse(*_: object) -> None:
    raise SaveError("no")


def refuse_rename(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def fail(*_: object) -> None:
    raise ValueError("a fault")
