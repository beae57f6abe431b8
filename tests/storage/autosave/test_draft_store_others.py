"""The drafts of a run beside those that other processes write meanwhile: none replaces another."""

from pathlib import Path

import pytest

from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import copy_drafts, read_drafts, write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StorageContext]:
    (tmp_path / "s").mkdir()
    return tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")


def running(place: tuple[Path, StorageContext], texts: dict[str, str]) -> DraftStore:
    """A run that has opened the session, and typed some texts."""
    path, storage = place
    store = DraftStore(storage)
    store.take_over(path)
    store.keep(path, texts, False)
    return store


def test_a_second_look_at_the_drafts_of_others_leaves_those_of_the_run_in_their_slots(
    place: tuple[Path, StorageContext],
) -> None:
    path, storage = place
    store = running(place, {"capture worries": "ours", "question/x/who": "kit"})
    assert copy_drafts(path, {"capture worries": "theirs", "question/x/why": "so"}, storage)
    unwritten = {"capture worries": "ours, more"}
    assert store.take_over(path, unwritten) == {
        "capture-2 worries": "theirs",
        "question/x/why": "so",
    }
    store.keep(path, unwritten, False)
    assert read_drafts(path) == {
        "capture worries": "ours, more",
        "capture-2 worries": "theirs",
        "question/x/who": "kit",
        "question/x/why": "so",
    }
    assert copies_of(path, storage) == []


def test_a_text_that_another_process_wrote_meanwhile_is_kept_beside_ours(
    place: tuple[Path, StorageContext],
) -> None:
    path, _ = place
    store = running(place, {"question/x/why": "ours"})
    write_drafts(path, "question/x/why", "theirs")
    write_drafts(path, "form/a/b/c", "of a form")
    store.keep(path, {"question/x/why": "ours, more"}, False)
    assert read_drafts(path) == {
        "question/x/why": "ours, more",
        "opening-1": "theirs",
        "form/a/b/c": "of a form",
    }
    store.keep(path, {"form/a/b/c": "typed here", "question/x/why": ""}, False)
    assert read_drafts(path) == {
        "opening-1": "theirs",
        "form-waiting-2/a/b/c": "of a form",
        "form/a/b/c": "typed here",
    }
    assert store.take_over(path) == {"opening-1": "theirs", "form-waiting-2/a/b/c": "of a form"}


def test_a_deletion_of_ours_keeps_what_another_process_wrote(
    place: tuple[Path, StorageContext],
) -> None:
    path, _ = place
    store = running(place, {"capture worries": "ours"})
    write_drafts(path, "capture worries", "theirs")
    store.keep(path, {"capture worries": ""}, False)
    assert read_drafts(path) == {"capture-2 worries": "theirs"}


@pytest.mark.parametrize("former", ["ou", "ours"])
def test_a_former_state_of_our_own_text_is_no_other_text(
    place: tuple[Path, StorageContext], former: str
) -> None:
    path, _ = place
    store = running(place, {"capture worries": "ours"})
    write_drafts(path, "capture worries", former)
    store.keep(path, {"capture worries": "ours and mo"}, False)
    assert read_drafts(path) == {"capture worries": "ours and mo"}
    write_drafts(path, "capture worries", former)
    store.keep(path, {"capture worries": ""}, False)
    assert read_drafts(path) == {}


def test_words_that_wait_to_be_deleted_do_not_take_those_of_others_along(
    place: tuple[Path, StorageContext],
) -> None:
    path, storage = place
    watching = DraftStore(storage)
    watching.keep_apart()
    write_drafts(path, "question/x/why", "theirs")
    assert watching.take_over(path, {"question/x/why": ""}) == {"opening-1": "theirs"}
    watching.keep(path, {"question/x/why": ""}, False)
    assert read_drafts(path) == {"opening-1": "theirs"}


def test_of_two_lines_in_one_file_each_has_a_slot_of_its_own_on_disk(
    place: tuple[Path, StorageContext],
) -> None:
    path, storage = place
    for slot, text in (("capture missing", "of the first"), ("capture worries", "of the second")):
        write_drafts(path, slot, text)
    drafts = DraftStore(storage).take_over(path)
    assert sorted(drafts.values()) == ["of the first", "of the second"]
    assert len({slot.partition(" ")[0] for slot in drafts}) == 2
    assert read_drafts(path) == drafts


@pytest.mark.parametrize("slot", ["capture tree", "question/x/why", "form/a/b/c"])
@pytest.mark.parametrize("is_started_again", [True, False])
def test_what_another_process_put_aside_leaves_with_the_text_that_was_entered(
    place: tuple[Path, StorageContext], slot: str, is_started_again: bool
) -> None:
    path, _ = place
    ours, theirs = running(place, {}), running(place, {})
    ours.keep(path, {slot: "! half of ours"}, False)
    if is_started_again:
        ours = running(place, {})
    theirs.keep(path, {slot: "? half of theirs"}, False)
    if not is_started_again:
        ours.keep(path, {slot: "! half of ours, more"}, False)
    ours.keep(path, {slot: ""}, False)
    assert [*read_drafts(path).values()] == ["? half of theirs"]
    theirs.keep(path, {slot: "? half of theirs, more"}, False)
    theirs.keep(path, {slot: ""}, False)
    assert read_drafts(path) == {}


def test_the_same_text_that_this_run_lets_wait_stays(place: tuple[Path, StorageContext]) -> None:
    path, _ = place
    store = running(place, {"capture tree": "half"})
    store.keep(path, {"capture-2 tree": "half"}, False)
    store.keep(path, {"capture tree": ""}, False)
    assert read_drafts(path) == {"capture-2 tree": "half"}


def test_other_words_that_were_put_aside_stay(place: tuple[Path, StorageContext]) -> None:
    path, _ = place
    store = running(place, {"capture tree": "half of ours"})
    write_drafts(path, "capture-2 tree", "half")
    write_drafts(path, "capture-3 tree", "half of ours, and others")
    store.keep(path, {"capture tree": ""}, False)
    assert [*read_drafts(path).values()] == ["half", "half of ours, and others"]
