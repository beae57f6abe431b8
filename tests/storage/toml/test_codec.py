"""The file is the contract: what goes in comes out, and what is wrong is told by its line."""

import json
import tomllib
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.tree.model import Cause, Tree
from casetool.storage.toml.codec import (
    HEAD_KEYS,
    NewerFormatError,
    SessionFileError,
    decode,
    dumps,
    loads,
)
from casetool.storage.toml.json_schema import json_schema
from tests.support.strategies import METHOD, sessions

SMALL = """\
format = 1
method = "case-discussion"
id = "abc"
child = "Robin"

[[people]]
id = "kit"
attends = "by phone"

[tree]
focal = "x"

[[tree.causes]]
id = "c1"
text = "a"

[[tree.causes.why]]
id = "c2"
level = "team"

[[worries.entries]]
id = "w1"
text = "a worry"
at = 2026-11-12T10:04:00+00:00
"""


def load(text: str) -> Session:
    return loads(text, lambda _: METHOD).session


def empty(**details: object) -> Session:
    return Session.model_validate(
        {"id": "a", "child": "Robin", "headings": empty_headings(METHOD), **details}
    )


@settings(suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_what_is_saved_comes_back_equal(session: Session) -> None:
    text = dumps(session, METHOD)
    assert load(text) == session
    assert dumps(load(text), METHOD) == text


@settings(suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_what_is_saved_fits_the_schema(session: Session) -> None:
    data = tomllib.loads(dumps(session, METHOD))
    as_json = _with_texts(data)
    jsonschema.Draft202012Validator(json_schema(METHOD)).validate(as_json)


def test_the_schema_refuses_what_the_models_refuse() -> None:
    data = tomllib.loads(SMALL)
    data["people"][0]["attends"] = "by pigeon"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema(METHOD)).validate(_with_texts(data))


def test_the_schema_knows_no_null_because_toml_has_none() -> None:
    assert '"null"' not in json.dumps(json_schema(METHOD))


def test_every_character_of_unicode_survives() -> None:
    heading = "worries"
    for start in range(0, 0x110000, 4096):
        codes = [code for code in range(start, start + 4096) if not 0xD800 <= code <= 0xDFFF]
        words = Entry(id="e1", text="".join(map(chr, codes)))
        session = _with_entries(empty(), heading, words)
        assert load(dumps(session, METHOD)) == session


def test_the_head_stands_first_and_in_order() -> None:
    text = dumps(load(SMALL), METHOD)
    head = text.partition("\n[")[0]
    keys = [line.partition(" =")[0] for line in head.split("\n") if "=" in line]
    assert keys == [key for key in HEAD_KEYS if key in keys]
    assert keys[:4] == ["format", "method", "id", "child"]
    assert {"stage", "at", "open_actions"} <= set(keys)


def test_a_cause_stands_under_what_it_explains() -> None:
    text = dumps(load(SMALL), METHOD)
    assert text.index("[[tree.causes]]") < text.index("[[tree.causes.why]]")


def test_only_what_is_set_is_written() -> None:
    assert "covered_by" not in dumps(load(SMALL), METHOD)
    assert "[facts]" not in dumps(empty(), METHOD)


def test_unknown_keys_survive_ten_round_trips_and_are_told() -> None:
    text = 'mood = "x"\n' + SMALL.replace('id = "kit"', 'id = "kit"\nhat = "red"').replace(
        'level = "team"', 'level = "team"\nweight = 3'
    )
    text += '\n[future]\nplans = ["a"]\n'
    for _ in range(10):
        loaded = loads(text, lambda _: METHOD)
        text = dumps(loaded.session, METHOD)
    assert 'mood = "x"' in text
    assert 'hat = "red"' in text
    assert "weight = 3" in text
    assert "[future]" in text
    assert set(loaded.unknown) == {
        "mood", "future", "people[1].hat", "tree.causes[1].why[1].weight",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('attends = "by phone"', 'attends = "by pigeon"', 8, "expected 'in the room'"),
        ('child = "Robin"', "child = 7", 4, "a text in quotation marks"),
        ('child = "Robin"', 'child = "Robin"\nreferral = "soon"', 5, "a date such as"),
        ('id = "w1"', "", 21, "a value; there is none"),
        ('level = "team"', 'level = "tram"', 19, "tree.causes[1].why[1].level"),
        ('text = "a worry"', "text = [1]", 23, "worries.entries[1].text"),
        ('text = "a worry"', 'text = "a worry', 23, "not TOML"),
        ("format = 1", "format = 9", 1, "newer casetool"),
        ("format = 1", "", None, "“format = 1” was expected"),
        ('child = "Robin"', 'child = "Robin"\nfacts = 4', 5, "a table"),
    ],
)
def test_an_error_names_line_place_and_expectation(
    old: str, new: str, line: int | None, words: str
) -> None:
    with pytest.raises(SessionFileError) as caught:
        load(SMALL.replace(old, new))
    assert words in str(caught.value)
    if line is not None:
        assert caught.value.line == line


