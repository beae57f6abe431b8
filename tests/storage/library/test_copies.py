"""Copies of a session: one session is one session, whoever copied its file."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.undo_journal import (
    JournalChange,
    append_to_journal,
    journal_path,
)
from casetool.storage.library.copy_names import copy_names, stem_of
from casetool.storage.library.index import (
    NoSessionError,
    copies_of_session,
    find_session,
    list_sessions,
    session_of_copy,
)
from casetool.storage.library.summary import ENCRYPTED, SessionSummary
from tests.storage.library.test_index import put
from tests.storage.toml.test_codec import SMALL

STYLES = {
    "a-LAPTOP7.toml": "OneDrive",
    "a-LAPTOP7-2.toml": "OneDrive",
    "a-Janes-MacBook.toml": "OneDrive",
    "a - Copy.toml": "Windows",
    "a - Copy (2).toml": "Windows",
    "a (1).toml": "Google Drive or a browser",
    "a(2).toml": "Google Drive or a browser",
    "Copy of a.toml": "Windows or Google Drive",
    "a 2.toml": "iCloud",
    "a copy.toml": "Finder",
    "a copy 3.toml": "Finder",
    "a (Kit's conflicted copy 2026-11-12).toml": "Dropbox or Nextcloud",
    "a (conflicted copy 2026-11-12 101010).toml": "Dropbox or Nextcloud",
    "a (Case Conflict).toml": "Dropbox or Nextcloud",
    "a (SFConflict kit@example.org 2026-11-12-10-10-10).toml": "Seafile",
    "a_conf(kit).toml": "Nextcloud",
    "a_conflict-20261112-101010.toml": "Nextcloud",
    "a.sync-conflict-20261112-101010-ABCDEFG.toml": "Syncthing",
    "~$a.toml": "an editor",
    "a.toml~": "an editor",
    "a.toml.~1~": "an editor",
    "#a.toml#": "an editor",
    "a.toml.bak": "an editor",
    "a.toml.orig": "an editor",
    "a-2.toml": "casetool, after a conflict",
}
FOREIGN_NAMES = (
    "Copy of Copy of a",
    "Copy (2) of a",
    "Copie de a",
    "Copia de a",
    "Cópia de a",
    "Kopi av a",
    "Kopija a",
    "[Conflict] a",
    "Kopie von Kopie von a",
    "Копия a",
    "“a”的副本",
    "نسخة من a",
    "backup_a_1",
)
"""Names of copies in words that casetool does not know."""
OTHER = SMALL.replace('id = "', 'id = "other-')


def by_name(folder: Path) -> dict[str, SessionSummary]:
    return {head.path.name: head for head in list_sessions(folder)}


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("text", [SMALL, "[broken", ""], ids=["whole", "broken", "empty"])
def test_a_copy_is_known_by_its_id_and_where_it_is_broken_by_its_name(
    tmp_path: Path, name: str, text: str
) -> None:
    session = put(tmp_path, "a.toml")
    put(tmp_path, name, text)
    first, copy = list_sessions(tmp_path)
    assert (first.path, first.copy_of, first.problem) == (session, None, "")
    if name == "a-Janes-MacBook.toml" and text != SMALL:
        assert copy.copy_of is None
        assert copy.problem
        return
    assert copy.copy_of == session
    assert f"a copy of a.toml, perhaps from {STYLES[name]}" == copy.problem
    assert not copy.may_open
    assert (copy.unread == "") is (text == SMALL)


@pytest.mark.parametrize("name", [name for name in STYLES if name.endswith(".toml")])
def test_a_session_with_a_name_like_a_copy_but_another_id_is_its_own(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, "a.toml")
    path = put(tmp_path, name, OTHER)
    assert by_name(tmp_path)[name].copy_of is None
    assert session_of_copy(path) is None


@pytest.mark.parametrize("name", [name for name in STYLES if name.endswith(".toml")])
def test_a_copy_whose_session_is_gone_is_the_session(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    (head,) = list_sessions(tmp_path)
    assert (head.child, head.copy_of, head.may_open) == ("Robin", None, True)


def test_the_session_stays_the_same_whatever_comes_and_in_which_order(tmp_path: Path) -> None:
    put(tmp_path, "2026-11-12-robin.toml")
    for name in (
        "Copy of 2026-11-12-robin.toml",
        "2026-11-12-robin 2.toml",
        "~$2026-11-12-robin.toml",
    ):
        put(tmp_path, name)
        session, *copies = list_sessions(tmp_path)
        assert session.path.name == "2026-11-12-robin.toml"
        assert all(copy.copy_of == session.path for copy in copies)


def test_a_copy_under_any_other_name_is_known_by_its_id(tmp_path: Path) -> None:
    put(tmp_path, "2026-11-12-robin.toml")
    put(tmp_path, "2026-11-12-robin-to-start-from.toml")
    put(tmp_path, "zz-nothing-like-it-at-all.toml")
    session, *copies = list_sessions(tmp_path)
    assert session.path.name == "2026-11-12-robin.toml"
    assert [copy.copy_of for copy in copies] == [session.path] * 2


def test_two_cases_that_drew_one_id_are_two(tmp_path: Path) -> None:
    put(tmp_path, "2026-11-12-robin.toml")
    put(tmp_path, "2026-11-13-ash.toml", SMALL.replace("Robin", "Ash"))
    assert [head.copy_of for head in list_sessions(tmp_path)] == [None, None]


def test_locked_files_are_copies_only_where_no_session_is_called_so(tmp_path: Path) -> None:
    for name in ("a", "a-2", "a 2", "a (1)", "a-LAPTOP7"):
        put(tmp_path, f"{name}.toml.age", "sealed")
    put(tmp_path, "a.toml (Case Conflict).age", "sealed")
    copies = {name for name, head in by_name(tmp_path).items() if head.copy_of is not None}
    assert copies == {"a (1).toml.age", "a-LAPTOP7.toml.age", "a.toml (Case Conflict).age"}
    assert by_name(tmp_path)["a-2.toml.age"].problem == ENCRYPTED


def test_a_link_beside_its_session_is_a_link_to_it(tmp_path: Path) -> None:
    session = put(tmp_path, "z.toml")
    (tmp_path / "a.toml").symlink_to("z.toml")
    assert by_name(tmp_path)["a.toml"].problem == "a link to z.toml"
    assert by_name(tmp_path)["z.toml"].problem == ""
    assert [head.path for head in copies_of_session(session)] == [tmp_path / "a.toml"]


def test_a_part_of_a_name_means_the_session_and_not_its_copies(tmp_path: Path) -> None:
    session = put(tmp_path, "2026-11-12-robin.toml")
    copy = put(tmp_path, "2026-11-12-robin-LAPTOP7.toml")
    assert find_session(tmp_path, "robin") == session
    assert find_session(tmp_path, "LAPTOP7") == copy  # who says so means it
    assert session_of_copy(copy) == session
    assert session_of_copy(session) is None
    put(tmp_path, "2026-11-12-robin-2.toml", OTHER)
    with pytest.raises(NoSessionError, match="More than one"):
        find_session(tmp_path, "robin")


def test_the_end_of_a_name_is_left_out_and_what_stands_behind_it_is_not() -> None:
    assert stem_of("a.toml (1).age") == "a (1)"
    assert stem_of("notes.md") == "notes.md"
    assert next(iter(copy_names(".A.toml.swp"))).stem == "a"
    assert not list(copy_names("2026-11-20-child-a.toml"))


@pytest.mark.parametrize("worked", [True, False])
def test_a_later_copy_with_a_shorter_name_does_not_take_the_place(
    tmp_path: Path, worked: bool
) -> None:
    session, later = put(tmp_path, "milo-2026-11-19.toml"), put(tmp_path, "old.toml")
    os.utime(session, (1000, 1000))
    os.utime(later, (2000, 2000))
    if worked:  # then it was written last, too
        journal_path(session).parent.mkdir(parents=True)
        journal_path(session).touch()
        os.utime(session, (3000, 3000))
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == {
        session: None,
        later: session,
    }


def test_the_name_that_casetool_gave_is_the_session_and_not_the_same_in_capitals(
    tmp_path: Path,
) -> None:
    session, copy = put(tmp_path, "2026-11-12-robin.toml"), tmp_path / "2026-11-12-ROBIN.TOML"
    if copy.exists():
        return  # a drive that ignores case
    put(tmp_path, copy.name)
    os.utime(copy, (1000, 1000))
    os.utime(session, (2000, 2000))
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == {
        session: None,
        copy: session,
    }
    assert session_of_copy(copy) == session


@pytest.mark.parametrize("name", FOREIGN_NAMES)
def test_an_older_copy_does_not_take_the_place_whatever_words_are_round_the_name(
    tmp_path: Path, name: str
) -> None:
    session, copy = put(tmp_path, "a.toml"), put(tmp_path, f"{name}.toml")
    os.utime(copy, (1000, 1000))
    os.utime(session, (2000, 2000))
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == {
        session: None,
        copy: session,
    }
    assert session_of_copy(copy) == session


@pytest.mark.parametrize(
    ("older", "newer"),
    [("Kopiera", "a"), ("2026-11-19-milo", "milo"), ("2026-11-19-child-a", "a"), ("ba", "a b")],
)
def test_a_name_that_holds_no_other_whole_counts_by_its_age(
    tmp_path: Path, older: str, newer: str
) -> None:
    session, copy = put(tmp_path, f"{older}.toml"), put(tmp_path, f"{newer}.toml")
    os.utime(session, (1000, 1000))
    os.utime(copy, (2000, 2000))
    assert [head.path for head in list_sessions(tmp_path) if head.copy_of is None] == [session]


@pytest.mark.parametrize("name", [*FOREIGN_NAMES, "ab", "a b"])
def test_a_name_round_another_is_no_copy_with_another_id(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.toml")
    put(tmp_path, f"{name}.toml", OTHER)
    assert [head.copy_of for head in list_sessions(tmp_path)] == [None, None]


def test_the_file_that_was_worked_on_stays_the_session_beside_a_shorter_name(
    tmp_path: Path,
) -> None:
    session, copy = put(tmp_path, "case-of-milo.toml"), put(tmp_path, "milo.toml")
    journal_path(session).parent.mkdir(parents=True)
    journal_path(session).touch()
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == {
        session: None,
        copy: session,
    }


@pytest.mark.parametrize(
    ("copy_name", "new_name"),
    [
        ("x (1).toml", "x final.toml"),
        ("x-LAPTOP7.toml", "ash-done.toml"),
        ("old x.toml", "ash-done.toml"),
        ("old.toml", "old-done.toml"),
    ],
)
def test_a_session_that_was_renamed_by_hand_stays_the_session_beside_an_older_copy(
    tmp_path: Path, copy_name: str, new_name: str
) -> None:
    former = put(tmp_path, "x.toml")
    copy = put(tmp_path, copy_name)
    before, after = former.read_text(), former.read_text() + "\n# the newest words\n"
    os.utime(copy, (1000, 1000))
    append_to_journal(former, [JournalChange(ChangeKind.EDIT, "add", before, after)], NO_CIPHER)
    former.write_text(after)
    session = former.rename(tmp_path / new_name)
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == {
        session: None,
        copy: session,
    }


@pytest.mark.parametrize("is_older", [True, False])
def test_a_file_that_went_on_from_an_older_copy_is_the_session(
    tmp_path: Path, is_older: bool
) -> None:
    backup = put(tmp_path, "x.toml")
    before = backup.read_text()
    session = put(tmp_path, "x-2.toml")
    texts = (before, before + "\n# more", before + "\n# more\n# and more")
    changes = [JournalChange(ChangeKind.EDIT, "add", *pair) for pair in pairwise(texts)]
    append_to_journal(session, changes, NO_CIPHER)
    session.write_text(texts[-1])
    if not is_older:  # another program wrote it, as in a conflict
        backup.write_text(before + "\n# by another hand")
    assert {head.path: head.copy_of for head in list_sessions(tmp_path)} == (
        {session: None, backup: session} if is_older else {backup: None, session: backup}
    )
    assert find_session(tmp_path, session.name) == session
