"""Where a session went on: in one folder after another, or in several from one file."""

from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.went_on import files_it_went_on_in, note_move, where_it_went_on


def saved(folder: Path, name: str, words: str) -> Path:
    """A file of the session in a folder of its own."""
    path = folder / name / "a.toml"
    path.parent.mkdir()
    path.write_text(f'format = 1\nid = "abc"\nchild = "Robin"\n# {words}\n', encoding="utf-8")
    return path


def test_the_first_file_names_the_last_of_a_chain(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = (saved(tmp_path, name, name) for name in ("home", "first", "second"))
    note_move(home, first, storage, "abc")
    note_move(first, second, storage, "abc")
    assert where_it_went_on(home, storage) == (
        f"it went on in {second}. Its latest words are there, and there may be more in {first}"
    )
    assert where_it_went_on(first, storage) == f"it went on in {second}. Its latest words are there"
    note_move(second, home, storage, "abc")
    assert files_it_went_on_in(home, storage) == []
    assert files_it_went_on_in(first, storage)[0] == home


def test_an_old_file_that_went_on_twice_names_both(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = (saved(tmp_path, name, name) for name in ("home", "first", "second"))
    note_move(home, first, storage, "abc")
    note_move(home, second, storage, "abc")
    assert files_it_went_on_in(home, storage) == [second, first]
    second.unlink()
    assert where_it_went_on(home, storage) == f"it went on in {first}. Its latest words are there"
    note_move(home, first, storage, "abc")
    assert files_it_went_on_in(home, storage) == [first]
    first.write_bytes(home.read_bytes())
    assert where_it_went_on(home, storage) == ""


def test_what_a_note_says_of_another_session_is_left_out(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = (saved(tmp_path, name, name) for name in ("home", "first", "second"))
    note_move(home, first, storage, "xyz")
    note_move(home, second, storage, "abc")
    assert files_it_went_on_in(home, storage) == [second]
