"""Each entry is written out once and understood once, and nothing is taken on trust."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import add_entry, delete_entry, edit_entry, move_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session, entries_of
from casetool.storage.autosave.saver import Saver
from casetool.storage.files.atomic import SaveError
from casetool.storage.toml import row_cache as rows
from casetool.storage.toml.codec import SessionFileError, dumps, loads, verify_text
from casetool.storage.toml.row_cache import KnownRows, RowTexts
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD, sessions, texts


def session(*words: str, step: str = "worries") -> Session:
    empty = {"id": "a", "child": "Robin", "headings": empty_headings(METHOD)}
    value = Session.model_validate(empty)
    for number, text in enumerate(words):
        value = add_entry(value, step, Entry(id=f"e{number}", text=text))
    return value


def plain(data: object) -> object:
    """What was parsed, without models: as TOML alone would give it."""
    match data:
        case BaseModel():
            return plain(data.model_dump(by_alias=True, exclude_defaults=True))
        case dict():
            return {key: plain(value) for key, value in data.items()}
        case list() | tuple():
            return [plain(value) for value in data]
        case _:
            return data


def calls(monkeypatch: pytest.MonkeyPatch, name: str) -> list[tuple[Any, ...]]:
    """The arguments of each call of a function of ``rows`` from now on."""
    seen, real = list[tuple[Any, ...]](), getattr(rows, name)

    def heard(*arguments: Any) -> object:
        seen.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(rows, name, heard)
    return seen


def edited(value: Session, chance: Random, words: str) -> Session:
    """One more entry, one less, one elsewhere, or one with other words."""
    held = [entry.id for _, entry in entries_of(value)]
    thing = chance.choice(held) if held else ""
    match chance.randrange(4) if held else 0:
        case 0:
            new = Entry(id=f"n{len(held)}-{chance.randrange(10**6)}", text=words)
            return add_entry(value, chance.choice(("worries", "thoughts")), new)
        case 1:
            return delete_entry(value, thing)
        case 2:
            return move_entry(value, thing, chance.choice(("worries", "worked")))
        case _:
            return edit_entry(value, thing, text=words)


@settings(suppress_health_check=list(HealthCheck))
@given(value=sessions(), said=st.lists(texts(), max_size=8), seed=st.integers(0, 10**6))
def test_what_is_remembered_never_shows(value: Session, said: list[str], seed: int) -> None:
    texts_of, known, chance = RowTexts(), KnownRows(), Random(seed)
    for words in ["", *said]:
        value = edited(value, chance, words) if words else value
        text = dumps(value, METHOD, texts_of)
        assert text == dumps(value, METHOD)
        assert verify_text(text, METHOD, known) == value


@settings(suppress_health_check=list(HealthCheck))
@given(value=sessions())
def test_a_text_of_ours_is_read_as_toml_reads_it(value: Session) -> None:
    text = dumps(value, METHOD)
    assert plain(KnownRows().parsed(text)) == tomllib.loads(text)


HEAD = 'format = 1\nid = "a"\nchild = "Robin"\n'
ROW = '\n[[worries.entries]]\nid = "w{}"\ntext = "x"\n'
BY_HAND = {
    "plain": HEAD + ROW.format(1) + ROW.format(2),
    "two headings in turn": HEAD
    + ROW.format(1)
    + ROW.format(2).replace("worries", "worked")
    + ROW.format(3),
    "a comment after the header": HEAD + ROW.format(1).replace("]]", "]] # first") + ROW.format(2),
    "spaces": HEAD + ROW.format(1).replace("[[", "[[ ").replace("]]", " ]]"),
    "quoted": HEAD + ROW.format(1).replace("worries", '"worries"'),
    "a table in an entry": HEAD + ROW.format(1) + "[worries.entries.more]\na = 1\n" + ROW.format(2),
    "tables in an entry": HEAD + ROW.format(1) + "\n[[worries.entries.more]]\na = 1\n",
    "a table of an entry after another": HEAD
    + ROW.format(1)
    + "\n[tree]\nfocal = 'x'\n\n[worries.entries.more]\na = 1\n",
    "values of the heading": HEAD + "\n[worries]\nown = 1\n" + ROW.format(1),
    "values after the entries": HEAD + ROW.format(1) + "\n[worries]\nown = 1\n",
    "a table beside the entries": HEAD + "\n[worries.own]\na = 1\n" + ROW.format(1),
    "entries inline": HEAD + '\n[worries]\nentries = [{id = "w1", text = "x"}]\n',
    "entries inline and not": HEAD + "\n[worries]\nentries = []\n" + ROW.format(1),
    "a heading inline": HEAD + "worries = {own = 1}\n" + ROW.format(1),
    "a heading with dots": HEAD + "worries.own = 1\n" + ROW.format(1),
    "a heading that is no table": HEAD + "worries = 1\n" + ROW.format(1),
    "headings as rows": HEAD + "\n[[worries]]\nown = 1\n" + ROW.format(1),
    "a text of several lines": HEAD + '\n[facts]\nown = """\n' + ROW.format(1) + '"""\n',
    "such a text in an entry": HEAD + ROW.format(1).replace('"x"', '"""\n[[worries.entries]]\n"""'),
    "in single quotes": HEAD + "\n[facts]\nown =  + ROW.format(1) + \n",
    "a list of lists": HEAD + "own = [\n[1,\n2],\n[3]]\n" + ROW.format(1),
    "the same key twice": HEAD + ROW.format(1) + 'text = "y"\n',
    "the same table twice": HEAD + "\n[tree]\n\n[tree]\n" + ROW.format(1),
    "no TOML in an entry": HEAD + ROW.format(1) + "x y z\n",
    "an entry without an id": HEAD + ROW.format(1) + "\n[[worries.entries]]\n",
    "a wrong entry": HEAD + ROW.format(1) + '\n[[worries.entries]]\nid = "w2"\ntext = 3\n',
    "nothing": "",
    "a header without a line": HEAD + "\n[[worries.entries]]",
    "a header that is not closed": HEAD + "\n[[worries.entries]\n",
    "names with dots": HEAD + "\n[[a.b.entries]]\nid = 'x'\n",
}


@pytest.mark.parametrize("text", BY_HAND.values(), ids=BY_HAND.keys())
def test_a_text_by_hand_is_read_as_toml_reads_it(text: str) -> None:
    known, same = KnownRows(), text + ROW.format(9)
    for _ in range(2):  # the second time some is known
        for each in (text, same, text):
            try:
                whole: dict[str, Any] | None = tomllib.loads(each)
            except tomllib.TOMLDecodeError:
                whole = None
            try:
                found: object = plain(known.parsed(each))
            except tomllib.TOMLDecodeError:
                found = None
            assert found == whole


@pytest.mark.parametrize("table", ["tree", "unheard", "round"])
def test_what_else_has_entries_keeps_them_as_they_are(table: str) -> None:
    text = f'{HEAD}\n[[{table}.entries]]\nid = "x"\ntext = "y"\n{ROW.format(1)}'
    loaded = loads(text, lambda _: METHOD)
    again = loads(dumps(loaded.session, METHOD), lambda _: METHOD).session
    assert again == loaded.session
    assert tomllib.loads(dumps(again, METHOD))[table]["entries"] == [{"id": "x", "text": "y"}]


def test_only_what_is_new_is_written_out_and_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    written, understood = calls(monkeypatch, "_entry_block"), calls(monkeypatch, "_parse_entry")
    texts_of, known, value = RowTexts(), KnownRows(), session(*["said"] * 50)
    verify_text(dumps(value, METHOD, texts_of), METHOD, known)
    assert (len(written), len(understood)) == (50, 50)
    value = edit_entry(value, "e7", text="said otherwise")
    assert verify_text(dumps(value, METHOD, texts_of), METHOD, known) == value
    assert [entry.id for entry, _ in written[50:]] == ["e7"]
    assert len(understood) == 51


def test_what_is_read_at_the_start_is_known_at_the_first_save(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    value, path = session("one", "two"), tmp_path / "a.toml"
    loaded = loads(dumps(value, METHOD), lambda _: METHOD)
    saver = Saver(path, None, METHOD)
    saver.begin(loaded.session, loaded.rows)
    understood = calls(monkeypatch, "_parse_entry")
    saver.save(edit_entry(loaded.session, "e1", text="two, said otherwise"))
    assert ["otherwise" in row for _, row in understood] == [True]


def test_a_wrong_text_of_one_entry_is_never_saved_nor_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, value = tmp_path / "a.toml", session("before")
    saver, write = Saver(path, None, METHOD), rows._entry_block
    saver.save(value)
    before = path.read_bytes()
    monkeypatch.setattr(
        rows, "_entry_block", lambda entry, name: write(entry, name).replace("s", "z")
    )
    new = add_entry(value, "worries", Entry(id="e1", text="said"))
    with pytest.raises(SaveError, match="would not open again"):
        saver.save(new)
    assert path.read_bytes() == before
    monkeypatch.undo()
    saver.save(new)
    assert loads(path.read_text(), lambda _: METHOD).session == new


def test_an_entry_that_is_left_out_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(RowTexts, "of", lambda self, heading: [])
    saver = Saver(tmp_path / "a.toml", None, METHOD)
    with pytest.raises(SaveError, match="would not open again"):
        saver.save(session("said"))


def test_the_same_entry_under_two_headings_has_a_text_for_each() -> None:
    entry, value, texts_of = Entry(id="e", text="x"), session(), RowTexts()
    there = add_entry(value, "worries", entry)
    moved = move_entry(there, "e", "worked")
    assert dumps(there, METHOD, texts_of) == dumps(there, METHOD)
    assert dumps(moved, METHOD, texts_of) == dumps(moved, METHOD)
    twice = evolve(there, headings=[
        evolve(one, entries=(entry, entry)) if isinstance(one, Entries) and one.entries else one
        for one in there.headings
    ])  # fmt: skip
    assert dumps(twice, METHOD, texts_of).count('id = "e"') == 2


def test_what_gives_no_session_is_told() -> None:
    with pytest.raises(SessionFileError):
        verify_text("x y z", METHOD, KnownRows())


def test_a_version_that_went_round_is_written_and_understood_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = circulate(session("one", "two\n[[circulated]]\nthree"), METHOD, NOW)
    texts_of, known = RowTexts(), KnownRows()
    first = dumps(value, METHOD, texts_of)
    assert verify_text(first, METHOD, known) == value
    made, understood = calls(monkeypatch, "_block"), calls(monkeypatch, "_parse_version")
    more = add_entry(value, "worries", Entry(id="later", text="four"))
    text = dumps(more, METHOD, texts_of)
    assert verify_text(text, METHOD, known) == more
    assert plain(KnownRows().parsed(text)) == plain(tomllib.loads(text))
    assert (len(made), len(understood)) == (1, 1)  # the new entry; the fresh ``KnownRows``


@pytest.mark.parametrize("count", [1, 2])
def test_versions_that_stand_elsewhere_are_read_as_any_toml(count: int) -> None:
    value = circulate(circulate(session("one"), METHOD, NOW), METHOD, NOW)
    text = dumps(value, METHOD).replace("[[circulated]]", "[[ circulated ]]", count)
    assert plain(KnownRows().parsed(text)) == plain(tomllib.loads(text))
    assert loads(text, lambda _: METHOD).session == value