def test_an_error_never_quotes_what_people_wrote() -> None:
    with pytest.raises(SessionFileError) as caught:
        load(SMALL.replace('id = "w1"', 'id = "CANARY WORDS"'))
    assert "CANARY" not in str(caught.value)


def test_a_newer_format_says_so() -> None:
    with pytest.raises(NewerFormatError):
        load(SMALL.replace("format = 1", "format = 2\nnew = true"))


def test_truncation_at_every_byte_and_random_changes_give_only_plain_errors() -> None:
    data = dumps(load(SMALL), METHOD).encode()
    chance = Random(7)
    broken = [data[:n] for n in range(len(data))]
    for _ in range(400):
        place = chance.randrange(len(data))
        broken.append(data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :])
    refused = 0
    for one in broken:
        try:
            load(decode(one))
        except SessionFileError:
            refused += 1
    assert refused > len(data) // 4


@pytest.mark.parametrize("depth", [600, 100_000])
def test_a_hostile_depth_is_refused_in_words(depth: int) -> None:
    with pytest.raises(SessionFileError):
        load(SMALL + "x = " + "[" * depth + "]" * depth + "\n")


def test_a_tree_fifty_deep_can_be_saved() -> None:
    cause = Cause(id="c50", text="deep")
    for n in range(49, 0, -1):
        cause = Cause(id=f"c{n}", text="deep", children=(cause,))
    session = _with(empty(), Tree(step="tree", focal="x", causes=(cause,)))
    assert load(dumps(session, METHOD)) == session


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("é".encode("latin-1"), "not UTF-8"),
        ("format = 1".encode("utf-16"), "UTF-16"),
        (b"a = 1\nb = \x00", "Line 2 has a NUL"),
        (b"a = 1\rb = 2\r\nc = \x00", "Line 3 has a NUL"),
        (b"a = 1\rb = \xe9", "Line 2 is not UTF-8"),
    ],
)
def test_other_encodings_are_named(data: bytes, words: str) -> None:
    with pytest.raises(SessionFileError, match=words):
        decode(data)


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    data = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert load(decode(data)) == load(SMALL)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_of_old_macs_are_fine_alone_and_among_others(mark: bytes) -> None:
    data = SMALL.encode()
    mixed = data.replace(b"\n", b"\r\n", 3).replace(b"\n", b"\r").replace(b"\r\r", b"\r\n")
    assert b"\n" in mixed
    for written in (data.replace(b"\n", b"\r"), mixed):
        assert load(decode(mark + written)) == load(SMALL)


def test_a_line_end_within_a_text_of_several_lines_is_one() -> None:
    text = SMALL.replace('"a worry"', '"""\ntwo\nlines"""')
    heading = load(decode(text.replace("\n", "\r").encode())).heading("worries")
    assert isinstance(heading, Entries)
    assert heading.entries[0].text == "two\nlines"


def test_a_line_end_that_breaks_a_text_is_named_with_its_line() -> None:
    broken = SMALL.replace('"a worry"', '"a\rworry"').replace("\n", "\r")
    line = SMALL[: SMALL.index('"a worry"')].count("\n") + 1
    with pytest.raises(SessionFileError, match=f"Line {line}"):
        load(decode(broken.encode()))


def test_control_characters_become_visible_on_the_way_in() -> None:
    text = SMALL.replace("a worry", "a \\u001b[31m worry \\u0085")
    heading = load(text).heading("worries")
    assert isinstance(heading, Entries)
    assert heading.entries[0].text == "a \\u001b[31m worry \\u0085"


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_in_october_keeps_its_offset(fold: int) -> None:
    london = ZoneInfo("Europe/London")
    session = empty(begun=datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=fold))
    back = load(dumps(session, METHOD)).begun
    assert back is not None
    assert back.utcoffset() == timedelta(hours=1 - fold)


def _with(session: Session, heading: Tree | Entries) -> Session:
    held = tuple(heading if one.step == heading.step else one for one in session.headings)
    return evolve(session, headings=held)


def _with_entries(session: Session, step: str, *entries: Entry) -> Session:
    return _with(session, Entries(step=step, entries=entries))


def _with_texts(value: object) -> object:
    """TOML's dates as the texts that JSON would have."""
    match value:
        case dict():
            return {key: _with_texts(one) for key, one in value.items()}
        case list():
            return [_with_texts(one) for one in value]
        case str() | int() | bool():
            return value
        case _:
            return getattr(value, "isoformat")()  # noqa: B009
