"""Files that a person, a disk or somebody hostile has spoilt: plain words, and nothing lost."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from random import Random

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.models.session import Session
from casetool.storage.toml.codec import SessionFileError, decode, dumps, loads
from tests.storage.toml.test_codec import SMALL, load
from tests.support.strategies import METHOD

EXAMPLE = Path(__file__).parents[3] / "sessions" / "example-closed.toml"


def refused(text: str) -> SessionFileError:
    with pytest.raises(SessionFileError) as caught:
        load(text)
    return caught.value


def try_all(broken: list[bytes]) -> int:
    """Open each; how many are refused. Any other error than ours fails the test."""
    count = 0
    for data in broken:
        try:
            loads(decode(data), lambda _: METHOD)
        except SessionFileError as error:
            count += 1
            assert 1 <= len(str(error).splitlines()) <= 3
    return count


def test_a_session_cut_at_any_byte_of_its_head_or_near_a_table_is_borne() -> None:
    data = EXAMPLE.read_bytes()
    places = set(range(700)) | set(range(len(data) - 700, len(data)))
    places |= {n + d for n in range(len(data)) if data[n : n + 2] == b"\n[" for d in (0, 1, 4)}
    cut = [data[:n] for n in sorted(places) if n < 700 or n % 5 == 0]
    assert try_all(cut) > 300


def test_single_bytes_that_are_wrong_are_borne() -> None:
    data, chance = EXAMPLE.read_bytes(), Random(2026)
    broken = []
    for _ in range(300):
        place = chance.randrange(len(data))
        broken.append(data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :])
    assert try_all(broken) > 20


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("x = " + "1" * 5000, "more digits"),
        ("x = 0x" + "f" * 5000, "more digits"),
        ("x = " + "[" * 300 + "]" * 300, "nested deeper"),
        (".".join("a" * 3000) + " = 1", "nested deeper"),
        ("headings = 3", "headings: expected another name"),
        ("begun = 2026-11-12T10:04:00", "begun: expected a date and time with its offset"),
        ("begun = 86400", "begun: expected a date and time such as"),
        ("referral = 20260101", "referral: expected a date such as"),
        ("referral = 2026-02-30", "not TOML"),
        ("referral = 2026-01-01T00:00:00Z", "referral: expected a date such as"),
        ("id = 'again'", "not TOML"),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_at_once(line: str, words: str) -> None:
    assert words in str(refused(f"{line}\n{SMALL}"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", f"format = 0x{'f' * 5000}", "more digits"),
        ('"Robin"', '" "', "child: expected a text that is not empty"),
        ("format = 1", "format = true", "“format = 1” was expected"),
        ("format = 1", "format = 0", "expected 1"),
        ("case-discussion", "../../etc/passwd", "method: expected lower-case"),
        ('method = "case-discussion"', "method = 7", "method: expected lower-case"),
        ("[tree]", '[tree]\nstep = "worries"', "tree.step: expected another name"),
        ("[tree]", '[tree]\nkind = "entries"', "tree.kind: expected another name"),
        ("[[people]]", "[people]", "people: expected a list"),
        ("[tree]", '[[clocks]]\nstep = "x"\nbudget = 1\nbegan = 2026-11-12T10:00:00Z\n\n[tree]',
         "Line 11, clocks[1].step: expected one of people, facts"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_here_is_refused(old: str, new: str, words: str) -> None:
    assert words in str(refused(SMALL.replace(old, new)))


def test_a_tree_deeper_than_can_be_read_is_refused_in_few_words() -> None:
    branches = "".join(f'[[tree.causes{".why" * n}]]\nid = "d{n}"\n' for n in range(400))
    error = refused(SMALL.partition("[tree]")[0] + branches)
    assert "a tree that does not go as deep as this" in str(error)
    assert len(str(error)) < 200


def test_an_open_step_that_the_method_has_not_is_the_first() -> None:
    assert load(f'at = "nowhere"\n{SMALL}').at == "people"


def test_a_file_that_names_no_method_is_a_case_discussion() -> None:
    assert load(SMALL.replace('method = "case-discussion"\n', "")) == load(SMALL)


def test_the_words_of_a_file_stay_out_of_every_error() -> None:
    for place in range(SMALL.count('"') // 2):
        parts = SMALL.split('"')
        parts[2 * place + 1] += "CANARY ["
        try:
            load('"'.join(parts))
        except SessionFileError as error:
            assert "CANARY" not in str(error)


def values() -> st.SearchStrategy[object]:
    """Anything that TOML can hold."""
    plain = st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=8),
        st.integers(-(2**63), 2**63),
        st.floats(allow_nan=False),
        st.booleans(),
        st.just(date(2026, 11, 12)),
        st.just(time(10, 4)),
        st.just(datetime.fromisoformat("2026-11-12T10:04:00+13:45")),
    )
    keys = st.text(st.characters(codec="utf-8"), max_size=5)
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=8,
    )


LEVELS: dict[str, Callable[[dict[str, object]], object]] = {
    "": lambda data: data,
    "people[1].": lambda data: data["people"][0],  # type: ignore[index]
    "tree.": lambda data: data["tree"],
    "tree.causes[1].": lambda data: data["tree"]["causes"][0],  # type: ignore[index]
    "tree.causes[1].why[1].": lambda data: data["tree"]["causes"][0]["why"][0],  # type: ignore[index]
    "worries.": lambda data: data["worries"],
    "worries.entries[1].": lambda data: data["worries"]["entries"][0],  # type: ignore[index]
}
"""Each kind of table in the small session, and the way to it."""


@settings(suppress_health_check=list(HealthCheck))
@given(
    unknown=st.dictionaries(st.sampled_from(sorted(LEVELS)), values(), min_size=1),
    key=st.text(st.characters(codec="utf-8"), max_size=6).map("zz{}".format),
)
def test_what_we_do_not_know_survives_ten_trips_at_every_level(
    unknown: dict[str, object], key: str
) -> None:
    data = tomllib.loads(SMALL)
    for level, value in unknown.items():
        table = LEVELS[level](data)
        assert isinstance(table, dict)
        table[key] = value
    text = tomli_w.dumps(data)
    for _ in range(10):
        loaded = loads(text, lambda _: METHOD)
        text = dumps(loaded.session, METHOD)
    assert set(loaded.unknown) == {f"{level}{key}" for level in unknown}
    after = tomllib.loads(text)
    for level, value in unknown.items():
        table = LEVELS[level](after)
        assert isinstance(table, dict)
        assert table[key] == value
    assert isinstance(loaded.session, Session)
