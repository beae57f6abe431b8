"""Where a session went on: in one folder after another, or in several from one file."""

from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.went_on import files_it_went_on_in, note_move, where_it_went_on


def three_files(folder: Path) -> list[Path]:
    """Three files of one session, each in a folder of its own, which differ."""
    paths = [folder / name / "a.toml" for name in ("home", "first", "second")]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        text = f'format = 1\nid = "abc"\nchild = "Robin"\n# {number}\n'
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_first_file_names_the_last_of_a_chain(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = three_files(tmp_path)
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
    home, first, second = three_files(tmp_path)
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
    home, first, second = three_files(tmp_path)
    note_move(home, first, storage, "xyz")
    note_move(home, second, storage, "abc")
    assert files_it_went_on_in(home, storage) == [second]
