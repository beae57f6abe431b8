"""``casetool list``."""

from pathlib import Path

from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.continuation import note_move
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import read_summary
from tests.support.driving import examples
from tests.support.sealed import seal
from tests.support.verbs import Run, new


def test_list_of_no_sessions_says_where_it_looked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("list")
    assert (code, out) == (0, "")
    assert str(tmp_path) in err
    assert run("list", "--json")[1] == "[]\n"


def test_the_list_says_what_is_encrypted(closed: Path, run: Run) -> None:
    out = run("list")[1]
    assert out.count("encrypted: opens with its passphrase") == 3
    assert [head.locked for head in list_sessions(closed)] == [True] * 3
    assert {head.child for head in list_sessions(closed, seal())} == {"Fern", "Milo", "Juno"}


def test_list_names_the_folders_below_that_hold_sessions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    examples(tmp_path / "2026")
    code, out, err = run("list")
    assert (code, out) == (0, "")
    assert f"in the folder 2026: casetool --sessions {tmp_path / '2026'}" in err


def test_list_and_doctor_name_the_file_in_which_a_session_went_on(run: Run, tmp_path: Path) -> None:
    path, stick = new(run), tmp_path / "stick"
    stick.mkdir()
    (stick / path.name).write_bytes(path.read_bytes() + b"# more\n")
    note_move(path, stick / path.name, StorageContext(state=tmp_path / ".state"))
    sentence = f"{path.name}: it went on in {stick / path.name}. Its latest words are there."
    assert sentence in run("list")[2]
    assert sentence in run("doctor")[1]
    (stick / "photo.jpg").touch()
    (stick / path.name).unlink()
    assert "went on" not in run("list")[2]
    (stick / "photo.jpg").unlink()
    assert sentence in run("list")[2], "an empty folder may be where a stick was"
    stick.rmdir()
    assert sentence in run("list")[2], "a stick that is not there may come back"


def test_a_session_that_came_to_the_old_name_is_not_said_to_have_gone_on(
    run: Run, tmp_path: Path
) -> None:
    path, stick, storage = new(run), tmp_path / "stick", StorageContext(state=tmp_path / ".state")
    stick.mkdir()
    own_id = read_summary(path).id
    (stick / path.name).write_bytes(path.read_bytes() + b"# more\n")
    note_move(path, stick / path.name, storage, own_id)
    assert "went on" in run("list")[2]
    path.write_text(path.read_text().replace(own_id, "another1"))
    assert "went on" not in run("list")[2]
    assert "went on" not in run("doctor")[1]


def test_list_says_how_words_that_could_not_be_saved_come_back(run: Run, tmp_path: Path) -> None:
    path, storage = new(run), StorageContext(state=tmp_path / ".state")
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, path.read_bytes() + b"# more\n")
    told = run("list")[2]
    assert told.startswith(f"{path.name}: ")
    assert str(place) in told
